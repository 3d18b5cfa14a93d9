#include "engine/image.h"

#include <gtest/gtest.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "engine/concat.h"
#include "tests/random_codes.h"
#include "tests/temp_folder.h"

namespace codebook {
namespace {

using ImagePtr = std::shared_ptr<const Image>;

// As FORMAT.md has it.
constexpr size_t kHeaderSize = 32 + 24 * kSectionCount;
constexpr size_t kRecordSizes[kSectionCount] = {
    36, 1,  16, 12, 12, 2,  8, 8,  24, 8, 4, 8, 8,  12, 12, 40, 8, 8,
    12, 40, 16, 4,  8,  24, 8, 20, 8,  1, 8, 4, 20, 4,  8,  12, 12};

using Sections = std::array<std::string, kSectionCount>;

// Sections of different sizes full of different bytes; two are empty.
Sections MakeSections() {
  std::mt19937_64 random(16);
  Sections sections;
  for (size_t i = 0; i < kSectionCount; ++i) {
    sections[i].resize(kRecordSizes[i] * ((i * 7 + 3) % 10));
    for (char& c : sections[i]) c = static_cast<char>(random());
  }
  return sections;
}

std::string MakeImage(const Sections& sections) {
  ImageWriter writer;
  for (size_t i = 0; i < kSectionCount; ++i) {
    writer.SetBytes(static_cast<SectionId>(i), sections[i]);
  }
  return writer.ToBytes();
}

// Opens a copy in a buffer that has not a byte to spare.
absl::StatusOr<ImagePtr> OpenCopy(std::string_view bytes) {
  const std::shared_ptr<char[]> copy(new char[bytes.size()]);
  std::ranges::copy(bytes, copy.get());
  return Image::FromMemory({copy.get(), bytes.size()}, copy, "test");
}

uint64_t NumberAt(std::string_view bytes, size_t offset, size_t size) {
  uint64_t number = 0;
  for (size_t i = 0; i < size; ++i) {
    number |= uint64_t{static_cast<unsigned char>(bytes[offset + i])}
              << (8 * i);
  }
  return number;
}

void SetNumberAt(std::string& bytes, size_t offset, size_t size,
                 uint64_t number) {
  for (size_t i = 0; i < size; ++i) {
    bytes[offset + i] = static_cast<char>(number >> (8 * i));
  }
}

// Gives a changed header the checksum that makes it look right.
void SignHeader(std::string& bytes) {
  SetNumberAt(bytes, 24, 8, 0);
  SetNumberAt(bytes, 24, 8, XXH3_64bits(bytes.data(), kHeaderSize));
}

// Where field `field` (0 offset, 1 size, 2 checksum) of a section stands.
size_t SectionField(size_t section, size_t field) {
  return 32 + 24 * section + 8 * field;
}

TEST(ImageTest, GivesBackItsSections) {
  const Sections sections = MakeSections();
  const auto image = OpenCopy(MakeImage(sections));
  ASSERT_TRUE(image.ok()) << image.status();
  for (size_t i = 0; i < kSectionCount; ++i) {
    EXPECT_EQ((*image)->SectionBytes(static_cast<SectionId>(i)), sections[i]);
  }
  EXPECT_EQ((*image)->VerifyChecksums(), absl::OkStatus());
}

TEST(ImageTest, GivesBackItsRecords) {
  const std::vector<uint64_t> slots = {1, ~uint64_t{0}, 3};
  const std::vector<uint16_t> pilots = {7, 65535};
  ImageWriter writer;
  writer.Set(SectionId::kIndexSlots, std::span(slots));
  writer.Set(SectionId::kIndexPilots, std::span(pilots));
  const auto image = OpenCopy(writer.ToBytes());
  ASSERT_TRUE(image.ok()) << image.status();
  EXPECT_TRUE(std::ranges::equal(
      (*image)->Section<uint64_t>(SectionId::kIndexSlots), slots));
  EXPECT_TRUE(std::ranges::equal(
      (*image)->Section<uint16_t>(SectionId::kIndexPilots), pilots));
  EXPECT_TRUE((*image)->Section<uint32_t>(SectionId::kNotes).empty());
}

// Every field where FORMAT.md puts it.
TEST(ImageTest, IsLaidOutAsDocumented) {
  const Sections sections = MakeSections();
  const std::string bytes = MakeImage(sections);
  EXPECT_EQ(bytes.substr(0, 8), "CODEBOOK");
  EXPECT_EQ(NumberAt(bytes, 8, 4), kImageFormatVersion);
  EXPECT_EQ(NumberAt(bytes, 12, 4), kSectionCount);
  EXPECT_EQ(NumberAt(bytes, 16, 8), bytes.size());
  std::string header = bytes.substr(0, kHeaderSize);
  SignHeader(header);
  EXPECT_EQ(header, bytes.substr(0, kHeaderSize));

  uint64_t end = kHeaderSize;
  for (size_t i = 0; i < kSectionCount; ++i) {
    const uint64_t offset = NumberAt(bytes, SectionField(i, 0), 8);
    const uint64_t size = NumberAt(bytes, SectionField(i, 1), 8);
    EXPECT_EQ(offset, (end + 63) / 64 * 64) << i;
    EXPECT_EQ(bytes.substr(end, offset - end), std::string(offset - end, '\0'));
    EXPECT_EQ(bytes.substr(offset, size), sections[i]);
    EXPECT_EQ(NumberAt(bytes, SectionField(i, 2), 8),
              XXH3_64bits(sections[i].data(), sections[i].size()));
    end = offset + size;
  }
  EXPECT_EQ(end, bytes.size());
}

TEST(ImageTest, LayoutIsTheImageInPieces) {
  const Sections sections = MakeSections();
  ImageWriter writer;
  for (size_t i = 0; i < kSectionCount; ++i) {
    writer.SetBytes(static_cast<SectionId>(i), sections[i]);
  }
  std::string joined;
  for (const std::string_view piece : writer.Layout()) joined.append(piece);
  EXPECT_EQ(joined, writer.ToBytes());
}

// The error that a header with a damaged bit in byte `byte` must give.
absl::Status ExpectedForDamage(std::string_view bytes, size_t byte) {
  if (byte < 8) {
    return absl::DataLossError(
        "test: not a Codebook image: it does not begin with CODEBOOK");
  }
  if (byte < 12) {
    return absl::FailedPreconditionError(
        Concat("test: image format version ", NumberAt(bytes, 8, 4), " found, ",
               kImageFormatVersion, " expected; import the release again"));
  }
  return absl::DataLossError(
      "test: the header is damaged: its checksum does not match");
}

TEST(ImageTest, RefusesEveryDamagedBitOfTheHeader) {
  std::string bytes = MakeImage(MakeSections());
  for (size_t bit = 0; bit < 8 * kHeaderSize; ++bit) {
    const char flip = static_cast<char>(1 << bit % 8);
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ flip);
    ASSERT_EQ(OpenCopy(bytes).status(), ExpectedForDamage(bytes, bit / 8))
        << "bit " << bit;
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ flip);
  }
  EXPECT_TRUE(OpenCopy(bytes).ok());
}

