#include "engine/atomic_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "engine/concat.h"
#include "tests/temp_folder.h"

namespace codebook {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(AtomicFileTest, MakesAFile) {
  const TempFolder folder;
  auto file = StagedFile::Write(folder.Path("a"), "bytes");
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_EQ(file->Commit(), absl::OkStatus());
  EXPECT_EQ(ReadFile(folder.Path("a")), "bytes");
  EXPECT_THAT(folder.Names(), ElementsAre("a"));
}

TEST(AtomicFileTest, ReplacesAFileWhenCommitted) {
  const TempFolder folder;
  const std::string path = folder.Write("a", "old and longer");
  auto file = StagedFile::Write(path, std::string("new\0", 4));
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_EQ(ReadFile(path), "old and longer");
  EXPECT_EQ(file->Commit(), absl::OkStatus());
  EXPECT_EQ(ReadFile(path), std::string("new\0", 4));
  EXPECT_THAT(folder.Names(), ElementsAre("a"));
}

TEST(AtomicFileTest, LeavesNothingWhenNotCommitted) {
  const TempFolder folder;
  const std::string path = folder.Write("a", "old");
  {
    const auto file = StagedFile::Write(path, "new");
    ASSERT_TRUE(file.ok()) << file.status();
    ASSERT_EQ(folder.Names().size(), 2u);
    EXPECT_NE(folder.Names()[1].find(kUnfinishedMark), std::string::npos);
  }
  EXPECT_EQ(ReadFile(path), "old");
  EXPECT_THAT(folder.Names(), ElementsAre("a"));
}

TEST(AtomicFileTest, CanBeMovedBeforeItIsCommitted) {
  const TempFolder folder;
  std::optional<StagedFile> moved;
  {
    auto file = StagedFile::Write(folder.Path("a"), "bytes");
    ASSERT_TRUE(file.ok()) << file.status();
    moved.emplace(*std::move(file));
  }
  EXPECT_EQ(moved->Commit(), absl::OkStatus());
  moved.reset();
  EXPECT_EQ(ReadFile(folder.Path("a")), "bytes");
}

TEST(AtomicFileTest, TwoFilesBesideOnePathAreTwo) {
  const TempFolder folder;
  const std::string path = folder.Path("a");
  auto first = StagedFile::Write(path, "first");
  auto second = StagedFile::Write(path, "second");
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(second->Commit(), absl::OkStatus());
  EXPECT_EQ(ReadFile(path), "second");
  EXPECT_EQ(first->Commit(), absl::OkStatus());
  EXPECT_EQ(ReadFile(path), "first");
  EXPECT_THAT(folder.Names(), ElementsAre("a"));
}

TEST(AtomicFileTest, AFolderThatDoesNotExistIsAnError) {
  const TempFolder folder;
  const std::string path = folder.Path("missing/a");
  EXPECT_EQ(StagedFile::Write(path, "bytes").status(),
            absl::NotFoundError(Concat(
                path, ": cannot be written: No such file or directory")));
  EXPECT_THAT(folder.Names(), IsEmpty());
}

TEST(AtomicFileTest, AFolderThatIsAFileIsAnError) {
  const TempFolder folder;
  const std::string path = folder.Write("file", "old") + "/a";
  EXPECT_EQ(StagedFile::Write(path, "bytes").status(),
            absl::FailedPreconditionError(
                Concat(path, ": cannot be written: Not a directory")));
  EXPECT_EQ(ReadFile(folder.Path("file")), "old");
}

TEST(AtomicFileTest, ADestinationThatIsAFolderIsAnError) {
  const TempFolder folder;
  folder.Write("a/inside", "old");
  const std::string path = folder.Path("a");
  {
    auto file = StagedFile::Write(path, "bytes");
    ASSERT_TRUE(file.ok()) << file.status();
    EXPECT_EQ(file->Commit(),
              absl::FailedPreconditionError(
                  Concat(path, ": cannot be replaced: Is a directory")));
  }
  EXPECT_THAT(folder.Names(), ElementsAre("a"));
  EXPECT_EQ(ReadFile(folder.Path("a/inside")), "old");
}

// No file may be larger than `bytes` while this lives.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes)
      : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    rlimit limit = before_;
    limit.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  void (*handler_)(int);
  rlimit before_{};
};

// As when the disk is full: some of the bytes are written, then no more.
TEST(AtomicFileTest, WritingThatStopsHalfWayKeepsTheOldFile) {
  const TempFolder folder;
  const std::string path = folder.Write("a", "old");
  absl::Status status;
  {
    const FileSizeLimit limit(1000);
    status = StagedFile::Write(path, std::string(5000, 'x')).status();
  }
  EXPECT_EQ(status, absl::OutOfRangeError(
                        Concat(path, ": cannot be written: File too large")));
  EXPECT_EQ(ReadFile(path), "old");
  EXPECT_THAT(folder.Names(), ElementsAre("a"));
}

// The working folder while this lives.
class WorkingFolder {
 public:
  explicit WorkingFolder(const std::string& path)
      : before_(std::filesystem::current_path()) {
    std::filesystem::current_path(path);
  }
  WorkingFolder(const WorkingFolder&) = delete;
  WorkingFolder& operator=(const WorkingFolder&) = delete;
  ~WorkingFolder() { std::filesystem::current_path(before_); }

 private:
  std::filesystem::path before_;
};

TEST(AtomicFileTest, APathWithoutAFolderIsInTheWorkingFolder) {
  const TempFolder folder;
  const WorkingFolder working(folder.path());
  auto file = StagedFile::Write("a", "bytes");
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_EQ(file->Commit(), absl::OkStatus());
  EXPECT_EQ(ReadFile(folder.Path("a")), "bytes");
}

}  // namespace
}  // namespace codebook
