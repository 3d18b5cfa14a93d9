// The file a release is compiled into: sections behind a checked header.
//
// FORMAT.md describes every byte. Image opens one, from a file it maps or from
// memory, checking the header and the section table and nothing else: the cost
// of opening does not grow with the release. ImageWriter makes one.
//
// Errors: a file that is not an image, is cut short or has a damaged header is
// data loss; an image of another format version is a failed precondition that
// names the version found and the one expected.

#ifndef CODEBOOK_ENGINE_IMAGE_H_
#define CODEBOOK_ENGINE_IMAGE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace codebook {

// On disk: numbers are never reused. See FORMAT.md.
enum class SectionId : uint32_t {
  kMeta = 0,
  kStrings = 1,
  kAutomatonRoot = 2,
  kAutomatonEdges = 3,
  kLabels = 4,
  kIndexPilots = 5,
  kIndexSlots = 6,
  kBillable = 7,
  kNodes = 8,
  kGroups = 9,
  kNoteBegins = 10,
  kNotes = 11,
  kSeventhCharacterUses = 12,
  kSeventhCharacterSets = 13,
  kSeventhCharacters = 14,
  kAxisRows = 15,
  kAxisValues = 16,
  kValidity = 17,
  kProperties = 18,
  kSources = 19,
  kNoteReferences = 20,
  kRowSetBegins = 21,
  kRowSetRanges = 22,
  kIndexLists = 23,
  kIndexColumns = 24,
  kIndexTerms = 25,
  kIndexLinks = 26,
  kTextBytes = 27,
  kTextWords = 28,
  kTextBuckets = 29,
  kTextTerms = 30,
  kTextLists = 31,
  kTextPlaces = 32,
  kTextCodes = 33,
  kTextPhrases = 34,
  kNoteReferenceBegins = 35,
};
inline constexpr size_t kSectionCount = 36;

inline constexpr uint32_t kImageFormatVersion = 6;

class Image {
 public:
  // Maps the file at `path` and checks its header.
  static absl::StatusOr<std::shared_ptr<const Image>> Open(
      const std::string& path);

  // Opens an image in memory. `bytes` is aligned to eight bytes and outlives
  // the image, or is kept alive by `owner`. `name` stands in errors.
  static absl::StatusOr<std::shared_ptr<const Image>> FromMemory(
      std::string_view bytes, std::shared_ptr<const void> owner,
      std::string_view name);

  Image(const Image&) = delete;
  Image& operator=(const Image&) = delete;

  // The section as records of T. Sections whose size is no multiple of T's are
  // refused at open.
  template <typename T>
  std::span<const T> Section(SectionId id) const {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= 8);
    const std::string_view bytes = SectionBytes(id);
    return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
  }
  std::string_view SectionBytes(SectionId id) const {
    return sections_[static_cast<size_t>(id)];
  }

  // The whole file.
  std::string_view bytes() const { return bytes_; }

  // Reads every byte and checks every checksum, the place of every section and
  // the zeros between them; data loss names the section.
  absl::Status VerifyChecksums() const;

 private:
  friend class ImageWriter;

  Image(std::string_view bytes, std::shared_ptr<const void> owner,
        std::string_view name)
      : bytes_(bytes), owner_(std::move(owner)), name_(name) {}

  absl::Status ReadHeader();

  std::string_view bytes_;
  std::shared_ptr<const void> owner_;
  std::string name_;
  std::array<std::string_view, kSectionCount> sections_;
  std::array<uint64_t, kSectionCount> checksums_{};
};

// Collects sections and lays them out.
class ImageWriter {
 public:
  // The bytes must stay as they are until Write or ToBytes is done.
  template <typename Span>
  void Set(SectionId id, Span records) {
    using T = typename Span::value_type;
    static_assert(std::has_unique_object_representations_v<T>,
                  "padding would put stray bytes into the file");
    SetBytes(id, {reinterpret_cast<const char*>(records.data()),
                  records.size_bytes()});
  }
  void SetBytes(SectionId id, std::string_view bytes) {
    sections_[static_cast<size_t>(id)] = bytes;
  }

  // An image of what has been set so far, to be read before it is laid out. It
  // has no bytes as a whole, and lives as long as what was set.
  std::shared_ptr<const Image> View() const;

  // The pieces of the file in order: header, then sections and the padding
  // between them. Each stays valid as long as the writer and what it was set
  // to.
  std::vector<std::string_view> Layout();

  // The whole image as one string.
  std::string ToBytes();

 private:
  std::array<std::string_view, kSectionCount> sections_;
  std::string header_;
};

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_IMAGE_H_
