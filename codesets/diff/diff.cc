#include "codesets/diff/diff.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "codesets/add_ons/conversions.h"
#include "codesets/diff/addenda_counts.h"
#include "codesets/diff/change_writer.h"
#include "codesets/diff/comparable.h"
#include "codesets/diff/diff_parts.h"
#include "codesets/diff/pairing.h"
#include "codesets/diff/successors.h"
#include "engine/concat.h"

namespace codebook {
namespace {

void FindLastReleases(const std::vector<CodeSetPtr>& earlier,
                      std::vector<Change>& changes) {
  for (Change& change : changes) {
    if (change.kind != ChangeKind::kCodeAdded) continue;
    for (const CodeSetPtr& release : earlier) {
      if (!release->Find(change.code)) continue;
      change.last_release = release->id().ToString();
      break;
    }
  }
}

bool HasGroups(const CodeSet& release) {
  return release.node_count() > release.row_count();
}

absl::StatusOr<DiffContext> ContextFor(const Catalog& catalog,
                                       const CodeSet& older,
                                       const CodeSet& newer) {
  DiffContext context;
  const Date first = std::min(older.effective(), newer.effective());
  const auto releases = catalog.ReleasesOf(older.set());
  for (size_t i = releases.size(); i-- > 0;) {
    absl::StatusOr<CodeSetPtr> release = catalog.Get(releases[i]);
    if (!release.ok()) return release.status();
    if (context.chapters == nullptr && HasGroups(**release)) {
      context.chapters = *release;
    }
    if (releases[i].effective < first) context.earlier.push_back(*release);
  }
  // Each year's table has all of the years before.
  const auto tables = catalog.ReleasesOf(kConversionSet);
  if (older.set() == "icd10cm" && !tables.empty()) {
    absl::StatusOr<CodeSetPtr> table = catalog.Get(tables.back());
    if (!table.ok()) return table.status();
    context.conversions = *std::move(table);
  }
  return context;
}

}  // namespace

DiffReport Diff(const CodeSet& older, const CodeSet& newer,
                const DiffContext& context) {
  const Pairing pairing(older, newer);
  Comparable comparable = WhatCompares(older, newer);
  ChangeWriter writer(pairing, comparable, context.chapters.get());
  DiffCodes(writer);
  DiffGroups(writer);
  DiffNotes(writer);
  DiffSeventhCharacters(writer);
  DiffTables(writer);
  for (NotCompared& missing : DiffIndexes(writer)) {
    comparable.not_compared.push_back(std::move(missing));
  }
  DiffReport report;
  report.older = older.id();
  report.newer = newer.id();
  report.changes = writer.Take();
  report.short_titles_compared = comparable.short_titles;
  FindLastReleases(context.earlier, report.changes);
  FindSuccessors(pairing, context.conversions.get(), report.changes);
  CountAddenda(older, newer, report);
  report.not_compared = std::move(comparable.not_compared);
  return report;
}

absl::StatusOr<DiffReport> DiffReleases(const Catalog& catalog,
                                        const ReleaseId& older,
                                        const ReleaseId& newer) {
  if (older.set != newer.set) {
    return absl::InvalidArgumentError(
        Concat(older.ToString(), " and ", newer.ToString(),
               " are of different code sets; name two releases of one"));
  }
  const absl::StatusOr<CodeSetPtr> before = catalog.Get(older);
  if (!before.ok()) return before.status();
  const absl::StatusOr<CodeSetPtr> after = catalog.Get(newer);
  if (!after.ok()) return after.status();
  const absl::StatusOr<DiffContext> context =
      ContextFor(catalog, **before, **after);
  if (!context.ok()) return context.status();
  return Diff(**before, **after, *context);
}

}  // namespace codebook
