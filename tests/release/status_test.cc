// Verdicts agree with the order files: on every code they list, and on every
// code that differs from a listed one in one character.

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "absl/status/statusor.h"
#include "codesets/import.h"
#include "codesets/judge.h"
#include "tests/random_codes.h"
#include "tests/release/official_files.h"
#include "tests/release/releases.h"

namespace codebook {
namespace {

// How many codes are mutated, in each place to each character.
constexpr size_t kMutated = kUnderSanitizer ? 100 : 2000;

class StatusTest : public ReleaseTest,
                   public testing::WithParamInterface<OfficialRelease> {
 protected:
  void SetUp() override {
    ReleaseTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    const std::vector<std::string> paths = {GetParam().Folder()};
    const absl::StatusOr<ImportReport> report = ReadReleases(paths, {});
    ASSERT_TRUE(report.ok()) << report.status();
    release_ = report->releases.at(0).code_set;
    rows_ = ReadOfficialOrder(GetParam().Path(GetParam().order_file));
    for (const OfficialRow& row : rows_) {
      billable_.emplace(row.code, row.billable);
      for (size_t length = 1; length < row.code.size(); ++length) {
        beginnings_.insert(row.code.substr(0, length));
      }
    }
  }

  // What is wrong with the verdict on `text`, which spells `code`; empty when
  // it agrees with the order file.
  std::string Disagreement(const std::string& code,
                           const std::string& text) const {
    const Verdict verdict = Judge(release_, text);
    const auto listed = billable_.find(code);
    const VerdictStatus status = verdict.status;
    bool right = false;
    if (listed == billable_.end()) {
      right = beginnings_.contains(code)
                  ? status == VerdictStatus::kIncomplete
                  : status == VerdictStatus::kUnknown ||
                        status == VerdictStatus::kMalformed;
      right = right && !verdict.row;
    } else {
      right = listed->second ? status == VerdictStatus::kValid
                             : status == VerdictStatus::kHeader ||
                                   status == VerdictStatus::kIncomplete;
      right = right && verdict.row &&
              release_->code(*verdict.row).ToString() == code;
    }
    right = right && verdict.billable == (status == VerdictStatus::kValid);
    return right ? std::string()
                 : text + " is said to be " + std::string(StatusName(status));
  }

  CodeSetPtr release_;
  std::vector<OfficialRow> rows_;
  std::unordered_map<std::string, bool> billable_;
  // Of codes, without the codes themselves.
  std::unordered_set<std::string> beginnings_;
};

TEST_P(StatusTest, OfEveryRowIsThatOfTheOrderFile) {
  for (const OfficialRow& row : rows_) {
    std::string printed = row.code;
    if (GetParam().is_diagnoses() && printed.size() > 3) printed.insert(3, ".");
    ASSERT_EQ(Disagreement(row.code, printed), "");
    // Without the point a remark is added, by another way through the judge.
    ASSERT_EQ(Disagreement(row.code, row.code), "");
  }
}

TEST_P(StatusTest, OfEveryMutationIsThatOfTheOrderFile) {
  std::mt19937_64 random(20251001);
  for (size_t i = 0; i < kMutated; ++i) {
    const std::string& code = rows_[Below(random, rows_.size())].code;
    for (size_t position = 0; position < code.size(); ++position) {
      std::string mutation = code;
      for (int symbol = 0; symbol < kSymbols; ++symbol) {
        mutation[position] = SymbolCharacter(symbol);
        ASSERT_EQ(Disagreement(mutation, mutation), "");
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Official, StatusTest,
                         testing::ValuesIn(kOfficialReleases), ReleaseTestName);

}  // namespace
}  // namespace codebook
