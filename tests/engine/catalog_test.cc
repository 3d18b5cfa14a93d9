#include "engine/catalog.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "engine/code_set_builder.h"
#include "engine/concat.h"
#include "tests/small_release.h"
#include "tests/temp_folder.h"

namespace codebook {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

ReleaseId Id(std::string_view text) { return ReleaseId::Parse(text).value(); }

// The image of a release with one code.
std::string ImageOf(std::string_view id, std::string_view title = "Cholera") {
  const ReleaseId release = Id(id);
  CodeSetBuilder builder({.set = release.set,
                          .effective = release.effective,
                          .point_after = 3,
                          .source_version = {}});
  builder.AddRow(CodeOf("A00"), {.billable = true, .title = title});
  return std::move(builder).Build().value();
}

std::string TitleIn(const CodeSet& release) {
  return std::string(release.title(release.Find("A00").value()));
}

absl::Status Put(const std::string& folder, std::string_view id,
                 std::string_view image) {
  absl::StatusOr<CatalogWriter> writer = CatalogWriter::Open(folder);
  if (!writer.ok()) return writer.status();
  if (absl::Status status = writer->Stage(Id(id), image); !status.ok()) {
    return status;
  }
  return writer->Commit();
}

std::vector<std::string> Texts(std::span<const ReleaseId> ids) {
  std::vector<std::string> texts;
  for (const ReleaseId& id : ids) texts.push_back(id.ToString());
  return texts;
}

// A catalog folder with three releases of one set and one of another.
class CatalogTest : public testing::Test {
 protected:
  void SetUp() override {
    for (const std::string_view id :
         {"icd10pcs@2022-10-01", "icd10cm@2022-10-01", "icd10cm@2021-10-01",
          "icd10cm@2022-04-01"}) {
      ASSERT_EQ(Put(folder_.path(), id, ImageOf(id)), absl::OkStatus());
    }
  }

