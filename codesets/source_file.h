// The files an import reads: plain, in folders, in zip archives, nested.

#ifndef CODEBOOK_CODESETS_SOURCE_FILE_H_
#define CODEBOOK_CODESETS_SOURCE_FILE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace codebook {

// A file in memory. Copies share the bytes.
struct SourceFile {
  // As errors and lists show it: the path, and for a member of an archive the
  // archive's path, a colon, and the member's ("cms.zip:inner/Tabular.xml").
  std::string name;
  std::string_view bytes;
  // Keeps `bytes` alive.
  std::shared_ptr<const void> owner;
  // Whether the user named this very file, rather than a folder or archive it
  // lies in. Such a file must be of use; others may be passed over.
  bool named = false;
};

// Limits on what an archive may unpack to, against zip bombs.
inline constexpr size_t kMaxMemberBytes = size_t{1} << 30;
inline constexpr size_t kMaxArchiveBytes = size_t{4} << 30;
inline constexpr int kMaxArchiveDepth = 4;

// The files at `paths`: a file itself, all files below a folder in the order of
// their names (links are not followed), all members of a zip archive (told by
// its content), archives in archives included. Errors name the file: not found,
// permission denied, or invalid argument for an archive that is damaged,
// encrypted or unpacks to more than the limits, and for a folder or archive
// without any file.
absl::StatusOr<std::vector<SourceFile>> CollectSourceFiles(
    std::span<const std::string> paths);

std::array<uint8_t, 32> Sha256(std::string_view bytes);

// Where an offset lies in a text: both counted from 1, columns in bytes.
struct TextPosition {
  size_t line;
  size_t column;
};
TextPosition PositionAt(std::string_view text, size_t offset);

// Invalid argument: "NAME:LINE:COLUMN: what".
absl::Status SourceError(const SourceFile& file, size_t offset,
                         std::string_view what);

// Refuses bytes that are not UTF-8, and NUL, with their place. ASCII passes at
// memory speed.
absl::Status CheckUtf8(const SourceFile& file);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_SOURCE_FILE_H_
