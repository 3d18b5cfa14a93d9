#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/tools/run_program.h"

namespace codebook {
namespace {

using ::nlohmann::json;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(Check, GivesFindingsWithTheirNotes) {
  const ProgramRun run = Program().Run({"check", "--json", "E11.9", "r739"});
  EXPECT_EQ(run.exit_status, 1);
  ASSERT_FALSE(run.lines().empty());
  const auto finding = nlohmann::ordered_json::parse(run.lines()[0]);
  std::vector<std::string> names;
  for (const auto& field : finding.items()) names.push_back(field.key());
  EXPECT_THAT(names,
              ElementsAre("type", "id", "severity", "undecidable", "codes",
                          "message", "guideline", "note", "release"));
  EXPECT_EQ(finding["type"], "finding");
  EXPECT_EQ(finding["id"], "excludes1");
  EXPECT_EQ(finding["severity"], "warning");
  EXPECT_EQ(finding["undecidable"], false);
  EXPECT_EQ(json(finding["codes"]), json({"R73.9", "E11.9"}));
  EXPECT_EQ(finding["guideline"], "I.A.12.a");
  EXPECT_EQ(finding["release"], "icd10cm@2025-10-01");
  EXPECT_EQ(json(finding["note"]),
            json({{"kind", "excludes1"},
                  {"text", "diabetes mellitus (E08-E13)"},
                  {"heading", nullptr},
                  {"from", "R73"},
                  {"title", "Elevated blood glucose level"},
                  {"under", "R73.9"}}));
}

TEST(Check, ExitStatusTellsOfErrorsAndWarnings) {
  struct Case {
    std::vector<std::string> words;
    int exit_status;
  };
  const Program program;
  for (const Case& c :
       {Case{{"H40.1111"}, 0}, Case{{"E11.9", "Z79.4"}, 0},
        Case{{"G30.9", "F02.80"}, 0}, Case{{"F02.80", "G30.9"}, 1},
        Case{{"ZZZ"}, 1}, Case{{""}, 1}, Case{{"-"}, 2},
        Case{{"I10", "0DB68ZX"}, 0}}) {
    std::vector<std::string> words = {"check"};
    words.insert(words.end(), c.words.begin(), c.words.end());
    EXPECT_EQ(program.Run(words).exit_status, c.exit_status) << c.words.back();
  }
}

TEST(Check, ReadsCodesFromStandardInput) {
  const Program program;
  EXPECT_EQ(program.Run({"check", "-"}, "E11.9\nR73.9\n").out,
            program.Run({"check", "E11.9", "R73.9"}).out);
  EXPECT_THAT(program.Run({"check", "-"}, "\n").err,
              HasSubstr("standard input has no code"));
}

TEST(Check, ThePrincipalDiagnosisComesFirst) {
  const Program program;
  const std::string right = program.Run({"check", "G30.9", "F02.80"}).out;
  EXPECT_EQ(
      program.Run({"check", "--principal", "g309", "F02.80", "G30.9"}).out,
      right);
  EXPECT_EQ(program.Run({"check", "--principal=G30.9", "F02.80"}).out, right);
}

TEST(Check, OptionsAreChecked) {
  struct Case {
    std::vector<std::string> words;
    std::string error;
  };
  const Program program;
  for (const Case& c : {
           Case{{"--sex", "X", "I10"}, "--sex: expected F or M, found 'X'"},
           Case{{"--age", "old", "I10"},
                "--age: expected whole years from 0 to 150, found 'old'"},
           Case{{"--age", "151", "I10"}, "found '151'"},
           Case{{"--poa", "Q", "I10"}, "--poa: expected Y, N, U, W, 1"},
           Case{{"--poa", "YY", "I10"},
                "--poa: 2 indicators found for 1 codes"},
           Case{{"--set", "icd10pcs", "I10"}, "only codes of icd10cm"},
           Case{{"--on", "1999-01-01", "I10"}, "1999-01-01"},
           Case{{"--exclude2", "I10"}, "did you mean '--excludes2'"},
           Case{{}, "no CODE given"},
       }) {
    std::vector<std::string> words = {"check"};
    words.insert(words.end(), c.words.begin(), c.words.end());
    const ProgramRun run = program.Run(words);
    EXPECT_EQ(run.exit_status, 2) << c.error;
    EXPECT_THAT(run.err, HasSubstr(c.error));
    EXPECT_EQ(run.out, "");
  }
  // They are options of no other command.
  EXPECT_EQ(program.Run({"lookup", "--age", "3", "I10"}).exit_status, 2);
}

TEST(Check, ListsAreImportedAndAsked) {
  const Program program;
  const TempFolder files;
  const std::string exempt = files.Write(
      "poa.txt", "Order26\tPOAexemptCode\tDescription\n1\tZ79.4\tInsulin\n");
  const std::string edits =
      files.Write("edits.csv", "code,edit,from,to\nE11.9,adult,,\n");
  const ProgramRun import =
      program.Run({"import", "--effective", "2025-10-01", exempt, edits,
                   SampleFiles("icd10cm/2025-10-01")});
  ASSERT_EQ(import.exit_status, 0) << import.err;
  EXPECT_THAT(import.out, HasSubstr("poaexempt@2025-10-01  1 row"));
  EXPECT_THAT(import.out, HasSubstr("mce@2025-10-01  1 row"));
  EXPECT_THAT(import.out,
              HasSubstr("notes that name codes, understood: excludes1 "));
  std::vector<std::string> ids;
  for (const json& finding : program
                                 .Run({"check", "--json", "--age", "9", "--poa",
                                       "Y,Y", "E11.9", "Z79.4"})
                                 .json()) {
    if (finding["severity"] == "error") ids.push_back(finding["id"]);
  }
  EXPECT_THAT(ids, ElementsAre("poa-on-exempt", "age-conflict"));
}

// Memory and output stay in bounds whatever is reported together.
TEST(Check, SurvivesTenThousandCodes) {
  const Program program;
  const std::vector<std::string> rows =
      program.Run({"export", "icd10cm@2025-10-01"}).lines();
  std::string codes;
  for (size_t i = 0; i < 10'000; ++i) {
    const std::string& row = rows[i % rows.size()];
    codes += row.substr(0, row.find('\t')) + "\n";
  }
  const ProgramRun run = program.Run({"check", "--json", "-"}, codes);
  EXPECT_EQ(run.exit_status, 1);
  EXPECT_THAT(run.lines(), ::testing::SizeIs(::testing::AllOf(
                               ::testing::Ge(1000), ::testing::Le(1001))));
  EXPECT_THAT(run.lines(),
              Contains(HasSubstr("there are more than 1000 findings")));
  std::string garbage;
  for (int i = 0; i < 10'000; ++i) garbage += "?" + std::to_string(i) + "\n";
  EXPECT_EQ(program.Run({"check", "-"}, garbage).exit_status, 1);
}

}  // namespace
}  // namespace codebook
