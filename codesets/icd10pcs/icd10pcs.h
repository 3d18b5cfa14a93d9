// ICD-10-PCS: the inpatient procedure codes, as CMS publishes them.
//
// Read from the tables (XML), the order file and the codes file, alone or
// together. Together they check each other: every difference is a finding, and
// the order file decides which codes there are and what their titles are.
// Without one, titles are composed of the labels of the axes.

#ifndef CODEBOOK_CODESETS_ICD10PCS_ICD10PCS_H_
#define CODEBOOK_CODESETS_ICD10PCS_ICD10PCS_H_

#include <optional>

#include "absl/status/status.h"
#include "codesets/code_system.h"

namespace codebook {

// See CodeSystem.
std::optional<Recognition> RecognizeIcd10pcs(const SourceFile& file);
absl::Status ReadIcd10pcs(const ReadRequest& request);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_ICD10PCS_ICD10PCS_H_
