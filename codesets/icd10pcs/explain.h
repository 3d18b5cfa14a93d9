// What is wrong with an ICD-10-PCS code: the table, an axis, or the values of
// several axes together.

#ifndef CODEBOOK_CODESETS_ICD10PCS_EXPLAIN_H_
#define CODEBOOK_CODESETS_ICD10PCS_EXPLAIN_H_

#include "engine/code.h"
#include "engine/code_set.h"
#include "engine/verdict.h"

namespace codebook {

// See CodeSystem::explain.
void ExplainIcd10pcs(const CodeSet& release, Code code, Verdict& verdict);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_ICD10PCS_EXPLAIN_H_
