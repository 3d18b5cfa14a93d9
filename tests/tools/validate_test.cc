#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/tools/run_program.h"

namespace codebook {
namespace {

using ::nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Validate, ExitStatusTellsWhetherAllAreValid) {
  struct Case {
    std::vector<std::string> codes;
    int exit_status;
  };
  const Program program;
  for (const Case& c :
       {Case{{"I10"}, 0}, Case{{"i10", " s52.501a ", "E119"}, 0},
        Case{{"I10", "S52.501"}, 1}, Case{{"S52"}, 1}, Case{{"XYZ"}, 1},
        Case{{""}, 1}, Case{{"-"}, 0}}) {
    std::vector<std::string> words = {"validate", "--set", "icd10cm"};
    words.insert(words.end(), c.codes.begin(), c.codes.end());
    EXPECT_EQ(program.Run(words).exit_status, c.exit_status) << c.codes.back();
  }
}

TEST(Validate, GivesVerdictsAsTheContractSays) {
  const ProgramRun run =
      Program().Run({"validate", "--json", "--set", "icd10cm", "--on",
                     "2025-01-01", "s52501"});
  EXPECT_EQ(run.exit_status, 1);
  const auto verdict = nlohmann::ordered_json::parse(run.out);
  std::vector<std::string> names;
  for (const auto& field : verdict.items()) names.push_back(field.key());
  EXPECT_THAT(names,
              ElementsAre("type", "input", "code", "set", "release", "status",
                          "billable", "title", "issues", "suggestions"));
  EXPECT_EQ(verdict["type"], "verdict");
  EXPECT_EQ(verdict["input"], "s52501");
  EXPECT_EQ(verdict["code"], "S52.501");
  EXPECT_EQ(verdict["set"], "icd10cm");
  EXPECT_EQ(verdict["release"], "icd10cm@2024-10-01");
  EXPECT_EQ(verdict["status"], "incomplete");
  EXPECT_EQ(verdict["billable"], false);
  EXPECT_EQ(verdict["title"],
            "Unspecified fracture of the lower end of right radius");
  std::vector<json> required;
  for (const json issue : verdict["issues"]) {
    if (issue["id"] == "seventh-character-required") required.push_back(issue);
  }
  ASSERT_EQ(required.size(), 1U);
  EXPECT_EQ(required[0]["at"], 7);
  EXPECT_EQ(required[0]["severity"], "error");
  EXPECT_EQ(required[0]["allowed"][0],
            json({{"char", "A"},
                  {"label", "initial encounter for closed fracture"}}));
}

TEST(Validate, NamesTheReleaseThatHasTheCode) {
  const Program program;
  const ProgramRun retired =
      program.Run({"validate", "--json", "--set", "icd10cm", "S30.1XXA"});
  const json was = retired.json().at(0);
  EXPECT_EQ(was["status"], "retired");
  EXPECT_EQ(was["last_release"], "icd10cm@2024-10-01");
  EXPECT_FALSE(was.contains("first_release"));
  const ProgramRun future =
      program.Run({"validate", "--json", "--set", "icd10cm", "--on",
                   "2025-01-01", "C50.A0"});
  const json will_be = future.json().at(0);
  EXPECT_EQ(will_be["status"], "future");
  EXPECT_EQ(will_be["first_release"], "icd10cm@2025-10-01");
}

TEST(Validate, TsvHasFourFields) {
  const ProgramRun run = Program().Run(
      {"validate", "--format", "tsv", "--set", "icd10cm", "I10", "S30.1XXA"});
  const std::vector<std::string> lines = run.lines();
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0], "I10\tvalid\tI10\t");
  EXPECT_EQ(
      lines[1],
      "S30.1XXA\tretired\tS30.1XXA\tnot-in-release,placeholder-misplaced");
}

TEST(Validate, TsvEscapesTheInput) {
  const ProgramRun run = Program().Run(
      {"validate", "--format", "tsv", "--set", "icd10cm", "a\tb\nc\\d\re"});
  const std::vector<std::string> lines = run.lines();
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_THAT(lines[0],
              ::testing::StartsWith("a\\tb\\nc\\\\d\\re\tmalformed\t"));
}

