// Zip archives, as releases are published in.

#ifndef CODEBOOK_CODESETS_ARCHIVE_H_
#define CODEBOOK_CODESETS_ARCHIVE_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "codesets/source_file.h"

namespace codebook {

// What an archive may unpack to, against zip bombs. Enforced on the bytes that
// come out, whatever the archive says of itself.
struct ArchiveLimits {
  size_t member_bytes = kMostFileBytes;
  // All members together, those of archives within included.
  size_t total_bytes = size_t{2} << 30;
  // The same, counting them: folders and links, too.
  size_t members = 100'000;
  // 1: no archives within archives.
  int depth = 4;
};

// Whether `bytes` are a zip archive to be unpacked: they begin as one, and are
// not a spreadsheet or another document that is kept as a zip archive
// ("[Content_Types].xml").
bool IsArchive(std::string_view bytes);

// The members of `archive`, in the order in which they lie in it, and in the
// place of an archive among them its members. Passed over are folders, links
// and hidden files. Invalid argument, naming archive and member, when it is
// damaged, encrypted, packed in an unknown way or beyond the limits.
absl::StatusOr<std::vector<SourceFile>> UnpackArchive(
    const SourceFile& archive, const ArchiveLimits& limits);

// Whether a part of `path` is hidden (".name") or Apple's "__MACOSX".
bool IsHidden(std::string_view path);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_ARCHIVE_H_
