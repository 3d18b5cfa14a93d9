#include "engine/catalog_journal.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/atomic_file.h"
#include "engine/catalog.h"
#include "engine/code_set_builder.h"
#include "engine/concat.h"
#include "tests/temp_folder.h"

namespace codebook {
namespace {

constexpr std::string_view kStaged = "cpt@2026-01-01.codebook.unfinished-7-0";

ReleaseId Id(std::string_view text) { return *ReleaseId::Parse(text); }

std::string ImageOf(std::string_view id, std::string_view title) {
  CodeSetBuilder builder(
      {.set = Id(id).set, .effective = Id(id).effective, .source_version = {}});
  builder.AddRow(*Code::FromCharacters("00001"),
                 {.billable = true, .title = title});
  return std::move(builder).Build().value();
}

// The titles of all releases of the folder, as a reader sees them.
std::string TitlesIn(const std::string& folder) {
  const auto catalog = Catalog::Open(folder);
  if (!catalog.ok()) return std::string(catalog.status().message());
  std::string titles;
  for (const ReleaseId& id : catalog->releases()) {
    const auto release = catalog->Get(id);
    titles += Concat(titles.empty() ? "" : " ", id.ToString(), "=",
                     release.ok() ? (*release)->title(0) : "?");
  }
  return titles;
}

TEST(CatalogJournalTest, ReadsWhatItWrites) {
  const CatalogJournal journal{
      .generation = 12,
      .entries = {{Id("cpt@2026-01-01"), std::string(kStaged)}}};
  const std::string text = journal.ToString();
  EXPECT_EQ(text,
            "Codebook catalog, commit 12\n"
            "cpt@2026-01-01 cpt@2026-01-01.codebook.unfinished-7-0\n"
            "end\n");
  const auto read = CatalogJournal::Parse(text);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->generation, 12u);
  ASSERT_EQ(read->entries.size(), 1u);
  EXPECT_EQ(read->entries[0].id, Id("cpt@2026-01-01"));
  EXPECT_EQ(read->entries[0].staged, kStaged);
}

TEST(CatalogJournalTest, AJournalCutShortIsNone) {
  const CatalogJournal journal{
      .generation = 12,
      .entries = {{Id("cpt@2026-01-01"), std::string(kStaged)}}};
  const std::string text = journal.ToString();
  for (size_t size = 0; size < text.size(); ++size) {
    EXPECT_FALSE(CatalogJournal::Parse(text.substr(0, size)).has_value())
        << size;
  }
}

TEST(CatalogJournalTest, NamesNothingOutsideTheFolder) {
  for (const std::string_view staged :
       {"../cpt@2026-01-01.codebook.unfinished-1", "/etc/passwd", "", ".",
        "cpt@2026-01-01.codebook", "cpt@2026-01-01.codebook.unfinished-1/../x",
        "cpt@2025-01-01.codebook.unfinished-1"}) {
    EXPECT_FALSE(CatalogJournal::Parse(
                     Concat("Codebook catalog, commit 1\ncpt@2026-01-01 ",
                            staged, "\nend\n"))
                     .has_value())
        << staged;
  }
  for (const std::string_view text :
       {"", "end\n", "Codebook catalog, commit \nend\n",
        "Codebook catalog, commit -1\nend\n",
        "Codebook catalog, commit 1x\nend\n",
        "Codebook catalog, commit 99999999999999999999\nend\n",
        "Codebook catalog, commit 1\nnonsense\nend\n",
        "Codebook catalog, commit 1\nend\nmore"}) {
    EXPECT_FALSE(CatalogJournal::Parse(text).has_value()) << text;
  }
}

// A folder in which a commit was interrupted after `renamed` of its renames.
class InterruptedCommit {
 public:
  explicit InterruptedCommit(size_t renamed) {
    CatalogJournal journal{.generation = 5, .entries = {}};
    for (const std::string_view id : {"cpt@2025-01-01", "cpt@2026-01-01"}) {
      const std::string name = ImageFileName(Id(id));
      const std::string staged = Concat(name, kUnfinishedMark, "1-0");
      // Of the two, one is replaced and one is new.
      if (id == "cpt@2025-01-01") folder_.Write(name, ImageOf(id, "old"));
      const bool in_place = journal.entries.size() < renamed;
      folder_.Write(in_place ? name : staged, ImageOf(id, "new"));
      journal.entries.push_back({Id(id), staged});
    }
    folder_.Write(kJournalName, journal.ToString());
  }

  const TempFolder& folder() const { return folder_; }

