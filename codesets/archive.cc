#include "codesets/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "engine/concat.h"

namespace codebook {
namespace {

constexpr std::string_view kMemberMark = "PK\3\4";
constexpr std::string_view kEndMark = "PK\5\6";
constexpr std::string_view kLargeEndMark = "PK\6\6";
// Without the comment that may follow.
constexpr size_t kEndSize = 22;
constexpr std::string_view kDocumentMark = "[Content_Types].xml";

struct FreeReader {
  void operator()(archive* reader) const { archive_read_free(reader); }
};
using Reader = std::unique_ptr<archive, FreeReader>;

// libarchive gives names of members in the thread's locale, and none at all
// for a name beyond ASCII in the "C" locale that programs start with.
class Utf8Locale {
 public:
  Utf8Locale()
      : utf8_(newlocale(LC_CTYPE_MASK, "C.UTF-8", locale_t{})),
        before_(uselocale(utf8_)) {}
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;
  ~Utf8Locale() {
    uselocale(before_);
    if (utf8_ != locale_t{}) freelocale(utf8_);
  }

 private:
  locale_t utf8_;
  locale_t before_;
};

// Opens the archive by the list of members at its end. Reading from the front
// alone would take one that was cut short for a whole one.
Reader OpenReader(std::string_view bytes) {
  Reader reader(archive_read_new());
  archive_read_support_format_zip_seekable(reader.get());
  archive_read_open_memory(reader.get(), bytes.data(), bytes.size());
  return reader;
}

std::string_view Reason(const Reader& reader) {
  const char* const told = archive_error_string(reader.get());
  const std::string_view reason = told == nullptr ? "no reason given" : told;
  // Some reasons end in a line end.
  return reason.substr(0, reason.find_last_not_of('\n') + 1);
}

absl::Status Damaged(const std::string& name, std::string_view reason) {
  return absl::InvalidArgumentError(
      Concat(name, ": the archive is damaged or cut short: ", reason));
}

// The number whose bytes lie at `offset`, the lowest first.
size_t NumberAt(std::string_view bytes, size_t offset, size_t width) {
  size_t number = 0;
  for (size_t i = width; i-- > 0;) {
    number = number << 8 | static_cast<unsigned char>(bytes[offset + i]);
  }
  return number;
}

// Whether the end of the archive agrees with the `members` that were found.
// libarchive goes by the last end it sees: in an archive cut short behind an
// archive within, that one's; and it lists nothing when the list of members is
// damaged at its beginning. The end record has the number of members at 10, the
// size of their list at 12, and the list's place at 16.
bool EndAgrees(std::string_view bytes, size_t members) {
  const size_t end = bytes.rfind(kEndMark);
  if (end == std::string_view::npos || bytes.size() - end < kEndSize) {
    return false;
  }
  const size_t stated = NumberAt(bytes, end + 10, 2);
  const size_t size = NumberAt(bytes, end + 12, 4);
  const size_t place = NumberAt(bytes, end + 16, 4);
  // Too large for the record: a second one has the numbers.
  if (stated == 0xFFFF || size == 0xFFFFFFFF || place == 0xFFFFFFFF) {
    return true;
  }
  if (stated != members || place + size > end) return false;
  const std::string_view behind = bytes.substr(place + size);
  return behind.starts_with(kEndMark) || behind.starts_with(kLargeEndMark);
}

// Unpacks one archive and those within.
class Unpacker {
 public:
  Unpacker(const ArchiveLimits& limits, std::vector<SourceFile>& files)
      : limits_(limits), left_(limits.total_bytes), files_(files) {}

