// Which codes came when another was retired.
//
// The official files of a release do not say what takes the place of a code
// that it no longer has. Two releases together show which codes beside it are
// new: those are proposed first, and said to be no more than that.

#ifndef CODEBOOK_CODESETS_SUCCESSORS_H_
#define CODEBOOK_CODESETS_SUCCESSORS_H_

#include "engine/code_set.h"
#include "engine/verdict.h"

namespace codebook {

// Puts before the suggestions of `verdict` the billable codes of its release
// that begin as its code does, as far as any do, and that `last` has not, the
// release which has the code as `row`. Where the code has a seventh character
// of encounter, so have they. There are no more suggestions than
// kMaxSuggestions afterwards.
void AddSuccessors(const CodeSet& last, NodeId row, Verdict& verdict);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_SUCCESSORS_H_
