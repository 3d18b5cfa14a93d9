// The invariants of grading on the sample releases.

#include "tests/codesets/grade_invariants.h"

#include <gtest/gtest.h>

namespace codebook {
namespace {

class GradeInvariantsTest : public testing::TestWithParam<uint64_t> {
 protected:
  GradeInvariants Invariants() {
    std::vector<CodeSetPtr> releases;
    for (const std::string_view set : {"icd10cm", "icd10pcs"}) {
      releases.push_back(*catalog_.InForce(set, {}));
    }
    return {catalog_, *Date::Parse("2025-12-01"), std::move(releases),
            GetParam()};
  }

  const Catalog catalog_ = SampleCatalog();
};

constexpr size_t kTimes = 3000;

TEST_P(GradeInvariantsTest, TheKeyGradedAgainstItselfIsFullMarks) {
  Invariants().KeyAgainstItselfIsFullMarks(kTimes);
}

TEST_P(GradeInvariantsTest, PermutationsScoreTheSame) {
  Invariants().PermutationsScoreTheSame(kTimes);
}

TEST_P(GradeInvariantsTest, WrongCodesNeverRaiseTheScore) {
  Invariants().WrongCodesNeverRaiseTheScore(kTimes);
}

TEST_P(GradeInvariantsTest, NearMissesNeverOutscoreTheRightCode) {
  Invariants().NearMissesNeverOutscoreTheRightCode(kTimes);
}

TEST_P(GradeInvariantsTest, SlipsAreNamed) {
  Invariants().SlipsAreNamed(kTimes, 9);
}

INSTANTIATE_TEST_SUITE_P(Seeds, GradeInvariantsTest,
                         testing::Values(1, 20251001));

}  // namespace
}  // namespace codebook
