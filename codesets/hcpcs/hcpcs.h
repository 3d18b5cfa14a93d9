// HCPCS Level II, from the annual file of 320 columns.
//
// Codes are billable rows, modifiers rows of their own kind, in the order of
// the file. A free-text disclaimer before the data is passed over, in whatever
// encoding it is. Validity runs from the day a code was added to its
// termination date. Properties: "added", "action_effective" ("YYYY-MM-DD"),
// "action_code", "coverage_code" (the letters of CMS's record layout).

#ifndef CODEBOOK_CODESETS_HCPCS_HCPCS_H_
#define CODEBOOK_CODESETS_HCPCS_HCPCS_H_

#include <optional>

#include "absl/status/status.h"
#include "codesets/code_system.h"

namespace codebook {

std::optional<Recognition> RecognizeHcpcs(const SourceFile& file);

absl::Status ReadHcpcs(const ReadRequest& request);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_HCPCS_HCPCS_H_
