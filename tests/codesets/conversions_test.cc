// The conversion table, read from spreadsheets made by hand.

#include "codesets/add_ons/conversions.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "codesets/diff/diff.h"
#include "codesets/import.h"
#include "tests/codesets/icd10cm_files.h"
#include "tests/codesets/read_release.h"
#include "tests/zip_writer.h"

namespace codebook {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Cells = std::vector<std::string>;

// A spreadsheet whose texts are stored in the sheet itself.
std::string Spreadsheet(const std::vector<Cells>& rows) {
  std::string sheet =
      "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/"
      "2006/main\"><sheetData>";
  for (size_t i = 0; i < rows.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    sheet += "<row r=\"" + number + "\">";
    for (size_t j = 0; j < rows[i].size(); ++j) {
      sheet += "<c r=\"" + std::string(1, static_cast<char>('A' + j)) + number +
               "\" t=\"inlineStr\"><is><t>" + rows[i][j] + "</t></is></c>";
    }
    sheet += "</row>";
  }
  return ZipOf(
      {{"[Content_Types].xml", "<Types/>"},
       {"xl/worksheets/sheet1.xml", sheet + "</sheetData></worksheet>"}});
}

std::vector<Cells> Table(const std::vector<Cells>& lines) {
  std::vector<Cells> rows = {
      {"The FY 2026 (October 1, 2025 Update) Conversion Table"},
      {"Current code assignment", "Effective", "Previous Code(s) Assignment"}};
  rows.insert(rows.end(), lines.begin(), lines.end());
  return rows;
}

absl::StatusOr<ImportReport> Import(const std::string& bytes) {
  return ReadReleases(
      std::vector<SourceFile>{SourceOf({"table.xlsx", bytes}, true)}, {});
}

std::string ErrorOf(const std::vector<Cells>& lines) {
  return Outcome(Import(Spreadsheet(Table(lines))));
}

TEST(ConversionsTest, AreKeptBesideTheReleases) {
  const auto report = Import(Spreadsheet(
      Table({{"A04.71", "2017", "A04.7"}, {"U07.1", "43922", "B97.29"}, {}})));
  ASSERT_TRUE(report.ok()) << report.status();
  ASSERT_EQ(report->releases.size(), 1u);
  const CodeSet& table = *report->releases[0].code_set;
  EXPECT_EQ(table.id().ToString(), "conversion@2025-10-01");
  EXPECT_THAT(PropertiesOf(table, "A04.71"), ElementsAre("2017-10-01=A04.7"));
  EXPECT_THAT(PropertiesOf(table, "U07.1"), ElementsAre("2020-04-01=B97.29"));
}

TEST(ConversionsTest, BadCellsAreNamed) {
  EXPECT_THAT(ErrorOf({{"Nonsense", "2017", "A04.7"}}),
              HasSubstr("table.xlsx: cell A3: \"Nonsense\" found, a code of "
                        "three to seven characters expected"));
  EXPECT_THAT(ErrorOf({{"A04.71", "soon", "A04.7"}}),
              HasSubstr("cell B3: \"soon\" found, a year or a day expected"));
  EXPECT_THAT(ErrorOf({{"A04.71", "2017", "A04.7"}, {"A04.72", "2017"}}),
              HasSubstr("cell C4: \"\" found, the previous codes, or "
                        "\"None\", expected"));
  EXPECT_THAT(ErrorOf({}), HasSubstr("no line of codes found"));
}

TEST(ConversionsTest, OtherSpreadsheetsAreNone) {
  EXPECT_THAT(Outcome(Import(Spreadsheet({{"Budget", "2025"}}))),
              HasSubstr("no file of a code set found"));
  const std::string bytes = Spreadsheet(Table({{"A04.71", "2017", "A04.7"}}));
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(Import(bytes.substr(0, size)).ok()) << size;
  }
}

std::string Spans(std::string_view text) {
  std::string spans;
  for (const CodeSpan& span : ReadPreviousCodes(text)) {
    spans += (spans.empty() ? "" : " ") + span.first.ToString() +
             (!span.wide                ? ""
              : span.first == span.last ? "-"
                                        : "-" + span.last.ToString());
  }
  return spans;
}

TEST(ConversionsTest, CellsOfPreviousCodes) {
  const struct {
    std::string text;
    std::string spans;
  } kCases[] = {
      {"A04.7", "A047"},
      {"None", ""},
      {"G56.01 and G56.02", "G5601 G5602"},
      {"I63.011 AND I63.012", "I63011 I63012"},
      {"M93.001 &amp; M93.002", "M93001 M93002"},
      {"H02.101-H02.106; H02.109", "H02101-H02106 H02109"},
      {"I60.20 - I60.22", "I6020-I6022"},
      {"K59.09 AND Code from categories T36-T50", "K5909 T36-T50"},
      {"I63.- and P91.88", "I63- P9188"},
      {"K31.89 and a code from R11-", "K3189 R11-"},
      {"S72.8X1A, S72.8X2A, S72.8X9A", "S728X1A S728X2A S728X9A"},
      {"C50.919, C50.929 ", "C50919 C50929"},
  };
  for (const auto& test : kCases) {
    EXPECT_EQ(Spans(test.text), test.spans) << test.text;
  }
}

TEST(ConversionsTest, GiveTheSuccessorsOfDeletedCodes) {
  const auto read = [](const std::string& codes, const char* day) {
    const auto report = ReadReleases(
        std::vector<SourceFile>{SourceOf({"a.xml", TabularXmlOf(codes)})},
        {.effective = Date::Parse(day)});
    return report->releases.at(0).code_set;
  };
  const CodeSetPtr older =
      read(Diagnosis("A00", "Cholera") +
               Diagnosis("A04", "Other", Diagnosis("A04.7", "Difficile")),
           "2016-10-01");
  const CodeSetPtr newer =
      read(Diagnosis("A04", "Other",
                     Diagnosis("A04.7", "Difficile",
                               Diagnosis("A04.71", "Recurrent") +
                                   Diagnosis("A04.72", "Not recurrent")) +
                         Diagnosis("A04.9", "Cholera of a new kind")),
           "2025-10-01");
  // A00 became A01, which became A04.9.
  const auto table = Import(Spreadsheet(Table({{"A04.71", "2017", "A04.7"},
                                               {"A04.72", "2017", "A04.7"},
                                               {"A01", "2018", "A00-A00.9"},
                                               {"A04.9", "2020", "A01"},
                                               {"A04.8", "2015", "A00"}})));
  ASSERT_TRUE(table.ok()) << table.status();
  const DiffReport report =
      Diff(*older, *newer, {.conversions = table->releases.at(0).code_set});
  std::vector<std::string> told;
  for (const Change& change : report.changes) {
    for (const Successor& successor : change.successors) {
      told.push_back(change.code + " " + successor.code +
                     (successor.proposed ? " proposed" : ""));
    }
  }
  EXPECT_THAT(told, ElementsAre("A00 A04.9", "A04.7 A04.71", "A04.7 A04.72"));
  const DiffReport backward =
      Diff(*newer, *older, {.conversions = table->releases.at(0).code_set});
  for (const Change& change : backward.changes) {
    for (const Successor& successor : change.successors) {
      EXPECT_TRUE(successor.proposed) << change.code;
    }
  }
}

}  // namespace
}  // namespace codebook