  const TempFolder folder_;
};

constexpr std::string_view kLoaded =
    "loaded: icd10cm@2021-10-01, icd10cm@2022-04-01, icd10cm@2022-10-01, "
    "icd10pcs@2022-10-01";

TEST_F(CatalogTest, ListsReleasesBySetAndAge) {
  const auto catalog = Catalog::Open(folder_.path());
  ASSERT_TRUE(catalog.ok()) << catalog.status();
  EXPECT_FALSE(catalog->empty());
  EXPECT_THAT(Texts(catalog->releases()),
              ElementsAre("icd10cm@2021-10-01", "icd10cm@2022-04-01",
                          "icd10cm@2022-10-01", "icd10pcs@2022-10-01"));
  EXPECT_THAT(Texts(catalog->ReleasesOf("icd10cm")),
              ElementsAre("icd10cm@2021-10-01", "icd10cm@2022-04-01",
                          "icd10cm@2022-10-01"));
  EXPECT_THAT(Texts(catalog->ReleasesOf("icd10pcs")),
              ElementsAre("icd10pcs@2022-10-01"));
  for (const std::string_view set : {"cpt", "icd10", "icd10cmx", "", "z"}) {
    EXPECT_THAT(Texts(catalog->ReleasesOf(set)), IsEmpty()) << set;
  }
  EXPECT_EQ(catalog->Describe(), kLoaded);
}

TEST_F(CatalogTest, PassesOverOtherFiles) {
  for (const std::string_view name :
       {"README", "icd10cm@2020-10-01", "icd10cm@2020-13-01.codebook",
        "notes.codebook", ".codebook", "ICD10CM@2020-10-01.codebook",
        "icd10cm@2020-10-01.codebook.bak",
        "icd10cm@2020-10-01.codebook.unfinished-1"}) {
    folder_.Write(name, "other");
  }
  const auto catalog = Catalog::Open(folder_.path());
  ASSERT_TRUE(catalog.ok()) << catalog.status();
  EXPECT_EQ(catalog->Describe(), kLoaded);
}

TEST_F(CatalogTest, ChoosesTheReleaseInForce) {
  struct Case {
    std::string_view on;
    std::string_view expected;
  };
  constexpr Case kCases[] = {
      {"2021-10-01", "icd10cm@2021-10-01"},
      {"2021-10-02", "icd10cm@2021-10-01"},
      {"2022-03-31", "icd10cm@2021-10-01"},
      {"2022-04-01", "icd10cm@2022-04-01"},
      {"2022-09-30", "icd10cm@2022-04-01"},
      {"2022-10-01", "icd10cm@2022-10-01"},
      {"9999-12-31", "icd10cm@2022-10-01"},
  };
  const auto catalog = Catalog::Open(folder_.path());
  ASSERT_TRUE(catalog.ok()) << catalog.status();
  for (const Case& c : kCases) {
    const auto release = catalog->InForce("icd10cm", Date::Parse(c.on));
    ASSERT_TRUE(release.ok()) << release.status();
    EXPECT_EQ((*release)->id().ToString(), c.expected) << c.on;
  }
  const auto newest = catalog->InForce("icd10cm", std::nullopt);
  ASSERT_TRUE(newest.ok()) << newest.status();
  EXPECT_EQ((*newest)->id().ToString(), "icd10cm@2022-10-01");
}

TEST_F(CatalogTest, SaysWhatIsLoadedWhenNothingFits) {
  const auto catalog = Catalog::Open(folder_.path());
  ASSERT_TRUE(catalog.ok()) << catalog.status();
  EXPECT_EQ(
      catalog->InForce("icd10cm", Date::Parse("2021-09-30")).status(),
      absl::NotFoundError(Concat(
          "no release of icd10cm was in force on 2021-09-30; ", kLoaded)));
  for (const auto on : {std::optional<Date>(), Date::Parse("2022-10-01")}) {
    EXPECT_EQ(
        catalog->InForce("cpt", on).status(),
        absl::NotFoundError(Concat("no release of cpt is loaded; ", kLoaded)));
  }
  EXPECT_EQ(catalog->Get(Id("icd10cm@2023-10-01")).status(),
            absl::NotFoundError(
                Concat("icd10cm@2023-10-01 is not loaded; ", kLoaded)));
}

TEST_F(CatalogTest, OpensAReleaseOnce) {
  const auto catalog = Catalog::Open(folder_.path());
  ASSERT_TRUE(catalog.ok()) << catalog.status();
  const auto first = catalog->Get(Id("icd10cm@2022-10-01"));
  const auto second = catalog->Get(Id("icd10cm@2022-10-01"));
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(*first, *second);
  EXPECT_EQ(TitleIn(**first), "Cholera");
}

TEST_F(CatalogTest, ThreadsShareOneRelease) {
  const auto catalog = Catalog::Open(folder_.path());
  ASSERT_TRUE(catalog.ok()) << catalog.status();
  std::vector<CodeSetPtr> opened(8);
  std::vector<std::thread> threads;
  for (CodeSetPtr& release : opened) {
    threads.emplace_back(
        [&] { release = catalog->InForce("icd10cm", std::nullopt).value(); });
  }
  for (std::thread& thread : threads) thread.join();
  for (const CodeSetPtr& release : opened) {
    EXPECT_EQ(release, opened.front());
    EXPECT_EQ(TitleIn(*release), "Cholera");
  }
}

TEST_F(CatalogTest, AnImageUnderAnotherNameIsDamage) {
  for (const std::string_view name : {"icd10cm@2023-10-01", "cpt@2022-10-01"}) {
    const std::string path =
        folder_.Write(Concat(name, ".codebook"), ImageOf("icd10cm@2022-10-01"));
    const auto catalog = Catalog::Open(folder_.path());
    ASSERT_TRUE(catalog.ok()) << catalog.status();
    EXPECT_EQ(catalog->Get(Id(name)).status(),
              absl::DataLossError(
                  Concat(path, ": this is the release icd10cm@2022-10-01")));
  }
}

TEST_F(CatalogTest, ADamagedImageIsAnErrorForItselfOnly) {
  const std::string path =
      folder_.Write("icd10cm@2023-10-01.codebook", "CODEBOOK");
  const auto catalog = Catalog::Open(folder_.path());
  ASSERT_TRUE(catalog.ok()) << catalog.status();
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(catalog->Get(Id("icd10cm@2023-10-01")).status(),
              absl::DataLossError(Concat(path,
                                         ": not a whole Codebook image: it has "
                                         "8 bytes, a header has ",
                                         32 + 24 * kSectionCount)));
  }
  EXPECT_TRUE(catalog->Get(Id("icd10cm@2022-10-01")).ok());
}

