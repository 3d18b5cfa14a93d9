// The diff of releases against what is published: the order addenda, and the
// order files taken apart without the readers under test.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "codesets/diff/addenda_counts.h"
#include "codesets/diff/diff.h"
#include "codesets/import.h"
#include "engine/catalog.h"
#include "tests/random_codes.h"
#include "tests/release/official_files.h"
#include "tests/release/releases.h"

namespace codebook {
namespace {

// "Add 1 B8801 Infestation by Demodex mites".
using AddendaLines = std::multiset<std::string>;

std::string Unspaced(std::string text) {
  text.erase(text.find_last_not_of(" \r") + 1);
  return text;
}

struct Addenda {
  AddendaLines lines;
  // Without the lines of file names: "487 additions", after "Headers" or
  // "Codes".
  std::vector<std::string> trailer;
  std::vector<std::pair<std::string, OfficialRow>> rows;
};

// Columns from 1: 1-13 what happened, 14 the billable flag, 16-22 the code,
// 24-83 the short title, 85- the long one. Procedures have no flag, and
// everything two columns further to the left.
Addenda ReadOrderAddenda(const std::string& path, bool has_flag) {
  Addenda addenda;
  std::ifstream file(path);
  EXPECT_TRUE(file) << path;
  bool in_trailer = false;
  for (std::string line; std::getline(file, line);) {
    line = Unspaced(line);
    const size_t colon = line.find(':');
    const std::string action = line.substr(0, std::min(colon, line.size()));
    const bool row = action == "Add" || action == "Delete" ||
                     action == "Revise from" || action == "Revise to";
    if (!row) {
      const size_t first = line.find_first_not_of(' ');
      if (first == std::string::npos) continue;
      // Some files have their trailer twice.
      if (line == "Headers" && in_trailer) break;
      in_trailer = true;
      if (line.find(" in ") == std::string::npos &&
          line.find("of which") == std::string::npos) {
        addenda.trailer.push_back(line.substr(first));
      } else if (line.find(" in ") != std::string::npos) {
        addenda.trailer.push_back(
            line.substr(first, line.find(" in ") - first));
      }
      continue;
    }
    const size_t code = has_flag ? 15 : 13;
    OfficialRow read{
        .code = Unspaced(line.substr(code, 7)),
        .billable = has_flag ? line[13] == '1'
                             : Unspaced(line.substr(code, 7)).size() > 3,
        .short_title = Unspaced(line.substr(code + 8, 60)),
        .title = line.size() > code + 69 ? line.substr(code + 69) : ""};
    addenda.lines.insert(action + (read.billable ? " 1 " : " 0 ") + read.code +
                         " " + read.short_title + " | " + read.title);
    addenda.rows.emplace_back(action, std::move(read));
  }
  return addenda;
}

std::vector<std::string> TrailerOf(const DiffReport& report) {
  std::vector<std::string> trailer;
  const std::string text = AddendaTrailer(report);
  for (size_t at = 0; at < text.size();) {
    const size_t end = text.find('\n', at);
    std::string line = text.substr(at, end - at);
    at = end + 1;
    const size_t first = line.find_first_not_of(' ');
    if (first == std::string::npos || line == "of which") continue;
    const size_t in = line.find(" in ");
    trailer.push_back(line.substr(
        first, in == std::string::npos ? std::string::npos : in - first));
  }
  return trailer;
}

// The lines that the diff amounts to. Titles without accents, which order files
// do not have.
AddendaLines LinesOf(const DiffReport& report, const CodeSet& older,
                     const CodeSet& newer) {
  AddendaLines lines;
  std::set<std::string> revised;
  std::set<std::string> status;
  const auto add = [&lines](const std::string& action, const CodeSet& release,
                            const std::string& code) {
    const NodeId node = release.Find(code).value();
    lines.insert(action + (release.billable(node) ? " 1 " : " 0 ") +
                 release.code(node).ToString() + " " +
                 std::string(release.short_title(node)) + " | " +
                 WithoutOfficialAccents(release.title(node)));
  };
  for (const Change& change : report.changes) {
    if (change.kind == ChangeKind::kCodeAdded) add("Add", newer, change.code);
    if (change.kind == ChangeKind::kCodeDeleted) {
      add("Delete", older, change.code);
    }
    if (change.kind == ChangeKind::kStatusChanged) status.insert(change.code);
    if (change.kind == ChangeKind::kTitleRevised && !change.accents_only) {
      revised.insert(change.code);
    }
  }
  for (const std::string& code : status) {
    add("Delete", older, code);
    add("Add", newer, code);
    revised.erase(code);
  }
  for (const std::string& code : revised) {
    add("Revise from", older, code);
    add("Revise to", newer, code);
  }
  return lines;
}

std::vector<std::string> Sorted(const AddendaLines& lines) {
  return {lines.begin(), lines.end()};
}

std::string OrderText(const std::vector<OfficialRow>& rows) {
  std::string text;
  size_t number = 0;
  for (const OfficialRow& row : rows) {
    std::string line(77, ' ');
    const auto put = [&line](size_t column, const std::string& what) {
      line.replace(column - 1, what.size(), what);
    };
    std::string digits = std::to_string(++number);
    put(1, std::string(5 - std::min<size_t>(5, digits.size()), '0') + digits);
    put(7, row.code);
    put(15, row.billable ? "1" : "0");
    put(17, row.short_title);
    text += line + row.title + "\n";
  }
  return text;
}

CodeSetPtr ReadOne(const std::vector<std::string>& paths, const char* day,
                   const char* set) {
  const absl::StatusOr<ImportReport> report =
      ReadReleases(paths, {.effective = Date::Parse(day), .set = set});
  EXPECT_TRUE(report.ok()) << report.status();
  if (!report.ok()) return nullptr;
  EXPECT_EQ(report->releases.size(), 1u);
  return report->releases.at(0).code_set;
}

CodeSetPtr ReadOfficial(const OfficialRelease& release) {
  std::vector<std::string> paths = {release.Path(release.order_file)};
  if (!release.model_file.empty()) {
    paths.push_back(release.Path(release.model_file));
  }
  return ReadOne(paths, std::string(release.effective).c_str(),
                 std::string(release.set).c_str());
}

// The order file before the addenda: they undone, line by line.
CodeSetPtr UndoAddenda(const OfficialRelease& release, const Addenda& addenda) {
  std::map<std::string, OfficialRow> rows;
  for (OfficialRow& row : ReadOfficialOrder(release.Path(release.order_file))) {
    std::string code = row.code;
    rows.insert_or_assign(std::move(code), std::move(row));
  }
  for (const auto& [action, row] : addenda.rows) {
    if (action == "Add") rows.erase(row.code);
  }
  for (const auto& [action, row] : addenda.rows) {
    if (action == "Delete" || action == "Revise from") {
      rows.insert_or_assign(row.code, row);
    }
  }
  std::vector<OfficialRow> list;
  for (auto& [code, row] : rows) list.push_back(std::move(row));
  SourceFile file;
  file.name = "older_order.txt";
  const auto text = std::make_shared<const std::string>(OrderText(list));
  file.bytes = *text;
  file.owner = text;
  const absl::StatusOr<ImportReport> report = ReadReleases(
      std::vector<SourceFile>{file}, {.effective = Date::Parse("2010-10-01"),
                                      .set = std::string(release.set)});
  EXPECT_TRUE(report.ok()) << report.status();
  return report.ok() ? report->releases.at(0).code_set : nullptr;
}

struct NeighbouringPair {
  // Index in kOfficialReleases.
  size_t newer;
  const char* addenda;
};

constexpr std::array<NeighbouringPair, 9> kAddenda = {{
    {0, "icd10cm_order_addenda_2017.txt"},
    {1, "icd10cm_order_addenda_2021.txt"},
    {2, "icd10cm-order-addenda-2023.txt"},
    {3, "icd10cm_order_addenda_2023.txt"},
    {4, "icd10cm_order_addenda_2025.txt"},
    {5, "icd10cm_order_addenda_2026.txt"},
    {6, "order_addenda_2020.txt"},
    {7, "order_addenda_2023.txt"},
    {8, "order_addenda_2026.txt"},
}};

class DiffReleaseTest : public ReleaseTest {};

// The diff is what the addenda say, lines and trailer.
void ExpectAddenda(const CodeSet& older, const CodeSet& newer,
                   const Addenda& addenda) {
  const DiffReport report = Diff(older, newer);
  EXPECT_EQ(FirstDifference(Sorted(LinesOf(report, older, newer)),
                            Sorted(addenda.lines)),
            "");
  EXPECT_EQ(TrailerOf(report), addenda.trailer);
}

// The release before is at hand for some only; for all it is what the addenda
// say was there.
TEST_F(DiffReleaseTest, OfAReleaseAndTheOneBeforeIsTheOfficialAddenda) {
  for (const NeighbouringPair& pair : kAddenda) {
    const OfficialRelease& release = kOfficialReleases.at(pair.newer);
    SCOPED_TRACE(release.Id());
    const Addenda addenda =
        ReadOrderAddenda(release.Path(pair.addenda), release.is_diagnoses());
    ASSERT_FALSE(addenda.rows.empty());
    const CodeSetPtr older = UndoAddenda(release, addenda);
    const CodeSetPtr newer = ReadOfficial(release);
    ASSERT_TRUE(older != nullptr && newer != nullptr);
    ExpectAddenda(*older, *newer, addenda);
  }
}

TEST_F(DiffReleaseTest, OfNeighboursAtHandIsTheOfficialAddenda) {
  for (const size_t newer_index : {3u, 5u}) {
    const OfficialRelease& release = kOfficialReleases.at(newer_index);
    SCOPED_TRACE(release.Id());
    const Addenda addenda =
        ReadOrderAddenda(release.Path(kAddenda.at(newer_index).addenda), true);
    const CodeSetPtr older =
        ReadOfficial(kOfficialReleases.at(newer_index - 1));
    const CodeSetPtr newer = ReadOfficial(release);
    ASSERT_TRUE(older != nullptr && newer != nullptr);
    ExpectAddenda(*older, *newer, addenda);
  }
}

// FY2016 has no order file, so no short titles.
TEST_F(DiffReleaseTest, OfTheFirstYearsIsTheOfficialAddendaButForShortTitles) {
  const OfficialRelease& release = kOfficialReleases.at(0);
  const Addenda addenda =
      ReadOrderAddenda(release.Path(kAddenda[0].addenda), true);
  const CodeSetPtr older =
      ReadOne({ReleasesPath(kArchive2016)}, "2015-10-01", "icd10cm");
  const CodeSetPtr newer = ReadOfficial(release);
  ASSERT_TRUE(older != nullptr && newer != nullptr);
  const DiffReport report = Diff(*older, *newer);
  EXPECT_FALSE(report.short_titles_compared);
  const auto without_short = [](const AddendaLines& lines) {
    std::vector<std::string> texts;
    for (const std::string& line : lines) {
      const size_t flag = line.find_first_of("01");
      texts.push_back(line.substr(0, line.find(' ', flag + 2)) +
                      line.substr(line.find(" | ")));
    }
    std::ranges::sort(texts);
    return texts;
  };
  EXPECT_EQ(FirstDifference(without_short(LinesOf(report, *older, *newer)),
                            without_short(addenda.lines)),
            "");
}

TEST_F(DiffReleaseTest, OfAnyTwoIsWhatTheOrderFilesSay) {
  for (size_t i = 0; i < kOfficialReleases.size(); ++i) {
    for (size_t j = 0; j < kOfficialReleases.size(); ++j) {
      const OfficialRelease& before = kOfficialReleases.at(i);
      const OfficialRelease& after = kOfficialReleases.at(j);
      // Not neighbours; both ways for some.
      if (before.set != after.set || i == j || (j < i && i - j > 1)) continue;
      if (kUnderSanitizer && j != i + 1) continue;
      SCOPED_TRACE(before.Id() + " to " + after.Id());
      std::map<std::string, bool> was;
      for (const OfficialRow& row :
           ReadOfficialOrder(before.Path(before.order_file))) {
        was.emplace(row.code, row.billable);
      }
      std::multiset<std::string> expected;
      for (const OfficialRow& row :
           ReadOfficialOrder(after.Path(after.order_file))) {
        const auto found = was.find(row.code);
        if (found == was.end()) {
          expected.insert("added " + row.code);
        } else if (found->second != row.billable) {
          expected.insert("status " + row.code);
        }
        if (found != was.end()) was.erase(found);
      }
      for (const auto& [code, billable] : was) {
        expected.insert("deleted " + code);
      }
      const CodeSetPtr older = ReadOfficial(before);
      const CodeSetPtr newer = ReadOfficial(after);
      ASSERT_TRUE(older != nullptr && newer != nullptr);
      std::multiset<std::string> found;
      const DiffReport report = Diff(*older, *newer);
      // Rows of tables mean the very same codes.
      std::set<std::string> by_rows_added;
      std::set<std::string> by_rows_deleted;
      for (const Change& change : report.changes) {
        std::string code = change.code;
        std::erase(code, '.');
        if (change.kind == ChangeKind::kCodeAdded)
          found.insert("added " + code);
        if (change.kind == ChangeKind::kCodeDeleted) {
          found.insert("deleted " + code);
        }
        if (change.kind == ChangeKind::kStatusChanged) {
          found.insert("status " + code);
        }
        by_rows_added.insert(change.codes_added.begin(),
                             change.codes_added.end());
        by_rows_deleted.insert(change.codes_deleted.begin(),
                               change.codes_deleted.end());
      }
      EXPECT_EQ(FirstDifference({found.begin(), found.end()},
                                {expected.begin(), expected.end()}),
                "");
      if (before.is_diagnoses()) continue;
      std::multiset<std::string> by_rows;
      for (const std::string& code : by_rows_added) {
        by_rows.insert("added " + code);
      }
      for (const std::string& code : by_rows_deleted) {
        by_rows.insert("deleted " + code);
      }
      // Tables themselves are headers of the order file.
      std::erase_if(expected, [](const std::string& line) {
        return line.size() - line.find(' ') - 1 == 3;
      });
      EXPECT_GT(by_rows.size(), 100u);
      EXPECT_EQ(FirstDifference({by_rows.begin(), by_rows.end()},
                                {expected.begin(), expected.end()}),
                "");
    }
  }
}

}  // namespace
}  // namespace codebook