 private:
  TempFolder folder_;
};

constexpr std::string_view kAllNew = "cpt@2025-01-01=new cpt@2026-01-01=new";

TEST(CatalogJournalTest, ReadersSeeACommitThatWasInterrupted) {
  for (const size_t renamed : {0, 1, 2}) {
    const InterruptedCommit commit(renamed);
    EXPECT_EQ(TitlesIn(commit.folder().path()), kAllNew) << renamed;
  }
}

TEST(CatalogJournalTest, TheNextWriterFinishesIt) {
  for (const size_t renamed : {0, 1, 2}) {
    const InterruptedCommit commit(renamed);
    ASSERT_TRUE(CatalogWriter::Open(commit.folder().path()).ok());
    EXPECT_EQ(TitlesIn(commit.folder().path()), kAllNew) << renamed;
    EXPECT_EQ(commit.folder().Names(),
              (std::vector<std::string>{".committed", ".lock",
                                        "cpt@2025-01-01.codebook",
                                        "cpt@2026-01-01.codebook"}));
  }
}

TEST(CatalogJournalTest, AnImageThatCameToItsPlaceMeanwhileIsReadThere) {
  const InterruptedCommit commit(0);
  const auto catalog = Catalog::Open(commit.folder().path());
  ASSERT_TRUE(catalog.ok()) << catalog.status();
  ASSERT_TRUE(CatalogWriter::Open(commit.folder().path()).ok());
  EXPECT_EQ((*catalog->Get(Id("cpt@2025-01-01")))->title(0), "new");
}

TEST(CatalogJournalTest, WithoutAJournalWhatWasStagedIsNothing) {
  for (const std::string_view journal :
       {"", "Codebook catalog, commit 5\ncp"}) {
    const InterruptedCommit commit(0);
    commit.folder().Write(kJournalName, journal);
    EXPECT_EQ(TitlesIn(commit.folder().path()), "cpt@2025-01-01=old");
    ASSERT_TRUE(CatalogWriter::Open(commit.folder().path()).ok());
    EXPECT_EQ(TitlesIn(commit.folder().path()), "cpt@2025-01-01=old");
  }
}

// By the same process, whose number is in the names of what it stages.
TEST(CatalogJournalTest, WhatIsStagedAfterACommitIsNotTakenForIt) {
  const TempFolder folder;
  for (const bool same_writer : {true, false}) {
    auto writer = CatalogWriter::Open(folder.path());
    ASSERT_TRUE(writer.ok()) << writer.status();
    const ReleaseId id = Id("cpt@2026-01-01");
    ASSERT_TRUE(writer->Stage(id, ImageOf(id.ToString(), "first")).ok());
    ASSERT_TRUE(writer->Commit().ok());
    std::optional<CatalogWriter> next;
    if (same_writer) {
      next.emplace(*std::move(writer));
    } else {
      { const CatalogWriter closed = *std::move(writer); }
      next.emplace(CatalogWriter::Open(folder.path()).value());
    }
    ASSERT_TRUE(next->Stage(id, ImageOf(id.ToString(), "second")).ok());
    EXPECT_EQ(TitlesIn(folder.path()), "cpt@2026-01-01=first");
  }
}

TEST(CatalogJournalTest, AnImageThatWasTakenAwayByHandIsNotListed) {
  const TempFolder folder;
  auto writer = CatalogWriter::Open(folder.path());
  ASSERT_TRUE(writer.ok()) << writer.status();
  for (const std::string_view id : {"cpt@2025-01-01", "cpt@2026-01-01"}) {
    ASSERT_TRUE(writer->Stage(Id(id), ImageOf(id, "new")).ok());
  }
  ASSERT_TRUE(writer->Commit().ok());
  std::filesystem::remove(folder.Path("cpt@2025-01-01.codebook"));
  EXPECT_EQ(TitlesIn(folder.path()), "cpt@2026-01-01=new");
}

TEST(CatalogJournalTest, ACommitThatCannotBeginLeavesTheCatalogAsItWas) {
  const TempFolder folder;
  folder.Write("cpt@2025-01-01.codebook", ImageOf("cpt@2025-01-01", "old"));
  // In the way of the second image, and of the journal.
  for (const std::string_view in_the_way :
       {"cpt@2026-01-01.codebook/inside", ".committed/inside"}) {
    const std::string path = folder.Write(in_the_way, "a folder");
    {
      auto writer = CatalogWriter::Open(folder.path());
      if (writer.ok()) {
        for (const std::string_view id : {"cpt@2025-01-01", "cpt@2026-01-01"}) {
          ASSERT_TRUE(writer->Stage(Id(id), ImageOf(id, "new")).ok());
        }
        EXPECT_FALSE(writer->Commit().ok());
      }
    }
    std::filesystem::remove_all(std::filesystem::path(path).parent_path());
    EXPECT_EQ(TitlesIn(folder.path()), "cpt@2025-01-01=old");
    for (const std::string& name : folder.Names()) {
      EXPECT_EQ(name.find(kUnfinishedMark), std::string::npos) << name;
    }
  }
}

}  // namespace
}  // namespace codebook
