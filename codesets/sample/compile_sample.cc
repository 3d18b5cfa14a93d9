// Compiles the sample files into images and writes them as C++ source:
//   compile_sample OUTPUT FOLDER... --in ROOT
// FOLDERs are below ROOT, which is left out of what the images say of their
// sources.

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "codesets/import.h"

namespace codebook {
namespace {

void WriteImage(std::FILE* out, size_t number, std::string_view image) {
  std::fprintf(out, "alignas(64) constexpr unsigned char kImage%zu[] = {",
               number);
  for (size_t i = 0; i < image.size(); ++i) {
    std::fprintf(out, "%s%d,", i % 24 == 0 ? "\n" : "",
                 static_cast<unsigned char>(image[i]));
  }
  std::fprintf(out, "};\n");
}

int Compile(const char* output, const std::vector<std::string>& folders) {
  const absl::StatusOr<ImportReport> report = ReadReleases(folders, {});
  if (!report.ok()) {
    std::fprintf(stderr, "%s\n",
                 std::string(report.status().message()).c_str());
    return 1;
  }
  std::FILE* const out = std::fopen(output, "w");
  if (out == nullptr) return 1;
  std::fprintf(out,
               "#include \"sample_images.h\"\n\n"
               "namespace codebook {\nnamespace {\n");
  const auto& releases = report->releases;
  for (size_t i = 0; i < releases.size(); ++i) {
    WriteImage(out, i, releases[i].code_set->image_bytes());
  }
  std::fprintf(out, "const std::string_view kImages[] = {\n");
  for (size_t i = 0; i < releases.size(); ++i) {
    std::fprintf(out,
                 "{reinterpret_cast<const char*>(kImage%zu), sizeof "
                 "kImage%zu},\n",
                 i, i);
  }
  std::fprintf(out,
               "};\n}  // namespace\n\n"
               "std::span<const std::string_view> SampleImages() { return "
               "kImages; }\n}  // namespace codebook\n");
  return std::fclose(out) == 0 ? 0 : 1;
}

}  // namespace
}  // namespace codebook

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() < 4 || arguments[arguments.size() - 2] != "--in") {
    return 2;
  }
  const std::string output = std::filesystem::absolute(arguments[0]);
  std::filesystem::current_path(arguments.back());
  return codebook::Compile(output.c_str(),
                           {arguments.begin() + 1, arguments.end() - 2});
}
