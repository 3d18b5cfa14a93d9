// A folder for the time of a benchmark.

#ifndef CODEBOOK_BENCH_TEMPORARY_FOLDER_H_
#define CODEBOOK_BENCH_TEMPORARY_FOLDER_H_

#include <stdlib.h>

#include <filesystem>
#include <string>
#include <system_error>

namespace codebook {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::error_code ignored;
    path_ = std::filesystem::temp_directory_path(ignored).string() +
            "/codebook-bench-XXXXXX";
    if (mkdtemp(path_.data()) == nullptr) path_.clear();
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }

  // Empty when it could not be made.
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace codebook

#endif  // CODEBOOK_BENCH_TEMPORARY_FOLDER_H_
