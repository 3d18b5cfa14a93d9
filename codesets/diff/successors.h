// What to use in the place of a code that is no more.

#ifndef CODEBOOK_CODESETS_DIFF_SUCCESSORS_H_
#define CODEBOOK_CODESETS_DIFF_SUCCESSORS_H_

#include <vector>

#include "codesets/diff/change.h"
#include "codesets/diff/pairing.h"
#include "engine/code_set.h"

namespace codebook {

// Gives the changes that take a billable code away (deleted, or a header now)
// their successors: those that the conversion table has for the time between
// the two releases, else proposals. `conversions` may be null. Where the second
// release is the older of the two, only proposals.
void FindSuccessors(const Pairing& pairing, const CodeSet* conversions,
                    std::vector<Change>& changes);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_DIFF_SUCCESSORS_H_
