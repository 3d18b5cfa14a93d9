// The forms in which the publisher's files come. All texts are made up.

#include <string>
#include <vector>

#include "codesets/cpt/cpt.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/codesets/read_release.h"

namespace codebook {
namespace {

using ::testing::ElementsAre;

constexpr char kHeader[] =
    "Synthetic descriptions 2026\r\nCopyright 2025 by nobody.\r\n\r\n";

absl::StatusOr<CodeSetPtr> Read(const std::string& text) {
  return ReadRelease(&ReadCpt, "cpt", {{"c.txt", text}});
}

// The title of a code, or what went wrong.
std::string TitleOf(const absl::StatusOr<CodeSetPtr>& release,
                    std::string_view code) {
  if (!release.ok()) return Outcome(release);
  const std::optional<NodeId> row = (*release)->Find(code);
  return row ? std::string((*release)->title(*row)) : "not there";
}

// A row of LONGULF, padded with blanks to 80 columns.
std::string FixedRow(const std::string& code_and_sequence,
                     const std::string& text) {
  std::string row = code_and_sequence + " " + text;
  row.resize(80, ' ');
  return row + "\r\n";
}

TEST(CptFormsTest, AreRecognizedByContent) {
  const std::string medium =
      "90001 SYNTHETIC PROCEDURE OF A NAME LONGER THAN THAT\n";
  const struct {
    std::string text;
    std::string what;
    int year;
  } kCases[] = {
      {"90001\tSynthetic procedure\n", "CPT long descriptions", 0},
      {kHeader + std::string("90001\tSynthetic procedure\r\n"),
       "CPT long descriptions", 2026},
      {"\xEF\xBB\xBF"
       "0001F\tSynthetic measure\n01\tSynthetic modifier\n",
       "CPT long descriptions", 0},
      {"90001\tSynthetic procedure\n90002\tOne with\ta tab\n",
       "CPT long descriptions", 0},
      {"9000101 Synthetic procedure\n", "CPT long descriptions", 0},
      {"CPT\xAE 2026 copyright\r\n\r\n9000101 Synthetic procedure\r\n",
       "CPT long descriptions", 2026},
      {"90001 SYNTHETIC PROCEDURE\n", "CPT short descriptors", 0},
      {"90001 SYNTHETIC PROCEDURE\n" + medium, "CPT medium descriptors", 0},
      {kHeader + medium, "CPT medium descriptors", 2026},
      {"Concept Id\tCPT Code\tConsumer Friendly Descriptor\n"
       "1000001\t90001\tAn invented procedure\n",
       "CPT table", 0},
      {"code,description\n90001,Synthetic\n", "CPT table", 0},
      {"Descriptor;CPT-Code\n\"Synthetic; one\";90001\n", "CPT table", 0},
      {"code|short\n90001|Synthetic\n", "CPT table", 0},
      {"Made up 2026\n\ncode\tlong_description\n90001\tSynthetic\n",
       "CPT table", 2026},
      {"code,description\n90001,\"Unclosed\n", "CPT table", 0},
      {"code,description\n90001,One,too many\n", "CPT table", 0},
      {"code,description\n9001,Synthetic\n90002,Synthetic\n", "CPT table", 0},
  };
  for (const auto& [text, what, year] : kCases) {
    const std::optional<Recognition> found =
        RecognizeCpt(SourceOf({"anything.pdf", text}));
    ASSERT_TRUE(found) << text;
    EXPECT_EQ(found->role, FileRole::kDescriptions) << text;
    EXPECT_EQ(found->what, what) << text;
    EXPECT_EQ(found->year, year) << text;
  }
}

TEST(CptFormsTest, OtherFilesAreLeftAlone) {
  const std::string order_row =
      "00001 A00     0 Cholera                                              "
      "        Cholera\n";
  const std::string table_row =
      "00001 001     0 Central Nervous System and Cranial Nerves, Bypass      "
      "     Central Nervous System and Cranial Nerves, Bypass\n";
  const std::string codes_rows =
      "0016070 An invented bypass to a first place\n"
      "0016071 An invented bypass to a second place\n";
  const std::string kCases[] = {
      "",
      "Only prose, copyright 2026\n\nand more of it\n",
      "<?xml version=\"1.0\"?>\n<ICD10CM.tabular/>\n",
      "PK\x03\x04 90001\tno text\n",
      order_row,
      table_row,
      "A000    Cholera due to Vibrio cholerae 01, biovar cholerae\n",
      codes_rows,
      "Order26\tPOAexemptCode\tDescription\n1\tB90.0\tSequelae\n",
      "1\tB90.0\tSequelae\n",
      "Add:    A0001 Some code\nTotal: 1\n",
      "A9998001003Invented item\n",
      "code,description\nA9998,Invented item\nE9999,Another\n",
      "code,description\nUS,A country\nFR,Another\n",
      "US\tA country\nFR\tAnother\n",
      "code,description\n",
      "code,fee\n90001,100\n",
      "fee,amount\n90001,100\n",
      "Order\tExempt\tDescription\n10001\tB90.0\tSequelae\n",
  };
  for (const std::string& text : kCases) {
    EXPECT_FALSE(RecognizeCpt(SourceOf({"LONGULT.txt", text}))) << text;
  }
}

TEST(CptFormsTest, ReadsLongTabbed) {
  const absl::StatusOr<CodeSetPtr> release = Read(
      kHeader + std::string("90002\tSynthetic procedure, with  two blanks \r\n"
                            "90001\t\"Quoted\" procedure\r\n\r\n"
                            "0001f\tSynthetic measure\r\n"
                            "01\tSynthetic modifier\r\n"));
  ASSERT_TRUE(release.ok()) << release.status();
  EXPECT_THAT(ListedRows(**release),
              ElementsAre("90001 code 1 \"Quoted\" procedure",
                          "90002 code 1 Synthetic procedure, with  two blanks",
                          "0001F code 1 Synthetic measure",
                          "01 modifier 0 Synthetic modifier"));
}

TEST(CptFormsTest, ReadsLongFixed) {
  const absl::StatusOr<CodeSetPtr> release = Read(
      kHeader + FixedRow("9000101", "Synthetic procedure broken before") +
      FixedRow("9000102", "a word; also") +
      FixedRow("9000103", "in a third row") + "0001T01 Cut off at its end\n");
  EXPECT_EQ(TitleOf(release, "90001"),
            "Synthetic procedure broken before a word; also in a third row");
  EXPECT_EQ(TitleOf(release, "0001T"), "Cut off at its end");
}

// A row that fills its columns may end with a word or within one. Whether the
// file breaks lines between words shows elsewhere in it.
TEST(CptFormsTest, JoinsFullRowsAsTheFileIsDivided) {
  const std::string full = std::string(65, 'x') + " middle";
  ASSERT_EQ(full.size(), 72u);
  const std::string between_words = FixedRow("9000101", "Broken early,") +
                                    FixedRow("9000102", "as words are");
  const std::string at_column =
      FixedRow("9000101", std::string(72, 'y')) +
      FixedRow("9000102", " begins with the blank that was cut off");
  const std::string question =
      FixedRow("9000201", full) + FixedRow("9000202", "weight lifted");
  EXPECT_EQ(TitleOf(Read(between_words + question), "90002"),
            full + " weight lifted");
  EXPECT_EQ(TitleOf(Read(question + between_words), "90002"),
            full + " weight lifted");
  EXPECT_EQ(TitleOf(Read(at_column + question), "90002"),
            full + "weight lifted");
  EXPECT_EQ(TitleOf(Read(at_column), "90001"),
            std::string(72, 'y') + " begins with the blank that was cut off");
  EXPECT_EQ(
      TitleOf(Read(question), "90002"),
      "c.txt:2:9: the row before fills all its columns, and no row of the file "
      "shows whether a word may go on in the next row: whether a blank belongs "
      "before \"weight\" cannot be told");
  // One blank at the end is a blank either way.
  EXPECT_EQ(TitleOf(Read(FixedRow("9000101", std::string(71, 'x')) +
                         FixedRow("9000102", "end")),
                    "90001"),
            std::string(71, 'x') + " end");
}

TEST(CptFormsTest, ReadsShortAndMedium) {
  const absl::StatusOr<CodeSetPtr> brief =
      Read("90001 SYNTHETIC PROC" + std::string(60, ' ') + "\r\n");
  ASSERT_TRUE(brief.ok()) << brief.status();
  EXPECT_EQ(TitleOf(brief, "90001"), "SYNTHETIC PROC");
  EXPECT_EQ((*brief)->short_title(*(*brief)->Find("90001")), "SYNTHETIC PROC");
  EXPECT_THAT(PropertiesOf(**brief, "90001"),
              ElementsAre("category=Category I"));

  const absl::StatusOr<CodeSetPtr> medium =
      Read("0001M SYNTHETIC ASSAY OF AN INVENTED ANALYTE\n");
  ASSERT_TRUE(medium.ok()) << medium.status();
  EXPECT_EQ((*medium)->short_title(*(*medium)->Find("0001M")), "");
  EXPECT_THAT(PropertiesOf(**medium, "0001M"),
              ElementsAre("category=MAAA",
                          "medium_descriptor=SYNTHETIC ASSAY OF AN INVENTED "
                          "ANALYTE"));
}

TEST(CptFormsTest, TakesACopyrightHeaderInAnyEncodingButNotTheData) {
  EXPECT_EQ(TitleOf(Read("\xA9 nobody, 2026\n90001\tSynthetic\n"), "90001"),
            "Synthetic");
  EXPECT_EQ(TitleOf(Read("CPT\xAE\n\n90001\tSynthetic\n"), "90001"),
            "Synthetic");
  EXPECT_EQ(TitleOf(Read("CPT\xAE\n\n90001\tSynthetic\xAE\n"), "90001"),
            "c.txt:3:16: byte 0xAE found, UTF-8 text expected");
}

TEST(CptFormsTest, RefusesWhatIsNotOfTheForm) {
  const std::string forms =
      "a CPT code expected (five digits, four digits and F, four digits and T, "
      "four digits and U, four digits and M, four digits and A, two digits or "
      "letters)";
  const std::string tabbed = "90001\tSynthetic\n90002\tSynthetic\n";
  const std::string fixed = "9000101 Synthetic\n9000201 Synthetic\n";
  const std::string brief = "90001 SYNTHETIC\n90002 SYNTHETIC\n";
  const std::string medium = "90003 SYNTHETIC OF MORE THAN THIRTY COLUMNS\n";
  const struct {
    std::string text;
    std::string error;
  } kCases[] = {
      {"Nothing\n", "c.txt:1:1: no CPT code found, CPT descriptions expected"},
      {tabbed + "9003X\tSynthetic\n", "c.txt:3:1: \"9003X\" found, " + forms},
      {tabbed + "90003 Synthetic\n",
       "c.txt:3:1: \"90003 Synthetic\" found, " + forms},
      {tabbed + "\tSynthetic\n",
       "c.txt:3:1: no code found, a CPT code expected"},
      {tabbed + "90003\n",
       "c.txt:3:6: the line ends after the code, a tab expected"},
      {tabbed + "90003\t \n", "c.txt:3:7: no description of 90003 found"},
      {tabbed + "90003\tSyn\tthetic\n",
       "c.txt:3:10: a second tab found, the end of the line expected"},
      {tabbed + "90001\tOther\n",
       "c.txt:3:7: the long description of 90001 is \"Other\" here, but "
       "\"Synthetic\" at c.txt:1:7"},
      // A bad first row is not taken for a copyright header.
      {"9000X\tSynthetic\n" + tabbed, "c.txt:1:1: \"9000X\" found, " + forms},
      {"9000X\tSynthetic\n\n" + tabbed, "c.txt:1:1: \"9000X\" found, " + forms},
      {"Some line\n" + tabbed, "c.txt:1:1: \"Some line\" found, " + forms},
      {kHeader + std::string("stray\n") + tabbed,
       "c.txt:4:1: \"stray\" found, " + forms},

      {fixed + "9000X01 Synthetic\n", "c.txt:3:1: \"9000X\" found, " + forms},
      {fixed + "90003x1 Synthetic\n",
       "c.txt:3:6: \"x1\" found, a sequence number of two digits expected"},
      {fixed + "90003\n",
       "c.txt:3:6: \"\" found, a sequence number of two digits expected"},
      {fixed + "9000301Synthetic\n",
       "c.txt:3:8: \"S\" found, a blank expected after the sequence number"},
      {fixed + "9000301\n",
       "c.txt:3:8: \"\" found, a blank expected after the sequence number"},
      {fixed + "9000302 Synthetic\n",
       "c.txt:3:6: sequence number 02 of 90003 found, 01 expected"},
      {fixed + "9000203 synthetic\n",
       "c.txt:3:6: sequence number 03 of 90002 found, 02 expected"},
      {fixed + "9000201 Synthetic\n",
       "c.txt:3:6: sequence number 01 of 90002 found, 02 expected"},
      {fixed + "9000101 Other\n",
       "c.txt:3:9: the long description of 90001 is \"Other\" here, but "
       "\"Synthetic\" at c.txt:1:9"},
      {fixed + "9000301 " + std::string(73, 'x') + "\n",
       "c.txt:3:81: text found after column 80, the end of the line expected"},

      {brief + "9003X SYNTHETIC\n", "c.txt:3:1: \"9003X\" found, " + forms},
      {brief + "90003SYNTHETIC\n",
       "c.txt:3:6: \"S\" found, a blank expected after the code"},
      {brief + "90003\n", "c.txt:3:1: no description of 90003 found"},
      {brief + medium + "90004 " + std::string(49, 'X') + "\n",
       "c.txt:4:55: text found after column 54, the end of the line expected"},
      {brief + "90001 OTHER\n",
       "c.txt:3:7: the short descriptor of 90001 is \"OTHER\" here, but "
       "\"SYNTHETIC\" at c.txt:1:7"},
  };
  for (const auto& [text, error] : kCases) {
    EXPECT_EQ(Outcome(Read(text)), error) << text;
  }
}

TEST(CptFormsTest, TheSameRowTwiceIsNoContradiction) {
  EXPECT_EQ(TitleOf(Read("90001\tSynthetic\n90001\tSynthetic\n"), "90001"),
            "Synthetic");
}

}  // namespace
}  // namespace codebook
