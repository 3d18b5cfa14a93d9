// Every fast way to a row against the slow one: reading the text a character
// at a time and searching the sorted order file.

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "codesets/import.h"
#include "engine/concat.h"
#include "tests/random_codes.h"
#include "tests/release/official_files.h"
#include "tests/release/releases.h"

namespace codebook {
namespace {

// How many codes are mutated, in each place to each character.
constexpr size_t kMutated = kUnderSanitizer ? 500 : 5000;
constexpr size_t kRandomTexts = 20000;

// A text alone in memory, so that the address sanitizer sees a read beyond
// either end.
class ExactText {
 public:
  explicit ExactText(std::string_view text)
      : bytes_(std::make_unique<char[]>(text.size())), size_(text.size()) {
    std::ranges::copy(text, bytes_.get());
  }
  std::string_view view() const { return {bytes_.get(), size_}; }

 private:
  std::unique_ptr<char[]> bytes_;
  size_t size_;
};

class FastPathsTest : public ReleaseTest,
                      public testing::WithParamInterface<OfficialRelease> {
 protected:
  void SetUp() override {
    ReleaseTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    const std::vector<std::string> paths = {GetParam().Folder()};
    const absl::StatusOr<ImportReport> report = ReadReleases(paths, {});
    ASSERT_TRUE(report.ok()) << report.status();
    release_ = report->releases.at(0).code_set;
    listed_ = ReadOfficialOrder(GetParam().Path(GetParam().order_file));
    std::ranges::sort(listed_, {}, &OfficialRow::code);
  }

  // The row of the code that `text` spells, and whether it is billable.
  CodeIndex::Hit SlowHit(std::string_view text) const {
    const std::optional<Code> code =
        Code::Parse(text, GetParam().is_diagnoses() ? 3 : 0);
    if (!code) return {};
    const auto found = std::ranges::lower_bound(listed_, code->ToString(), {},
                                                &OfficialRow::code);
    if (found == listed_.end() || found->code != code->ToString()) return {};
    return {.row = static_cast<uint32_t>(found - listed_.begin()),
            .billable = found->billable};
  }

  // Holds all fast ways against the slow one.
  void ExpectAgreement(const std::vector<std::string>& texts) const {
    std::vector<ExactText> exact;
    std::vector<std::string_view> views;
    for (const std::string& text : texts) {
      exact.emplace_back(text);
      views.push_back(exact.back().view());
    }
    std::vector<CodeIndex::Hit> together(texts.size());
    release_->index().FindAll(views, together);
    for (size_t i = 0; i < texts.size(); ++i) {
      const CodeIndex::Hit hit = SlowHit(texts[i]);
      const bool blanks = std::ranges::any_of(texts[i], [](char c) {
        return absl::ascii_isspace(static_cast<unsigned char>(c));
      });
      const CodeIndex::Hit simple = blanks ? CodeIndex::Hit{} : hit;
      ASSERT_EQ(release_->index().Find(views[i]), simple) << texts[i];
      ASSERT_EQ(together[i], simple) << texts[i];
      const std::optional<NodeId> row = release_->Find(views[i]);
      ASSERT_EQ(row.value_or(CodeIndex::kMiss), hit.row) << texts[i];
      if (row) {
        ASSERT_EQ(release_->billable(*row), hit.billable);
      }
    }
    ASSERT_NO_FATAL_FAILURE(ExpectAgreementOfCodes(texts));
  }

  CodeSetPtr release_;
  // By code: row r is listed_[r].
  std::vector<OfficialRow> listed_;

 private:
  void ExpectAgreementOfCodes(const std::vector<std::string>& texts) const {
    std::vector<Code> codes;
    std::vector<CodeIndex::Hit> hits;
    for (const std::string& text : texts) {
      const std::optional<Code> code = Code::Parse(text, 3);
      if (!code) continue;
      codes.push_back(*code);
      hits.push_back(SlowHit(code->ToString()));
    }
    std::vector<CodeIndex::Hit> together(codes.size());
    release_->index().FindAll(codes, together);
    for (size_t i = 0; i < codes.size(); ++i) {
      ASSERT_EQ(together[i], hits[i]) << codes[i].ToString();
      ASSERT_EQ(release_->index().Find(codes[i]), hits[i]);
      ASSERT_EQ(release_->automaton().Row(codes[i]).value_or(CodeIndex::kMiss),
                hits[i].row);
    }
  }
};

TEST_P(FastPathsTest, EveryCodeHoweverWritten) {
  std::vector<std::string> texts;
  for (uint32_t row = 0; row < listed_.size(); ++row) {
    const std::string& code = listed_[row].code;
    ASSERT_EQ(release_->code(row).ToString(), code);
    const std::string printed = release_->Name(row);
    for (const std::string& text :
         {code, printed, absl::AsciiStrToLower(ToAbsl(code)),
          absl::AsciiStrToLower(ToAbsl(printed)), Concat(" ", printed, "\t")}) {
      texts.push_back(text);
    }
  }
  ExpectAgreement(texts);
}

TEST_P(FastPathsTest, EveryOneCharacterMutationOfThousands) {
  std::mt19937_64 random(31);
  for (size_t i = 0; i < kMutated; ++i) {
    const std::string& code = listed_[Below(random, listed_.size())].code;
    std::vector<std::string> mutations;
    for (size_t position = 0; position < code.size(); ++position) {
      for (int symbol = 0; symbol < kSymbols; ++symbol) {
        mutations.push_back(code);
        mutations.back()[position] = SymbolCharacter(symbol);
      }
      mutations.push_back(code);
      mutations.back().erase(position, 1);
      mutations.push_back(code);
      mutations.back().insert(position, 1, '.');
    }
    ASSERT_NO_FATAL_FAILURE(ExpectAgreement(mutations));
  }
}

TEST_P(FastPathsTest, RandomBytesOfEveryLength) {
  constexpr std::string_view kLikely = "0019AaSsZz.. \t-'\"\xC1\xEF\x10";
  std::mt19937_64 random(32);
  for (size_t size = 0; size <= 16; ++size) {
    std::vector<std::string> texts;
    for (size_t i = 0; i < kRandomTexts; ++i) {
      std::string text(size, '\0');
      for (char& c : text) {
        c = i % 2 == 0 ? static_cast<char>(Below(random, 256))
                       : kLikely[Below(random, kLikely.size())];
      }
      texts.push_back(text);
    }
    ASSERT_NO_FATAL_FAILURE(ExpectAgreement(texts));
  }
}

TEST_P(FastPathsTest, RangesOfEveryBeginning) {
  std::mt19937_64 random(33);
  std::vector<std::string> prefixes;
  for (const OfficialRow& row : listed_) {
    for (size_t length = 1; length <= row.code.size(); ++length) {
      prefixes.push_back(row.code.substr(0, length));
    }
  }
  std::ranges::sort(prefixes);
  prefixes.erase(std::unique(prefixes.begin(), prefixes.end()), prefixes.end());
  const auto row_of = [&](const std::string& text) {
    return static_cast<uint32_t>(
        std::ranges::lower_bound(listed_, text, {}, &OfficialRow::code) -
        listed_.begin());
  };
  for (const std::string& prefix : prefixes) {
    // '[' sorts behind every character of a code.
    const RowRange range{row_of(prefix), row_of(prefix + '[')};
    ASSERT_EQ(release_->automaton().Range(CodeOf(prefix)), range) << prefix;
    // Of one in ten, every way to go on.
    if (prefix.size() == Code::kMaxLength || Below(random, 10) != 0) continue;
    for (int symbol = 0; symbol < kSymbols; ++symbol) {
      const std::string longer = prefix + SymbolCharacter(symbol);
      const bool begins = std::ranges::binary_search(prefixes, longer);
      ASSERT_EQ(release_->automaton().Range(CodeOf(longer)).has_value(), begins)
          << longer;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Official, FastPathsTest,
                         testing::ValuesIn(kOfficialReleases), ReleaseTestName);

}  // namespace
}  // namespace codebook
