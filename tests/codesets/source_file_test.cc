#include "codesets/source_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "tests/temp_folder.h"
#include "tests/zip_writer.h"

namespace codebook {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::StartsWith;

// A name behind the test's folder, and the bytes.
using NamesAndBytes = std::vector<std::pair<std::string, std::string>>;

class SourceFileTest : public testing::Test {
 protected:
  NamesAndBytes Collect(const std::vector<std::string>& paths) {
    files_ = CollectSourceFiles(paths);
    EXPECT_EQ(files_.status(), absl::OkStatus());
    NamesAndBytes found;
    if (!files_.ok()) return found;
    for (const SourceFile& file : *files_) {
      EXPECT_THAT(file.name, StartsWith(folder_.Path("")));
      found.emplace_back(file.name.substr(folder_.Path("").size()),
                         std::string(file.bytes));
    }
    return found;
  }

  // The error, without the test's folder.
  std::string ErrorOf(const std::string& path) {
    std::string error =
        CollectSourceFiles(std::array{path}).status().ToString();
    const size_t at = error.find(folder_.Path(""));
    return at == std::string::npos ? error
                                   : error.erase(at, folder_.Path("").size());
  }

  TempFolder folder_;
  absl::StatusOr<std::vector<SourceFile>> files_;
};

TEST_F(SourceFileTest, FilesComeInTheOrderGivenAndAreNamed) {
  const std::string b = folder_.Write("b.txt", "bee");
  const std::string a = folder_.Write("a file.txt", "");
  // A name tells nothing.
  const std::string text = folder_.Write("text.zip", "no archive");
  EXPECT_THAT(Collect({b, a, text}),
              ElementsAre(Pair("b.txt", "bee"), Pair("a file.txt", ""),
                          Pair("text.zip", "no archive")));
  for (const SourceFile& file : *files_) EXPECT_TRUE(file.named) << file.name;
}

TEST_F(SourceFileTest, BytesOutliveTheFileAndTheList) {
  const std::string bytes(100000, 'x');
  const std::string path = folder_.Write("a.txt", bytes);
  Collect({path});
  const SourceFile copy = files_->front();
  files_->clear();
  std::filesystem::remove(path);
  EXPECT_EQ(copy.bytes, bytes);
}

TEST_F(SourceFileTest, FoldersGiveAllBelowThemByName) {
  folder_.Write("in/z.txt", "1");
  folder_.Write("in/b/y.txt", "2");
  folder_.Write("in/b/c/x.txt", "3");
  folder_.Write("in/B.txt", "4");
  const NamesAndBytes expected = {{"in/B.txt", "4"},
                                  {"in/b/c/x.txt", "3"},
                                  {"in/b/y.txt", "2"},
                                  {"in/z.txt", "1"}};
  EXPECT_EQ(Collect({folder_.Path("in")}), expected);
  for (const SourceFile& file : *files_) EXPECT_FALSE(file.named) << file.name;
  // As it is typed with the shell's help.
  EXPECT_EQ(Collect({folder_.Path("in/")}), expected);
}

TEST_F(SourceFileTest, HiddenFilesBelowAFolderArePassedOver) {
  folder_.Write("in/.DS_Store", "no");
  folder_.Write("in/.git/a.txt", "no");
  folder_.Write("in/__MACOSX/a.txt", "no");
  folder_.Write("in/a.txt", "yes");
  EXPECT_THAT(Collect({folder_.Path("in")}),
              ElementsAre(Pair("in/a.txt", "yes")));
  // Unless they are what is asked for.
  EXPECT_THAT(Collect({folder_.Path("in/.DS_Store")}),
              ElementsAre(Pair("in/.DS_Store", "no")));
  EXPECT_THAT(Collect({folder_.Path("in/.git")}),
              ElementsAre(Pair("in/.git/a.txt", "no")));
}

TEST_F(SourceFileTest, LinksBelowAFolderAreNotFollowed) {
  folder_.Write("out/a.txt", "out");
  folder_.Write("in/b.txt", "in");
  std::filesystem::create_symlink("../out/a.txt", folder_.Path("in/file"));
  std::filesystem::create_directory_symlink("../out", folder_.Path("in/outer"));
  std::filesystem::create_directory_symlink(".", folder_.Path("in/loop"));
  std::filesystem::create_symlink("nowhere", folder_.Path("in/broken"));
  EXPECT_THAT(Collect({folder_.Path("in")}),
              ElementsAre(Pair("in/b.txt", "in")));
  // Unless they are what is asked for.
  EXPECT_THAT(
      Collect({folder_.Path("in/file"), folder_.Path("in/outer")}),
      ElementsAre(Pair("in/file", "out"), Pair("in/outer/a.txt", "out")));
}

TEST_F(SourceFileTest, ArchivesGiveTheirMembersWhereverTheyLie) {
  const std::string inner = ZipOf({{"in/x.txt", "x"}});
  folder_.Write("in/A Name.ZIP", ZipOf({{"inner", inner}, {"y.txt", "y"}}));
  folder_.Write("in/b.txt", "b");
  EXPECT_THAT(
      Collect({folder_.Path("in")}),
      ElementsAre(Pair("in/A Name.ZIP:inner:in/x.txt", "x"),
                  Pair("in/A Name.ZIP:y.txt", "y"), Pair("in/b.txt", "b")));
  EXPECT_THAT(Collect({folder_.Path("in/A Name.ZIP")}),
              ElementsAre(Pair("in/A Name.ZIP:inner:in/x.txt", "x"),
                          Pair("in/A Name.ZIP:y.txt", "y")));
  for (const SourceFile& file : *files_) EXPECT_FALSE(file.named) << file.name;
}

TEST_F(SourceFileTest, SpreadsheetsAreFilesOfTheirOwn) {
  const std::string sheet = ZipOf({{"xl/workbook.xml", "<workbook/>"},
                                   {"[Content_Types].xml", "<Types/>"}});
  EXPECT_THAT(Collect({folder_.Write("a.xlsx", sheet)}),
              ElementsAre(Pair("a.xlsx", sheet)));
  EXPECT_TRUE(files_->front().named);
}

TEST_F(SourceFileTest, PipesAreReadToTheirEnd) {
  const std::string bytes = std::string(50000, 'p') + "end";
  std::array<int, 2> ends;
  ASSERT_EQ(pipe(ends.data()), 0);
  // Fits into a pipe's 64 KiB.
  ASSERT_EQ(write(ends[1], bytes.data(), bytes.size()),
            static_cast<ssize_t>(bytes.size()));
  close(ends[1]);
  const std::string path = "/dev/fd/" + std::to_string(ends[0]);
  files_ = CollectSourceFiles(std::array{path});
  close(ends[0]);
  ASSERT_EQ(files_.status(), absl::OkStatus());
  ASSERT_EQ(files_->size(), 1);
  EXPECT_EQ(files_->front().name, path);
  EXPECT_EQ(files_->front().bytes, bytes);
}

TEST_F(SourceFileTest, ErrorsNameTheFile) {
  folder_.Write("a.txt", "a");
  std::filesystem::create_directories(folder_.Path("empty"));
  folder_.Write("hidden/.a.txt", "a");
  folder_.Write("empty.zip", "PK\5\6" + std::string(18, '\0'));
  folder_.Write("folders.zip", ZipOf({{"in/", "", AE_IFDIR}}));
  folder_.Write("encrypted/a.zip",
                ZipOf({{"a.txt", "a"}}, "zip:encryption=traditional"));
  folder_.Write("cut/a.zip", "PK\3\4");
  const std::pair<std::string_view, std::string_view> kCases[] = {
      {"missing.txt",
       "NOT_FOUND: missing.txt: cannot be opened: No such file or directory"},
      {"a.txt/b",
       "FAILED_PRECONDITION: a.txt/b: cannot be opened: Not a directory"},
      {"empty",
       "INVALID_ARGUMENT: empty: no file in this folder, files of a code set "
       "expected"},
      {"hidden",
       "INVALID_ARGUMENT: hidden: no file in this folder, files of a code set "
       "expected"},
      {"empty.zip",
       "INVALID_ARGUMENT: empty.zip: no file in this archive, files of a code "
       "set expected"},
      {"folders.zip",
       "INVALID_ARGUMENT: folders.zip: no file in this archive, files of a "
       "code set expected"},
      {"encrypted",
       "INVALID_ARGUMENT: encrypted/a.zip: the archive is encrypted (member "
       "\"a.txt\"), one without a password expected"},
      {"cut",
       "INVALID_ARGUMENT: cut/a.zip: the archive is damaged or cut short: "
       "Unrecognized archive format"},
  };
  for (const auto& [name, expected] : kCases) {
    EXPECT_EQ(ErrorOf(folder_.Path(name)), expected);
  }
}

TEST_F(SourceFileTest, OneBadPathSpoilsAll) {
  const std::string good = folder_.Write("a.txt", "a");
  EXPECT_EQ(CollectSourceFiles(std::array{good, folder_.Path("b.txt")})
                .status()
                .code(),
            absl::StatusCode::kNotFound);
}

TEST_F(SourceFileTest, UnreadableFilesAreErrors) {
  if (geteuid() == 0) GTEST_SKIP() << "root may read every file";
  const std::string path = folder_.Write("in/a.txt", "a");
  std::filesystem::permissions(path, std::filesystem::perms::none);
  for (const std::string& asked : {path, folder_.Path("in")}) {
    EXPECT_EQ(ErrorOf(asked),
              "PERMISSION_DENIED: in/a.txt: cannot be opened: Permission "
              "denied");
  }
  std::filesystem::permissions(folder_.Path("in"),
                               std::filesystem::perms::none);
  EXPECT_EQ(ErrorOf(folder_.Path("in")),
            "PERMISSION_DENIED: in: cannot be read: Permission denied");
  std::filesystem::permissions(folder_.Path("in"),
                               std::filesystem::perms::owner_all);
}

TEST_F(SourceFileTest, NoPathsAreNoFiles) {
  EXPECT_THAT(Collect({}), IsEmpty());
}

std::string Hexadecimal(std::span<const uint8_t> bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const uint8_t byte : bytes) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

TEST(Sha256Test, GivesTheDigestsOfTheStandard) {
  const std::pair<std::string, std::string_view> kCases[] = {
      {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"abc",
       "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
      {std::string(1000000, 'a'),
       "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
  };
  for (const auto& [bytes, expected] : kCases) {
    EXPECT_EQ(Hexadecimal(Sha256(bytes)), expected);
  }
}

}  // namespace
}  // namespace codebook
