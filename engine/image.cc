#include "engine/image.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>

#include "absl/strings/str_format.h"
#include "engine/concat.h"

namespace codebook {
namespace {

static_assert(std::endian::native == std::endian::little,
              "images are little-endian and are read in place");

// On disk, see FORMAT.md.
constexpr char kMagic[8] = {'C', 'O', 'D', 'E', 'B', 'O', 'O', 'K'};
constexpr size_t kAlignment = 64;

struct SectionRecord {
  uint64_t offset;
  uint64_t size;
  uint64_t checksum;
};

struct Header {
  char magic[8];
  uint32_t version;
  uint32_t section_count;
  uint64_t file_size;
  // Of the whole header with this field zero.
  uint64_t checksum;
  SectionRecord sections[kSectionCount];
};
static_assert(sizeof(Header) == 32 + 24 * kSectionCount);

// Bytes of one record of each section, in the order of SectionId.
constexpr std::array<size_t, kSectionCount> kRecordSizes = {
    36, 1,  16, 16, 12, 2,  8, 8,  24, 8, 4, 8, 8,  12, 12, 40, 8,  8,
    12, 40, 16, 4,  8,  24, 8, 20, 8,  1, 8, 4, 20, 4,  8,  12, 12, 4};
static_assert(kRecordSizes.back() != 0);

constexpr size_t AlignUp(size_t offset) {
  return (offset + kAlignment - 1) / kAlignment * kAlignment;
}

uint64_t Checksum(std::string_view bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

uint64_t HeaderChecksum(Header header) {
  header.checksum = 0;
  return XXH3_64bits(&header, sizeof header);
}

struct Mapping {
  Mapping(void* address, size_t size) : address(address), size(size) {}
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  ~Mapping() { munmap(address, size); }

  void* address;
  size_t size;
};

struct FileDescriptor {
  explicit FileDescriptor(int fd) : fd(fd) {}
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  ~FileDescriptor() {
    if (fd >= 0) close(fd);
  }

  int fd;
};

}  // namespace

absl::StatusOr<std::shared_ptr<const Image>> Image::Open(
    const std::string& path) {
  const FileDescriptor file(
      open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat status {};
  if (file.fd < 0 || fstat(file.fd, &status) != 0) {
    return absl::ErrnoToStatus(errno, Concat(path, ": cannot be opened"));
  }
  if (!S_ISREG(status.st_mode) || status.st_size == 0) {
    return absl::DataLossError(
        Concat(path, ": not a Codebook image: it is empty or no file"));
  }
  const auto size = static_cast<size_t>(status.st_size);
  void* const address = mmap(nullptr, size, PROT_READ, MAP_SHARED, file.fd, 0);
  if (address == MAP_FAILED) {
    return absl::ErrnoToStatus(errno, Concat(path, ": cannot be mapped"));
  }
  return FromMemory({static_cast<const char*>(address), size},
                    std::make_shared<Mapping>(address, size), path);
}

absl::StatusOr<std::shared_ptr<const Image>> Image::FromMemory(
    std::string_view bytes, std::shared_ptr<const void> owner,
    std::string_view name) {
  std::shared_ptr<Image> image(new Image(bytes, std::move(owner), name));
  if (absl::Status status = image->ReadHeader(); !status.ok()) return status;
  return image;
}

absl::Status Image::ReadHeader() {
  const auto damaged = [&](std::string_view what) {
    return absl::DataLossError(Concat(name_, ": ", what));
  };
  Header header;
  if (bytes_.size() < sizeof header) {
    return damaged(absl::StrFormat(
        "not a whole Codebook image: it has %d bytes, a header has %d",
        bytes_.size(), sizeof header));
  }
  std::memcpy(&header, bytes_.data(), sizeof header);
  if (std::memcmp(header.magic, kMagic, sizeof kMagic) != 0) {
    return damaged("not a Codebook image: it does not begin with CODEBOOK");
  }
  if (header.version != kImageFormatVersion) {
    return absl::FailedPreconditionError(absl::StrFormat(
        "%s: image format version %d found, %d expected; import the release "
        "again",
        name_, header.version, kImageFormatVersion));
  }
  if (header.section_count != kSectionCount ||
      header.checksum != HeaderChecksum(header)) {
    return damaged("the header is damaged: its checksum does not match");
  }
  if (header.file_size != bytes_.size()) {
    return damaged(absl::StrFormat("it has %d bytes, its header says %d",
                                   bytes_.size(), header.file_size));
  }
  for (size_t i = 0; i < kSectionCount; ++i) {
    const SectionRecord& section = header.sections[i];
    if (section.offset > bytes_.size() ||
        section.size > bytes_.size() - section.offset ||
        section.offset % kAlignment != 0 ||
        section.size % kRecordSizes[i] != 0) {
      return damaged(absl::StrFormat("section %d does not fit the file", i));
    }
    sections_[i] = bytes_.substr(section.offset, section.size);
    checksums_[i] = section.checksum;
  }
  return absl::OkStatus();
}

absl::Status Image::VerifyChecksums() const {
  const auto damaged = [&](size_t section, std::string_view what) {
    return absl::DataLossError(
        Concat(name_, ": section ", section, " is damaged: ", what));
  };
  // The sections lie behind one another with zeros between them, so that no
  // byte of the file is left unlooked at.
  size_t end = sizeof(Header);
  for (size_t i = 0; i < kSectionCount; ++i) {
    const auto begin = static_cast<size_t>(sections_[i].data() - bytes_.data());
    if (begin != AlignUp(end)) return damaged(i, "it is not in its place");
    if (bytes_.substr(end, begin - end).find_first_not_of('\0') !=
        std::string_view::npos) {
      return damaged(i, "the padding before it is not zero");
    }
    if (Checksum(sections_[i]) != checksums_[i]) {
      return damaged(i, "its checksum does not match");
    }
    end = begin + sections_[i].size();
  }
  if (end != bytes_.size()) {
    return damaged(kSectionCount - 1, "something follows it");
  }
  return absl::OkStatus();
}

std::shared_ptr<const Image> ImageWriter::View() const {
  const std::shared_ptr<Image> image(new Image({}, nullptr, {}));
  image->sections_ = sections_;
  return image;
}

std::vector<std::string_view> ImageWriter::Layout() {
  static constexpr char kZeros[kAlignment] = {};
  Header header{};
  std::memcpy(header.magic, kMagic, sizeof kMagic);
  header.version = kImageFormatVersion;
  header.section_count = kSectionCount;
  std::vector<std::string_view> pieces(1);
  size_t offset = sizeof header;
  const auto pad = [&] {
    pieces.emplace_back(kZeros, AlignUp(offset) - offset);
    offset = AlignUp(offset);
  };
  for (size_t i = 0; i < kSectionCount; ++i) {
    pad();
    header.sections[i] = {.offset = offset,
                          .size = sections_[i].size(),
                          .checksum = Checksum(sections_[i])};
    pieces.push_back(sections_[i]);
    offset += sections_[i].size();
  }
  header.file_size = offset;
  header.checksum = HeaderChecksum(header);
  header_.assign(reinterpret_cast<const char*>(&header), sizeof header);
  pieces[0] = header_;
  return pieces;
}

std::string ImageWriter::ToBytes() {
  const std::vector<std::string_view> pieces = Layout();
  size_t size = 0;
  for (const std::string_view piece : pieces) size += piece.size();
  std::string bytes;
  bytes.reserve(size);
  for (const std::string_view piece : pieces) bytes.append(piece);
  return bytes;
}

}  // namespace codebook
