// Images whose header is whole and whose sections are not: what is read from
// them may be wrong, but nothing outside them is read.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "engine/code_set.h"
#include "engine/image.h"
#include "tests/random_codes.h"
#include "tests/small_release.h"
#include "tests/touch_release.h"

namespace codebook {
namespace {

constexpr size_t kHeaderSize = 32 + 24 * kSectionCount;

// Opens a copy in a buffer that has not a byte to spare.
absl::StatusOr<CodeSetPtr> OpenCopy(std::string_view bytes) {
  const std::shared_ptr<char[]> copy(new char[bytes.size()]);
  std::ranges::copy(bytes, copy.get());
  return CodeSet::FromMemory({copy.get(), bytes.size()}, copy, "test");
}

size_t TouchEverything(const CodeSet& release, std::mt19937_64& random) {
  size_t touched = TouchRelease(release, 100);
  for (const std::string_view table : {"0BH", "0BJ"}) {
    touched += TouchTable(release, CodeOf(table));
  }
  for (const std::string_view text : {"C43.0", "S52.501A", "0BH17EZ", "ZZZ"}) {
    touched += release.Find(text).has_value();
    touched += release.FindGroup(text).has_value();
  }
  for (int i = 0; i < 20; ++i) {
    const std::string text = RandomCodeText(random);
    const Automaton::Walk walk = release.automaton().Follow(CodeOf(text));
    for (const Continuation& next : release.Continuations(walk)) {
      touched += Touch(next.label) + next.codes;
    }
    if (const auto row = release.Find(text)) {
      EXPECT_LT(*row, release.row_count());
    }
  }
  return touched;
}

const absl::Status& ShapeError() {
  static const absl::Status& error = *new absl::Status(absl::DataLossError(
      "test: the image is damaged: its sections do not fit one another"));
  return error;
}

// Opens `bytes` and reads everything; returns whether they could be opened.
bool Survives(const std::string& bytes, std::mt19937_64& random) {
  const auto release = OpenCopy(bytes);
  if (!release.ok()) {
    EXPECT_EQ(release.status(), ShapeError());
    return false;
  }
  TouchEverything(**release, random);
  return true;
}

class CodeSetDamageTest : public testing::TestWithParam<bool> {
 protected:
  const std::string image_ = GetParam() ? SmallTablesImage() : SmallListImage();
};

INSTANTIATE_TEST_SUITE_P(Releases, CodeSetDamageTest, testing::Bool(),
                         [](const auto& info) {
                           return info.param ? "Tables" : "List";
                         });

TEST_P(CodeSetDamageTest, ASoundImageSurvives) {
  std::mt19937_64 random(18);
  EXPECT_TRUE(Survives(image_, random));
}

TEST_P(CodeSetDamageTest, FlippedBytesAreSurvived) {
  std::mt19937_64 random(19);
  int opened = 0;
  for (int i = 0; i < 1500; ++i) {
    std::string bytes = image_;
    const size_t flips = 1 + Below(random, 30);
    for (size_t flip = 0; flip < flips; ++flip) {
      bytes[kHeaderSize + Below(random, bytes.size() - kHeaderSize)] =
          static_cast<char>(random());
    }
    opened += Survives(bytes, random);
  }
  EXPECT_GT(opened, 100);
}

// Each number of each section in turn becomes one that is likely to be beyond
// some end.
TEST_P(CodeSetDamageTest, WrongNumbersAreSurvived) {
  constexpr uint32_t kNumbers[] = {
      0, 1, 2, 0x7F, 0xFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF};
  std::mt19937_64 random(20);
  int opened = 0;
  for (size_t at = kHeaderSize; at + 4 <= image_.size(); at += 4) {
    std::string bytes = image_;
    const uint32_t number = kNumbers[Below(random, std::size(kNumbers))];
    std::memcpy(bytes.data() + at, &number, sizeof number);
    opened += Survives(bytes, random);
  }
  EXPECT_GT(opened, 100);
}

// The image with `section` replaced.
std::string WithSection(const std::string& image, SectionId section,
                        std::string_view replacement) {
  const auto sound = Image::FromMemory(image, nullptr, "test").value();
  ImageWriter writer;
  for (size_t i = 0; i < kSectionCount; ++i) {
    const auto id = static_cast<SectionId>(i);
    writer.SetBytes(id, id == section ? replacement : sound->SectionBytes(id));
  }
  return writer.ToBytes();
}

TEST_P(CodeSetDamageTest, SectionsOfRandomBytesAreSurvived) {
  std::mt19937_64 random(21);
  const auto sound = Image::FromMemory(image_, nullptr, "test").value();
  for (int i = 0; i < 600; ++i) {
    const auto section = static_cast<SectionId>(Below(random, kSectionCount));
    std::string noise(sound->SectionBytes(section));
    for (char& c : noise) c = static_cast<char>(random());
    Survives(WithSection(image_, section, noise), random);
  }
}

struct SectionCase {
  SectionId section;
  size_t record_size;
  // Whether the number of its records follows from other sections.
  bool counted;
};
constexpr SectionCase kSections[] = {
    {SectionId::kMeta, 36, true},
    {SectionId::kStrings, 1, false},
    {SectionId::kAutomatonRoot, 16, true},
    {SectionId::kAutomatonEdges, 16, false},
    {SectionId::kLabels, 12, false},
    {SectionId::kIndexPilots, 2, false},
    {SectionId::kIndexSlots, 8, false},
    {SectionId::kBillable, 8, true},
    {SectionId::kNodes, 24, true},
    {SectionId::kGroups, 8, true},
    {SectionId::kNoteBegins, 4, true},
    {SectionId::kNotes, 8, false},
    {SectionId::kSeventhCharacterUses, 8, false},
    {SectionId::kSeventhCharacterSets, 12, false},
    {SectionId::kSeventhCharacters, 12, false},
    {SectionId::kAxisRows, 40, false},
    {SectionId::kAxisValues, 8, false},
    {SectionId::kValidity, 8, false},
    {SectionId::kProperties, 12, false},
    {SectionId::kSources, 40, false},
    {SectionId::kNoteReferences, 16, false},
    {SectionId::kRowSetBegins, 4, false},
    {SectionId::kRowSetRanges, 8, false},
    {SectionId::kIndexLists, 24, false},
    {SectionId::kIndexColumns, 8, false},
    {SectionId::kIndexTerms, 20, false},
    {SectionId::kIndexLinks, 8, false},
    {SectionId::kTextBytes, 1, false},
    {SectionId::kTextWords, 8, false},
    {SectionId::kTextBuckets, 4, false},
    {SectionId::kTextTerms, 20, false},
    {SectionId::kTextLists, 4, false},
    {SectionId::kTextPlaces, 8, false},
    {SectionId::kTextCodes, 12, false},
    {SectionId::kTextPhrases, 12, false},
    {SectionId::kNoteReferenceBegins, 4, false},
};

TEST_P(CodeSetDamageTest, SectionsCutShortAreRefusedOrSurvived) {
  std::mt19937_64 random(22);
  for (const SectionCase& c : kSections) {
    SCOPED_TRACE(static_cast<int>(c.section));
    const auto sound = Image::FromMemory(image_, nullptr, "test").value();
    const std::string_view whole = sound->SectionBytes(c.section);
    if (whole.empty()) continue;
    const std::string_view shorter =
        whole.substr(0, whole.size() - c.record_size);
    const bool opened =
        Survives(WithSection(image_, c.section, shorter), random);
    EXPECT_FALSE(opened && c.counted);
    Survives(WithSection(image_, c.section, {}), random);
    // One record more than there should be.
    const std::string longer =
        std::string(whole) + std::string(whole.substr(0, c.record_size));
    const bool opened_longer =
        Survives(WithSection(image_, c.section, longer), random);
    EXPECT_FALSE(opened_longer && c.counted);
  }
}

TEST_P(CodeSetDamageTest, SectionsThatNoReleaseCanLackAreRequired) {
  std::mt19937_64 random(23);
  for (const SectionId section :
       {SectionId::kMeta, SectionId::kStrings, SectionId::kAutomatonRoot,
        SectionId::kIndexPilots, SectionId::kIndexSlots, SectionId::kBillable,
        SectionId::kNodes, SectionId::kNoteBegins}) {
    EXPECT_FALSE(Survives(WithSection(image_, section, {}), random))
        << static_cast<int>(section);
  }
}

}  // namespace
}  // namespace codebook
