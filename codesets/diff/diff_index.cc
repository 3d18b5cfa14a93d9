// Alphabetic lists of two releases: the indexes, and the tables of neoplasms
// and drugs. Terms under the same term are paired by what is printed, then by
// their words without the modifiers in parentheses, then by likeness.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"
#include "codesets/alphabetic_index.h"
#include "codesets/diff/diff_parts.h"
#include "engine/concat.h"
#include "engine/index_terms.h"
#include "engine/text_difference.h"

namespace codebook {
namespace {

constexpr double kAlike = 0.5;
// More pairs of terms than this are not compared word by word.
constexpr size_t kMostPairs = 10'000;

// No list nests deeper; a damaged image may.
constexpr size_t kDeepest = 32;

using Terms = std::vector<TermId>;

// Terms [first, end) that stand under no other of them.
Terms Topmost(const IndexTerms& index, TermId first, TermId end) {
  Terms terms;
  for (TermId term = first; term < end;) {
    terms.push_back(term);
    const TermId next = index.end(term);
    // A damaged image may lead back.
    term = next > term ? next : end;
  }
  return terms;
}

bool SameLinks(const std::vector<IndexLink>& a,
               const std::vector<IndexLink>& b) {
  return std::ranges::equal(a, b, [](const IndexLink& x, const IndexLink& y) {
    return x.kind == y.kind && x.column == y.column && x.text == y.text;
  });
}

bool IsCode(LinkKind kind) {
  return kind == LinkKind::kCode || kind == LinkKind::kManifestation ||
         kind == LinkKind::kPrefix;
}

// A list of one release.
struct ListSide {
  const IndexTerms* index;
  IndexList list;

  // An entry as the list prints it: "culture R82.79", "gum - see Gingivitis",
  // "milk (see also Allergy, food) Z91.011".
  std::string Entry(TermId term) const {
    const std::vector<IndexLink> links = index->Links(term);
    const bool leads_to_code = std::ranges::any_of(
        links, [](const IndexLink& link) { return IsCode(link.kind); });
    std::string entry(index->title(term));
    std::string codes;
    for (const IndexLink& link : links) {
      switch (link.kind) {
        case LinkKind::kManifestation:
          codes += Concat(" [", link.text, "]");
          break;
        case LinkKind::kSee:
          entry += Concat(" - see ", link.text);
          break;
        case LinkKind::kSeeAlso:
          entry += leads_to_code ? Concat(" (see also ", link.text, ")")
                                 : Concat(" - see also ", link.text);
          break;
        case LinkKind::kUse:
          entry += Concat(" - use ", link.text);
          break;
        case LinkKind::kDefinition:
        case LinkKind::kExplanation:
          entry += Concat(": ", link.text);
          break;
        default:
          codes += Concat(Heading(link.column), " ", link.text);
      }
    }
    return entry + codes;
  }

  // "Fracture, traumatic > femur > neck"
  std::string Path(TermId term) const {
    std::string path;
    for (const TermId at : index->Path(term)) {
      if (!path.empty()) path += " > ";
      path += index->words(at);
    }
    return path;
  }

 private:
  std::string Heading(uint32_t column) const {
    if (column == 0) return {};
    const auto found =
        std::ranges::find(list.columns, column, &IndexColumn::number);
    return found == list.columns.end() ? std::string()
                                       : Concat("; ", found->heading, ":");
  }
};

class IndexDiff {
 public:
  IndexDiff(const ListSide& older, const ListSide& newer, uint32_t& place,
            ChangeWriter& changes)
      : older_(older), newer_(newer), place_(place), changes_(changes) {}

  void Run() {
    CompareLevel({older_.list.first, older_.list.end},
                 {newer_.list.first, newer_.list.end}, 0);
  }

 private:
  struct Pair {
    TermId older;
    TermId newer;
  };

  // Terms [first, end).
  struct Range {
    TermId first;
    TermId end;
  };

  // What stands under a term, as far as that is in `within`.
  static Range Below(const IndexTerms& index, TermId term, Range within) {
    return {term + 1, std::min(index.end(term), within.end)};
  }

  void CompareLevel(Range older_range, Range newer_range, size_t depth) {
    if (depth > kDeepest) return;
    Terms olders = Topmost(*older_.index, older_range.first, older_range.end);
    Terms newers = Topmost(*newer_.index, newer_range.first, newer_range.end);
    std::vector<Pair> pairs;
    PairEqual(olders, newers, pairs, [](const IndexTerms& index, TermId term) {
      return index.title(term);
    });
    PairEqual(olders, newers, pairs, [](const IndexTerms& index, TermId term) {
      return index.words(term);
    });
    PairAlike(olders, newers, pairs);
    std::ranges::sort(pairs, {}, &Pair::newer);
    for (const Pair& pair : pairs) {
      Compare(pair);
      CompareLevel(Below(*older_.index, pair.older, older_range),
                   Below(*newer_.index, pair.newer, newer_range), depth + 1);
    }
    for (const TermId term : olders) {
      All(older_, term, ChangeKind::kIndexDeleted);
    }
    for (const TermId term : newers) All(newer_, term, ChangeKind::kIndexAdded);
  }

  // Takes the terms of the same text out of both lists, the first with the
  // first.
  template <typename TextOf>
  void PairEqual(Terms& olders, Terms& newers, std::vector<Pair>& pairs,
                 TextOf text_of) const {
    if (olders.empty() || newers.empty()) return;
    absl::flat_hash_map<absl::string_view, Terms> by_text;
    for (size_t i = olders.size(); i-- > 0;) {
      by_text[ToAbsl(text_of(*older_.index, olders[i]))].push_back(olders[i]);
    }
    Terms taken;
    std::erase_if(newers, [&](TermId newer) {
      const auto found = by_text.find(ToAbsl(text_of(*newer_.index, newer)));
      if (found == by_text.end() || found->second.empty()) return false;
      pairs.push_back({found->second.back(), newer});
      taken.push_back(found->second.back());
      found->second.pop_back();
      return true;
    });
    Remove(std::move(taken), olders);
  }

