// The indexes of FY2016 against FY2017, beside the official addenda.

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "absl/status/statusor.h"
#include "codesets/diff/diff.h"
#include "codesets/import.h"
#include "tests/release/official_files.h"
#include "tests/release/releases.h"
#include "tests/release/tabular_addenda.h"

namespace codebook {
namespace {

// Side (true: of the older year), letter, dashes before it, and the entry.
using Entry = std::tuple<bool, char, size_t, std::string>;

std::string CondensedEntry(std::string_view text) {
  std::string condensed = Condensed(text);
  std::erase(condensed, ',');
  return condensed;
}

// Entries of the addenda, without those deleted and added again as they were.
std::set<Entry> ReadIndexAddenda(const std::string& path) {
  std::set<Entry> entries;
  char letter = ' ';
  for (const AddendaLine& line : ReadAddendaLines(path)) {
    if (line.text.size() == 1) letter = line.text[0];
    if (!line.changes()) continue;
    std::string_view text = line.text;
    size_t depth = 0;
    while (text.starts_with("- ")) {
      text.remove_prefix(2);
      ++depth;
    }
    if (depth == 0 && !text.empty()) letter = text[0];
    entries.emplace(line.deletes(), letter, depth, CondensedEntry(text));
  }
  std::set<Entry> changed;
  for (const Entry& entry : entries) {
    Entry other = entry;
    std::get<0>(other) = !std::get<0>(entry);
    if (!entries.contains(other)) changed.insert(entry);
  }
  return changed;
}

size_t DepthOf(std::string_view path) {
  size_t depth = 0;
  for (size_t at = path.find(" > "); at != std::string_view::npos;
       at = path.find(" > ", at + 3)) {
    ++depth;
  }
  return depth;
}

std::set<Entry> EntriesOf(const Change& change) {
  std::set<Entry> entries;
  const char letter = change.chapter.empty() ? ' ' : change.chapter.back();
  const size_t depth = DepthOf(change.code);
  if (!change.before.empty()) {
    entries.emplace(true, letter, depth, CondensedEntry(change.before));
  }
  if (!change.after.empty()) {
    entries.emplace(false, letter, depth, CondensedEntry(change.after));
  }
  return entries;
}

class DiffIndexTest : public ReleaseTest {
 protected:
  void SetUp() override {
    ReleaseTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    const auto read = [](const std::vector<std::string>& paths,
                         const char* day) {
      const absl::StatusOr<ImportReport> report = ReadReleases(
          paths, {.effective = Date::Parse(day), .set = "icd10cm"});
      EXPECT_TRUE(report.ok()) << report.status();
      return report.ok() ? report->releases.at(0).code_set : nullptr;
    };
    const CodeSetPtr older = read({ReleasesPath(kArchive2016)}, "2015-10-01");
    const CodeSetPtr newer =
        read({kOfficialReleases[0].Folder()}, "2016-10-01");
    ASSERT_TRUE(older != nullptr && newer != nullptr);
    report_ = Diff(*older, *newer);
  }

  // Both ways at least 95 of 100, the rest listed.
  void Compare(const std::string& part, const std::string& file) const {
    const std::set<Entry> official =
        ReadIndexAddenda(ReleasesPath("addenda/2016-10-01/" + file));
    std::set<Entry> found;
    size_t changes = 0;
    size_t known = 0;
    for (const Change& change : report_.changes) {
      const bool of_index = change.kind >= ChangeKind::kIndexAdded;
      if (!of_index || change.part != part) continue;
      ++changes;
      const std::set<Entry> entries = EntriesOf(change);
      found.insert(entries.begin(), entries.end());
      if (std::ranges::any_of(entries, [&official](const Entry& entry) {
            return official.contains(entry);
          })) {
        ++known;
      } else {
        std::cout << "not in the addenda: " << change.code << ": "
                  << change.before << " -> " << change.after << "\n";
      }
    }
    size_t lines = 0;
    for (const Entry& entry : official) {
      if (found.contains(entry)) {
        ++lines;
      } else {
        std::cout << "not found: " << (std::get<0>(entry) ? "- " : "+ ")
                  << std::get<1>(entry) << " " << std::get<2>(entry) << " "
                  << std::get<3>(entry) << "\n";
      }
    }
    std::cout << part << ": " << lines << " of " << official.size()
              << " lines of the addenda found, " << known << " of " << changes
              << " changes found in them\n";
    ASSERT_GT(official.size(), 100u);
    EXPECT_GE(static_cast<double>(lines),
              0.95 * static_cast<double>(official.size()));
    EXPECT_GE(static_cast<double>(known), 0.95 * static_cast<double>(changes));
  }

  DiffReport report_;
};

TEST_F(DiffIndexTest, OfDiseasesIsThatOfTheAddenda) {
  Compare("diseases", "icd10cm_index_addenda_2017.txt");
}

TEST_F(DiffIndexTest, OfExternalCausesIsThatOfTheAddenda) {
  Compare("external_causes", "icd10cm_eindex_addenda_2017.txt");
}

}  // namespace
}  // namespace codebook
