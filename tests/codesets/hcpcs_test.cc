#include "codesets/hcpcs/hcpcs.h"

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/codesets/read_release.h"

namespace codebook {
namespace {

using ::testing::ElementsAre;

// A first record, put together column by column.
struct FirstRecord {
  std::string code;
  std::string sequence_and_id = "001003";
  std::string text = "Invented item";
  std::string short_text = "Invented";
  std::string coverage = "C";
  std::string dates = "2010010120120101";
  std::string action = "N";

  std::string Line() const {
    std::string line = code + sequence_and_id + text;
    line.resize(91, ' ');
    line += short_text;
    line.resize(229, ' ');
    line += coverage;
    line.resize(268, ' ');
    line += dates;
    line.resize(292, ' ');
    line += action;
    line.resize(320, ' ');
    return line;
  }
};

absl::StatusOr<CodeSetPtr> Read(const std::string& text) {
  return ReadRelease(&ReadHcpcs, "hcpcs", {{"h.txt", text}});
}

TEST(HcpcsTest, ReadsCodesAndModifiersInTheOrderOfTheFile) {
  const absl::StatusOr<CodeSetPtr> release =
      Read(FirstRecord{.code = "   ZY",
                       .sequence_and_id = "001007",
                       .text = "Invented modifier",
                       .short_text = "Inv mod"}
               .Line() +
           "\r\n   ZY002008of two records\r\n" +
           FirstRecord{.code = "A9998"}.Line() + "\r\n" +
           FirstRecord{.code = "A9997"}.Line() + "\r\n");
  ASSERT_TRUE(release.ok()) << release.status();
  EXPECT_THAT(
      ListedRows(**release),
      ElementsAre("ZY modifier 0 Invented modifier of two records",
                  "A9998 code 1 Invented item", "A9997 code 1 Invented item"));
  EXPECT_EQ((*release)->short_title(*(*release)->Find("ZY")), "Inv mod");
}

TEST(HcpcsTest, JoinsRecordsWithSingleBlanks) {
  const std::string full(79, 'x');
  const absl::StatusOr<CodeSetPtr> release =
      Read(FirstRecord{.code = "A9998", .text = full + "y"}.Line() +
           "\nA9998002004 begins with a blank      \n" +
           "A9998003004and has two sentences.  This is one" +
           std::string(45, ' ') + "\n");
  ASSERT_TRUE(release.ok()) << release.status();
  EXPECT_EQ((*release)->title(*(*release)->Find("A9998")),
            full + "y begins with a blank and has two sentences.  This is one");
}

TEST(HcpcsTest, KeepsDatesAndCodes) {
  const absl::StatusOr<CodeSetPtr> release = Read(
      FirstRecord{.code = "A9996"}.Line() + "\n" +
      FirstRecord{.code = "A9997",
                  .coverage = "I",
                  .dates = "201001012025010120241231",
                  .action = "D"}
          .Line() +
      "\n" + FirstRecord{.code = "A9998", .dates = "        20120101"}.Line() +
      "\nA9999001003Cut off after the text\n");
  ASSERT_TRUE(release.ok()) << release.status();
  EXPECT_EQ(ValidityOf(**release, "A9996"), "2010-01-01..");
  EXPECT_EQ(ValidityOf(**release, "A9997"), "2010-01-01..2024-12-31");
  EXPECT_EQ(ValidityOf(**release, "A9998"), "2012-01-01..");
  EXPECT_EQ(ValidityOf(**release, "A9999"), "..");
  EXPECT_THAT(PropertiesOf(**release, "A9997"),
              ElementsAre("added=2010-01-01", "action_effective=2025-01-01",
                          "action_code=D", "coverage_code=I"));
  EXPECT_THAT(PropertiesOf(**release, "A9999"), ElementsAre());
}

TEST(HcpcsTest, PassesOverADisclaimerInAnyEncoding) {
  const std::string disclaimer =
      "Note on codes in CMS\x92 2026 file\r\n\r\nof 12345 words.\r\n\r\n";
  const absl::StatusOr<CodeSetPtr> release =
      Read(disclaimer + FirstRecord{.code = "A9998"}.Line() + "\r\n");
  ASSERT_TRUE(release.ok()) << release.status();
  EXPECT_EQ((*release)->row_count(), 1u);
  EXPECT_EQ(
      Outcome(Read(disclaimer +
                   FirstRecord{.code = "A9998", .text = "It\x92s"}.Line())),
      "h.txt:5:14: byte 0x92 found, UTF-8 text expected");
}

TEST(HcpcsTest, RefusesWhatIsNotOfTheLayout) {
  const std::string good = FirstRecord{.code = "A9998"}.Line() + "\n";
  const struct {
    std::string text;
    std::string error;
  } kCases[] = {
      {"Only prose\n", "h.txt:1:1: no HCPCS record found"},
      {"", "h.txt:1:1: no HCPCS record found"},
      {"A9998002004text\n",
       "h.txt:1:1: a further record of A9998 found before its first"},
      {good + "A9997002004text\n",
       "h.txt:2:1: a further record of A9997 found before its first"},
      {good + "A9998003004text\n",
       "h.txt:2:6: sequence number 00300 found, 00200 expected"},
      {good + "A9998002504text\n",
       "h.txt:2:6: sequence number 00250 found, 00200 expected"},
      {good + "A9999002003text\n",
       "h.txt:2:6: sequence number 00200 found, 00100 expected"},
      {good + "A999900x003text\n",
       "h.txt:2:6: \"00x00\" found, a sequence number of five digits "
       "expected"},
      {good + "A9999001005text\n",
       "h.txt:2:11: record id \"5\" found, 3, 4, 7 or 8 expected"},
      {good + "A9999001\n",
       "h.txt:2:9: record id \"\" found, 3, 4, 7 or 8 expected"},
      {good + "Some prose in the data\n",
       "h.txt:2:11: record id \" \" found, 3, 4, 7 or 8 expected"},
      {"AB998001003text\n",
       "h.txt:1:1: \"AB998\" found, a letter and four digits expected"},
      {good + "   ZY001003text\n",
       "h.txt:2:1: \"   ZY\" found, a letter and four digits expected"},
      {good + "A9999001007text\n",
       "h.txt:2:1: \"A9999\" found, three blanks and a modifier of two letters "
       "or digits expected"},
      {good + "   z 001007text\n",
       "h.txt:2:1: \"   z \" found, three blanks and a modifier of two letters "
       "or digits expected"},
      {good + "A9999001003\n",
       "h.txt:2:12: no long description of A9999 found"},
      {FirstRecord{.code = "A9998", .dates = "2010130120120101"}.Line(),
       "h.txt:1:269: \"20101301\" found, a date YYYYMMDD expected"},
      {FirstRecord{.code = "A9998", .dates = "201001012012010 "}.Line(),
       "h.txt:1:277: \"2012010\" found, a date YYYYMMDD expected"},
      {FirstRecord{.code = "A9998", .dates = "2010010120120101never   "}.Line(),
       "h.txt:1:285: \"never\" found, a date YYYYMMDD expected"},
      {good + FirstRecord{.code = "A9999"}.Line() + "\n" + good,
       "h.txt:3:1: A9998 occurs twice, first at h.txt:1:1"},
  };
  for (const auto& [text, error] : kCases) {
    EXPECT_EQ(Outcome(Read(text)), error) << text;
  }
}

TEST(HcpcsTest, RefusesACodeOfTwoFiles) {
  const std::string text = FirstRecord{.code = "A9998"}.Line() + "\n";
  EXPECT_EQ(Outcome(ReadRelease(&ReadHcpcs, "hcpcs",
                                {{"a.txt", text}, {"b.txt", text}})),
            "b.txt:1:1: A9998 occurs twice, first at a.txt:1:1");
}

TEST(HcpcsTest, IsRecognizedByItsRecords) {
  const std::string record = FirstRecord{.code = "A9998"}.Line() + "\n";
  const struct {
    std::string text;
    bool recognized;
  } kCases[] = {
      {record, true},
      {"A disclaimer\n\n" + record, true},
      {"A9998001003cut off\nA999800200x a bad one\n", true},
      {"   ZY001007modifier\n", true},
      {"", false},
      {"Only prose, 12345 words of it\n", false},
      {"A9998\tAn item\n", false},
      {"code,description\nA9998,An item\n", false},
      {"00001 A00     0 Cholera                                              "
       "        Cholera\n",
       false},
      {"<?xml version=\"1.0\"?>\n<ICD10CM.tabular/>\n", false},
  };
  for (const auto& [text, recognized] : kCases) {
    const std::optional<Recognition> found =
        RecognizeHcpcs(SourceOf({"anything", text}));
    ASSERT_EQ(found.has_value(), recognized) << text;
    if (!found) continue;
    EXPECT_EQ(found->role, FileRole::kDescriptions);
    EXPECT_EQ(found->what, "HCPCS Level II annual file");
    EXPECT_EQ(found->year, 0);
  }
}

TEST(HcpcsTest, ReadsTheSample) {
  std::ifstream stream(CODEBOOK_SOURCE_DIR
                       "/codesets/sample/hcpcs/2026-01-01/hcpcs.txt",
                       std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  ASSERT_TRUE(RecognizeHcpcs(SourceOf({"hcpcs.txt", text})));
  const absl::StatusOr<CodeSetPtr> release = Read(text);
  ASSERT_TRUE(release.ok()) << release.status();
  EXPECT_EQ((*release)->row_count(), 34u);
  EXPECT_EQ((*release)->billable_count(), 26u);
  EXPECT_EQ((*release)->title(*(*release)->Find("E0105")),
            "Cane, quad or three prong, includes canes of all materials, "
            "adjustable or fixed, with tips");
  EXPECT_EQ(ValidityOf(**release, "G2012"), "2019-01-01..2024-12-31");
}

}  // namespace
}  // namespace codebook
