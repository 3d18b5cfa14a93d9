// Releases that are named on the command line.

#ifndef CODEBOOK_TOOLS_CODEBOOK_RELEASE_OPERAND_H_
#define CODEBOOK_TOOLS_CODEBOOK_RELEASE_OPERAND_H_

#include <string>

#include "absl/status/statusor.h"
#include "codesets/validator.h"
#include "engine/catalog.h"

namespace codebook {

// The release that an operand names: "SET@DATE", or "SET" for its newest or the
// one that --on chooses.
absl::StatusOr<CodeSetPtr> FindRelease(const Catalog& catalog,
                                       const std::string& text,
                                       const ReleaseChoice& choice);

}  // namespace codebook

#endif  // CODEBOOK_TOOLS_CODEBOOK_RELEASE_OPERAND_H_
