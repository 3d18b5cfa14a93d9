// The README is true: its sessions print what it shows, its commands run, and
// its program is the one that the consumer test builds.

#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/temp_folder.h"
#include "tests/zip_writer.h"

namespace codebook {
namespace {

const std::filesystem::path kSource(CODEBOOK_SOURCE_DIR);

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.good()) << path;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// The fenced blocks of the README in `language`.
std::vector<std::string> Blocks(std::string_view language) {
  const std::string readme = ReadFile(kSource / "README.md");
  const std::string open = "```" + std::string(language) + "\n";
  std::vector<std::string> blocks;
  for (size_t at = readme.find(open); at != std::string::npos;
       at = readme.find(open, at)) {
    at += open.size();
    blocks.push_back(readme.substr(at, readme.find("```", at) - at));
  }
  return blocks;
}

struct Step {
  std::string command;
  std::string output;
};

// A session: "$ COMMAND" lines, each followed by what it prints.
std::vector<Step> Steps(const std::string& session) {
  std::vector<Step> steps;
  std::istringstream lines(session);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("$ ")) {
      steps.push_back({line.substr(2), ""});
    } else if (!steps.empty()) {
      steps.back().output += line + "\n";
    }
  }
  return steps;
}

struct ShellRun {
  int exit_status;
  std::string out;
  std::string err;
};

class ReadmeTest : public testing::Test {
 protected:
  // Runs a command line in the folder, with the program on the path and an
  // empty catalog.
  ShellRun Shell(const std::string& command) {
    const std::string program_folder =
        std::filesystem::path(CODEBOOK_PROGRAM).parent_path();
    const std::string script = folder_.Write(
        "script", "cd '" + folder_.path() + "'\nexport PATH='" +
                      program_folder + "':$PATH CODEBOOK_CATALOG='" +
                      folder_.Path("catalog") + "'\n" + command + "\n");
    const int status =
        std::system(("bash '" + script + "' > '" + folder_.Path("out") +
                     "' 2> '" + folder_.Path("err") + "'")
                        .c_str());
    return {WEXITSTATUS(status), ReadFile(folder_.Path("out")),
            ReadFile(folder_.Path("err"))};
  }

  TempFolder folder_;
};

TEST_F(ReadmeTest, SessionsPrintWhatTheReadmeShows) {
  size_t commands = 0;
  for (const std::string& session : Blocks("console")) {
    for (const Step& step : Steps(session)) {
      EXPECT_EQ(Shell(step.command).out, step.output) << step.command;
      ++commands;
    }
  }
  EXPECT_GE(commands, 5);
}

TEST_F(ReadmeTest, ImportCommandsRun) {
  const std::filesystem::path folder(folder_.path());
  const std::filesystem::path sample = kSource / "codesets/sample";
  std::filesystem::create_directories(folder / "Downloads");
  std::filesystem::create_directories(folder / "april");
  const std::string tabular =
      ReadFile(sample / "icd10cm/2025-10-01/tabular.xml");
  std::ofstream(folder / "Downloads/icd10cm-table-and-index-2026.zip",
                std::ios::binary)
      << ZipOf({{"Table and Index/Tabular.xml", tabular}});
  std::filesystem::copy(sample / "icd10pcs/2025-10-01/tables.xml",
                        folder / "Downloads/icd10pcs_tables_2026.xml");
  std::ofstream(folder / "april/Tabular.xml") << tabular;
  size_t commands = 0;
  for (const std::string& block : Blocks("sh")) {
    std::istringstream lines(block);
    for (std::string line; std::getline(lines, line);) {
      if (!line.starts_with("codebook ")) continue;
      const ShellRun run = Shell(line);
      EXPECT_EQ(run.exit_status, 0) << line << "\n" << run.err;
      ++commands;
    }
  }
  EXPECT_EQ(commands, 3);
}

// The commands that build, test and measure are too long to run in a test. The
// gate runs them.
TEST_F(ReadmeTest, TheGateRunsTheOtherCommands) {
  const std::string gate =
      ReadFile(kSource / ".ci/run") + ReadFile(kSource / ".ci/test") +
      ReadFile(kSource / ".ci/demo") +
      ReadFile(kSource / "tests/consumer/build_and_run.cmake");
  for (const std::string& block : Blocks("sh")) {
    std::istringstream lines(block);
    for (std::string line; std::getline(lines, line);) {
      if (line.empty() || line.starts_with("codebook ")) continue;
      // The consumer test installs elsewhere.
      if (line.starts_with("cmake --install")) line = "--install ${BUILD_DIR}";
      EXPECT_THAT(gate, testing::HasSubstr(line));
    }
  }
}

TEST_F(ReadmeTest, TheProgramIsTheConsumers) {
  const std::vector<std::string> programs = Blocks("cpp");
  ASSERT_EQ(programs.size(), 1);
  EXPECT_EQ(programs[0], ReadFile(kSource / "tests/consumer/main.cc"));
  const std::vector<std::string> outputs = Blocks("text");
  ASSERT_FALSE(outputs.empty());
  EXPECT_EQ(outputs[0], ReadFile(kSource / "tests/consumer/expected.txt"));
}

}  // namespace
}  // namespace codebook
