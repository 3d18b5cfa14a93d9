// Imports that must fail, into a catalog with one small release in it.
//
// Example:
//   TEST_F(FailedImport, OfAnEmptyFile) {
//     ExpectFailure({files().Write("empty.xml", "")},
//                   "$/empty.xml: the file is empty");
//   }

#ifndef CODEBOOK_TESTS_TOOLS_FAILED_IMPORT_H_
#define CODEBOOK_TESTS_TOOLS_FAILED_IMPORT_H_

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/temp_folder.h"
#include "tests/tools/run_program.h"

namespace codebook {

// `text` with `to` for `from`, which must occur in it once.
inline std::string Replaced(std::string text, std::string_view from,
                            std::string_view to) {
  const size_t at = text.find(from);
  if (at == std::string::npos || text.find(from, at + 1) != std::string::npos) {
    ADD_FAILURE() << "\"" << from << "\" does not occur once in " << text;
    return text;
  }
  return text.replace(at, from.size(), to);
}

// `text` up to the end of `last`, which must occur in it once.
inline std::string CutAfter(std::string_view text, std::string_view last) {
  const std::string checked = Replaced(std::string(text), last, last);
  return checked.substr(0, checked.find(last) + last.size());
}

// Everything below a folder: names, and the bytes of files.
inline std::map<std::string, std::string> ContentsOf(
    const std::string& folder) {
  std::map<std::string, std::string> contents;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(folder)) {
    const std::string path = entry.path().string();
    contents[path] = entry.is_regular_file() ? ReadFile(path) : "no file";
  }
  return contents;
}

struct BadFile {
  std::string bytes;
  // What is said after the name of the file.
  std::string message;
};

class FailedImport : public testing::Test {
 protected:
  const Program& program() const { return program_; }
  const TempFolder& files() const { return files_; }
  std::string catalog() const { return program_.home().Path("catalog"); }

  void SetUp() override {
    const ProgramRun run =
        program_.Run({"import", "--catalog", catalog(), SampleFiles("cpt")});
    ASSERT_EQ(run.exit_status, 0) << run.err;
    ASSERT_TRUE(
        std::filesystem::exists(catalog() + "/cpt@2026-01-01.codebook"));
  }

  // Runs import with `words`. `message` is all it must say, with "$" for the
  // folder of files().
  void ExpectFailure(const std::vector<std::string>& words,
                     std::string_view message) const {
    ExpectFailureIn(catalog(), words, message);
  }

  // The same into the catalog at `folder`, which must lie in the home folder
  // of program().
  void ExpectFailureIn(const std::string& folder,
                       const std::vector<std::string>& words,
                       std::string_view message) const {
    std::vector<std::string> all = {"import", "--catalog", folder};
    all.insert(all.end(), words.begin(), words.end());
    const auto before = ContentsOf(program_.home().path());
    const ProgramRun run = program_.Run(all);
    EXPECT_EQ(run.exit_status, 2);
    EXPECT_EQ(run.out, "");
    EXPECT_EQ(run.err, "codebook: " + InFiles(message) + "\n");
    EXPECT_TRUE(ContentsOf(program_.home().path()) == before)
        << "the catalog is not as it was";
  }

  // Imports each of `bad_files` as a file of files() of that name.
  void ExpectFailures(const std::string& name,
                      const std::vector<BadFile>& bad_files) const {
    for (const BadFile& bad : bad_files) {
      SCOPED_TRACE(bad.message);
      ExpectFailure({files_.Write(name, bad.bytes)}, "$/" + name + bad.message);
    }
  }

 private:
  // `text` with the folder of files() for "$".
  std::string InFiles(std::string_view text) const {
    std::string result;
    for (const char c : text) {
      if (c == '$') {
        result += files_.path();
      } else {
        result += c;
      }
    }
    return result;
  }

  const Program program_;
  const TempFolder files_;
};

}  // namespace codebook

#endif  // CODEBOOK_TESTS_TOOLS_FAILED_IMPORT_H_