  absl::Status Unpack(const SourceFile& source, int depth) {
    if (depth > limits_.depth) {
      return absl::InvalidArgumentError(
          Concat(source.name, ": archives lie in archives, more than ",
                 limits_.depth, " deep"));
    }
    // Nothing but the end; libarchive does not take it for an archive.
    if (source.bytes.starts_with(kEndMark)) {
      return source.bytes.size() < kEndSize
                 ? Damaged(source.name, "its end is not whole")
                 : absl::OkStatus();
    }
    const Reader reader = OpenReader(source.bytes);
    archive_entry* entry = nullptr;
    size_t members = 0;
    int result;
    while ((result = archive_read_next_header(reader.get(), &entry)) !=
           ARCHIVE_EOF) {
      // A warning is about the member's name or attributes.
      if (result < ARCHIVE_WARN) return Damaged(source.name, Reason(reader));
      ++members;
      if (++members_ > limits_.members) {
        return absl::InvalidArgumentError(
            Concat(source.name, ": more than ", limits_.members,
                   " members found, which is no release"));
      }
      absl::Status status = AddMember(source.name, reader, entry, depth);
      if (!status.ok()) return status;
    }
    return EndAgrees(source.bytes, members)
               ? absl::OkStatus()
               : Damaged(source.name, "its list of members is not whole");
  }

 private:
  absl::Status AddMember(const std::string& archive_name, const Reader& reader,
                         archive_entry* entry, int depth) {
    const char* const path = archive_entry_pathname(entry);
    const std::string_view member = path == nullptr ? "?" : path;
    if (archive_entry_filetype(entry) != AE_IFREG || IsHidden(member)) {
      return absl::OkStatus();
    }
    if (archive_entry_is_encrypted(entry) != 0) {
      return absl::InvalidArgumentError(
          Concat(archive_name, ": the archive is encrypted (member \"", member,
                 "\"), one without a password expected"));
    }
    SourceFile file;
    file.name = Concat(archive_name, ":", member);
    const auto bytes = std::make_shared<std::string>();
    absl::Status status = Read(reader, file.name, *bytes);
    if (!status.ok()) return status;
    file.bytes = *bytes;
    file.owner = bytes;
    if (IsArchive(file.bytes)) return Unpack(file, depth + 1);
    files_.push_back(std::move(file));
    return absl::OkStatus();
  }

  absl::Status Read(const Reader& reader, const std::string& name,
                    std::string& bytes) {
    const void* block = nullptr;
    size_t size = 0;
    int64_t offset = 0;
    int result;
    while ((result = archive_read_data_block(reader.get(), &block, &size,
                                             &offset)) == ARCHIVE_OK) {
      if (size > limits_.member_bytes - bytes.size()) {
        return TooLarge(name, limits_.member_bytes, "");
      }
      if (size > left_) return TooLarge(name, limits_.total_bytes, " in all");
      left_ -= size;
      bytes.append(static_cast<const char*>(block), size);
    }
    if (result == ARCHIVE_EOF) return absl::OkStatus();
    return absl::InvalidArgumentError(
        Concat(name, ": cannot be unpacked: ", Reason(reader)));
  }

  static absl::Status TooLarge(const std::string& name, size_t limit,
                               std::string_view of_what) {
    return absl::InvalidArgumentError(
        Concat(name, ": unpacks to more than ", limit, " bytes", of_what));
  }

  const ArchiveLimits& limits_;
  // Bytes that may still come out.
  size_t left_;
  size_t members_ = 0;
  std::vector<SourceFile>& files_;
};

}  // namespace

bool IsArchive(std::string_view bytes) {
  if (!bytes.starts_with(kMemberMark)) return bytes.starts_with(kEndMark);
  const Reader reader = OpenReader(bytes);
  archive_entry* entry = nullptr;
  while (archive_read_next_header(reader.get(), &entry) >= ARCHIVE_WARN) {
    const char* const path = archive_entry_pathname(entry);
    if (path != nullptr && path == kDocumentMark) return false;
  }
  return true;
}

absl::StatusOr<std::vector<SourceFile>> UnpackArchive(
    const SourceFile& archive, const ArchiveLimits& limits) {
  const Utf8Locale locale;
  std::vector<SourceFile> files;
  absl::Status status = Unpacker(limits, files).Unpack(archive, 1);
  if (!status.ok()) return status;
  return files;
}

bool IsHidden(std::string_view path) {
  while (!path.empty()) {
    const size_t end = std::min(path.find('/'), path.size());
    const std::string_view part = path.substr(0, end);
    if (part == "__MACOSX") return true;
    if (part.starts_with('.') && part != "." && part != "..") return true;
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return false;
}

}  // namespace codebook
