// Which codes took the place of one that is no longer reported.
//
// The files of a release do not say it. What they show is where the new codes
// stand: a retired code was split into codes below it, or moved beside itself
// under the same title.

#ifndef CODEBOOK_CODESETS_GRADE_SUCCESSORS_H_
#define CODEBOOK_CODESETS_GRADE_SUCCESSORS_H_

#include <vector>

#include "engine/code.h"
#include "engine/code_set.h"

namespace codebook {

// The rows of `after` that took the place of `code`, in order. `before` is an
// earlier release of the same set, in which `code` is billable. They are the
// billable codes of `after` that are not billable in `before` and
//   - lie below `code` (for a code that X and a seventh character complete,
//     below what they complete, with the same seventh character); else
//   - in the same category or table have the title of `code`, or, in
//     ICD-10-PCS, differ from `code` in one axis.
// Empty where there are none; the successor may then be any code.
std::vector<NodeId> FindSuccessors(const CodeSet& before, const CodeSet& after,
                                   Code code);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_GRADE_SUCCESSORS_H_
