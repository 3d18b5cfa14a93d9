// Sections that take in others beside them: C00-C96 has no code of its own, it
// is printed over C00-C75, C76-C80 and so on, and its notes reach all of them.

#ifndef CODEBOOK_CODESETS_ICD10CM_ENCLOSING_SECTIONS_H_
#define CODEBOOK_CODESETS_ICD10CM_ENCLOSING_SECTIONS_H_

#include <vector>

#include "codesets/icd10cm/tabular.h"

namespace codebook {

// Sets `enclosing` of every section to the narrowest section of its chapter
// that has no code of its own and whose range takes it in.
void FindEnclosingSections(std::vector<TabularNode>& nodes);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_ICD10CM_ENCLOSING_SECTIONS_H_