TEST_F(CatalogTest, AReaderKeepsTheReleaseThatIsReplaced) {
  const ReleaseId id = Id("icd10cm@2022-10-01");
  const auto before = Catalog::Open(folder_.path());
  ASSERT_TRUE(before.ok()) << before.status();
  const CodeSetPtr held = before->Get(id).value();
  ASSERT_EQ(Put(folder_.path(), id.ToString(),
                ImageOf(id.ToString(), "Cholera, revised")),
            absl::OkStatus());
  EXPECT_EQ(TitleIn(*held), "Cholera");
  EXPECT_EQ(held->VerifyChecksums(), absl::OkStatus());
  EXPECT_EQ(before->Get(id).value(), held);

  const auto after = Catalog::Open(folder_.path());
  ASSERT_TRUE(after.ok()) << after.status();
  EXPECT_EQ(TitleIn(*after->Get(id).value()), "Cholera, revised");
  EXPECT_EQ(after->releases().size(), 4u);
}

TEST(CatalogWithoutReleasesTest, AFolderThatDoesNotExistIsEmpty) {
  const TempFolder folder;
  for (const std::string& path :
       {folder.path(), folder.Path("missing"), folder.Path("a/b/c")}) {
    const auto catalog = Catalog::Open(path);
    ASSERT_TRUE(catalog.ok()) << catalog.status();
    EXPECT_TRUE(catalog->empty());
    EXPECT_EQ(catalog->Describe(), "the catalog is empty");
    EXPECT_EQ(catalog->InForce("icd10cm", std::nullopt).status(),
              absl::NotFoundError("no release of icd10cm is loaded; the "
                                  "catalog is empty"));
    EXPECT_EQ(catalog->Get(Id("cpt@2026-01-01")).status(),
              absl::NotFoundError(
                  "cpt@2026-01-01 is not loaded; the catalog is empty"));
  }
  EXPECT_THAT(folder.Names(), IsEmpty());
}

TEST(CatalogWithoutReleasesTest, AFolderThatIsAFileIsAnError) {
  const TempFolder folder;
  const std::string file = folder.Write("file", "text");
  EXPECT_EQ(Catalog::Open(file).status(),
            absl::FailedPreconditionError(
                Concat(file, ": cannot be read: Not a directory")));
}

TEST(CatalogInMemoryTest, HoldsTheGivenReleases) {
  std::vector<CodeSetPtr> releases;
  for (const std::string_view id :
       {"icd10cm@2025-10-01", "cpt@2026-01-01", "icd10cm@2024-10-01"}) {
    releases.push_back(OpenImage(ImageOf(id)));
  }
  const CodeSetPtr oldest = releases.back();
  const Catalog catalog = Catalog::Of(std::move(releases));
  EXPECT_THAT(Texts(catalog.releases()),
              ElementsAre("cpt@2026-01-01", "icd10cm@2024-10-01",
                          "icd10cm@2025-10-01"));
  EXPECT_EQ(catalog.Get(Id("icd10cm@2024-10-01")).value(), oldest);
  EXPECT_EQ(catalog.InForce("icd10cm", Date::Parse("2025-09-30")).value(),
            oldest);
  EXPECT_EQ(catalog.Get(Id("hcpcs@2026-01-01")).status(),
            absl::NotFoundError(
                "hcpcs@2026-01-01 is not loaded; loaded: cpt@2026-01-01, "
                "icd10cm@2024-10-01, icd10cm@2025-10-01"));
  EXPECT_TRUE(Catalog::Of({}).empty());
}

