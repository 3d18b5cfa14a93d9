// Dependencies run tools, bench, tests -> codesets -> engine, never back.

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace codebook {
namespace {

// "FILE: LINE" for every include in the sources below `folder` that begins
// with one of `forbidden`.
std::vector<std::string> IncludesOf(const std::string& folder,
                                    const std::vector<std::string>& forbidden) {
  std::vector<std::string> found;
  const std::filesystem::path root(CODEBOOK_SOURCE_DIR);
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(root / folder)) {
    const std::string extension = entry.path().extension();
    if (extension != ".h" && extension != ".cc") continue;
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);) {
      for (const std::string& layer : forbidden) {
        if (line.starts_with("#include \"" + layer)) {
          found.push_back(entry.path().string() + ": " + line);
        }
      }
    }
  }
  return found;
}

TEST(LayeringTest, EngineKnowsNothingAboveIt) {
  EXPECT_THAT(IncludesOf("engine", {"codesets/", "tools/", "bench/", "tests/"}),
              testing::IsEmpty());
}

TEST(LayeringTest, CodesetsKnowOnlyTheEngine) {
  EXPECT_THAT(IncludesOf("codesets", {"tools/", "bench/", "tests/"}),
              testing::IsEmpty());
}

TEST(LayeringTest, TheCheckFindsWhatIsThere) {
  EXPECT_THAT(IncludesOf("codesets", {"engine/"}),
              testing::Not(testing::IsEmpty()));
}

}  // namespace
}  // namespace codebook
