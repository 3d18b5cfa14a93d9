// The answer key that a command is given.

#ifndef CODEBOOK_TOOLS_CODEBOOK_KEY_INPUT_H_
#define CODEBOOK_TOOLS_CODEBOOK_KEY_INPUT_H_

#include <string>

#include "absl/status/statusor.h"
#include "codesets/grade/answer_key.h"

namespace codebook {

// Reads the key at `path`; errors name the file.
absl::StatusOr<AnswerKey> ReadKeyFile(const std::string& path);

}  // namespace codebook

#endif  // CODEBOOK_TOOLS_CODEBOOK_KEY_INPUT_H_
