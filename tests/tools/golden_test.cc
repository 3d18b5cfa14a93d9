// What a learner reads: the exact text of the verdicts in golden/, on the
// embedded sample. The first line of each file is the command.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/tools/run_program.h"

namespace codebook {
namespace {

constexpr std::string_view kPrompt = "$ codebook ";
constexpr size_t kFewest = 20;

std::vector<std::filesystem::path> GoldenFiles() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(
           std::filesystem::path(CODEBOOK_SOURCE_DIR) / "tests/tools/golden")) {
    files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

TEST(Golden, TextIsWhatALearnerReads) {
  const Program program;
  const std::vector<std::filesystem::path> files = GoldenFiles();
  EXPECT_GE(files.size(), kFewest);
  for (const std::filesystem::path& file : files) {
    SCOPED_TRACE(file);
    const std::string text = ReadFile(file.string());
    ASSERT_TRUE(text.starts_with(kPrompt));
    const size_t end = text.find('\n');
    std::istringstream command(
        text.substr(kPrompt.size(), end - kPrompt.size()));
    std::vector<std::string> words;
    for (std::string word; command >> word;) words.push_back(word);
    EXPECT_EQ(program.Run(words).out, text.substr(end + 1));
  }
}

}  // namespace
}  // namespace codebook
