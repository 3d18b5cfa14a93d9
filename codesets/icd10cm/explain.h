// What is wrong with an ICD-10-CM code: seventh characters, placeholders,
// headers.

#ifndef CODEBOOK_CODESETS_ICD10CM_EXPLAIN_H_
#define CODEBOOK_CODESETS_ICD10CM_EXPLAIN_H_

#include "engine/code.h"
#include "engine/code_set.h"
#include "engine/verdict.h"

namespace codebook {

// See CodeSystem::explain.
void ExplainIcd10cm(const CodeSet& release, Code code, Verdict& verdict);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_ICD10CM_EXPLAIN_H_
