// Runs a fuzz target over files, and the files in folders, that are given as
// arguments; those that begin with a dash are for libFuzzer and passed over.

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "tests/fuzz/fuzzing.h"

namespace {

std::vector<std::string> FilesAt(const std::string& path) {
  if (!std::filesystem::is_directory(path)) return {path};
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(path)) {
    files.push_back(entry.path().string());
  }
  std::ranges::sort(files);
  return files;
}

void Replay(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  codebook::fuzz::Require(!file.bad(), "cannot be read", path);
  std::printf("%s\n", path.c_str());
  std::fflush(stdout);
  // Not a byte to spare behind them.
  const std::unique_ptr<uint8_t[]> copy(new uint8_t[bytes.size()]);
  std::ranges::copy(bytes, copy.get());
  LLVMFuzzerTestOneInput(copy.get(), bytes.size());
}

}  // namespace

int main(int argc, char** argv) {
  size_t replayed = 0;
  for (int i = 1; i < argc; ++i) {
    const std::string path = argv[i];
    if (path.starts_with('-')) continue;
    for (const std::string& file : FilesAt(path)) {
      Replay(file);
      ++replayed;
    }
  }
  std::printf("%zu inputs replayed\n", replayed);
  return replayed == 0 ? 1 : 0;
}
