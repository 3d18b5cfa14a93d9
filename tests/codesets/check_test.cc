#include "codesets/check.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "codesets/sample/sample.h"
#include "tests/codesets/icd10cm_files.h"

namespace codebook {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;

std::vector<std::string_view> Words(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const size_t end = std::min(text.find(' '), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

Encounter EncounterOf(std::string_view codes) {
  Encounter encounter;
  for (const std::string_view code : Words(codes)) {
    encounter.codes.push_back({code});
  }
  return encounter;
}

// "warning excludes1 R73.9 E11.9 @R73": severity, id, codes, and where the note
// stands.
std::string Line(const CheckReport& report, const CheckFinding& finding) {
  std::string line(finding.undecidable ? "undecidable"
                                       : SeverityName(finding.severity));
  line.append(" ").append(CheckName(finding.id));
  for (const uint32_t code : finding.codes) {
    line.append(" ").append(report.codes[code].Name());
  }
  if (finding.note) line += " @" + report.release->Name(finding.note->from);
  return line;
}

std::vector<std::string> Lines(const CheckReport& report) {
  std::vector<std::string> lines;
  for (const CheckFinding& finding : report.findings) {
    EXPECT_FALSE(finding.message.empty());
    lines.push_back(Line(report, finding));
  }
  return lines;
}

struct Case {
  std::string_view codes;
  std::vector<std::string> findings;
};

// Encounters of sample codes, good and bad, with all that the notes of the
// sample ask of them.
const std::vector<Case>& Cases() {
  static const auto& cases = *new std::vector<Case>{
      {"E11.9 Z79.4",
       {"info code-also-missing Z79.4 @Z79",
        "info code-also-missing Z79.4 @Z77-Z99"}},
      {"E11.9 R73.9",
       {"warning excludes1 R73.9 E11.9 @R73",
        "info use-additional-missing E11.9 @E11"}},
      {"R73.9 E11.9",
       {"warning excludes1 R73.9 E11.9 @R73",
        "info use-additional-missing E11.9 @E11"}},
      {"E10.9 E11.9",
       {"warning excludes1 E10.9 E11.9 @E10",
        "warning excludes1 E11.9 E10.9 @E11",
        "info use-additional-missing E11.9 @E11"}},
      {"O24.410 E11.9",
       {"warning excludes1 E11.9 O24.410 @E11",
        "info use-additional-missing E11.9 @E11",
        "info use-additional-missing O24.410 @15"}},
      {"I10 O10.011",
       {"warning excludes1 I10 O10.011 @I10",
        "info use-additional-missing I10 @I10-I1A",
        "info use-additional-missing O10.011 @15"}},
      {"J44.9 J41.0",
       {"warning excludes1 J44.9 J41.0 @J44",
        "info use-additional-missing J41.0 @J41",
        "info code-also-missing J44.9 @J44",
        "info use-additional-missing J44.9 J41.0 @10"}},
      {"J44.9 J45.909",
       {"info use-additional-missing J45.909 @J45",
        "info use-additional-missing J44.9 J45.909 @10"}},
      {"J43.9 J44.9",
       {"warning excludes1 J44.9 J43.9 @J44",
        "info code-also-missing J44.9 @J44",
        "info use-additional-missing J43.9 J44.9 @10"}},
      {"R05.9 J41.0",
       {"warning excludes1 R05.9 J41.0 @R05",
        "info use-additional-missing J41.0 @J41",
        "info use-additional-missing J41.0 @10"}},
      {"A37.00 R05.9",
       {"warning excludes1 R05.9 A37.00 @R05",
        "info use-additional-missing A37.00 @1",
        "undecidable excludes1-undecidable A37.00 @1"}},
      {"B20 Z21",
       {"warning excludes1 B20 Z21 @B20", "warning excludes1 Z21 B20 @Z21",
        "info code-first-missing B20 @B20", "info code-first-missing Z21 @Z21",
        "info use-additional-missing B20 @1",
        "undecidable excludes1-undecidable B20 @1",
        "undecidable use-additional-undecidable B20 @B20"}},
      {"C43.9 C44.91", {"warning excludes1 C44.91 C43.9 @C44"}},
      {"F17.210 Z72.0",
       {"warning excludes1 F17.210 Z72.0 @F17",
        "warning excludes1 Z72.0 F17.210 @Z72.0"}},
      {"G30.9 F02.80", {"info use-additional-missing F02.80 @F02"}},
      {"F02.80 G30.9",
       {"error manifestation-principal F02.80",
        "error code-first-order F02.80 G30.9 @F02",
        "warning use-additional-order G30.9 F02.80 @G30",
        "info use-additional-missing F02.80 @F02"}},
      {"F02.80",
       {"error manifestation-principal F02.80",
        "warning code-first-missing F02.80 @F02",
        "info use-additional-missing F02.80 @F02"}},
      {"I10 F02.80",
       {"info use-additional-missing F02.80 @F02",
        "info use-additional-missing I10 @I10-I1A",
        "undecidable code-first-undecidable F02.80 @F02"}},
      {"G20.A1 F06.70", {}},
      {"F06.70 G20.A1",
       {"warning code-first-order F06.70 G20.A1 @F06.7",
        "warning use-additional-order G20.A1 F06.70 @G20"}},
      {"I11.0 I50.22", {"info use-additional-missing I11.0 @I10-I1A"}},
      {"I50.22 I11.0",
       {"warning use-additional-order I11.0 I50.22 @I11.0",
        "warning code-first-order I50.22 I11.0 @I50",
        "info use-additional-missing I11.0 @I10-I1A"}},
      {"I13.0 I50.22 N18.4",
       {"info use-additional-missing N18.4 @N18",
        "info use-additional-missing I13.0 @I10-I1A"}},
      {"N18.4 I13.0 I50.22",
       {"warning use-additional-order I13.0 N18.4 @I13.0",
        "warning code-first-order N18.4 I13.0 @N18",
        "info use-additional-missing N18.4 @N18",
        "info use-additional-missing I13.0 @I10-I1A"}},
      {"E11.22 N18.32",
       {"info use-additional-missing E11.22 @E11",
        "info use-additional-missing N18.32 @N18"}},
      {"N18.32 E11.22",
       {"warning use-additional-order E11.22 N18.32 @E11.22",
        "warning code-first-order N18.32 E11.22 @N18",
        "info use-additional-missing E11.22 @E11",
        "info use-additional-missing N18.32 @N18"}},
      {"U07.1 J12.82",
       {"info code-first-missing J12.82 @J12",
        "info code-also-missing J12.82 @J12",
        "info use-additional-missing J12.82 @10"}},
      {"J12.82 U07.1",
       {"warning code-first-order J12.82 U07.1 @J12.82",
        "warning use-additional-order U07.1 J12.82 @U07.1",
        "info code-first-missing J12.82 @J12",
        "info code-also-missing J12.82 @J12",
        "info use-additional-missing J12.82 @10"}},
      {"A41.9 R65.20",
       {"info code-first-missing A41.9 @A41",
        "info use-additional-missing R65.20 @R65.2",
        "info use-additional-missing A41.9 @1",
        "undecidable excludes1-undecidable A41.9 @1"}},
      {"R65.20 A41.9",
       {"warning code-first-order R65.20 A41.9 @R65.2",
        "info code-first-missing A41.9 @A41",
        "info use-additional-missing A41.9 @1",
        "undecidable excludes1-undecidable A41.9 @1",
        "undecidable use-additional-undecidable R65.20 @R65.2"}},
      {"N18.6 Z99.2",
       {"info code-first-missing N18.6 @N18",
        "info use-additional-missing N18.6 @N18",
        "info code-also-missing Z99.2 @Z77-Z99"}},
      {"O80 Z37.0", {"info use-additional-missing O80 @15"}},
      {"Z37.0 O80",
       {"warning use-additional-order O80 Z37.0 @O80",
        "info use-additional-missing O80 @15"}},
      {"D63.8",
       {"error manifestation-principal D63.8",
        "warning code-first-missing D63.8 @D63.8"}},
      {"N18.6 D63.8",
       {"info code-first-missing N18.6 @N18",
        "info use-additional-missing N18.6 @N18",
        "info use-additional-missing N18.6 @N18.6",
        "undecidable code-first-undecidable D63.8 @D63.8"}},
      {"H42",
       {"error manifestation-principal H42",
        "warning code-first-missing H42 @H42"}},
      {"E11.39 H42", {"info use-additional-missing E11.39 @E11"}},
      {"I16.0 I10", {"info use-additional-missing I16.0 I10 @I10-I1A"}},
      {"I10", {"info use-additional-missing I10 @I10-I1A"}},
      {"W21.89XA S52.501A",
       {"error external-cause-principal W21.89XA @20",
        "info use-additional-missing S52.501A @19"}},
      {"S52.501A W21.89XA", {"info use-additional-missing S52.501A @19"}},
      {"S52.501A S52.501D",
       {"info encounter-characters S52.501A S52.501D",
        "info use-additional-missing S52.501A S52.501D @19"}},
      {"S52.501A S52.502A",
       {"info use-additional-missing S52.501A S52.502A @19"}},
      {"H40.1111 H40.1121", {}},
      {"I10 I10",
       {"error duplicate-code I10 I10",
        "info use-additional-missing I10 @I10-I1A"}},
      {"I10 I10 E11.9 E11.9 I10",
       {"error duplicate-code E11.9 E11.9", "error duplicate-code I10 I10",
        "error duplicate-code I10 I10",
        "info use-additional-missing E11.9 @E11",
        "info use-additional-missing I10 @I10-I1A"}},
      {"P09.6 O80",
       {"error maternal-and-newborn O80 P09.6 @15",
        "info use-additional-missing O80 @O80",
        "info use-additional-missing O80 @15"}},
      {"J44.0",
       {"info code-also-missing J44.0 @J44",
        "info use-additional-missing J44.0 @10",
        "undecidable code-also-undecidable J44.0 @J44.0"}},
      {"N17.9", {"undecidable code-also-undecidable N17.9 @N17"}},
      {"E11",
       {"error code-not-valid E11", "info use-additional-missing E11 @E11"}},
      {"S52.501 W21.89XA",
       {"error code-not-valid S52.501",
        "info use-additional-missing S52.501 @19"}},
      {"ZZZ I10",
       {"error code-not-valid ZZZ",
        "info use-additional-missing I10 @I10-I1A"}},
      {"I21.4 I25.2",
       {"info use-additional-missing I25.2 @I25",
        "info code-also-missing I21.4 I25.2 @I20-I25"}},
      {"E11.65 Z79.4",
       {"info code-also-missing Z79.4 @Z79",
        "info code-also-missing Z79.4 @Z77-Z99"}},
      {"G20.A1", {"info use-additional-missing G20.A1 @G20"}},
      {"G30.9", {"info use-additional-missing G30.9 @G30"}},

  };
  return cases;
}

class CheckTest : public testing::Test {
 protected:
  const Catalog catalog_ = SampleCatalog();
  const Checker checker_ = Checker::Open(catalog_, {}).value();
};

TEST_F(CheckTest, GivesAllFindings) {
  EXPECT_GE(Cases().size(), 50u);
  for (const Case& c : Cases()) {
    EXPECT_THAT(Lines(checker_.Check(EncounterOf(c.codes))),
                ElementsAreArray(c.findings))
        << c.codes;
  }
}

TEST_F(CheckTest, QuotesTheNoteAndSaysWhatItMeans) {
  const CheckReport report = checker_.Check(EncounterOf("E11.9 R73.9"));
  const CheckFinding& finding = report.findings.at(0);
  EXPECT_EQ(report.codes[finding.codes[0]].Name(), "R73.9");
  EXPECT_EQ(finding.note->kind, NoteKind::kExcludes1);
  EXPECT_EQ(finding.note->heading, "");
  EXPECT_THAT(finding.note->lines, ElementsAre("diabetes mellitus (E08-E13)"));
  EXPECT_EQ(finding.guideline, "I.A.12.a");
  EXPECT_EQ(finding.message,
            "E11.9 is not reported together with R73.9: an Excludes1 note at "
            "R73 sends it elsewhere, unless the two conditions have nothing to "
            "do with each other");
}

TEST_F(CheckTest, QuotesTheHeadingOfAList) {
  const CheckReport report = checker_.Check(EncounterOf("F02.80 G30.9"));
  const CheckFinding& finding = report.findings.at(1);
  EXPECT_EQ(finding.note->heading,
            "the underlying physiological condition, such as:");
  EXPECT_THAT(finding.note->lines, ElementsAre("Alzheimer's (G30.-)"));
  EXPECT_EQ(finding.message,
            "G30.9 comes before F02.80, not after it: a note at F02 says to "
            "code first what it is due to");
}

TEST_F(CheckTest, TellsOfExcludes2WhenAsked) {
  Encounter encounter = EncounterOf("R05.3 R04.2");
  const std::vector<std::string> silent = Lines(checker_.Check(encounter));
  encounter.excludes2 = true;
  std::vector<std::string> told = Lines(checker_.Check(encounter));
  EXPECT_THAT(told, ::testing::Contains("info excludes2 R05.3 R04.2 @R05"));
  std::erase_if(told, [](const std::string& line) {
    return line.find(" excludes2") != std::string::npos;
  });
  EXPECT_EQ(told, silent);
}

TEST_F(CheckTest, ReadsCodesAsTheyAreTyped) {
  EXPECT_EQ(Lines(checker_.Check({.codes = {{" e119 "}, {"r73.9"}}})),
            Lines(checker_.Check(EncounterOf("E11.9 R73.9"))));
}

TEST_F(CheckTest, ACodeAloneIsItsOwnCompany) {
  EXPECT_THAT(Lines(checker_.Check(EncounterOf("H40.1111"))), IsEmpty());
  EXPECT_THAT(Lines(checker_.Check({})), IsEmpty());
}

TEST_F(CheckTest, CodesOfOtherSetsAreNamedAndLeftAlone) {
  EXPECT_THAT(Lines(checker_.Check(EncounterOf("0DB68ZX H40.1111"))),
              ElementsAre("info other-code-set 0DB68ZX"));
  EXPECT_THAT(Lines(checker_.Check(EncounterOf("H40.1111 0DB6XZX"))),
              ElementsAre("error code-not-valid 0DB6XZX"));
}

TEST_F(CheckTest, SaysWhatIsWrongWithACode) {
  const CheckReport report = checker_.Check(EncounterOf("S52.501"));
  EXPECT_EQ(report.findings.at(0).message,
            "S52.501 is not valid in icd10cm@2025-10-01 (incomplete): S52.501 "
            "needs a seventh character");
}

TEST_F(CheckTest, HoldsNoMoreFindingsThanAskedFor) {
  Encounter encounter = EncounterOf("E10.9 E11.9 I10 I10 ZZZ W21.89XA");
  const std::vector<std::string> all = Lines(checker_.Check(encounter));
  ASSERT_GT(all.size(), 5u);
  for (size_t most = 0; most < all.size(); ++most) {
    encounter.max_findings = most;
    const std::vector<std::string> some = Lines(checker_.Check(encounter));
    ASSERT_EQ(some.size(), most + 1);
    EXPECT_THAT(some, ::testing::Contains("info too-many-findings"));
  }
  encounter.max_findings = all.size();
  EXPECT_EQ(Lines(checker_.Check(encounter)), all);
}

TEST_F(CheckTest, ChoosesTheReleaseOfTheDate) {
  // G35 became a header in October 2025.
  const Checker before =
      Checker::Open(catalog_, {.on = Date::Parse("2025-09-30")}).value();
  EXPECT_EQ(before.release()->id().ToString(), "icd10cm@2024-10-01");
  EXPECT_THAT(Lines(before.Check(EncounterOf("G35"))), IsEmpty());
  EXPECT_THAT(Lines(checker_.Check(EncounterOf("G35"))),
              ElementsAre("error code-not-valid G35"));
}

TEST_F(CheckTest, ADateOutsideTheCatalogIsAnError) {
  const auto checker =
      Checker::Open(catalog_, {.on = Date::Parse("1999-12-31")});
  EXPECT_EQ(checker.status().code(), absl::StatusCode::kNotFound);
  const auto procedures = Checker::Open(catalog_, {.set = "icd10pcs"});
  EXPECT_EQ(procedures.status().code(), absl::StatusCode::kInvalidArgument);
}

TEST_F(CheckTest, WithoutListsSaysSo) {
  Encounter encounter = EncounterOf("H40.1111");
  encounter.age = 3;
  encounter.sex = Sex::kMale;
  encounter.codes[0].poa = PresentOnAdmission::kYes;
  EXPECT_THAT(Lines(checker_.Check(encounter)),
              ElementsAre("undecidable poa-undecidable",
                          "undecidable edits-undecidable"));
}

// A release of these diagnoses alone.
std::vector<std::string> FindingsIn(const std::string& diagnoses,
                                    std::string_view codes) {
  const auto imported = ImportDiagnoses(diagnoses);
  EXPECT_TRUE(imported.ok()) << imported.status();
  const Catalog catalog = Catalog::Of({imported->code_set});
  return Lines(Checker::Open(catalog, {})->Check(EncounterOf(codes)));
}

std::string Noted(const std::string& kind, const std::string& text) {
  return "<" + kind + "><note>" + text + "</note></" + kind + ">";
}

TEST(CheckSidesTest, SidesOfOneConditionContradictOneAnother) {
  const std::string ears =
      Diagnosis("H60", "Otitis externa",
                Diagnosis("H60.1", "Cellulitis",
                          Diagnosis("H60.11", "Cellulitis of right ear") +
                              Diagnosis("H60.12", "Cellulitis of left ear") +
                              Diagnosis("H60.13", "Cellulitis, bilateral") +
                              Diagnosis("H60.10", "Cellulitis, unspecified"))) +
      Diagnosis("M17", "Arthritis",
                Diagnosis("M17.1", "Arthritis of right knee") +
                    Diagnosis("M17.2", "Arthritis of left knee")) +
      // Only of this release: a note is needed for a check of notes.
      Diagnosis("Z99", "Status", Noted("excludes1", "cellulitis (H60.9)"));
  struct SideCase {
    std::string_view codes;
    bool contradict;
  };
  for (const SideCase& c :
       {SideCase{"H60.11 H60.12", true}, SideCase{"H60.11 H60.13", true},
        SideCase{"H60.12 H60.10", true}, SideCase{"H60.13 H60.10", true},
        // There is no code for both knees.
        SideCase{"M17.1 M17.2", false}, SideCase{"H60.11 M17.2", false}}) {
    const std::string codes(c.codes);
    const std::vector<std::string> lines = FindingsIn(ears, c.codes);
    if (c.contradict) {
      EXPECT_THAT(lines, ElementsAre("info laterality " + codes)) << codes;
    } else {
      EXPECT_THAT(lines, IsEmpty()) << codes;
    }
  }
}

TEST(CheckScopeTest, ANoteMayBeAboutAPartOfItsCodes) {
  const std::string heart =
      Diagnosis("I11", "Hypertensive heart disease") +
      Diagnosis("I51", "Ill-defined heart disease",
                Noted("excludes1",
                      "any condition in I51.4-I51.9 due to hypertension "
                      "(I11.-)") +
                    Diagnosis("I51.0", "Defect") +
                    Diagnosis("I51.7", "Cardiomegaly"));
  EXPECT_THAT(FindingsIn(heart, "I51.7 I11"),
              ElementsAre("warning excludes1 I51.7 I11 @I51"));
  EXPECT_THAT(FindingsIn(heart, "I51.0 I11"), IsEmpty());
}

TEST(CheckScopeTest, ANoteThatStandsTwiceIsQuotedOnce) {
  const std::string heart =
      Diagnosis("I11", "Hypertensive heart disease") +
      Diagnosis("I51", "Ill-defined heart disease",
                Noted("excludes1", "due to hypertension (I11.-)") +
                    Noted("excludes1", "due to hypertension (I11.-)"));
  EXPECT_THAT(FindingsIn(heart, "I51 I11"),
              ElementsAre("warning excludes1 I51 I11 @I51"));
}

TEST(CheckPrincipalTest, NotesSayWhatOnlyAdds) {
  const std::string agents =
      Diagnosis("B95",
                "Streptococcus as the cause of diseases classified "
                "elsewhere",
                Noted("notes",
                      "These categories are provided for use as supplementary "
                      "or additional codes") +
                    Noted("excludes1", "cholera (A00)")) +
      Diagnosis("A00", "Cholera") +
      Diagnosis("T31", "Burns by extent",
                Noted("notes",
                      "This category is to be used as the primary "
                      "code only when the site is unspecified"));
  EXPECT_THAT(FindingsIn(agents, "B95"),
              ElementsAre("error additional-only-principal B95 @B95"));
  EXPECT_THAT(FindingsIn(agents, "T31"),
              ElementsAre("undecidable principal-undecidable T31 @T31"));
  EXPECT_THAT(FindingsIn(agents, "T31 B95"),
              ElementsAre("undecidable principal-undecidable T31 @T31"));
}

TEST(CheckNotesTest, AReleaseWithoutNotesDecidesNothing) {
  const auto imported = ImportIcd10cm(
      {{"order.txt", OrderLine(1, "I10", true, "Hypertension",
                               "Essential (primary) hypertension")}});
  ASSERT_TRUE(imported.ok()) << imported.status();
  const Catalog catalog = Catalog::Of({imported->code_set});
  EXPECT_THAT(Lines(Checker::Open(catalog, {})->Check(EncounterOf("I10"))),
              ElementsAre("undecidable notes-missing"));
}

}  // namespace
}  // namespace codebook
