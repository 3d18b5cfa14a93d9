#include "tools/codebook/key_input.h"

#include <vector>

#include "codesets/source_file.h"
#include "engine/concat.h"

namespace codebook {

absl::StatusOr<AnswerKey> ReadKeyFile(const std::string& path) {
  const absl::StatusOr<std::vector<SourceFile>> files =
      CollectSourceFiles({&path, 1});
  if (!files.ok()) return files.status();
  if (files->size() != 1) {
    return absl::InvalidArgumentError(Concat(path, ": ", files->size(),
                                             " files found, one answer key "
                                             "expected"));
  }
  return ReadAnswerKey(files->front());
}

}  // namespace codebook
