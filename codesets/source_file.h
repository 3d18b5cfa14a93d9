// The files an import reads: plain, in folders, in zip archives, nested.
//
// Example:
//   absl::StatusOr<std::vector<SourceFile>> files =
//       CollectSourceFiles({{"2025-10-01", "icd10pcs_order_2026.zip"}});
//   for (const SourceFile& file : *files) {
//     if (absl::Status text = CheckUtf8(file); !text.ok()) return text;
//   }

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

// A larger file is none of a code set: the largest official one has 15 MB.
inline constexpr size_t kMostFileBytes = size_t{256} << 20;
// Nor is a longer text: the longest official one has less than 10,000 bytes.
inline constexpr size_t kMostTextBytes = size_t{1} << 20;

// A file in memory. Copies share the bytes. A plain file is mapped, not read:
// it must not be made shorter while its bytes are in use.
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
  // Whether the bytes are pages of the file itself.
  bool mapped = false;
};

// The files at `paths`, in that order: a file itself, all files below a folder
// in the order of their names, all members of a zip archive (told by its
// content) in the order in which they lie in it, archives in archives
// included. Spreadsheets (.xlsx), which are zip archives too, are handed over
// whole.
//
// Passed over are hidden files and folders (".name", "__MACOSX") and, below a
// folder or in an archive, links and whatever else is not a plain file.
//
// Errors name the file. What cannot be read: as the system has it, not found or
// permission denied, say. Invalid argument: an archive that is damaged,
// encrypted or beyond the ArchiveLimits (archive.h), and a folder or archive at
// `paths` without any file.
absl::StatusOr<std::vector<SourceFile>> CollectSourceFiles(
    std::span<const std::string> paths);

// Gives the memory of a mapped file back until its bytes are read again; for
// large files that are in memory in another form by now.
void LeavePages(const SourceFile& file);

std::array<uint8_t, 32> Sha256(std::string_view bytes);

// Where an offset lies in a text: both counted from 1, columns in bytes. A
// line ends behind its LF; a byte order mark is not counted.
struct TextPosition {
  size_t line;
  size_t column;
};
TextPosition PositionAt(std::string_view text, size_t offset);

// Invalid argument: "NAME:LINE:COLUMN: what".
absl::Status SourceError(const SourceFile& file, size_t offset,
                         std::string_view what);

// Refuses bytes that are not UTF-8, and NUL, with their place. A byte order
// mark passes. ASCII passes at memory speed.
absl::Status CheckUtf8(const SourceFile& file);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_SOURCE_FILE_H_
