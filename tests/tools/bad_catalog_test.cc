// Imports into catalogs that cannot take them, and what becomes of releases
// that are good when others of the same call are not.

#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string>

#include "tests/tools/failed_import.h"

namespace codebook {
namespace {

// Well-formed but for its last line; of a release later than all others here.
constexpr const char* kBadTabular = R"(<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.tabular>
  <version>2030</version>
  <chapter>
    <name>1</name>
    <desc>Certain infectious and parasitic diseases (A00-B99)</desc>
  </section>
)";
constexpr const char* kBadTabularMessage =
    "$/tabular.xml:7:5: this is not well-formed XML: Start-end tags mismatch";

using BadCatalog = FailedImport;

TEST_F(BadCatalog, TakesNoGoodReleaseWithABadOne) {
  const std::string bad = files().Write("tabular.xml", kBadTabular);
  ExpectFailure({SampleFiles("hcpcs"), SampleFiles("icd10cm"), bad},
                kBadTabularMessage);
}

TEST_F(BadCatalog, IsNotMadeForNothing) {
  const std::string bad = files().Write("tabular.xml", kBadTabular);
  const std::string none = program().home().Path("another");
  ExpectFailureIn(none, {bad}, kBadTabularMessage);
  ExpectFailureIn(none, {SampleFiles("hcpcs"), bad}, kBadTabularMessage);
  EXPECT_FALSE(std::filesystem::exists(none));
}

TEST_F(BadCatalog, BelowAFile) {
  const std::string below = program().home().Write("file", "text") + "/catalog";
  ExpectFailureIn(below, {SampleFiles("hcpcs")},
                  below + ": cannot be made: Not a directory");
}

TEST_F(BadCatalog, ThatIsReadOnly) {
  if (geteuid() == 0) GTEST_SKIP() << "root may write into any folder";
  const auto write = std::filesystem::perms::owner_write;
  std::filesystem::permissions(catalog(), write,
                               std::filesystem::perm_options::remove);
  ExpectFailure({SampleFiles("hcpcs")},
                catalog() +
                    "/hcpcs@2026-01-01.codebook: cannot be written: Permission "
                    "denied");
  std::filesystem::permissions(catalog(), write,
                               std::filesystem::perm_options::add);
}

// No file that is written while it lives may be longer.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    EXPECT_EQ(getrlimit(RLIMIT_FSIZE, &before_), 0);
    const rlimit limited = {.rlim_cur = bytes, .rlim_max = before_.rlim_max};
    EXPECT_EQ(setrlimit(RLIMIT_FSIZE, &limited), 0);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;
  ~FileSizeLimit() { setrlimit(RLIMIT_FSIZE, &before_); }

 private:
  rlimit before_ = {};
};

TEST_F(BadCatalog, WhereImagesAreTooLarge) {
  const FileSizeLimit limit(4096);
  ExpectFailure({SampleFiles("icd10cm")},
                catalog() +
                    "/icd10cm@2024-10-01.codebook: cannot be written: File too "
                    "large");
  const std::string none = program().home().Path("another");
  ExpectFailureIn(none, {SampleFiles("icd10cm")},
                  none +
                      "/icd10cm@2024-10-01.codebook: cannot be written: File "
                      "too large");
}

// A file system of 64 KiB, which the other processes do not see.
class SmallFileSystem {
 public:
  explicit SmallFileSystem(const std::string& folder) : folder_(folder) {
    mounted_ = unshare(CLONE_NEWNS) == 0 &&
               mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
               mount("none", folder.c_str(), "tmpfs", 0, "size=64k") == 0;
    if (!mounted_) reason_ = std::strerror(errno);
  }
  SmallFileSystem(const SmallFileSystem&) = delete;
  SmallFileSystem& operator=(const SmallFileSystem&) = delete;
  ~SmallFileSystem() {
    if (mounted_) umount2(folder_.c_str(), MNT_DETACH);
  }

  bool mounted() const { return mounted_; }
  // Why it is not mounted.
  const std::string& reason() const { return reason_; }

 private:
  const std::string folder_;
  bool mounted_ = false;
  std::string reason_;
};

TEST_F(BadCatalog, OnAFullDisk) {
  const std::string folder = program().home().Path("small");
  std::filesystem::create_directory(folder);
  const SmallFileSystem small(folder);
  if (!small.mounted()) {
    GTEST_SKIP() << "no file system can be mounted: " << small.reason();
  }
  ASSERT_EQ(program()
                .Run({"import", "--catalog", folder, SampleFiles("cpt")})
                .exit_status,
            0);
  ExpectFailureIn(folder, {SampleFiles("icd10cm")},
                  folder +
                      "/icd10cm@2024-10-01.codebook: cannot be written: No "
                      "space left on device");
}

}  // namespace
}  // namespace codebook
