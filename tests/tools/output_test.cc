// What a shell makes of the program's output: full disks, pipes, terminals.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/tools/run_program.h"

namespace codebook {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

const std::vector<std::vector<std::string>>& CommandLines() {
  static const auto& lines =
      *new std::vector<std::vector<std::string>>{{"export", "icd10cm"},
                                                 {"lookup", "A00.0"},
                                                 {"validate", "A00.0"},
                                                 {"list"},
                                                 {"--help"},
                                                 {"lookup", "--help"}};
  return lines;
}

TEST(Output, AFullDiskIsAnError) {
  const Program program;
  for (const std::vector<std::string>& words : CommandLines()) {
    const ProgramRun run = program.RunOnFullDisk(words);
    EXPECT_EQ(run.exit_status, 2) << words.front();
    EXPECT_THAT(run.err, EndsWith("codebook: cannot write the results: No "
                                  "space left on device\n"));
  }
}

TEST(Output, AReaderThatHasSeenEnoughIsNoError) {
  const Program program;
  for (const std::vector<std::string>& words : CommandLines()) {
    const ProgramRun run = program.RunWithoutReader(words);
    EXPECT_EQ(run.exit_status, 0) << words.front();
    EXPECT_THAT(run.err, Not(HasSubstr("cannot write"))) << words.front();
  }
}

bool InColor(const ProgramRun& run) {
  EXPECT_NE(run.out, "");
  return run.out.find('\x1b') != std::string::npos;
}

TEST(Output, ColorsOnlyATerminalUnlessTold) {
  Program program;
  EXPECT_FALSE(InColor(program.Run({"lookup", "A00.0"})));
  EXPECT_TRUE(InColor(program.Run({"lookup", "A00.0", "--color", "always"})));
  EXPECT_TRUE(InColor(program.Run({"validate", "A00.0", "--color=always"})));
  EXPECT_TRUE(InColor(program.RunOnTerminal({"lookup", "A00.0"})));
  EXPECT_FALSE(
      InColor(program.RunOnTerminal({"lookup", "A00.0", "--color", "never"})));
  EXPECT_FALSE(InColor(program.RunOnTerminal({"lookup", "A00.0", "--json"})));
  program.Set("NO_COLOR", "1");
  EXPECT_FALSE(InColor(program.RunOnTerminal({"lookup", "A00.0"})));
  EXPECT_TRUE(InColor(program.Run({"lookup", "A00.0", "--color", "always"})));
}

TEST(Output, AnEmptyNoColorAndADumbTerminal) {
  Program program;
  program.Set("NO_COLOR", "");
  EXPECT_TRUE(InColor(program.RunOnTerminal({"lookup", "A00.0"})));
  program.Set("TERM", "dumb");
  EXPECT_FALSE(InColor(program.RunOnTerminal({"lookup", "A00.0"})));
}

TEST(Output, WrapsToTheTerminalAndNowhereElse) {
  Program program;
  program.Set("COLUMNS", "40");
  const std::vector<std::string> words = {"lookup", "S52.501", "--color",
                                          "never"};
  const ProgramRun on_terminal = program.RunOnTerminal(words);
  const ProgramRun into_file = program.Run(words);
  size_t longest = 0;
  for (const std::string& line : on_terminal.lines()) {
    // A byte is a column in this entry but for the dots between the facts.
    if (line.find("\u00B7") != std::string::npos) continue;
    EXPECT_LE(line.size(), 40U);
    longest = std::max(longest, line.size());
  }
  EXPECT_GT(longest, 30U);
  EXPECT_THAT(into_file.out,
              HasSubstr("initial encounter for open fracture type IIIA, IIIB, "
                        "or IIIC"));
  // Nothing but where the lines break is different.
  const auto words_of = [](std::string text) {
    std::string joined;
    for (const char c : text) {
      if (c != ' ' && c != '\n') joined.push_back(c);
    }
    return joined;
  };
  EXPECT_EQ(words_of(on_terminal.out), words_of(into_file.out));
}

}  // namespace
}  // namespace codebook
