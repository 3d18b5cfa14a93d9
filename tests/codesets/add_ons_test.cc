#include "codesets/add_ons/add_ons.h"

#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <vector>

#include "codesets/check.h"
#include "codesets/import.h"
#include "engine/catalog.h"
#include "tests/codesets/icd10cm_files.h"
#include "tests/codesets/read_release.h"

namespace codebook {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

absl::StatusOr<ImportReport> Import(const std::vector<FileText>& files) {
  std::vector<SourceFile> sources;
  for (const FileText& file : files) {
    sources.push_back(SourceOf(file, /*named=*/true));
  }
  return ReadReleases(sources, {.effective = Date::Parse("2025-10-01")});
}

constexpr std::string_view kExempt =
    "Order26\tPOAexemptCode\tDescription\r\n"
    "01238\tB90.0\tSequelae of tuberculosis\r\n"
    "98177\tZ99.2\t\"Dependence on dialysis, renal\"\r\n";

TEST(PoaExemptTest, IsToldByItsColumns) {
  const auto report = Import({{"any name", std::string(kExempt)}});
  ASSERT_TRUE(report.ok()) << report.status();
  const ImportedRelease& list = report->releases.at(0);
  EXPECT_EQ(list.id.ToString(), "poaexempt@2025-10-01");
  EXPECT_EQ(list.code_set->row_count(), 2u);
  EXPECT_EQ(list.code_set->source_version(), "2026");
  EXPECT_EQ(list.code_set->title(list.code_set->Find("Z992").value()),
            "Dependence on dialysis, renal");
  ASSERT_EQ(list.findings.size(), 1u);
  EXPECT_EQ(list.findings[0].id, "list-short");
}

TEST(PoaExemptTest, TheYearTellsTheDay) {
  const std::vector<SourceFile> files = {
      SourceOf({"list.txt", std::string(kExempt)}, true)};
  const auto report = ReadReleases(files, {});
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->releases.at(0).id.ToString(), "poaexempt@2025-10-01");
}

TEST(PoaExemptTest, TheListOfAdditionsIsPartOfTheWhole) {
  const std::string added =
      "Order26\tPOAexemptCode\tDescription\r\n98177\tZ99.2\tDialysis\r\n";
  const auto report =
      Import({{"add.txt", added}, {"all.txt", std::string(kExempt)}});
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->releases.at(0).code_set->row_count(), 2u);
  const auto contradiction = Import({{"add.txt", added + "1\tA00\tCholera\r\n"},
                                     {"all.txt", std::string(kExempt)}});
  EXPECT_THAT(Outcome(contradiction), HasSubstr("import the lists of different "
                                                "years one at a time"));
}

TEST(PoaExemptTest, ListsOfChangesAreNotUsed) {
  const auto report = Import(
      {{"all.txt", std::string(kExempt)},
       {"deleted.txt", "POAexemptCode\tDescription\r\nQ89.8\tOther\r\n"},
       {"revised.txt",
        "Order26\tAction\tPOAexemptCode\tDescription\r\n"
        "1\tRevise from:\tQ75.0\tOld\r\n1\tRevise to:\tQ75.0\tNew\r\n"}});
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->releases.size(), 1u);
  EXPECT_EQ(report->passed_over.size(), 2u);
}

struct BadFile {
  std::string_view bytes;
  std::string_view error;
};

TEST(PoaExemptTest, RefusesWhatIsWrong) {
  for (const BadFile& c : {
           BadFile{"Order26\tPOAexemptCode\n1\tB90.0\n2\t$\n",
                   "list:3:3: \"$\" found, a code of three to seven characters "
                   "expected"},
           BadFile{"Order26\tPOAexemptCode\n1\tB90.0\n2\tb900\n",
                   "list:3:3: the code b900 occurs twice"},
           BadFile{"Order26\tPOAexemptCode\n",
                   "list:1:1: no code found below the headings"},
           BadFile{"Order26\tPOAexemptCode\n1\n",
                   "list:2:1: 1 field found, 2 expected as in the header"},
       }) {
    EXPECT_EQ(Outcome(Import({{"list", std::string(c.bytes)}})), c.error);
  }
}