TEST(ImageTest, RefusesOtherVersions) {
  for (const uint32_t version :
       {kImageFormatVersion - 1, kImageFormatVersion + 1, 4294967295u}) {
    std::string bytes = MakeImage(MakeSections());
    SetNumberAt(bytes, 8, 4, version);
    SignHeader(bytes);
    EXPECT_EQ(OpenCopy(bytes).status(),
              absl::FailedPreconditionError(Concat(
                  "test: image format version ", version, " found, ",
                  kImageFormatVersion, " expected; import the release again")));
  }
}

void ExpectTruncationRefused(const std::string& bytes, size_t size) {
  const absl::Status expected =
      size < kHeaderSize ? absl::DataLossError(Concat(
                               "test: not a whole Codebook image: it has ",
                               size, " bytes, a header has ", kHeaderSize))
                         : absl::DataLossError(Concat(
                               "test: it has ", size,
                               " bytes, its header says ", bytes.size()));
  ASSERT_EQ(OpenCopy(std::string_view(bytes).substr(0, size)).status(),
            expected);
}

TEST(ImageTest, RefusesTruncation) {
  const std::string bytes = MakeImage(MakeSections());
  std::vector<size_t> sizes;
  for (size_t size = 0; size <= kHeaderSize + 1; ++size) sizes.push_back(size);
  for (size_t i = 0; i < kSectionCount; ++i) {
    const size_t offset = NumberAt(bytes, SectionField(i, 0), 8);
    const size_t size = NumberAt(bytes, SectionField(i, 1), 8);
    for (const size_t cut : {offset, offset + 1, offset + size}) {
      if (cut < bytes.size()) sizes.push_back(cut);
    }
  }
  std::mt19937_64 random(17);
  for (int i = 0; i < 200; ++i) sizes.push_back(Below(random, bytes.size()));
  sizes.push_back(bytes.size() - 1);
  for (const size_t size : sizes) {
    ASSERT_NO_FATAL_FAILURE(ExpectTruncationRefused(bytes, size));
  }
}

TEST(ImageTest, RefusesBytesAfterTheEnd) {
  const std::string bytes = MakeImage(MakeSections());
  EXPECT_EQ(
      OpenCopy(bytes + '\0').status(),
      absl::DataLossError(Concat("test: it has ", bytes.size() + 1,
                                 " bytes, its header says ", bytes.size())));
}

TEST(ImageTest, RefusesAnotherNumberOfSections) {
  std::string bytes = MakeImage(MakeSections());
  SetNumberAt(bytes, 12, 4, 19);
  SignHeader(bytes);
  EXPECT_EQ(OpenCopy(bytes).status(),
            absl::DataLossError(
                "test: the header is damaged: its checksum does not match"));
}

