// Readers on eight threads over one release, while releases are added to its
// catalog and replaced. Run by the thread sanitizer as well, as
// engine/PROMISES.md tells.

#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "codesets/check.h"
#include "codesets/diff/diff.h"
#include "codesets/searcher.h"
#include "codesets/text_documents.h"
#include "codesets/validator.h"
#include "engine/catalog.h"
#include "engine/concat.h"
#include "tests/small_release.h"
#include "tests/temp_folder.h"
#include "tests/touch_release.h"

namespace codebook {
namespace {

constexpr int kReaders = 8;
constexpr int kRounds = 60;

// A release of CPT, as it is in round `round`.
std::string ImageOfRound(const ReleaseId& id, int round) {
  CodeSetBuilder builder(
      {.set = id.set, .effective = id.effective, .source_version = {}});
  for (const char* code : {"00001", "00002", "00003"}) {
    builder.AddRow(CodeOf(code),
                   {.billable = true, .title = Concat("round ", round)});
  }
  return std::move(builder).Build(MakeTextIndex).value();
}

// The releases that are replaced, and one more for each round.
void Commit(const std::string& folder, int round) {
  absl::StatusOr<CatalogWriter> writer = CatalogWriter::Open(folder);
  ASSERT_TRUE(writer.ok()) << writer.status();
  for (const std::string& id :
       {std::string("cpt@2025-01-01"), std::string("cpt@2026-01-01"),
        Concat("cpt@", 1900 + round, "-01-01")}) {
    const ReleaseId release = *ReleaseId::Parse(id);
    ASSERT_TRUE(writer->Stage(release, ImageOfRound(release, round)).ok());
  }
  ASSERT_TRUE(writer->Commit().ok());
}

// What a reader does, again and again, and what is wrong with what it saw.
class Reader {
 public:
  Reader(const std::string& folder, const Catalog& shared)
      : folder_(folder), shared_(shared) {}

  std::string Read() {
    const auto held = shared_.Get(*ReleaseId::Parse("icd10cm@2022-10-01"));
    if (!held.ok()) return std::string(held.status().message());
    const auto tables = shared_.Get(*ReleaseId::Parse("icd10pcs@2025-10-01"));
    if (!tables.ok()) return std::string(tables.status().message());
    ++rounds_;
    const size_t touched = TouchRelease(**held, (*held)->node_count()) +
                           TouchRelease(**tables, (*tables)->node_count());
    if (touched_ != 0 && touched != touched_) return "a release has changed";
    touched_ = touched;
    if (!(*held)->Find("s52.501a")) return "a code is gone";
    if (Judge(*held, "S52.501").status != VerdictStatus::kIncomplete) {
      return "another verdict";
    }
    const Searcher searcher({*held, *tables});
    if (searcher.Search("melanoma lip", {}, scratch_).hits.empty()) {
      return "words are gone";
    }
    const auto checker = Checker::Open(shared_, {.set = "icd10cm"});
    if (!checker.ok()) return std::string(checker.status().message());
    if (checker->Check({.codes = {{"C43.0"}, {"S52.501A"}}}).codes.size() !=
        2) {
      return "codes are lost";
    }
    if (Diff(**held, **held).changes.size() != 0) return "it differs";
    return ReadNewest();
  }

  int rounds() const { return rounds_; }

 private:
  // The catalog as it is now: each release whole, and of one round.
  std::string ReadNewest() {
    const auto catalog = Catalog::Open(folder_);
    if (!catalog.ok()) return std::string(catalog.status().message());
    // Two are replaced in each round and one is added.
    const size_t releases = catalog->ReleasesOf("cpt").size();
    if (releases < most_releases_) return "a release has gone";
    most_releases_ = releases;
    for (const ReleaseId& id : catalog->ReleasesOf("cpt")) {
      const auto release = catalog->Get(id);
      if (!release.ok()) return std::string(release.status().message());
      if (!(*release)->VerifyChecksums().ok()) return "a torn image";
      if ((*release)->title(0) != (*release)->title(2)) return "a torn release";
    }
    return "";
  }

  const std::string& folder_;
  const Catalog& shared_;
  SearchScratch scratch_;
  size_t touched_ = 0;
  size_t most_releases_ = 0;
  int rounds_ = 0;
};

TEST(Threads, EightReadersWhileReleasesAreAddedAndReplaced) {
  const TempFolder folder;
  folder.Write("icd10cm@2022-10-01.codebook", SmallListImage(MakeTextIndex));
  folder.Write("icd10pcs@2025-10-01.codebook", SmallTablesImage(MakeTextIndex));
  Commit(folder.path(), 0);
  const auto shared = Catalog::Open(folder.path());
  ASSERT_TRUE(shared.ok()) << shared.status();
  std::atomic<bool> done = false;
  std::atomic<int> rounds = 0;
  std::vector<std::string> problems(kReaders);
  std::vector<std::thread> readers;
  for (std::string& problem : problems) {
    readers.emplace_back([&] {
      Reader reader(folder.path(), *shared);
      // Once more after the last commit.
      for (bool last = false; problem.empty() && !last;) {
        last = done;
        problem = reader.Read();
      }
      rounds += reader.rounds();
    });
  }
  for (int round = 1; round <= kRounds; ++round) Commit(folder.path(), round);
  done = true;
  for (std::thread& reader : readers) reader.join();
  for (const std::string& problem : problems) EXPECT_EQ(problem, "");
  EXPECT_GE(rounds, kReaders);
  const auto after = Catalog::Open(folder.path());
  ASSERT_TRUE(after.ok()) << after.status();
  EXPECT_EQ(after->ReleasesOf("cpt").size(), size_t{kRounds} + 3);
  std::printf("%d readers, %d rounds of reading, %d commits of 3 releases\n",
              kReaders, rounds.load(), kRounds + 1);
}

}  // namespace
}  // namespace codebook
