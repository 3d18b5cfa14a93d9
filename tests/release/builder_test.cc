// From nothing, character by character, what the release offers next leads to a
// code of the order file, and the counts are those of the order file.

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "absl/status/statusor.h"
#include "codesets/import.h"
#include "tests/random_codes.h"
#include "tests/release/official_files.h"
#include "tests/release/releases.h"

namespace codebook {
namespace {

constexpr size_t kWalks = kUnderSanitizer ? 500 : 5'000;

class BuilderTest : public ReleaseTest,
                    public testing::WithParamInterface<OfficialRelease> {
 protected:
  void SetUp() override {
    ReleaseTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    const std::vector<std::string> paths = {GetParam().Folder()};
    const absl::StatusOr<ImportReport> report = ReadReleases(paths, {});
    ASSERT_TRUE(report.ok()) << report.status();
    release_ = report->releases.at(0).code_set;
    for (const OfficialRow& row :
         ReadOfficialOrder(GetParam().Path(GetParam().order_file))) {
      if (!row.billable) continue;
      billable_.insert(row.code);
      for (size_t length = 0; length <= row.code.size(); ++length) {
        ++below_[row.code.substr(0, length)];
      }
    }
  }

  std::vector<Continuation> Next(const std::string& prefix) const {
    return release_->Continuations(
        release_->automaton().Follow(CodeOf(prefix)));
  }

  // What is offered after `prefix` leads to as many codes as there are.
  void ExpectCounts(const std::string& prefix,
                    const std::vector<Continuation>& next) {
    size_t sum = billable_.contains(prefix) ? 1 : 0;
    for (const Continuation& continuation : next) {
      EXPECT_EQ(continuation.codes, below_[prefix + continuation.character])
          << prefix << continuation.character;
      sum += continuation.codes;
    }
    EXPECT_EQ(sum, below_[prefix]) << prefix;
  }

  CodeSetPtr release_;
  std::unordered_set<std::string> billable_;
  // How many billable codes begin with a text.
  std::unordered_map<std::string, size_t> below_;
};

TEST_P(BuilderTest, AnyWalkEndsOnACode) {
  std::mt19937_64 random(20261001);
  for (size_t walk = 0; walk < kWalks; ++walk) {
    std::string prefix;
    for (;;) {
      const std::vector<Continuation> next = Next(prefix);
      ExpectCounts(prefix, next);
      if (next.empty()) break;
      prefix += next[Below(random, next.size())].character;
      ASSERT_LE(prefix.size(), Code::kMaxLength);
    }
    ASSERT_TRUE(billable_.contains(prefix)) << prefix;
    ASSERT_FALSE(HasFailure());
  }
}

TEST_P(BuilderTest, EveryCodeIsOfferedCharacterByCharacter) {
  std::unordered_map<std::string, std::string> offered;
  for (const std::string& code : billable_) {
    for (size_t length = 0; length < code.size(); ++length) {
      const std::string prefix = code.substr(0, length);
      const auto [known, added] = offered.try_emplace(prefix);
      if (added) {
        for (const Continuation& next : Next(prefix)) {
          known->second += next.character;
        }
      }
      ASSERT_NE(known->second.find(code[length]), std::string::npos) << code;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Official, BuilderTest,
                         testing::ValuesIn(kOfficialReleases), ReleaseTestName);

}  // namespace
}  // namespace codebook
