#include "engine/atomic_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <utility>

#include "engine/concat.h"

namespace codebook {
namespace {

absl::Status Failure(const std::string& path, std::string_view what) {
  return absl::ErrnoToStatus(errno, Concat(path, ": ", what));
}

absl::Status WriteAll(int fd, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t written = write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return Failure(path, "cannot be written");
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  if (fsync(fd) != 0) return Failure(path, "cannot be synced");
  return absl::OkStatus();
}

}  // namespace

StagedFile::StagedFile(std::string path, std::string aside)
    : path_(std::move(path)), aside_(std::move(aside)) {}

StagedFile::StagedFile(StagedFile&& other) noexcept
    : path_(std::move(other.path_)), aside_(std::exchange(other.aside_, "")) {}

StagedFile::~StagedFile() {
  if (!aside_.empty()) unlink(aside_.c_str());
}

absl::StatusOr<StagedFile> StagedFile::Write(const std::string& path,
                                             std::string_view bytes,
                                             std::string_view tag) {
  std::string aside;
  int fd = -1;
  // No two files beside one path are the same.
  for (int number = 0; fd < 0; ++number) {
    aside = Concat(path, kUnfinishedMark, tag, getpid(), "-", number);
    fd = open(aside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (fd < 0 && errno != EEXIST) return Failure(path, "cannot be written");
  }
  StagedFile file(path, std::move(aside));
  absl::Status status = WriteAll(fd, bytes, path);
  if (close(fd) != 0 && status.ok()) status = Failure(path, "cannot be closed");
  if (!status.ok()) return status;
  return file;
}

absl::Status StagedFile::Commit() {
  if (std::rename(aside_.c_str(), path_.c_str()) != 0) {
    return Failure(path_, "cannot be replaced");
  }
  aside_.clear();
  const size_t slash = path_.rfind('/');
  return SyncFolder(slash == std::string::npos ? "."
                                               : path_.substr(0, slash + 1));
}

absl::Status SyncFolder(const std::string& folder) {
  const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return Failure(folder, "cannot be opened");
  absl::Status status;
  // Some file systems cannot sync a folder and need not.
  if (fsync(fd) != 0 && errno != EINVAL) {
    status = Failure(folder, "cannot be synced");
  }
  close(fd);
  return status;
}

}  // namespace codebook
