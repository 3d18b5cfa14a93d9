#include "codesets/source_file.h"

#include <fcntl.h>
#include <nettle/sha2.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <iterator>
#include <system_error>
#include <utility>

#include "codesets/archive.h"
#include "engine/concat.h"

namespace codebook {
namespace {

absl::Status Failure(const std::string& path, std::string_view what,
                     int error) {
  return absl::ErrnoToStatus(error, Concat(path, ": ", what));
}

// An open file; it closes itself.
class Descriptor {
 public:
  explicit Descriptor(const std::string& path)
      : fd_(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  int get() const { return fd_; }

 private:
  int fd_;
};

// Reads what cannot be mapped: a pipe, say.
absl::StatusOr<SourceFile> ReadToEnd(const Descriptor& file,
                                     const std::string& path) {
  constexpr size_t kBlock = size_t{64} << 10;
  const auto bytes = std::make_shared<std::string>();
  size_t size = 0;
  while (true) {
    bytes->resize(size + kBlock);
    const ssize_t count = read(file.get(), bytes->data() + size, kBlock);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return Failure(path, "cannot be read", errno);
    if (count == 0) break;
    size += static_cast<size_t>(count);
    if (size > kMostFileBytes) {
      return absl::InvalidArgumentError(Concat(path, ": more than ",
                                               kMostFileBytes,
                                               " bytes, which is no code set"));
    }
  }
  bytes->resize(size);
  return SourceFile{.name = path, .bytes = *bytes, .owner = bytes};
}

absl::StatusOr<SourceFile> ReadPlainFile(const std::string& path) {
  const Descriptor file(path);
  if (file.get() < 0) return Failure(path, "cannot be opened", errno);
  struct stat status = {};
  if (fstat(file.get(), &status) != 0) {
    return Failure(path, "cannot be read", errno);
  }
  // Files of /proc have no size, and still something to read.
  if (!S_ISREG(status.st_mode) || status.st_size == 0) {
    return ReadToEnd(file, path);
  }
  const auto size = static_cast<size_t>(status.st_size);
  void* const address =
      mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), 0);
  if (address == MAP_FAILED) return ReadToEnd(file, path);
  return SourceFile{
      .name = path,
      .bytes = {static_cast<const char*>(address), size},
      .owner = std::shared_ptr<const void>(
          address, [address, size](const void*) { munmap(address, size); }),
      .mapped = true};
}

// Adds the file at `path`, or what it unpacks to.
absl::Status AddFile(const std::string& path, bool named,
                     std::vector<SourceFile>& files) {
  absl::StatusOr<SourceFile> file = ReadPlainFile(path);
  if (!file.ok()) return file.status();
  if (!IsArchive(file->bytes)) {
    file->named = named;
    files.push_back(*std::move(file));
    return absl::OkStatus();
  }
  absl::StatusOr<std::vector<SourceFile>> members =
      UnpackArchive(*file, ArchiveLimits{});
  if (!members.ok()) return members.status();
  files.insert(files.end(), std::make_move_iterator(members->begin()),
               std::make_move_iterator(members->end()));
  return absl::OkStatus();
}

struct FolderEntry {
  std::string path;
  std::filesystem::file_type type;
};

// What lies in `folder`, in the order of the names, without hidden entries.
absl::StatusOr<std::vector<FolderEntry>> ListFolder(const std::string& folder) {
  std::vector<FolderEntry> entries;
  std::error_code error;
  std::filesystem::directory_iterator it(folder, error);
  for (; !error && it != std::filesystem::directory_iterator();
       it.increment(error)) {
    if (IsHidden(it->path().filename().native())) continue;
    std::error_code no_type;
    entries.push_back(
        {it->path().native(), it->symlink_status(no_type).type()});
    if (no_type) {
      return Failure(it->path().native(), "cannot be read", no_type.value());
    }
  }
  if (error) return Failure(folder, "cannot be read", error.value());
  std::sort(entries.begin(), entries.end(),
            [](const FolderEntry& a, const FolderEntry& b) {
              return a.path < b.path;
            });
  return entries;
}

absl::Status AddFolder(const std::string& folder,
                       std::vector<SourceFile>& files) {
  const absl::StatusOr<std::vector<FolderEntry>> entries = ListFolder(folder);
  if (!entries.ok()) return entries.status();
  for (const FolderEntry& entry : *entries) {
    absl::Status status;
    if (entry.type == std::filesystem::file_type::directory) {
      status = AddFolder(entry.path, files);
    } else if (entry.type == std::filesystem::file_type::regular) {
      status = AddFile(entry.path, /*named=*/false, files);
    }
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<SourceFile>> CollectSourceFiles(
    std::span<const std::string> paths) {
  std::vector<SourceFile> files;
  for (const std::string& path : paths) {
    const size_t before = files.size();
    std::error_code error;
    const bool folder = std::filesystem::is_directory(path, error);
    absl::Status status =
        folder ? AddFolder(path, files) : AddFile(path, /*named=*/true, files);
    if (!status.ok()) return status;
    if (files.size() == before) {
      return absl::InvalidArgumentError(
          Concat(path, ": no file in this ", folder ? "folder" : "archive",
                 ", files of a code set expected"));
    }
  }
  return files;
}

void LeavePages(const SourceFile& file) {
  if (!file.mapped) return;
  // Only advice: it need not succeed.
  static_cast<void>(madvise(const_cast<char*>(file.bytes.data()),
                            file.bytes.size(), MADV_DONTNEED));
}

std::array<uint8_t, 32> Sha256(std::string_view bytes) {
  std::array<uint8_t, 32> digest;
  static_assert(digest.size() == SHA256_DIGEST_SIZE);
  sha256_ctx context;
  sha256_init(&context);
  sha256_update(&context, bytes.size(),
                reinterpret_cast<const uint8_t*>(bytes.data()));
  sha256_digest(&context, digest.size(), digest.data());
  return digest;
}

}  // namespace codebook