TEST(Validate, ReadsOneCodeALine) {
  const ProgramRun run =
      Program().Run({"validate", "--format", "tsv", "--set", "icd10cm", "-"},
                    "\xEF\xBB\xBFI10\r\n\n  \t\nE11.9\nA00.0");
  EXPECT_EQ(run.exit_status, 0) << run.err;
  EXPECT_THAT(run.lines(),
              ElementsAre("I10\tvalid\tI10\t", "E11.9\tvalid\tE11.9\t",
                          "A00.0\tvalid\tA00.0\t"));
}

TEST(Validate, StandardInputStandsAmongTheCodes) {
  const ProgramRun run = Program().Run({"validate", "--format", "tsv", "--set",
                                        "icd10cm", "E11.9", "-", "A00.0"},
                                       "I10\n");
  EXPECT_THAT(run.lines(),
              ElementsAre("E11.9\tvalid\tE11.9\t", "I10\tvalid\tI10\t",
                          "A00.0\tvalid\tA00.0\t"));
}

TEST(Validate, KeepsTheOrderOfALongInput) {
  std::string input;
  constexpr int kTimes = 50000;
  for (int i = 0; i < kTimes; ++i) input += "I10\nS52.501A\r\nS5!\n";
  const ProgramRun run = Program().Run(
      {"validate", "--format", "tsv", "--set", "icd10cm", "-"}, input);
  EXPECT_EQ(run.exit_status, 1);
  const std::vector<std::string> lines = run.lines();
  ASSERT_EQ(lines.size(), size_t{3} * kTimes);
  for (size_t i = 0; i < lines.size(); i += 3) {
    ASSERT_EQ(lines[i], "I10\tvalid\tI10\t") << i;
    ASSERT_EQ(lines[i + 1], "S52.501A\tvalid\tS52.501A\t") << i;
    ASSERT_THAT(lines[i + 2], ::testing::StartsWith("S5!\tmalformed\t"));
  }
}

TEST(Validate, TakesLongLinesUpToALimit) {
  const Program program;
  const std::vector<std::string> words = {"validate", "--format", "tsv",
                                          "--set",    "icd10cm",  "-"};
  const std::string long_line(1 << 20, '7');
  const ProgramRun taken = program.Run(words, long_line + "\nI10\n");
  EXPECT_EQ(taken.exit_status, 1);
  ASSERT_EQ(taken.lines().size(), 2U);
  EXPECT_TRUE(taken.lines()[0].starts_with(long_line + "\tmalformed\t"));
  const ProgramRun refused =
      program.Run(words, "I10\n" + std::string(1 << 22, '7') + "\nI10\n");
  EXPECT_EQ(refused.exit_status, 2);
  EXPECT_EQ(refused.lines().size(), 1U);
  EXPECT_THAT(refused.err,
              HasSubstr("codebook: standard input:2:1: a line of more than "
                        "1048576 bytes; expected one code a line\n"));
}

TEST(Validate, TakesAnyBytes) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) {
    bytes += static_cast<char>(i);
    bytes += "10\n";
  }
  for (const std::string format : {"text", "tsv", "json"}) {
    const ProgramRun run = Program().Run(
        {"validate", "--set", "icd10cm", "--format", format, "-"}, bytes);
    EXPECT_EQ(run.exit_status, 1) << run.err;
    EXPECT_GE(format == "json" ? run.json().size() : run.lines().size(), 256U);
  }
}

TEST(Validate, TextPutsACaretUnderTheCharacter) {
  const ProgramRun run =
      Program().Run({"validate", "--set", "icd10cm", "S52.501"});
  EXPECT_THAT(run.out, ::testing::StartsWith(
                           "S52.501   incomplete  Unspecified fracture of the "
                           "lower end of right radius (icd10cm@2025-10-01)\n"));
  EXPECT_THAT(run.out, HasSubstr("\n  S52.501\n         ^\n"));
  EXPECT_THAT(run.out,
              HasSubstr("\n    A  initial encounter for closed fracture\n"));
}

TEST(Validate, RefusesAFolderAsStandardInput) {
  const TempFolder folder;
  const std::string command = std::string(CODEBOOK_PROGRAM) +
                              " validate --set icd10cm - < " + folder.path() +
                              " > /dev/null 2> " + folder.Path("err");
  EXPECT_EQ(WEXITSTATUS(std::system(command.c_str())), 2);
  EXPECT_THAT(
      ReadFile(folder.Path("err")),
      HasSubstr("codebook: cannot read standard input: Is a directory"));
}

}  // namespace
}  // namespace codebook