constexpr std::string_view kEdits =
    "code,edit,from,to\n"
    "O80,maternity,,\n"
    "P59,Newborn,0,1\n"
    "N40.0,male,,2024-09-30\n"
    "N40.0,age,30,120\n"
    "Z37.0,unacceptable-principal,2020-10-01,\n";

TEST(EditsTest, AreReadWithTheirLimits) {
  const auto report = Import({{"edits.csv", std::string(kEdits)}});
  ASSERT_TRUE(report.ok()) << report.status();
  const CodeSet& table = *report->releases.at(0).code_set;
  EXPECT_EQ(table.id().ToString(), "mce@2025-10-01");
  EXPECT_THAT(PropertiesOf(table, "O80"), ElementsAre("maternity=9,64,,"));
  EXPECT_THAT(PropertiesOf(table, "P59"), ElementsAre("newborn=0,1,,"));
  EXPECT_THAT(PropertiesOf(table, "N40.0"),
              ElementsAre("male=0,0,,2024-09-30", "age=30,120,,"));
  EXPECT_THAT(PropertiesOf(table, "Z37.0"),
              ElementsAre("unacceptable principal=0,0,2020-10-01,"));
}

TEST(EditsTest, RefusesWhatIsWrong) {
  const std::string header = "code,edit,from,to\n";
  for (const BadFile& c : {
           BadFile{"$,male,,\n",
                   "t:2:1: \"$\" found as \"code\", a code of three to seven "
                   "characters expected"},
           BadFile{"O80,mail,,\n",
                   "t:2:5: \"mail\" found as \"edit\", one of newborn, "
                   "pediatric, maternity, adult, age, female, male, "
                   "unacceptable principal expected"},
           BadFile{"O80,age,,\n",
                   "t:2:9: \"\" found as \"from\", the youngest age expected"},
           BadFile{"O80,age,9,8\n",
                   "t:2:11: \"8\" found as \"to\", an age of 9 or more "
                   "expected"},
           BadFile{"O80,age,-1,8\n",
                   "t:2:9: \"-1\" found as \"from\", an age in years or a day "
                   "(YYYY-MM-DD) expected"},
           BadFile{"O80,male,3,\n",
                   "t:2:10: \"3\" found as \"from\", a day (YYYY-MM-DD) "
                   "expected"},
           BadFile{"O80,male,2025-01-01,2024-01-01\n",
                   "t:2:21: \"2024-01-01\" found as \"to\", a day not before "
                   "2025-01-01 expected"},
           BadFile{"", "t:1:1: no edit found below the headings"},
       }) {
    EXPECT_EQ(Outcome(Import({{"t", header + std::string(c.bytes)}})), c.error);
  }
}

TEST(EditsTest, APropertyIsReadAsItWasWritten) {
  const EditRule rule{.kind = EditKind::kAge,
                      .name = "maternity",
                      .youngest = 9,
                      .oldest = 64,
                      .from = Date::Parse("2020-10-01"),
                      .to = std::nullopt};
  const auto read = EditRule::Parse(rule.name, rule.ToProperty());
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->kind, rule.kind);
  EXPECT_EQ(read->youngest, 9);
  EXPECT_EQ(read->oldest, 64);
  EXPECT_EQ(read->from, rule.from);
  EXPECT_FALSE(read->to.has_value());
  for (const std::string_view damaged : {"", "1,2", "a,2,,", "1,2,3,4,5"}) {
    EXPECT_FALSE(EditRule::Parse("maternity", damaged).has_value()) << damaged;
  }
  EXPECT_FALSE(EditRule::Parse("none", "0,0,,").has_value());
}