TEST(CatalogWriterTest, MakesTheFolder) {
  const TempFolder folder;
  const std::string path = folder.Path("share/codebook");
  const std::string image = ImageOf("cpt@2026-01-01");
  ASSERT_EQ(Put(path, "cpt@2026-01-01", image), absl::OkStatus());
  EXPECT_EQ(ImageFileName(Id("cpt@2026-01-01")), "cpt@2026-01-01.codebook");
  EXPECT_EQ(ReadFile(Concat(path, "/cpt@2026-01-01.codebook")), image);
}

TEST(CatalogWriterTest, NothingIsThereBeforeCommit) {
  const TempFolder folder;
  const auto loaded = [&] {
    return Catalog::Open(folder.path()).value().Describe();
  };
  {
    auto writer = CatalogWriter::Open(folder.path());
    ASSERT_TRUE(writer.ok()) << writer.status();
    for (const std::string_view id : {"cpt@2025-01-01", "cpt@2026-01-01"}) {
      ASSERT_EQ(writer->Stage(Id(id), ImageOf(id)), absl::OkStatus());
    }
    EXPECT_EQ(loaded(), "the catalog is empty");
    ASSERT_EQ(writer->Commit(), absl::OkStatus());
    EXPECT_EQ(loaded(), "loaded: cpt@2025-01-01, cpt@2026-01-01");
    ASSERT_EQ(writer->Stage(Id("cpt@2027-01-01"), ImageOf("cpt@2027-01-01")),
              absl::OkStatus());
  }
  EXPECT_EQ(loaded(), "loaded: cpt@2025-01-01, cpt@2026-01-01");
  EXPECT_THAT(folder.Names(),
              ElementsAre(".committed", ".lock", "cpt@2025-01-01.codebook",
                          "cpt@2026-01-01.codebook"));
}

TEST(CatalogWriterTest, TheLastOfTwoOfOneIdStays) {
  const TempFolder folder;
  auto writer = CatalogWriter::Open(folder.path());
  ASSERT_TRUE(writer.ok()) << writer.status();
  const ReleaseId id = Id("cpt@2026-01-01");
  for (const std::string_view title : {"first", "second"}) {
    ASSERT_EQ(writer->Stage(id, ImageOf(id.ToString(), title)),
              absl::OkStatus());
  }
  ASSERT_EQ(writer->Commit(), absl::OkStatus());
  const auto catalog = Catalog::Open(folder.path());
  ASSERT_TRUE(catalog.ok()) << catalog.status();
  EXPECT_EQ(TitleIn(*catalog->Get(id).value()), "second");
  EXPECT_THAT(folder.Names(),
              ElementsAre(".committed", ".lock", "cpt@2026-01-01.codebook"));
}

TEST(CatalogWriterTest, ClearsAwayWhatWasLeftBehind) {
  const TempFolder folder;
  folder.Write("cpt@2026-01-01.codebook.unfinished-1", "half");
  folder.Write("cpt@2026-01-01.codebook.unfinished-999-0", "half");
  folder.Write("cpt@2026-01-01.codebook", ImageOf("cpt@2026-01-01"));
  folder.Write("unfinished-work", "of the user");
  ASSERT_TRUE(CatalogWriter::Open(folder.path()).ok());
  EXPECT_THAT(folder.Names(), ElementsAre(".lock", "cpt@2026-01-01.codebook",
                                          "unfinished-work"));
}

