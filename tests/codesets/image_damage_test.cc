// Damage of every kind to images, and everything the library does with them:
// an image is refused, or whatever is asked of it is answered from within it.
// Buffers have not a byte to spare, so that the address sanitizer sees a read
// beyond them; see code_set_damage_test.cc for damage inside single sections.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "codesets/text_documents.h"
#include "engine/automaton.h"
#include "engine/image.h"
#include "tests/random_codes.h"
#include "tests/touch_image.h"

namespace codebook {
namespace {

constexpr size_t kPositions = 20'000;
constexpr size_t kPositionsPerUse = 4;

// What became of damaged images.
struct Tally {
  size_t refused = 0;
  size_t found_by_verify = 0;
  size_t used = 0;
};

class ImageDamageTest : public testing::TestWithParam<bool> {
 protected:
  // Opens and, where that succeeds, verifies; `use` it, too? Whatever the
  // damage, one of the two must find it.
  void Try(const std::string& bytes, bool use) {
    const auto release = OpenExactCopy(bytes);
    if (!release.ok()) {
      ++tally_.refused;
      EXPECT_TRUE(absl::IsDataLoss(release.status()) ||
                  absl::IsFailedPrecondition(release.status()))
          << release.status();
      EXPECT_TRUE(release.status().message().find("test: ") == 0)
          << release.status();
      return;
    }
    const absl::Status verified = (*release)->VerifyChecksums();
    EXPECT_TRUE(absl::IsDataLoss(verified)) << verified;
    ++tally_.found_by_verify;
    if (!use) return;
    UseEverything(*release);
    ++tally_.used;
  }

  void Report(std::string_view what) const {
    std::printf(
        "%s: %zu images, %zu refused at open, %zu found by verify, %zu "
        "of these used\n",
        std::string(what).c_str(), tally_.refused + tally_.found_by_verify,
        tally_.refused, tally_.found_by_verify, tally_.used);
  }

  const std::string image_ = GetParam() ? SmallTablesImage(MakeTextIndex)
                                        : SmallListImage(MakeTextIndex);
  Tally tally_;
  std::mt19937_64 random_{20'000};
};

INSTANTIATE_TEST_SUITE_P(Releases, ImageDamageTest, testing::Bool(),
                         [](const auto& info) {
                           return info.param ? "Tables" : "List";
                         });

TEST_P(ImageDamageTest, ASoundImageIsWhole) {
  const auto release = OpenExactCopy(image_);
  ASSERT_TRUE(release.ok()) << release.status();
  EXPECT_EQ((*release)->VerifyChecksums(), absl::OkStatus());
  EXPECT_GT(UseEverything(*release), 500U);
}

TEST_P(ImageDamageTest, EveryBitOfTheHeaderIsChecked) {
  for (size_t at = 0; at < kImageHeaderSize; ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string bytes = image_;
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << bit));
      Try(bytes, false);
    }
  }
  EXPECT_EQ(tally_.refused, 8 * kImageHeaderSize);
  Report("bits of the header flipped");
}

// The header again, now with a checksum that is right.
TEST_P(ImageDamageTest, EveryNumberOfTheHeaderMayLie) {
  constexpr uint64_t kLies[] = {0,
                                1,
                                7,
                                63,
                                64,
                                0x7FFFFFFF,
                                0x80000000,
                                0xFFFFFFFF,
                                uint64_t{1} << 32,
                                uint64_t{1} << 63,
                                std::numeric_limits<uint64_t>::max() - 63,
                                std::numeric_limits<uint64_t>::max()};
  for (size_t at = 32; at < kImageHeaderSize; at += 8) {
    uint64_t number = 0;
    std::memcpy(&number, image_.data() + at, sizeof number);
    std::vector<uint64_t> lies(std::begin(kLies), std::end(kLies));
    for (const uint64_t near : {1, 2, 4, 8, 12, 16, 24, 36, 40, 64}) {
      lies.push_back(number + near);
      lies.push_back(number - near);
    }
    for (const uint64_t lie : lies) {
      if (lie == number) continue;
      std::string bytes = image_;
      std::memcpy(bytes.data() + at, &lie, sizeof lie);
      MakeHeaderRight(bytes);
      Try(bytes, true);
    }
  }
  Report("offsets, sizes and checksums that lie");
}

// Each of the eight bits at each position; some of the images are used as well,
// as fuzz_image uses them for longer.
TEST_P(ImageDamageTest, EveryBitAtManyPositionsIsFoundOrHarmless) {
  for (size_t i = 0; i < kPositions; ++i) {
    const size_t at =
        kImageHeaderSize + Below(random_, image_.size() - kImageHeaderSize);
    const size_t used = Below(random_, 8);
    for (size_t bit = 0; bit < 8; ++bit) {
      std::string bytes = image_;
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << bit));
      Try(bytes, bit == used && i % kPositionsPerUse == 0);
    }
  }
  Report("bits of the body flipped");
}

