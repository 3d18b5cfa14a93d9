// What each file of an import is.

#ifndef CODEBOOK_CODESETS_RECOGNIZE_H_
#define CODEBOOK_CODESETS_RECOGNIZE_H_

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "absl/status/statusor.h"
#include "codesets/code_system.h"
#include "codesets/source_file.h"

namespace codebook {

struct SystemFile {
  const CodeSystem* system;
  RecognizedFile file;
};

// A file that is of no use, and why.
struct NotOfUse {
  std::string why;
};

// The system and role of `file`, by its content; only `set` is asked when it is
// not empty. When no release is made of such a file, why. Invalid argument when
// it could be of several systems.
absl::StatusOr<std::variant<SystemFile, NotOfUse>> RecognizeFile(
    const SourceFile& file, std::string_view set);

// Whether the file is of a kind that is published beside the files of a
// release: schemas, addenda, documents. Such a file may be named to an import
// and is passed over; any other file that is not recognized is a mistake.
bool IsCompanionFile(const SourceFile& file);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_RECOGNIZE_H_
