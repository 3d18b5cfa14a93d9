#include "codesets/diff/comparable.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

#include "engine/concat.h"

namespace codebook {
namespace {

// What a release was read from, by what it has.
struct Contents {
  explicit Contents(const CodeSet& release)
      : id(release.id().ToString()),
        headers(release.row_count() > release.billable_count()),
        groups(release.node_count() > release.row_count()),
        tables(release.has_axis_rows()),
        dates(release.has_validity()) {
    for (NodeId row = 0; row < release.row_count() && !short_titles; ++row) {
      short_titles = !release.short_title(row).empty();
    }
    if (!release.has_properties()) return;
    for (NodeId node = 0; node < release.node_count(); ++node) {
      for (const Property& property : release.Properties(node)) {
        properties.emplace(property.name);
      }
    }
  }

  std::string id;
  bool headers;
  bool groups;
  bool tables;
  bool dates;
  bool short_titles = false;
  std::set<std::string> properties;
};

class Comparison {
 public:
  Comparison(const Contents& older, const Contents& newer)
      : older_(older), newer_(newer) {}

  // Notes what cannot be compared unless both have it or, where that is
  // nothing to speak of, neither has. Whether it can.
  bool Needs(bool Contents::*member, std::string_view what,
             std::string_view without, bool of_neither) {
    const bool in_older = older_.*member;
    const bool in_newer = newer_.*member;
    if (in_older && in_newer) return true;
    if (!in_older && !in_newer) {
      if (of_neither) {
        Add(what, "", Concat("both releases were read without ", without));
      }
      return !of_neither;
    }
    const Contents& lacking = in_older ? newer_ : older_;
    Add(what, lacking.id, Concat(lacking.id, " was read without ", without));
    return false;
  }

  void Add(std::string_view what, std::string release, std::string why) {
    outcome_.not_compared.push_back(
        {std::string(what), std::move(release), std::move(why)});
  }

  void Properties() {
    std::ranges::set_symmetric_difference(
        older_.properties, newer_.properties,
        std::back_inserter(outcome_.skipped_properties));
    for (const std::string& name : outcome_.skipped_properties) {
      const Contents& lacking =
          older_.properties.contains(name) ? newer_ : older_;
      Add(name, lacking.id, Concat(lacking.id, " has no ", name, " at all"));
    }
  }

  void Diagnoses() {
    constexpr std::string_view kList = "its tabular list";
    constexpr std::string_view kLists = "their tabular lists";
    const std::string_view list =
        older_.groups || newer_.groups ? kList : kLists;
    outcome_.groups =
        Needs(&Contents::groups, "chapters and sections", list, true);
    outcome_.notes = Needs(&Contents::groups, "notes", list, true);
    outcome_.seventh_characters =
        Needs(&Contents::groups, "seventh-character definitions", list, true);
    outcome_.kinds = older_.groups == newer_.groups;
    outcome_.accents = outcome_.kinds;
    if (outcome_.accents) return;
    const Contents& lacking = older_.groups ? newer_ : older_;
    Add("accents in titles, kinds of headers and the order of codes",
        lacking.id, Concat(lacking.id, " was read without ", kList));
  }

  void Procedures() {
    outcome_.tables = Needs(
        &Contents::tables, "rows and labels of tables",
        older_.tables || newer_.tables ? "its tables" : "their tables", true);
    outcome_.titles = Needs(&Contents::short_titles, "titles of codes",
                            "its order file", false);
  }

  Comparable Take() { return std::move(outcome_); }
  Comparable& outcome() { return outcome_; }

 private:
  const Contents& older_;
  const Contents& newer_;
  Comparable outcome_;
};

}  // namespace

Comparable WhatCompares(const CodeSet& older, const CodeSet& newer) {
  const Contents before(older);
  const Contents after(newer);
  Comparison comparison(before, after);
  Comparable& outcome = comparison.outcome();
  outcome.headers =
      comparison.Needs(&Contents::headers, "headers", "headers", false);
  outcome.short_titles = comparison.Needs(
      &Contents::short_titles, "short titles", "short titles", false);
  outcome.dates = comparison.Needs(&Contents::dates, "dates of codes",
                                   "dates of codes", false);
  if (older.set() == "icd10cm") comparison.Diagnoses();
  if (older.set() == "icd10pcs") comparison.Procedures();
  comparison.Properties();
  return comparison.Take();
}

}  // namespace codebook