  static void Remove(Terms taken, Terms& terms) {
    std::ranges::sort(taken);
    std::erase_if(terms, [&taken](TermId term) {
      return std::ranges::binary_search(taken, term);
    });
  }

  struct Likeness {
    double similarity;
    // The same whichever release comes first.
    size_t depth;
    size_t apart;
    Pair pair;
  };

  void PairAlike(Terms& olders, Terms& newers, std::vector<Pair>& pairs) const {
    if (olders.size() * newers.size() > kMostPairs) return;
    std::vector<Likeness> alike;
    for (size_t i = 0; i < olders.size(); ++i) {
      for (size_t j = 0; j < newers.size(); ++j) {
        const double similarity = Similarity(older_.index->title(olders[i]),
                                             newer_.index->title(newers[j]));
        if (similarity < kAlike) continue;
        alike.push_back({.similarity = similarity,
                         .depth = i + j,
                         .apart = std::max(i, j) - std::min(i, j),
                         .pair = {olders[i], newers[j]}});
      }
    }
    std::ranges::stable_sort(alike, [](const Likeness& a, const Likeness& b) {
      return std::tuple(-a.similarity, a.depth, a.apart) <
             std::tuple(-b.similarity, b.depth, b.apart);
    });
    Terms older_taken;
    Terms newer_taken;
    for (const Likeness& like : alike) {
      const bool known =
          std::ranges::find(older_taken, like.pair.older) !=
              older_taken.end() ||
          std::ranges::find(newer_taken, like.pair.newer) != newer_taken.end();
      if (known) continue;
      older_taken.push_back(like.pair.older);
      newer_taken.push_back(like.pair.newer);
      pairs.push_back(like.pair);
    }
    Remove(std::move(older_taken), olders);
    Remove(std::move(newer_taken), newers);
  }

  void Compare(const Pair& pair) {
    const bool same =
        older_.index->title(pair.older) == newer_.index->title(pair.newer) &&
        SameLinks(older_.index->Links(pair.older),
                  newer_.index->Links(pair.newer));
    if (!same) {
      Add(ChangeKind::kIndexRevised, newer_, pair.newer,
          older_.Entry(pair.older), newer_.Entry(pair.newer));
    }
  }

  // The term and everything below it.
  void All(const ListSide& side, TermId term, ChangeKind kind) {
    const TermId end = side.index->end(term);
    for (TermId at = term; at < std::max(end, term + 1); ++at) {
      const std::string entry = side.Entry(at);
      const bool added = kind == ChangeKind::kIndexAdded;
      Add(kind, side, at, added ? "" : entry, added ? entry : "");
    }
  }

  void Add(ChangeKind kind, const ListSide& side, TermId term,
           std::string before, std::string after) {
    const std::vector<TermId> path = side.index->Path(term);
    const std::string_view main =
        path.empty() ? std::string_view() : side.index->words(path.front());
    const char letter =
        main.empty()
            ? ' '
            : absl::ascii_toupper(static_cast<unsigned char>(main.front()));
    changes_.Add({.kind = kind,
                  .code = side.Path(term),
                  .part = std::string(IndexKindName(side.list.kind)),
                  .before = std::move(before),
                  .after = std::move(after),
                  .chapter = Concat(IndexTitle(side.list.kind), ": ",
                                    std::string(1, letter)),
                  .place = {std::numeric_limits<uint32_t>::max(), place_++}});
  }

  const ListSide& older_;
  const ListSide& newer_;
  // Counts up over all lists: where the next change stands.
  uint32_t& place_;
  ChangeWriter& changes_;
};

std::optional<ListSide> FindList(const CodeSet& release, IndexKind kind) {
  const IndexTerms& index = release.index_terms();
  for (IndexList& list : index.Lists()) {
    if (list.kind == kind) return ListSide{&index, std::move(list)};
  }
  return std::nullopt;
}

}  // namespace

std::vector<NotCompared> DiffIndexes(ChangeWriter& changes) {
  constexpr std::array kKinds = {
      IndexKind::kDiseases,   IndexKind::kExternalCauses,
      IndexKind::kNeoplasms,  IndexKind::kDrugs,
      IndexKind::kProcedures, IndexKind::kDefinitions};
  std::vector<NotCompared> not_compared;
  uint32_t place = 0;
  for (const IndexKind kind : kKinds) {
    const std::optional<ListSide> older = FindList(changes.older(), kind);
    const std::optional<ListSide> newer = FindList(changes.newer(), kind);
    if (older && newer) {
      IndexDiff(*older, *newer, place, changes).Run();
    } else if (older || newer) {
      const CodeSet& lacking = older ? changes.newer() : changes.older();
      not_compared.push_back(
          {std::string(IndexTitle(kind)), lacking.id().ToString(),
           Concat(lacking.id().ToString(), " was read without it")});
    }
  }
  const bool has_none = changes.older().index_terms().empty() &&
                        changes.newer().index_terms().empty();
  const std::string_view set = changes.newer().set();
  if (has_none && (set == "icd10cm" || set == "icd10pcs")) {
    not_compared.push_back(
        {"indexes", "", "both releases were read without them"});
  }
  return not_compared;
}

}  // namespace codebook
