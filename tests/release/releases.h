// Tests on the official releases, which are read where they stand.
//
// Example:
//   class ImportTest : public ReleaseTest {};
//   TEST_F(ImportTest, ReadsTheAnnualFile) {
//     const std::string folder = ReleasesPath("hcpcs/2020-01-01");

#ifndef CODEBOOK_TESTS_RELEASE_RELEASES_H_
#define CODEBOOK_TESTS_RELEASE_RELEASES_H_

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CODEBOOK_TESTS_UNDER_SANITIZER
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define CODEBOOK_TESTS_UNDER_SANITIZER
#endif

namespace codebook {

// Whether everything takes ten times as long. It then is for wrong memory
// accesses that the tests look, and a part of the codes shows them.
#if defined(CODEBOOK_TESTS_UNDER_SANITIZER)
inline constexpr bool kUnderSanitizer = true;
#else
inline constexpr bool kUnderSanitizer = false;
#endif

// Where `inside` lies in the folder of the official releases: the environment
// variable CODEBOOK_RELEASES, else where the build was told to look.
inline std::string ReleasesPath(std::string_view inside = {}) {
  const char* const chosen = std::getenv("CODEBOOK_RELEASES");
  std::filesystem::path path =
      chosen != nullptr && *chosen != '\0' ? chosen : CODEBOOK_DEFAULT_RELEASES;
  if (!inside.empty()) path /= inside;
  return path.string();
}

// Skips its tests where there are no releases, and fails them where there must
// be: on the machines that set CI.
class ReleaseTest : public testing::Test {
 protected:
  void SetUp() override {
    if (std::filesystem::is_directory(ReleasesPath())) return;
    const std::string reason =
        ReleasesPath() +
        " is no folder; set CODEBOOK_RELEASES to that of the official releases";
    const char* const integration = std::getenv("CI");
    if (integration != nullptr && *integration != '\0') FAIL() << reason;
    GTEST_SKIP() << reason;
  }
};

}  // namespace codebook

#endif  // CODEBOOK_TESTS_RELEASE_RELEASES_H_