// Headers that are whole and yet wrong.
TEST(ImageTest, RefusesSectionsThatDoNotFitTheFile) {
  const std::string sound = MakeImage(MakeSections());
  struct Case {
    size_t section;
    size_t field;
    uint64_t value;
  };
  const Case cases[] = {
      // Beyond the end, by a little and by so much that sums wrap around.
      {19, 0, (sound.size() + 64) / 64 * 64},
      {19, 0, ~uint64_t{63}},
      {1, 1, sound.size()},
      {1, 1, ~uint64_t{0}},
      {0, 1, ~uint64_t{0} / 36 * 36},
      // Not aligned.
      {1, 0, 1025},
      {1, 0, 1056},
      // No whole number of records.
      {0, 1, 35},
      {6, 1, 9},
      {15, 1, 41},
  };
  for (const Case& c : cases) {
    std::string bytes = sound;
    SetNumberAt(bytes, SectionField(c.section, c.field), 8, c.value);
    SignHeader(bytes);
    EXPECT_EQ(OpenCopy(bytes).status(),
              absl::DataLossError(Concat("test: section ", c.section,
                                         " does not fit the file")))
        << c.field << " " << c.value;
  }
}

TEST(ImageTest, RefusesBrokenRecordsOfEverySection) {
  for (size_t i = 0; i < kSectionCount; ++i) {
    if (kRecordSizes[i] == 1) continue;
    Sections sections;
    sections[i].assign(kRecordSizes[i] + 1, 'x');
    EXPECT_EQ(OpenCopy(MakeImage(sections)).status(),
              absl::DataLossError(
                  Concat("test: section ", i, " does not fit the file")));
  }
}

TEST(ImageTest, VerifyFindsEveryDamagedByteOfASection) {
  std::string bytes = MakeImage(MakeSections());
  for (size_t i = 0; i < kSectionCount; ++i) {
    const size_t offset = NumberAt(bytes, SectionField(i, 0), 8);
    const size_t size = NumberAt(bytes, SectionField(i, 1), 8);
    for (size_t byte = offset; byte < offset + size; ++byte) {
      const char sound = bytes[byte];
      bytes[byte] = static_cast<char>(sound ^ (1 << byte % 8));
      const auto image = OpenCopy(bytes);
      ASSERT_TRUE(image.ok()) << image.status();
      ASSERT_EQ(
          (*image)->VerifyChecksums(),
          absl::DataLossError(Concat(
              "test: section ", i, " is damaged: its checksum does not match")))
          << byte;
      bytes[byte] = sound;
    }
  }
}

TEST(ImageTest, KeepsItsOwner) {
  auto owner = std::make_shared<std::string>(MakeImage(MakeSections()));
  const std::weak_ptr<std::string> watch = owner;
  const std::string_view bytes = *owner;
  auto image = Image::FromMemory(bytes, std::move(owner), "test").value();
  EXPECT_FALSE(watch.expired());
  EXPECT_EQ(image->bytes(), bytes);
  image.reset();
  EXPECT_TRUE(watch.expired());
}

TEST(ImageTest, OpensFiles) {
  const TempFolder folder;
  const Sections sections = MakeSections();
  const std::string bytes = MakeImage(sections);
  const std::string path = folder.Write("a.codebook", bytes);
  const auto image = Image::Open(path);
  ASSERT_TRUE(image.ok()) << image.status();
  EXPECT_EQ((*image)->bytes(), bytes);
  EXPECT_EQ((*image)->SectionBytes(SectionId::kNodes),
            sections[static_cast<size_t>(SectionId::kNodes)]);
  // A reader keeps what it opened.
  std::filesystem::remove(path);
  EXPECT_EQ((*image)->VerifyChecksums(), absl::OkStatus());
}

TEST(ImageTest, OpenRefusesWhatIsNoImage) {
  const TempFolder folder;
  const std::string missing = folder.Path("missing");
  EXPECT_EQ(Image::Open(missing).status(),
            absl::NotFoundError(Concat(
                missing, ": cannot be opened: No such file or directory")));
  const std::string beyond = folder.Write("file", "x") + "/image";
  EXPECT_EQ(Image::Open(beyond).status(),
            absl::FailedPreconditionError(
                Concat(beyond, ": cannot be opened: Not a directory")));
  for (const std::string& path : {folder.path(), folder.Write("empty", "")}) {
    EXPECT_EQ(Image::Open(path).status(),
              absl::DataLossError(Concat(
                  path, ": not a Codebook image: it is empty or no file")));
  }
  const std::string text = folder.Write("text", std::string(kHeaderSize, 'A'));
  EXPECT_EQ(
      Image::Open(text).status(),
      absl::DataLossError(Concat(
          text, ": not a Codebook image: it does not begin with CODEBOOK")));
}

}  // namespace
}  // namespace codebook
