// What the tabular list says beside its codes: sections, notes, nesting.

#include "codesets/icd10cm/icd10cm.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/codesets/icd10cm_files.h"

namespace codebook {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "kind block: text" for each note that stands at `code` itself.
std::vector<std::string> OwnNotesOf(const CodeSet& release,
                                    std::string_view code) {
  std::vector<std::string> lines;
  for (const Note& note : release.OwnNotes(release.Find(code).value())) {
    lines.push_back(std::string(NoteKindName(note.kind)) + " " +
                    std::to_string(note.block) + ": " + std::string(note.text));
  }
  return lines;
}

TEST(Icd10cmTest, ReadsChaptersSectionsAndCodes) {
  const auto release = ImportDiagnoses(
      Diagnosis("A00", "Cholera", Diagnosis("A00.9", "Cholera, unspecified")));
  ASSERT_TRUE(release.ok()) << release.status();
  EXPECT_THAT(ListedRows(*release->code_set),
              ElementsAre("1 chapter 0 Chapter one (A00-Z99)",
                          "A00-Z99 section 0 All of it (A00-Z99)",
                          "A00 category 0 Cholera",
                          "A00.9 code 1 Cholera, unspecified"));
  EXPECT_EQ(release->id.ToString(), "icd10cm@2025-10-01");
  EXPECT_EQ(release->code_set->source_version(), "2026");
  EXPECT_THAT(FindingsOf(*release), IsEmpty());
}

TEST(Icd10cmTest, KeepsKindOrderAndListOfNotes) {
  const auto release = ImportDiagnoses(Diagnosis(
      "A01", "Typhoid and paratyphoid fevers",
      "<excludes2><note>second</note></excludes2>"
      "<includes><note>\tof a tab </note><note></note></includes>"
      "<excludes2><note>in a list of its own</note></excludes2>"
      "<notes><note>n</note></notes><codeAlso><note>a</note></codeAlso>"
      "<inclusionTerm><note>t</note><note>u</note></inclusionTerm>"
      "<excludes1><note>e</note></excludes1><codeFirst><note>f</note>"
      "</codeFirst><useAdditionalCode><note>d</note></useAdditionalCode>"));
  ASSERT_TRUE(release.ok()) << release.status();
  EXPECT_THAT(OwnNotesOf(*release->code_set, "A01"),
              ElementsAre("excludes2 0: second", "includes 1: of a tab",
                          "excludes2 2: in a list of its own", "note 3: n",
                          "code_also 4: a", "inclusion_term 5: t",
                          "inclusion_term 5: u", "excludes1 6: e",
                          "code_first 7: f", "use_additional_code 8: d"));
}

TEST(Icd10cmTest, FindsNotesBehindTheCodesTheyReach) {
  const auto release = ImportDiagnoses(
      Diagnosis("A00", "Cholera",
                Diagnosis("A00.9", "Cholera, unspecified") +
                    "<excludes1><note>behind</note></excludes1>"));
  ASSERT_TRUE(release.ok()) << release.status();
  const CodeSet& list = *release->code_set;
  EXPECT_THAT(OwnNotesOf(list, "A00"), ElementsAre("excludes1 0: behind"));
  const std::vector<Note> notes = list.Notes(list.Find("A00.9").value());
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_EQ(list.Name(notes[0].from), "A00");
}

TEST(Icd10cmTest, NamesASectionByItsIdOrTheRangeOfItsTitle) {
  const auto release = ImportIcd10cm(
      {{"tabular.xml",
        TabularXml(
            "<chapter><name>1</name><desc>One (A00-B99)</desc>"
            "<section><desc>Intestinal diseases (A00-A09)</desc>" +
            Diagnosis("A09", "Infectious gastroenteritis") +
            "</section><section id=\"A15-A19\"><desc>Tuberculosis</desc>" +
            Diagnosis("A19", "Miliary tuberculosis") +
            "</section></chapter>")}});
  ASSERT_TRUE(release.ok()) << release.status();
  EXPECT_THAT(NamesAbove(*release->code_set, "A09"),
              ElementsAre("A00-A09", "1"));
  EXPECT_THAT(NamesAbove(*release->code_set, "A19"),
              ElementsAre("A15-A19", "1"));
}

// C00-C96 and C00-C75 have no code of their own, C43-C44 has.
TEST(Icd10cmTest, PutsAnEmptySectionOverThoseItsRangeTakesIn) {
  const auto release = ImportIcd10cm(
      {{"tabular.xml",
        TabularXml("<chapter><name>2</name><desc>Neoplasms (C00-D49)</desc>"
                   "<section id=\"C00-C96\"><desc>Malignant</desc></section>"
                   "<section id=\"C00-C75\"><desc>Primary</desc></section>"
                   "<section id=\"C43-C44\"><desc>Of skin</desc>" +
                   Diagnosis("C43", "Malignant melanoma of skin") +
                   "</section><section id=\"C44\"><desc>Other of skin</desc>" +
                   Diagnosis("C44", "Other malignant neoplasm of skin") +
                   "</section><section id=\"D00-D09\"><desc>In situ</desc>" +
                   Diagnosis("D03", "Melanoma in situ") +
                   "</section></chapter>")}});
  ASSERT_TRUE(release.ok()) << release.status();
  const CodeSet& list = *release->code_set;
  EXPECT_THAT(NamesAbove(list, "C43"),
              ElementsAre("C43-C44", "C00-C75", "C00-C96", "2"));
  EXPECT_THAT(NamesAbove(list, "C44"),
              ElementsAre("C44", "C00-C75", "C00-C96", "2"));
  EXPECT_THAT(NamesAbove(list, "D03"), ElementsAre("D00-D09", "2"));
}

TEST(Icd10cmTest, TellsASectionFromTheCategoryOfTheSameName) {
  const auto release = ImportIcd10cm(
      {{"tabular.xml",
        TabularXml("<chapter><name>2</name><desc>Neoplasms (C00-D49)</desc>"
                   "<section id=\"C7A\"><desc>The section (C7A)</desc>" +
                   Diagnosis("C7A", "Malignant neuroendocrine tumors") +
                   "</section></chapter>")}});
  ASSERT_TRUE(release.ok()) << release.status();
  const CodeSet& list = *release->code_set;
  EXPECT_EQ(list.title(list.FindGroup("C7A").value()), "The section (C7A)");
  EXPECT_EQ(list.title(list.Find("C7A").value()),
            "Malignant neuroendocrine tumors");
  EXPECT_THAT(NamesAbove(list, "C7A"), ElementsAre("C7A", "2"));
}

// The list prints H54.512A below H54.511.
TEST(Icd10cmTest, TakesTheParentFromTheNesting) {
  const auto release = ImportDiagnoses(Diagnosis(
      "H54", "Blindness and low vision",
      Diagnosis("H54.511", "Low vision, right eye, category 1",
                Diagnosis("H54.511A", "Low vision right eye category 1") +
                    Diagnosis("H54.512A", "Low vision right eye category 2"))));
  ASSERT_TRUE(release.ok()) << release.status();
  EXPECT_THAT(NamesAbove(*release->code_set, "H54.512A"),
              ElementsAre("H54.511", "H54", "A00-Z99", "1"));
}

TEST(Icd10cmTest, MarksPlaceholders) {
  const auto release = ImportDiagnoses(Diagnosis(
      "H21", "Other disorders of iris and ciliary body",
      "<diag placeholder=\"true\"><name>H21.1X</name><desc>Other "
      "vascular disorders</desc>" +
          Diagnosis("H21.1X1", "Other vascular disorders, right") + "</diag>"));
  ASSERT_TRUE(release.ok()) << release.status();
  const CodeSet& list = *release->code_set;
  EXPECT_TRUE(list.placeholder(list.Find("H21.1X").value()));
  EXPECT_FALSE(list.placeholder(list.Find("H21.1X1").value()));
  EXPECT_FALSE(list.placeholder(list.Find("H21").value()));
}

TEST(Icd10cmTest, TakesTheNewTextOfARevision) {
  const auto release = ImportDiagnoses(
      Diagnosis("A09", "Infectious <old>colitis</old><new>enteritis</new> NOS",
                "<excludes1><note>see <old>K51</old><new>K52</new></note>"
                "</excludes1>"));
  ASSERT_TRUE(release.ok()) << release.status();
  EXPECT_THAT(ListedCodeRows(*release->code_set),
              ElementsAre("A09 code 1 Infectious enteritis NOS"));
  EXPECT_THAT(OwnNotesOf(*release->code_set, "A09"),
              ElementsAre("excludes1 0: see K52"));
}

TEST(Icd10cmTest, KeepsTheTableOfVisualImpairmentAsText) {
  const auto row = [](const std::string& value, const std::string& maximum,
                      const std::string& minimum) {
    return "<visCategory><value>" + value + "</value>" + "<visRange><visMax>" +
           maximum + "</visMax><visMin>" + minimum +
           "</visMin></visRange><visRange><visMax><value>20/70</value>"
           "</visMax></visRange></visCategory>";
  };
  const auto release = ImportDiagnoses(Diagnosis(
      "H54", "Blindness and low vision",
      "<visualImpairment><visCategory><heading>Category</heading><visRange>"
      "<heading>Visual acuity</heading><visMax><heading>Maximum less than:"
      "</heading></visMax><visMin><heading>Minimum equal to:</heading></visMin>"
      "</visRange></visCategory>" +
          row("1", "<value>6/18</value>", "<value>6/60</value>") +
          row("2", "<value>6/60</value>", "") + "</visualImpairment>"));
  ASSERT_TRUE(release.ok()) << release.status();
  EXPECT_THAT(
      OwnNotesOf(*release->code_set, "H54"),
      ElementsAre("note 0: Category: Visual acuity\n"
                  "1: Maximum less than: 6/18, 20/70; Minimum equal to: 6/60\n"
                  "2: Maximum less than: 6/60, 20/70"));
  EXPECT_THAT(FindingsOf(*release), IsEmpty());
}

TEST(Icd10cmTest, ReportsAnElementThatIsNotKnown) {
  const auto release = ImportDiagnoses(
      Diagnosis("A09", "Gastroenteritis", "<seeAlso><note>x</note></seeAlso>"));
  ASSERT_TRUE(release.ok()) << release.status();
  EXPECT_THAT(FindingsOf(*release),
              ElementsAre("element-not-understood A09: <seeAlso> is nothing a "
                          "tabular list is known to have here; it was left "
                          "out"));
}

TEST(Icd10cmTest, RefusesListsThatAreNone) {
  const struct {
    std::string diagnoses;
    std::string message;
  } kCases[] = {
      {"", "tabular.xml:2:2: no <diag> found, a tabular list has codes"},
      {Diagnosis("A09", "One") + Diagnosis("A09", "Two"),
       "tabular.xml:8:2: the code A09 occurs twice"},
      {Diagnosis("A0", "Short"),
       "tabular.xml:6:2: \"A0\" found in <name>, a code of three to seven "
       "characters expected"},
      {Diagnosis("A09", "x",
                 "<sevenChrDef>\n<extension char=\"AD\">y"
                 "</extension></sevenChrDef>"),
       "tabular.xml:8:2: char=\"AD\" found, one letter or digit expected"},
      {"<diag>",
       "tabular.xml:6:9: this is not well-formed XML: Start-end tags "
       "mismatch"},
  };
  for (const auto& [diagnoses, message] : kCases) {
    EXPECT_EQ(Outcome(ImportDiagnoses(diagnoses)), message);
  }
}

}  // namespace
}  // namespace codebook
