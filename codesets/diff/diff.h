// What changed between two releases of a code set, completely.
//
// Example:
//   absl::StatusOr<DiffReport> report = DiffReleases(
//       catalog, *ReleaseId::Parse("icd10cm@2024-10-01"),
//       *ReleaseId::Parse("icd10cm@2025-10-01"));
//   for (const Change& change : report->changes) {
//     // ChangeKindName(change.kind): "code-added"; change.code: "B88.01"
//   }
//
// The releases need not be neighbours, nor the first the older of the two: the
// diff tells how to get from the one to the other. What one of them was read
// without is not compared, and that is said: see DiffReport::not_compared.
//
// Thread safety: nothing is shared but the releases, which are immutable.

#ifndef CODEBOOK_CODESETS_DIFF_DIFF_H_
#define CODEBOOK_CODESETS_DIFF_DIFF_H_

#include <vector>

#include "absl/status/statusor.h"
#include "codesets/diff/change.h"
#include "engine/catalog.h"
#include "engine/code_set.h"
#include "engine/release_id.h"

namespace codebook {

// What may be known besides the two releases; all of it may be left out.
struct DiffContext {
  // Releases that took effect before both, the newest first: tell which added
  // codes there had been before.
  std::vector<CodeSetPtr> earlier = {};
  // A release of the set that has chapters, for two that have none.
  CodeSetPtr chapters = nullptr;
  // The official conversion table (codesets/add_ons/conversions.h).
  CodeSetPtr conversions = nullptr;
};

// Two releases of one set.
DiffReport Diff(const CodeSet& older, const CodeSet& newer,
                const DiffContext& context = {});

// Two releases of a catalog, with all the catalog knows besides. Not found when
// it has not got one; invalid argument when they are of different sets; data
// loss when an image is damaged.
absl::StatusOr<DiffReport> DiffReleases(const Catalog& catalog,
                                        const ReleaseId& older,
                                        const ReleaseId& newer);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_DIFF_DIFF_H_