// With a length in the header that was never changed, and with one that is
// right again.
TEST_P(ImageDamageTest, ImagesCutShortAreRefused) {
  const auto sound = Image::FromMemory(image_, nullptr, "test").value();
  std::vector<size_t> lengths;
  for (size_t i = 0; i < kSectionCount; ++i) {
    const std::string_view section =
        sound->SectionBytes(static_cast<SectionId>(i));
    const auto begin = static_cast<size_t>(section.data() - image_.data());
    lengths.push_back(begin);
    lengths.push_back(begin + section.size());
  }
  for (int i = 0; i < 1000; ++i) {
    lengths.push_back(Below(random_, image_.size()));
  }
  size_t tried = 0;
  for (const size_t length : lengths) {
    if (length >= image_.size()) continue;
    for (const bool header_right : {false, true}) {
      std::string bytes = image_.substr(0, length);
      if (header_right) MakeHeaderRight(bytes);
      Try(bytes, true);
      ++tried;
    }
  }
  EXPECT_GE(tally_.refused, tried / 2);
  Report("cut short");
}

// Longer than the header says, or with a header that says so.
TEST_P(ImageDamageTest, ImagesThatGoOnAreRefusedOrFound) {
  for (const size_t more : {1, 8, 63, 64, 4096}) {
    std::string bytes = image_ + std::string(more, '\0');
    Try(bytes, true);
    MakeHeaderRight(bytes);
    Try(bytes, true);
  }
  EXPECT_EQ(tally_.refused, 5U);
  EXPECT_EQ(tally_.found_by_verify, 5U);
}

// An automaton that leads from everywhere to everywhere: more ways of seven
// characters than could ever be walked.
TEST_P(ImageDamageTest, AnAutomatonInRingsComesToAnEnd) {
  using Record = Automaton::EdgeRecord;
  const auto sound = Image::FromMemory(image_, nullptr, "test").value();
  const Record root = sound->Section<Record>(SectionId::kAutomatonRoot).front();
  for (const bool codes_end : {false, true}) {
    for (const uint64_t first_edge : {0, 1, 20}) {
      std::string bytes = image_;
      for (const SectionId id :
           {SectionId::kAutomatonRoot, SectionId::kAutomatonEdges}) {
        const std::string_view section = sound->SectionBytes(id);
        const Record everywhere = {.state = root.state |
                                            (Record::kAccepts - 1) |
                                            (codes_end ? Record::kAccepts : 0),
                                   .edge = first_edge};
        char* const begin = bytes.data() + (section.data() - image_.data());
        for (size_t at = 0; at < section.size(); at += sizeof everywhere) {
          std::memcpy(begin + at, &everywhere, sizeof everywhere);
        }
      }
      Try(bytes, true);
    }
  }
  EXPECT_EQ(tally_.used, 6U);
}

// What is sound by itself, and not together.
TEST_P(ImageDamageTest, SectionsOfAnotherImageAreSurvived) {
  const std::string other_image = GetParam() ? SmallListImage(MakeTextIndex)
                                             : SmallTablesImage(MakeTextIndex);
  const auto sound = Image::FromMemory(image_, nullptr, "test").value();
  const auto other = Image::FromMemory(other_image, nullptr, "test").value();
  // Each alone, each two, then many sets of them.
  std::vector<uint64_t> choices;
  for (size_t i = 0; i < kSectionCount; ++i) {
    for (size_t j = 0; j <= i; ++j) {
      choices.push_back(uint64_t{1} << i | uint64_t{1} << j);
    }
  }
  for (int i = 0; i < 400; ++i) choices.push_back(random_());
  size_t opened = 0;
  for (const uint64_t choice : choices) {
    ImageWriter writer;
    for (size_t i = 0; i < kSectionCount; ++i) {
      const auto id = static_cast<SectionId>(i);
      writer.SetBytes(id, (choice >> i & 1 ? other : sound)->SectionBytes(id));
    }
    const auto release = OpenExactCopy(writer.ToBytes());
    if (!release.ok()) {
      EXPECT_TRUE(absl::IsDataLoss(release.status())) << release.status();
      continue;
    }
    UseEverything(*release);
    ++opened;
  }
  EXPECT_GT(opened, 20U);
  std::printf("sections of another image: %zu images, %zu opened\n",
              choices.size(), opened);
}

// Every number of every section becomes one that is likely to be beyond some
// end, with checksums that are right.
TEST_P(ImageDamageTest, EveryLengthOfEverySectionMayLie) {
  constexpr uint32_t kLies[] = {0, 1, 0xFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF};
  const auto sound = Image::FromMemory(image_, nullptr, "test").value();
  size_t opened = 0;
  size_t tried = 0;
  for (size_t i = 0; i < kSectionCount; ++i) {
    const auto lying = static_cast<SectionId>(i);
    const std::string whole(sound->SectionBytes(lying));
    for (size_t at = 0; at + 4 <= whole.size(); at += 4) {
      std::string bytes = whole;
      const uint32_t lie = kLies[Below(random_, std::size(kLies))];
      std::memcpy(bytes.data() + at, &lie, sizeof lie);
      ImageWriter writer;
      for (size_t j = 0; j < kSectionCount; ++j) {
        const auto id = static_cast<SectionId>(j);
        writer.SetBytes(id, i == j ? bytes : sound->SectionBytes(id));
      }
      const auto release = OpenExactCopy(writer.ToBytes());
      ++tried;
      if (!release.ok()) continue;
      UseEverything(*release);
      ++opened;
    }
  }
  std::printf("numbers that lie, checksums right: %zu images, %zu opened\n",
              tried, opened);
  EXPECT_GT(opened, 100U);
}

}  // namespace
}  // namespace codebook
