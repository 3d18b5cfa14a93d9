// The codes that seventh characters make of the codes the tabular list prints.

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/codesets/icd10cm_files.h"

namespace codebook {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kEncounters[] =
    "<sevenChrNote><note>One of these is to be added</note></sevenChrNote>"
    "<sevenChrDef><extension char=\"A\">initial encounter</extension>"
    "<extension char=\"D\">subsequent encounter</extension>"
    "<extension char=\"S\">sequela</extension></sevenChrDef>";

constexpr char kNote[] =
    "<notes><note>7th characters D and S do not apply to codes in category S06 "
    "with 6th character 7 - death due to brain injury prior to regaining "
    "consciousness, or 8 - death due to other cause prior to regaining "
    "consciousness.</note></notes>";

TEST(Icd10cmSeventhCharactersTest, PadsALeafOfThreeCharacters) {
  const auto release = ImportDiagnoses(
      Diagnosis("X58", "Exposure to other specified factors", kEncounters));
  ASSERT_TRUE(release.ok()) << release.status();
  const CodeSet& list = *release->code_set;
  EXPECT_THAT(
      ListedCodeRows(list),
      ElementsAre("X58 code 0 Exposure to other specified factors",
                  "X58.XXXA code 1 Exposure to other specified factors, "
                  "initial encounter",
                  "X58.XXXD code 1 Exposure to other specified factors, "
                  "subsequent encounter",
                  "X58.XXXS code 1 Exposure to other specified factors, "
                  "sequela"));
  EXPECT_TRUE(list.extended(list.Find("X58.XXXA").value()));
  EXPECT_FALSE(list.extended(list.Find("X58").value()));
  EXPECT_EQ(list.parent(list.Find("X58.XXXA").value()), list.Find("X58"));
}

// S52.52 has characters of its own below those of S52; S52.501 has not. They
// stand behind the codes, which makes no difference.
TEST(Icd10cmSeventhCharactersTest, TakesTheNearestDefinition) {
  const auto release = ImportDiagnoses(Diagnosis(
      "S52", "Fracture of forearm",
      Diagnosis("S52.50", "Unspecified fracture",
                Diagnosis("S52.501", "Unspecified, right")) +
          Diagnosis("S52.52", "Torus fracture",
                    "<sevenChrDef><extension char=\"K\">nonunion</extension>"
                    "</sevenChrDef>" +
                        Diagnosis("S52.521", "Torus, right")) +
          kEncounters));
  ASSERT_TRUE(release.ok()) << release.status();
  const CodeSet& list = *release->code_set;
  EXPECT_THAT(ListedCodeRows(list),
              ElementsAre("S52 category 0 Fracture of forearm",
                          "S52.50 subcategory 0 Unspecified fracture",
                          "S52.501 code 0 Unspecified, right",
                          "S52.501A code 1 Unspecified, right, initial "
                          "encounter",
                          "S52.501D code 1 Unspecified, right, subsequent "
                          "encounter",
                          "S52.501S code 1 Unspecified, right, sequela",
                          "S52.52 subcategory 0 Torus fracture",
                          "S52.521 code 0 Torus, right",
                          "S52.521K code 1 Torus, right, nonunion"));
  EXPECT_THAT(SeventhCharactersOf(list, "S52.521"), ElementsAre("K=nonunion"));
  const auto set = list.SeventhCharacters(list.Find("S52.501").value());
  ASSERT_TRUE(set.has_value());
  EXPECT_EQ(list.Name(set->from), "S52");
  EXPECT_EQ(set->note, "One of these is to be added");
}

TEST(Icd10cmSeventhCharactersTest, LeavesALeafOfSevenAsItIs) {
  const auto release = ImportDiagnoses(Diagnosis(
      "H54", "Blindness and low vision",
      kEncounters + Diagnosis("H54.512A", "Low vision right eye category 2")));
  ASSERT_TRUE(release.ok()) << release.status();
  EXPECT_THAT(ListedCodeRows(*release->code_set),
              ElementsAre("H54 category 0 Blindness and low vision",
                          "H54.512A code 1 Low vision right eye category 2"));
}

TEST(Icd10cmSeventhCharactersTest, GivesARemarkToTheCharacterAboveIt) {
  const auto release = ImportDiagnoses(Diagnosis(
      "S52", "Fracture of forearm",
      "<sevenChrDef><note>above all</note>"
      "<extension char=\"A\">closed</extension>"
      "<extension char=\"b\">open</extension><note>\topen NOS</note>"
      "<extension char=\"C\">open type III</extension></sevenChrDef>"));
  ASSERT_TRUE(release.ok()) << release.status();
  EXPECT_THAT(SeventhCharactersOf(*release->code_set, "S52"),
              ElementsAre("A=closed", "B=open (open NOS)", "C=open type III"));
}

// The printed form of every code below S06.2X.
std::vector<std::string> BillableBelow(const std::string& note) {
  const auto release = ImportDiagnoses(Diagnosis(
      "S06", "Intracranial injury",
      note + kEncounters +
          Diagnosis("S06.2X", "Diffuse traumatic brain injury",
                    Diagnosis("S06.2X6", "with survival") +
                        Diagnosis("S06.2X7", "with death due to the injury") +
                        Diagnosis("S06.2X8", "with death of other cause"))));
  EXPECT_TRUE(release.ok()) << release.status();
  std::vector<std::string> codes;
  if (!release.ok()) return codes;
  EXPECT_THAT(FindingsOf(*release), IsEmpty());
  const CodeSet& list = *release->code_set;
  for (const NodeId node : list.TabularOrder()) {
    if (list.is_row(node) && list.billable(node)) {
      codes.push_back(list.Name(node));
    }
  }
  return codes;
}

TEST(Icd10cmSeventhCharactersTest, TakesBackWhatANoteTakesBack) {
  EXPECT_THAT(
      BillableBelow(kNote),
      ElementsAre("S06.2X6A", "S06.2X6D", "S06.2X6S", "S06.2X7A", "S06.2X8A"));
  EXPECT_THAT(
      BillableBelow(""),
      ElementsAre("S06.2X6A", "S06.2X6D", "S06.2X6S", "S06.2X7A", "S06.2X7D",
                  "S06.2X7S", "S06.2X8A", "S06.2X8D", "S06.2X8S"));
}

TEST(Icd10cmSeventhCharactersTest, ReportsANoteItCannotApply) {
  const auto release = ImportDiagnoses(Diagnosis(
      "S06", "Intracranial injury",
      "<notes><note>7th characters D and S do not apply to fatal injuries"
      "</note></notes>"));
  ASSERT_TRUE(release.ok()) << release.status();
  EXPECT_THAT(FindingsOf(*release),
              ElementsAre("note-not-understood S06: this note takes characters "
                          "back in words that are not understood: \"7th "
                          "characters D and S do not apply to fatal "
                          "injuries\""));
}

}  // namespace
}  // namespace codebook