TEST(CatalogWriterTest, TheSecondWriterWaitsForTheFirst) {
  const TempFolder folder;
  std::optional<CatalogWriter> first;
  first.emplace(CatalogWriter::Open(folder.path()).value());
  ASSERT_EQ(
      first->Stage(Id("cpt@2026-01-01"), ImageOf("cpt@2026-01-01", "first")),
      absl::OkStatus());
  std::atomic<bool> second_is_in = false;
  absl::Status status;
  std::thread second([&] {
    auto writer = CatalogWriter::Open(folder.path());
    second_is_in = true;
    if (!writer.ok()) {
      status = writer.status();
      return;
    }
    status = writer->Stage(Id("cpt@2026-01-01"),
                           ImageOf("cpt@2026-01-01", "second"));
    if (status.ok()) status = writer->Commit();
  });
  // Long enough for a writer that does not wait to come in and to clear away
  // what the first has staged.
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  EXPECT_FALSE(second_is_in);
  EXPECT_EQ(first->Commit(), absl::OkStatus());
  first.reset();
  second.join();
  EXPECT_EQ(status, absl::OkStatus());
  const auto catalog = Catalog::Open(folder.path());
  ASSERT_TRUE(catalog.ok()) << catalog.status();
  EXPECT_EQ(TitleIn(*catalog->Get(Id("cpt@2026-01-01")).value()), "second");
}

TEST(CatalogWriterTest, AFolderMadeForNothingGoesAway) {
  const TempFolder folder;
  const std::string path = folder.Path("catalog");
  std::optional<CatalogWriter> first;
  first.emplace(CatalogWriter::Open(path).value());
  ASSERT_EQ(first->Stage(Id("cpt@2026-01-01"), ImageOf("cpt@2026-01-01")),
            absl::OkStatus());
  // A writer that waits meanwhile makes the folder anew.
  absl::Status status;
  std::thread second(
      [&] { status = Put(path, "cpt@2025-01-01", ImageOf("cpt@2025-01-01")); });
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  first.reset();
  second.join();
  EXPECT_EQ(status, absl::OkStatus());
  EXPECT_EQ(Catalog::Open(path).value().Describe(), "loaded: cpt@2025-01-01");
  EXPECT_TRUE(CatalogWriter::Open(folder.Path("other")).ok());
  EXPECT_THAT(folder.Names(), ElementsAre("catalog"));
}

TEST(CatalogWriterTest, AMovedWriterKeepsTheLock) {
  const TempFolder folder;
  std::optional<CatalogWriter> kept;
  {
    auto writer = CatalogWriter::Open(folder.path());
    ASSERT_TRUE(writer.ok()) << writer.status();
    ASSERT_EQ(writer->Stage(Id("cpt@2026-01-01"), ImageOf("cpt@2026-01-01")),
              absl::OkStatus());
    kept.emplace(*std::move(writer));
  }
  EXPECT_EQ(kept->Commit(), absl::OkStatus());
  EXPECT_EQ(Catalog::Open(folder.path()).value().Describe(),
            "loaded: cpt@2026-01-01");
}

// A folder that even root cannot write to: it lies below a file.
TEST(CatalogWriterTest, AFolderThatCannotBeMadeIsAnError) {
  const TempFolder folder;
  const std::string file = folder.Write("file", "text");
  for (const std::string& path : {file, Concat(file, "/catalog")}) {
    EXPECT_EQ(CatalogWriter::Open(path).status(),
              absl::FailedPreconditionError(
                  Concat(path, ": cannot be made: Not a directory")));
  }
  EXPECT_EQ(ReadFile(file), "text");
}

TEST(CatalogWriterTest, AFolderThatCannotBeLockedIsAnError) {
  const TempFolder folder;
  folder.Write(".lock/inside", "a folder where the lock should be");
  EXPECT_EQ(CatalogWriter::Open(folder.path()).status(),
            absl::FailedPreconditionError(Concat(
                folder.path(), ": cannot be written to: Is a directory")));
}

TEST(CatalogWriterTest, AReleaseThatCannotBeReplacedIsAnError) {
  const TempFolder folder;
  folder.Write("cpt@2026-01-01.codebook/inside", "a folder where it should be");
  EXPECT_EQ(Put(folder.path(), "cpt@2026-01-01", ImageOf("cpt@2026-01-01")),
            absl::FailedPreconditionError(
                Concat(folder.Path("cpt@2026-01-01.codebook"),
                       ": cannot be replaced: Is a directory")));
  EXPECT_THAT(folder.Names(), ElementsAre(".lock", "cpt@2026-01-01.codebook"));
}

}  // namespace
}  // namespace codebook