// A check by a small release and both lists.
class ListsTest : public testing::Test {
 protected:
  ListsTest() {
    const auto diagnoses = ImportDiagnoses(
        Diagnosis("N40", "Prostate", Diagnosis("N40.0", "Without symptoms")) +
        Diagnosis("O80", "Delivery",
                  "<excludes1><note>x (Q99)</note></excludes1>") +
        Diagnosis("P59", "Jaundice", Diagnosis("P59.9", "Unspecified")) +
        Diagnosis("Z37", "Outcome", Diagnosis("Z37.0", "Single live birth")) +
        Diagnosis("Z99", "Dependence", Diagnosis("Z99.2", "On dialysis")));
    const auto lists = Import({{"poa.txt", std::string(kExempt)},
                               {"edits.csv", std::string(kEdits)}});
    std::vector<CodeSetPtr> releases = {diagnoses->code_set};
    for (const ImportedRelease& list : lists->releases) {
      releases.push_back(list.code_set);
    }
    catalog_.emplace(Catalog::Of(std::move(releases)));
  }

  std::vector<std::string> Check(const Encounter& encounter,
                                 std::string_view on = "2025-10-01") const {
    const Checker checker =
        Checker::Open(*catalog_, {.on = Date::Parse(on)}).value();
    std::vector<std::string> lines;
    for (const CheckFinding& finding : checker.Check(encounter).findings) {
      EXPECT_TRUE(finding.undecidable || finding.severity == Severity::kError);
      lines.push_back(std::string(CheckName(finding.id)) + ": " +
                      finding.message);
    }
    return lines;
  }

  std::optional<Catalog> catalog_;
};

TEST_F(ListsTest, AgesOutsideTheRangeConflict) {
  EXPECT_THAT(Check({.codes = {{"O80"}}, .age = 70}),
              ElementsAre("age-conflict: O80 is for ages 9 to 64, and the "
                          "patient is 70 (mce@2025-10-01)"));
  for (const int age : {9, 34, 64}) {
    EXPECT_THAT(Check({.codes = {{"O80"}}, .age = age}), IsEmpty()) << age;
  }
  // What is said of P59 holds for all below it.
  EXPECT_EQ(Check({.codes = {{"P59.9"}}, .age = 2}).size(), 1u);
  EXPECT_THAT(Check({.codes = {{"P59.9"}}, .age = 1}), IsEmpty());
  EXPECT_THAT(Check({.codes = {{"O80"}}}), IsEmpty());
}

TEST_F(ListsTest, AnEditHoldsInItsTime) {
  const Encounter woman{.codes = {{"N40.0"}}, .sex = Sex::kFemale};
  EXPECT_THAT(Check(woman), IsEmpty());
  const Encounter man{.codes = {{"N40.0"}}, .sex = Sex::kMale, .age = 3};
  EXPECT_THAT(Check(man), ElementsAre(HasSubstr("age-conflict: N40.0")));
}

TEST_F(ListsTest, SomeCodesAreNotAcceptedAsPrincipal) {
  EXPECT_THAT(Check({.codes = {{"Z37.0"}, {"O80"}}}),
              ElementsAre("unacceptable-principal: Z37.0 is not accepted as "
                          "the principal diagnosis (mce@2025-10-01)"));
  EXPECT_THAT(Check({.codes = {{"O80"}, {"Z37.0"}}}), IsEmpty());
}

TEST_F(ListsTest, IndicatorsFollowTheListOfExemptCodes) {
  using Poa = PresentOnAdmission;
  EXPECT_THAT(Check({.codes = {{"O80", Poa::kYes}, {"Z99.2", Poa::kExempt}}}),
              IsEmpty());
  EXPECT_THAT(Check({.codes = {{"O80", Poa::kUnknown}, {"Z99.2"}}}), IsEmpty());
  EXPECT_THAT(
      Check({.codes = {{"O80", Poa::kExempt}, {"Z99.2", Poa::kNo}}}),
      ElementsAre("poa-missing: O80 needs a present-on-admission indicator: Y, "
                  "N, U or W, for it is not exempt (poaexempt@2025-10-01)",
                  "poa-on-exempt: Z99.2 is exempt from present-on-admission "
                  "reporting and has no indicator but 1 or blank "
                  "(poaexempt@2025-10-01)"));
  EXPECT_THAT(Check({.codes = {{"O80"}, {"Z99.2"}}}), IsEmpty());
}

}  // namespace
}  // namespace codebook
