// Verdicts on codes with one slip in them agree with the order files, and the
// code that was meant is proposed as often as five guesses allow.

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_format.h"
#include "codesets/import.h"
#include "codesets/judge.h"
#include "tests/random_codes.h"
#include "tests/release/corruptions.h"
#include "tests/release/official_files.h"
#include "tests/release/order_oracle.h"
#include "tests/release/releases.h"

namespace codebook {
namespace {

// Of each release.
constexpr size_t kSlips = kUnderSanitizer ? 2'000 : 20'000;
// Of what the best five guesses of one who knows the kind of slip attain.
constexpr double kShareOfAttainable = 0.95;

// How often the code that was meant was proposed.
struct Score {
  size_t wrong = 0;
  size_t proposed = 0;
  size_t ranks = 0;
  double attainable = 0;

  Score& operator+=(const Score& other) {
    wrong += other.wrong;
    proposed += other.proposed;
    ranks += other.ranks;
    attainable += other.attainable;
    return *this;
  }
};

class WrongCodeTest : public ReleaseTest,
                      public testing::WithParamInterface<OfficialRelease> {
 protected:
  void SetUp() override {
    ReleaseTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    const std::vector<std::string> paths = {GetParam().Folder()};
    const absl::StatusOr<ImportReport> report = ReadReleases(paths, {});
    ASSERT_TRUE(report.ok()) << report.status();
    release_ = report->releases.at(0).code_set;
    order_ = std::make_unique<OrderOracle>(
        ReadOfficialOrder(GetParam().Path(GetParam().order_file)));
  }

  // Every other code as it is printed, the others without a point.
  std::string Written(std::string text, size_t number) const {
    if (GetParam().is_diagnoses() && number % 2 == 0 && text.size() > 3) {
      text.insert(3, ".");
    }
    return text;
  }

  void ExpectVerdict(const std::string& text, const Verdict& verdict) const {
    SCOPED_TRACE(text);
    if (order_->IsBillable(text)) {
      EXPECT_EQ(verdict.status, VerdictStatus::kValid);
      return;
    }
    EXPECT_NE(verdict.status, VerdictStatus::kValid);
    EXPECT_FALSE(verdict.billable);
    ASSERT_FALSE(verdict.issues.empty());
    const Issue& issue = verdict.issues.front();
    EXPECT_EQ(issue.severity, Severity::kError);
    std::string beginning = text.substr(0, order_->GoodLength(text));
    if (issue.id == IssueId::kSeventhCharacterRequired) {
      // A code that only wants its seventh character is filled up with X.
      EXPECT_EQ(beginning, text);
      while (beginning.size() < 6 && order_->Following(beginning) == "X") {
        beginning += 'X';
      }
    }
    EXPECT_EQ(issue.at, beginning.size() + 1) << issue.message;
    std::string allowed;
    for (const AllowedCharacter& value : issue.allowed) {
      allowed += value.character;
      EXPECT_TRUE(!value.label.empty() || beginning.size() < 3)
          << value.character;
    }
    EXPECT_EQ(allowed, order_->Following(beginning)) << issue.message;
    for (const Suggestion& suggestion : verdict.suggestions) {
      std::string code = suggestion.code;
      std::erase(code, '.');
      EXPECT_TRUE(order_->IsBillable(code)) << code;
      EXPECT_FALSE(suggestion.why.empty()) << code;
    }
    EXPECT_LE(verdict.suggestions.size(), 5u);
  }

  static void Count(const std::string& original, const Verdict& verdict,
                    Score& score) {
    ++score.wrong;
    for (size_t i = 0; i < verdict.suggestions.size(); ++i) {
      std::string code = verdict.suggestions[i].code;
      std::erase(code, '.');
      if (code != original) continue;
      ++score.proposed;
      score.ranks += i + 1;
    }
  }

  static void Report(std::string_view name, const Score& score) {
    if (score.wrong == 0) return;
    const auto wrong = static_cast<double>(score.wrong);
    const double proposed = static_cast<double>(score.proposed) / wrong;
    const double attainable = score.attainable / wrong;
    const double rank =
        static_cast<double>(score.ranks) /
        static_cast<double>(std::max<size_t>(score.proposed, 1));
    const std::string text = absl::StrFormat(
        "%5d wrong, the code meant proposed for %5.1f %%, attainable %5.1f %%, "
        "mean rank %.2f",
        score.wrong, 100 * proposed, 100 * attainable, rank);
    std::printf("  %-17s %s\n", std::string(name).c_str(), text.c_str());
    RecordProperty(std::string(name), text);
    EXPECT_GE(proposed, kShareOfAttainable * attainable) << name;
  }

  CodeSetPtr release_;
  std::unique_ptr<OrderOracle> order_;
};

TEST_P(WrongCodeTest, IsExplainedAndTheCodeMeantIsProposed) {
  std::mt19937_64 random(20261001);
  std::array<Score, kCorruptions.size()> scores;
  const std::vector<std::string>& codes = order_->billable_codes();
  for (size_t made = 0, tried = 0; made < kSlips; ++tried) {
    const std::string& original = codes[Below(random, codes.size())];
    const size_t kind = tried % kCorruptions.size();
    const Corruption corruption = kCorruptions[kind].corruption;
    const std::vector<std::string> texts = Corrupted(original, corruption);
    if (texts.empty()) continue;
    const std::string& text = texts[Below(random, texts.size())];
    const std::string written = Written(text, made++);
    const Verdict verdict = Judge(release_, written);
    ExpectVerdict(text, verdict);
    ASSERT_FALSE(HasFailure());
    if (verdict.status == VerdictStatus::kValid) continue;
    Count(original, verdict, scores[kind]);
    scores[kind].attainable += Attainable(text, corruption, *order_);
  }
  std::printf("%s\n", GetParam().Id().c_str());
  Score all;
  for (size_t kind = 0; kind < kCorruptions.size(); ++kind) {
    Report(kCorruptions[kind].name, scores[kind]);
    all += scores[kind];
  }
  Report("all", all);
}

INSTANTIATE_TEST_SUITE_P(Official, WrongCodeTest,
                         testing::ValuesIn(kOfficialReleases), ReleaseTestName);

}  // namespace
}  // namespace codebook
