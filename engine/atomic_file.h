// Files that are there whole or not at all.
//
// Example:
//   absl::StatusOr<StagedFile> file = StagedFile::Write(path, bytes);
//   if (file.ok()) return file->Commit();

#ifndef CODEBOOK_ENGINE_ATOMIC_FILE_H_
#define CODEBOOK_ENGINE_ATOMIC_FILE_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace codebook {

// Files whose writing was interrupted carry this in their names.
inline constexpr std::string_view kUnfinishedMark = ".unfinished-";

// A file written beside its destination, which it replaces when committed. One
// that is not committed is removed. Errors name the destination.
class StagedFile {
 public:
  // Writes `bytes` beside `path` and syncs them. `tag` becomes part of the name
  // that the file has there.
  static absl::StatusOr<StagedFile> Write(const std::string& path,
                                          std::string_view bytes,
                                          std::string_view tag = {});

  StagedFile(StagedFile&& other) noexcept;
  StagedFile& operator=(StagedFile&&) = delete;
  ~StagedFile();

  // Renames the file over whatever is at its destination and syncs the folder.
  // On an error the destination is as it was.
  absl::Status Commit();

  // Where the file is until it is committed.
  const std::string& aside() const { return aside_; }
  // Leaves the file there, for somebody else to commit.
  void Keep() { aside_.clear(); }

 private:
  StagedFile(std::string path, std::string aside);

  std::string path_;
  // Empty once it is no longer there.
  std::string aside_;
};

// Makes what was renamed in `folder` survive a power cut.
absl::Status SyncFolder(const std::string& folder);

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_ATOMIC_FILE_H_
