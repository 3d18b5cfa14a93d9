// The order file of ICD-10-CM, alone and beside the tabular list.

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/codesets/icd10cm_files.h"

namespace codebook {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

absl::StatusOr<ImportedRelease> ImportBoth(const std::string& diagnoses,
                                           const std::string& order) {
  return ImportIcd10cm(
      {{"tabular.xml", TabularXmlOf(diagnoses)}, {"order.txt", order}});
}

TEST(Icd10cmOrderTest, GivesShortTitlesAndTheListTitlesWithAccents) {
  const auto release = ImportBoth(
      Diagnosis("H81", "Disorders of vestibular function",
                Diagnosis("H81.0", "Ménière's disease")),
      OrderLine(1, "H81", false, "Disorders of vestibular func",
                "Disorders of vestibular function") +
          OrderLine(2, "H810", true, "Meniere's disease", "Meniere's disease"));
  ASSERT_TRUE(release.ok()) << release.status();
  const CodeSet& list = *release->code_set;
  EXPECT_EQ(list.title(list.Find("H81.0").value()), "Ménière's disease");
  EXPECT_EQ(list.short_title(list.Find("H81.0").value()), "Meniere's disease");
  EXPECT_EQ(list.short_title(list.Find("H81").value()),
            "Disorders of vestibular func");
  EXPECT_THAT(FindingsOf(*release), IsEmpty());
}

TEST(Icd10cmOrderTest, DecidesAndReportsWhereTheListDiffers) {
  const auto release = ImportBoth(
      Diagnosis("A00", "Cholera",
                Diagnosis("A00.0", "Only listed") +
                    Diagnosis("A00.1", "Cholera, eltor") +
                    Diagnosis("A00.9", "Cholera, unspecified")),
      OrderLine(1, "A00", false, "Cholera", "Cholera") +
          OrderLine(2, "A001", false, "Eltor", "Cholera, eltor") +
          OrderLine(3, "A002", true, "Only here", "Only here") +
          OrderLine(4, "A009", true, "Cholera", "Cholera, not specified"));
  ASSERT_TRUE(release.ok()) << release.status();
  EXPECT_THAT(
      FindingsOf(*release),
      ElementsAre(
          "billable-differs A00.1: order.txt:2: a header; the tabular list: "
          "billable",
          "code-missing A00.2: order.txt:3 has this code, the tabular list "
          "does not",
          "title-differs A00.9: the tabular list: \"Cholera, unspecified\"; "
          "order.txt:4: \"Cholera, not specified\"",
          "code-extra A00.0: the tabular list gives this code, order.txt does "
          "not have it"));
  EXPECT_THAT(ListedCodeRows(*release->code_set),
              ElementsAre("A00 category 0 Cholera",
                          "A00.1 subcategory 0 Cholera, eltor",
                          "A00.2 code 1 Only here",
                          "A00.9 code 1 Cholera, unspecified"));
  EXPECT_THAT(NamesAbove(*release->code_set, "A00.2"),
              ElementsAre("A00", "A00-Z99", "1"));
}

TEST(Icd10cmOrderTest, ReportsAListOfAnotherYear) {
  std::string xml = TabularXmlOf(Diagnosis("A09", "Gastroenteritis"));
  xml.replace(xml.find("2026"), 4, "2025");
  const auto release = ImportIcd10cm({{"tabular.xml", xml}});
  ASSERT_TRUE(release.ok()) << release.status();
  EXPECT_THAT(FindingsOf(*release),
              ElementsAre("version-differs : tabular.xml: version 2025 found, "
                          "the release that takes effect on 2025-10-01 is "
                          "2026"));
}

// The list prints H54.512A below H54.511, the order file behind H54.511A.
TEST(Icd10cmOrderTest, LeavesTheParentToTheList) {
  const std::string first = "Low vision right eye category 1";
  const std::string second = "Low vision right eye category 2";
  const auto release =
      ImportBoth(Diagnosis("H54", "Blindness",
                           Diagnosis("H54.511", "Category 1",
                                     Diagnosis("H54.511A", first) +
                                         Diagnosis("H54.512A", second))),
                 OrderLine(1, "H54", false, "Blindness", "Blindness") +
                     OrderLine(2, "H54511", false, "Category 1", "Category 1") +
                     OrderLine(3, "H54511A", true, first, first) +
                     OrderLine(4, "H54512A", true, second, second));
  ASSERT_TRUE(release.ok()) << release.status();
  EXPECT_THAT(FindingsOf(*release), IsEmpty());
  EXPECT_THAT(NamesAbove(*release->code_set, "H54.512A"),
              ElementsAre("H54.511", "H54", "A00-Z99", "1"));
}

// A header whose codes all repeat its title awaits a seventh character; one
// whose codes do not is divided further.
TEST(Icd10cmOrderTest, AloneTellsSeventhCharactersByTheTitles) {
  const std::string fracture = "Unspecified fracture of right radius";
  const auto release = ImportIcd10cm(
      {{"order.txt",
        OrderLine(1, "H54", false, "Low vision", "Low vision") +
            OrderLine(2, "H540X3", false, "r", "Blindness right eye, 3") +
            OrderLine(3, "H540X33", true, "r", "Blindness right eye 3, left") +
            OrderLine(4, "S52", false, "Fracture", "Fracture of forearm") +
            OrderLine(5, "S52501", false, "Unsp fx", fracture) +
            OrderLine(6, "S52501A", true, "Unsp fx, init",
                      fracture + ", initial encounter, closed") +
            OrderLine(7, "S52501S", true, "Unsp fx, sequela",
                      fracture + ", sequela")}});
  ASSERT_TRUE(release.ok()) << release.status();
  const CodeSet& list = *release->code_set;
  EXPECT_THAT(
      ListedCodeRows(list),
      ElementsAre("H54 category 0 Low vision",
                  "H54.0X3 subcategory 0 Blindness right eye, 3",
                  "H54.0X33 code 1 Blindness right eye 3, left",
                  "S52 category 0 Fracture of forearm",
                  "S52.501 code 0 " + fracture,
                  "S52.501A code 1 " + fracture + ", initial encounter, closed",
                  "S52.501S code 1 " + fracture + ", sequela"));
  EXPECT_THAT(SeventhCharactersOf(list, "S52.501"),
              ElementsAre("A=initial encounter, closed", "S=sequela"));
  EXPECT_THAT(SeventhCharactersOf(list, "H54.0X3"), IsEmpty());
  EXPECT_TRUE(list.extended(list.Find("S52.501A").value()));
  EXPECT_FALSE(list.extended(list.Find("H54.0X33").value()));
  EXPECT_THAT(NamesAbove(list, "S52.501A"), ElementsAre("S52.501", "S52"));
}

}  // namespace
}  // namespace codebook
