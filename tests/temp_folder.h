// A folder for one test, gone with everything in it when the test is over.

#ifndef CODEBOOK_TESTS_TEMP_FOLDER_H_
#define CODEBOOK_TESTS_TEMP_FOLDER_H_

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace codebook {

class TempFolder {
 public:
  TempFolder() : path_(testing::TempDir() + "codebook-test-XXXXXX") {
    if (mkdtemp(path_.data()) == nullptr) {
      ADD_FAILURE() << path_ << ": cannot be made";
    }
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  const std::string& path() const { return path_; }

  // The path of `name` in the folder.
  std::string Path(std::string_view name) const {
    return path_ + "/" + std::string(name);
  }

  // Writes a file into the folder, over one of that name, and gives its path.
  std::string Write(std::string_view name, std::string_view bytes) const {
    const std::string path = Path(name);
    std::filesystem::create_directories(
        std::filesystem::path(path).parent_path());
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file) ADD_FAILURE() << path << ": cannot be written";
    return path;
  }

  // The names in the folder, sorted.
  std::vector<std::string> Names() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(path_)) {
      names.push_back(entry.path().filename().string());
    }
    std::ranges::sort(names);
    return names;
  }

 private:
  std::string path_;
};

// Every byte of the file at `path`; fails the test when there is none.
inline std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) ADD_FAILURE() << path << ": cannot be read";
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace codebook

#endif  // CODEBOOK_TESTS_TEMP_FOLDER_H_
