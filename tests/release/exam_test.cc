// A whole exam, and the invariants of grading, on the official releases.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "codesets/import.h"
#include "tests/codesets/exam_fixture.h"
#include "tests/codesets/grade_invariants.h"
#include "tests/release/releases.h"

namespace codebook {
namespace {

class ExamTest : public ReleaseTest {
 protected:
  void SetUp() override {
    ReleaseTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    std::vector<std::string> paths;
    for (const char* folder :
         {"icd10cm/2022-10-01", "icd10cm/2025-10-01", "icd10pcs/2025-10-01"}) {
      paths.push_back(ReleasesPath(folder));
    }
    absl::StatusOr<ImportReport> report = ReadReleases(paths, {});
    ASSERT_TRUE(report.ok()) << report.status();
    for (const ImportedRelease& release : report->releases) {
      releases_.push_back(release.code_set);
    }
  }

  // Codes of `set` in the release of `day`, and procedures.
  GradeInvariants Invariants(const Catalog& catalog, const char* day) {
    std::vector<CodeSetPtr> releases;
    for (const std::string_view set : {"icd10cm", "icd10pcs"}) {
      const auto release = catalog.InForce(set, Date::Parse(day));
      if (release.ok()) releases.push_back(*release);
    }
    return {catalog, *Date::Parse(day), std::move(releases), 20221001};
  }

  std::vector<CodeSetPtr> releases_;
};

constexpr size_t kTimes = kUnderSanitizer ? 200 : 3000;

TEST_F(ExamTest, IsGradedAsWrittenByHand) {
  TestExam(Catalog::Of(releases_), "official", 63);
}

TEST_F(ExamTest, InvariantsHold) {
  const Catalog catalog = Catalog::Of(releases_);
  for (const char* day : {"2022-12-01", "2025-12-01"}) {
    SCOPED_TRACE(day);
    GradeInvariants invariants = Invariants(catalog, day);
    invariants.KeyAgainstItselfIsFullMarks(kTimes);
    invariants.PermutationsScoreTheSame(kTimes);
    invariants.WrongCodesNeverRaiseTheScore(kTimes);
    invariants.NearMissesNeverOutscoreTheRightCode(kTimes);
    invariants.SlipsAreNamed(kTimes, 6);
  }
}

}  // namespace
}  // namespace codebook
