// ICD-10-CM: the diagnosis codes, as CDC and CMS publish them.
//
// Read from the tabular list (XML), the order file and the codes file, alone or
// together. Together they check each other: every difference is a finding, and
// the order file decides which codes there are, which are billable, and what
// their short titles are.

#ifndef CODEBOOK_CODESETS_ICD10CM_ICD10CM_H_
#define CODEBOOK_CODESETS_ICD10CM_ICD10CM_H_

#include <optional>

#include "absl/status/status.h"
#include "codesets/code_system.h"

namespace codebook {

// See CodeSystem.
std::optional<Recognition> RecognizeIcd10cm(const SourceFile& file);
absl::Status ReadIcd10cm(const ReadRequest& request);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_ICD10CM_ICD10CM_H_
