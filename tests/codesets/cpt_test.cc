// CPT tables and releases of several files. All texts are made up.

#include "codesets/cpt/cpt.h"

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "codesets/cpt/category.h"
#include "codesets/cpt/columns.h"
#include "engine/concat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/codesets/read_release.h"

namespace codebook {
namespace {

using ::testing::ElementsAre;

absl::StatusOr<CodeSetPtr> Read(const std::vector<FileText>& files) {
  return ReadRelease(&ReadCpt, "cpt", files);
}

absl::StatusOr<CodeSetPtr> ReadTable(const std::string& text) {
  return Read({{"t.csv", text}});
}

TEST(CptCategoryTest, IsToldByThePattern) {
  const CptPatterns patterns;
  const struct {
    std::string_view code;
    std::string_view category;
  } kCases[] = {
      {"90001", "Category I"},
      {"0001F", "Category II"},
      {"0001T", "Category III"},
      {"0001U", "PLA"},
      {"0001M", "MAAA"},
      {"0001A", "Administrative"},
      {"25", "Modifier"},
      {"F1", "Modifier"},
      {"9001", "none"},
      {"900011", "none"},
      {"A9998", "none"},
      {"0001X", "none"},
      {"000FF", "none"},
      {"0001f", "none"},
      {"1", "none"},
      {"", "none"},
      {"90001\n", "none"},
  };
  for (const auto& [code, category] : kCases) {
    const std::optional<size_t> found = patterns.CategoryOf(code);
    EXPECT_EQ(found ? kCptCategories[*found].name : "none", category) << code;
  }
}

TEST(CptColumnsTest, AreNamedInManyWays) {
  const struct {
    std::string_view header;
    std::string_view column;
  } kCases[] = {
      {"code", "code"},
      {"CPT_Code", "code"},
      {"Description", "description"},
      {" LONG-description ", "description"},
      {"descriptor", "description"},
      {"Short Description", "short description"},
      {"short", "short description"},
      {"medium", "medium description"},
      {"consumer_descriptor", "consumer description"},
      {"Effective Date", "effective"},
      {"from", "effective"},
      {"Termination\nDate", "terminated"},
      {"to", "terminated"},
      {"category", "category"},
      {"TYPE", "category"},
      {"price", "none"},
      {"", "none"},
  };
  for (const auto& [header, column] : kCases) {
    const std::optional<CptColumn> found = CptColumnOf(header);
    EXPECT_EQ(found ? CptColumnName(*found) : "none", column) << header;
  }
}

TEST(CptTableTest, ReadsColumnsInAnyOrderAndKeepsTheOrderOfCategories) {
  const absl::StatusOr<CodeSetPtr> release = ReadTable(
      "Price,To,Description,From,CODE,short\n"
      "1,,Modifier of digits,,25,Mod\n"
      "1,,Administration,,0001A,Adm\n"
      "1,,Assay,,0001M,Ass\n"
      "1,,Analysis,,0001u,Ana\n"
      "1,,Emerging,7/1/2026,0001T,Eme\n"
      "1,20251231,Measure,2024-01-01,0001F,Mea\n"
      "1,,\"Second, with a \"\"quote\"\" and\r\na second line\",,90002,Sec\n"
      "1,12/31/2026,First,,90001,\n"
      "1,,Modifier of letters,,AA,Mod\n");
  ASSERT_TRUE(release.ok()) << release.status();
  EXPECT_THAT(
      ListedRows(**release),
      ElementsAre("90001 code 1 First",
                  "90002 code 1 Second, with a \"quote\" and a second line",
                  "0001F code 1 Measure", "0001T code 1 Emerging",
                  "0001U code 1 Analysis", "0001M code 1 Assay",
                  "0001A code 1 Administration",
                  "25 modifier 0 Modifier of digits",
                  "AA modifier 0 Modifier of letters"));
  EXPECT_EQ(ValidityOf(**release, "0001F"), "2024-01-01..2025-12-31");
  EXPECT_EQ(ValidityOf(**release, "0001T"), "2026-07-01..");
  EXPECT_EQ(ValidityOf(**release, "90001"), "..2026-12-31");
  EXPECT_EQ(ValidityOf(**release, "90002"), "..");
  EXPECT_EQ((*release)->short_title(*(*release)->Find("90002")), "Sec");
  EXPECT_THAT(PropertiesOf(**release, "0001U"), ElementsAre("category=PLA"));
  EXPECT_THAT(PropertiesOf(**release, "25"), ElementsAre());
}

TEST(CptTableTest, TakesAnyDelimiter) {
  for (const std::string delimiter : {",", "\t", ";", "|"}) {
    const absl::StatusOr<CodeSetPtr> release = ReadTable(
        Concat("\xEF\xBB\xBF\"code\"", delimiter, "description\r\n90001",
               delimiter, "\"One", delimiter, " two\"\r\n"));
    ASSERT_TRUE(release.ok()) << release.status();
    EXPECT_EQ((*release)->title(0),
              delimiter == "\t" ? "One two" : Concat("One", delimiter, " two"));
  }
}

TEST(CptTableTest, TakesConsumerDescriptorsUnderAnyHeader) {
  for (const std::string header :
       {"Consumer Friendly Descriptor", "Descriptor", "Text"}) {
    const absl::StatusOr<CodeSetPtr> release =
        ReadTable("Concept Id\tCPT Code\t" + header +
                  "\n1000001\t90001\tAn invented procedure\n");
    ASSERT_TRUE(release.ok()) << release.status();
    EXPECT_THAT(PropertiesOf(**release, "90001"),
                ElementsAre("category=Category I",
                            "consumer_descriptor=An invented procedure"));
  }
}

TEST(CptTableTest, RefusesWhatIsAmbiguous) {
  const std::string head = "code,description\n90001,Synthetic\n";
  const std::string dated =
      "code,description,effective,terminated\n90001,Synthetic,,\n";
  const std::string date_expected =
      "found, a date expected (YYYY-MM-DD, YYYYMMDD or M/D/YYYY)";
  const struct {
    std::string text;
    std::string error;
  } kCases[] = {
      {"code,fee\n90001,100\n",
       "t.csv:1:1: there is no column \"description\""},
      {"code,description,Long Description\n90001,Synthetic,Synthetic\n",
       "t.csv:1:18: the column \"Long Description\" repeats \"description\""},
      {head + "90002\n",
       "t.csv:3:1: 1 field found, 2 expected as in the header"},
      {head + "90002,a,b\n",
       "t.csv:3:9: 3 fields found, 2 expected as in the header"},
      {head + "90002,\"Unclosed\n",
       "t.csv:3:7: the quote that opens here is not closed before the end of "
       "the file"},
      {head + "90002,\"Closed\" early\n",
       "t.csv:3:16: text found after the closing quote of the field that "
       "begins at t.csv:3:7, a delimiter or line end expected"},
      {head + ",Synthetic\n", "t.csv:3:1: no code found, a CPT code expected"},
      {head + "9002,Synthetic\n",
       "t.csv:3:1: \"9002\" found, a CPT code expected (five digits, four "
       "digits and F, four digits and T, four digits and U, four digits and M, "
       "four digits and A, two digits or letters)"},
      {head + "90002,\n", "t.csv:3:7: no description of 90002 found"},
      {head + "90001,Other\n",
       "t.csv:3:7: the long description of 90001 is \"Other\" here, but "
       "\"Synthetic\" at t.csv:2:7"},
      {dated + "90002,Synthetic,soon,\n",
       "t.csv:3:17: \"soon\" " + date_expected},
      {dated + "90002,Synthetic,2026-02-30,\n",
       "t.csv:3:17: \"2026-02-30\" " + date_expected},
      {dated + "90002,Synthetic,,31/12/2026\n",
       "t.csv:3:18: \"31/12/2026\" " + date_expected},
      {dated + "90002,Synthetic,2026-01-02,2026-01-01\n",
       "t.csv:3:28: the last day of 90002, 2026-01-01, is before its first, "
       "2026-01-02"},
      {dated + "90002,Synthetic,2026-01-01,\n90002,Synthetic,2025-01-01,\n",
       "t.csv:4:17: the effective date of 90002 is \"2025-01-01\" here, but "
       "\"2026-01-01\" at t.csv:3:17"},
      {"code,description,category\n90001,Synthetic,III\n",
       "t.csv:2:17: \"III\" found, but 90001 has the form of \"Category I\""},
      {"code,description\n90001,Synthetic \xE9\n",
       "t.csv:2:17: byte 0xE9 found, UTF-8 text expected"},
  };
  for (const auto& [text, error] : kCases) {
    ASSERT_TRUE(RecognizeCpt(SourceOf({"t.csv", text}, /*named=*/true)))
        << text;
    EXPECT_EQ(Outcome(ReadTable(text)), error) << text;
  }
}

TEST(CptTableTest, LeavesCategoriesOfItsOwnAlone) {
  const absl::StatusOr<CodeSetPtr> release = ReadTable(
      "code,description,category\n90001,Synthetic,Category I\n"
      "90002,Synthetic,Surgery\n0001U,Synthetic,I\n25,Synthetic,modifier\n");
  ASSERT_TRUE(release.ok()) << release.status();
  EXPECT_THAT(PropertiesOf(**release, "0001U"), ElementsAre("category=PLA"));
}

TEST(CptReleaseTest, TakesTheBestTitleOfAllFiles) {
  const absl::StatusOr<CodeSetPtr> release = Read({
      {"SHORTU.txt", "90001 SYN SHORT\n90002 SYN 2 SHORT\n90003 SYN 3\n"},
      {"MEDU.txt",
       "90001 SYNTHETIC MEDIUM DESCRIPTOR OF FIRST\n90002 SYNTHETIC MEDIUM\n"},
      {"LONGULT.txt", "90001\tSynthetic long description\n"},
      {"LONGULF.txt", "9000101 Synthetic long\n9000102 description\n"},
      {"ConsumerDescriptor.txt",
       "Concept Id\tCPT Code\tConsumer Friendly Descriptor\n"
       "1\t90001\tFor the first\n2\t90004\tFor the fourth\n"},
  });
  ASSERT_TRUE(release.ok()) << release.status();
  EXPECT_THAT(ListedRows(**release),
              ElementsAre("90001 code 1 Synthetic long description",
                          "90002 code 1 SYNTHETIC MEDIUM", "90003 code 1 SYN 3",
                          "90004 code 1 For the fourth"));
  EXPECT_EQ((*release)->short_title(*(*release)->Find("90001")), "SYN SHORT");
  EXPECT_THAT(
      PropertiesOf(**release, "90001"),
      ElementsAre("category=Category I",
                  "medium_descriptor=SYNTHETIC MEDIUM DESCRIPTOR OF FIRST",
                  "consumer_descriptor=For the first"));
}

TEST(CptReleaseTest, RefusesFilesThatContradictOneAnother) {
  EXPECT_EQ(Outcome(Read({{"a.txt", "90001\tSynthetic one\n"},
                          {"b.csv", "code,description\n90001,Another\n"}})),
            "b.csv:2:7: the long description of 90001 is \"Another\" here, but "
            "\"Synthetic one\" at a.txt:1:7");
  // Fixed columns do not keep the number of blanks.
  EXPECT_EQ(Outcome(Read({{"a.txt", "90001\tOne.  Two\n"},
                          {"b.txt", "9000101 One.\n9000102 Two\n"}})),
            "OK");
}

TEST(CptReleaseTest, ReadsTheSample) {
  std::ifstream stream(CODEBOOK_SOURCE_DIR
                       "/codesets/sample/cpt/2026-01-01/cpt.csv",
                       std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  ASSERT_TRUE(RecognizeCpt(SourceOf({"cpt.csv", text})));
  const absl::StatusOr<CodeSetPtr> release = ReadTable(text);
  ASSERT_TRUE(release.ok()) << release.status();
  EXPECT_EQ((*release)->row_count(), 26u);
  EXPECT_EQ((*release)->billable_count(), 23u);
  EXPECT_EQ((*release)->title(*(*release)->Find("90005")),
            "Synthetic \"quoted\" procedure, with a comma and doubled quotes");
  EXPECT_EQ(ValidityOf(**release, "90008"), "2020-01-01..2025-12-31");
}

}  // namespace
}  // namespace codebook
