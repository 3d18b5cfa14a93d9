// The indexes of FY2016 against FY2017, beside the official addenda.

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
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
    if (depth == 0 && !text.empty() && text[0] < 'a') letter = text[0];
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

// The text of an element and of those in it: modifiers stand in titles.
std::string AllText(pugi::xml_node element) {
  std::string text;
  for (const pugi::xml_node child : element.children()) {
    text += child.type() == pugi::node_pcdata ? std::string(child.value())
                                              : AllText(child);
  }
  return text;
}

// The entries of an official list, walked without the reader under test.
void WalkTerms(pugi::xml_node parent, char letter, size_t depth,
               std::set<Entry>& entries) {
  for (const pugi::xml_node term : parent.children()) {
    const std::string_view name = term.name();
    if (name != "mainTerm" && name != "term") continue;
    std::string title = AllText(term.child("title"));
    if (depth == 0 && !title.empty()) letter = title[0];
    std::string codes;
    for (const pugi::xml_node child : term.children()) {
      const std::string_view kind = child.name();
      const std::string text = OfficialText(child);
      if (kind == "code") codes += " " + text;
      if (kind == "manif") codes += " [" + text + "]";
      if (kind == "see") title += " - see " + text;
      if (kind == "seeAlso") {
        title += term.child("code") ? " (see also " + text + ")"
                                    : " - see also " + text;
      }
    }
    entries.emplace(true, letter, depth, CondensedEntry(title + codes));
    WalkTerms(term, letter, depth + 1, entries);
  }
}

std::set<Entry> WalkIndex(const std::string& xml) {
  pugi::xml_document document;
  EXPECT_TRUE(document.load_buffer(xml.data(), xml.size()));
  std::set<Entry> entries;
  for (const auto letter : document.child("ICD10CM.index").children("letter")) {
    WalkTerms(letter, ' ', 0, entries);
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
  void Compare(const std::string& part, const std::string& file,
               const std::string& older_list) const {
    const std::set<Entry> printed =
        ReadIndexAddenda(ReleasesPath("addenda/2016-10-01/" + file));
    // The addenda correct the printed index, too, where the list had been
    // right: they add what it had, and delete what it had not.
    const std::set<Entry> had =
        WalkIndex(ReadArchiveMember(ReleasesPath(kArchive2016), older_list));
    ASSERT_GT(had.size(), 1000u);
    std::set<Entry> official = printed;
    std::erase_if(official, [&had](Entry entry) {
      const bool deleted = std::exchange(std::get<0>(entry), true);
      return had.contains(entry) != deleted;
    });
    std::cout << printed.size() - official.size() << " of " << printed.size()
              << " lines of the addenda are contradicted by the list\n";
    std::set<Entry> found;
    size_t changes = 0;
    size_t known = 0;
    for (const Change& change : report_.changes) {
      const bool of_index = change.kind >= ChangeKind::kIndexAdded;
      if (!of_index || change.part != part) continue;
      ++changes;
      const std::set<Entry> entries = EntriesOf(change);
      found.insert(entries.begin(), entries.end());
      if (std::ranges::any_of(entries, [&printed](const Entry& entry) {
            return printed.contains(entry);
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
    ASSERT_GT(official.size(), 50u);
    EXPECT_GE(static_cast<double>(lines),
              0.95 * static_cast<double>(official.size()));
    EXPECT_GE(static_cast<double>(known), 0.95 * static_cast<double>(changes));
  }

  DiffReport report_;
};

TEST_F(DiffIndexTest, OfDiseasesIsThatOfTheAddenda) {
  Compare("diseases", "icd10cm_index_addenda_2017.txt", "Index.xml");
}

TEST_F(DiffIndexTest, OfExternalCausesIsThatOfTheAddenda) {
  Compare("external_causes", "icd10cm_eindex_addenda_2017.txt", "E-Index.xml");
}

}  // namespace
}  // namespace codebook
