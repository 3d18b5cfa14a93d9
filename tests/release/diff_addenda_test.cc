// Notes, titles, sections and seventh characters of FY2016 against FY2017,
// beside the official addenda.

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "codesets/diff/diff.h"
#include "codesets/diff/pairing.h"
#include "codesets/import.h"
#include "tests/release/official_files.h"
#include "tests/release/releases.h"
#include "tests/release/tabular_addenda.h"
#include "tests/release/tabular_walk.h"

namespace codebook {
namespace {

// Side (true: of the older year), node and text.
using Fact = std::tuple<bool, std::string, std::string>;

struct Years {
  std::vector<WalkedNode> older;
  std::vector<WalkedNode> newer;
};

std::string SectionKey(const std::string& title) {
  return Condensed(WithoutRange(title));
}

class DiffAddendaTest : public ReleaseTest {
 protected:
  void SetUp() override {
    ReleaseTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    const OfficialRelease& release = kOfficialReleases[0];
    years_.older = WalkTabular(
        ReadArchiveMember(ReleasesPath(kArchive2016), kTabular2016));
    years_.newer = WalkTabular(ReadModel(release));
    const CodeSetPtr older = Read({ReleasesPath(kArchive2016)}, "2015-10-01");
    const CodeSetPtr newer = Read(
        {release.Path(release.order_file), release.Path(release.model_file)},
        "2016-10-01");
    ASSERT_TRUE(older != nullptr && newer != nullptr);
    report_ = Diff(*older, *newer);
    for (const Change& change : report_.changes) {
      if (Compared(change, *older, *newer)) compared_.push_back(&change);
    }
    std::set<std::string> codes;
    std::set<std::string> sections;
    for (const auto* year : {&years_.older, &years_.newer}) {
      for (const WalkedNode& node : *year) {
        if (node.kind == Kind::kSection) {
          sections.insert(SectionKey(node.title));
        } else if (node.kind != Kind::kChapter) {
          codes.insert(node.name);
        }
      }
    }
    items_ = AddendaReader(codes, sections)
                 .Read(ReadAddendaLines(ReleasesPath(
                     "addenda/2016-10-01/icd10cm_tabular_addenda_2017.txt")));
    RenameSections();
    SetAsideUnchanged();
  }

  static std::string ReadModel(const OfficialRelease& release) {
    std::ifstream file(release.Path(release.model_file), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  static CodeSetPtr Read(const std::vector<std::string>& paths,
                         const char* day) {
    const absl::StatusOr<ImportReport> report =
        ReadReleases(paths, {.effective = Date::Parse(day), .set = "icd10cm"});
    EXPECT_TRUE(report.ok()) << report.status();
    return report.ok() ? report->releases.at(0).code_set : nullptr;
  }

  // The addenda do not list codes that seventh characters make, nor that a
  // code became a header, which follows from the codes added below it.
  static bool Compared(const Change& change, const CodeSet& older,
                       const CodeSet& newer) {
    const auto extended = [&change](const CodeSet& release) {
      const std::optional<NodeId> node = release.Find(change.code);
      return node && release.extended(*node);
    };
    switch (change.kind) {
      case ChangeKind::kStatusChanged:
      case ChangeKind::kKindChanged:
      case ChangeKind::kCodeMoved:
        return false;
      case ChangeKind::kCodeAdded:
      case ChangeKind::kCodeDeleted:
      case ChangeKind::kTitleRevised:
        return !extended(older) && !extended(newer);
      case ChangeKind::kSectionRevised:
        return change.part == "title";
      default:
        return true;
    }
  }

  // A section whose range was changed is printed as deleted and added, all its
  // notes included: the older name is replaced by the newer.
  void RenameSections() {
    std::map<std::string, std::string> newer;
    std::map<std::string, std::string> renamed;
    for (const WalkedNode& node : years_.newer) {
      if (node.is_group()) newer[SectionKey(node.title)] = node.name;
    }
    for (const WalkedNode& node : years_.older) {
      const auto found = newer.find(SectionKey(node.title));
      if (node.is_group() && found != newer.end()) {
        renamed[node.name] = found->second;
      }
    }
    for (AddendaItem& item : items_) {
      const auto found = renamed.find(item.node);
      if (item.deleted && found != renamed.end()) item.node = found->second;
    }
  }

  // What is deleted and added again in the same place is no change.
  void SetAsideUnchanged() {
    const auto key = [](const AddendaItem& item) {
      return std::tuple(item.what, item.node, item.list, item.text);
    };
    std::map<decltype(key(items_[0])), std::pair<size_t, size_t>> counts;
    for (const AddendaItem& item : items_) {
      ++(item.deleted ? counts[key(item)].first : counts[key(item)].second);
    }
    std::erase_if(items_, [&](const AddendaItem& item) {
      const auto& [deleted, added] = counts[key(item)];
      return deleted > 0 && added > 0;
    });
  }

  // What a change says was there, and is there now.
  static std::set<Fact> FactsOf(const Change& change) {
    std::set<Fact> facts;
    const auto add = [&facts](bool older, const std::string& node,
                              const std::string& text) {
      if (text.empty()) return;
      facts.emplace(older, node, Condensed(text));
    };
    const std::string& from =
        change.moved_from.empty() ? change.code : change.moved_from;
    const bool character =
        ChangeKindName(change.kind).starts_with("seventh-character-") &&
        !change.part.empty();
    // "1 Right eye", with a remark in the next line.
    const auto text = [&](std::string of) {
      std::ranges::replace(of, '\n', ' ');
      return character && !of.empty() ? change.part + of : of;
    };
    const auto first_line = [&](const std::string& of) {
      return text(of.substr(0, of.find('\n')));
    };
    const auto remark = [&](const std::string& of) {
      const size_t end = of.find('\n');
      return end == std::string::npos ? std::string() : of.substr(end + 1);
    };
    for (const auto& part :
         {std::function<std::string(std::string)>(text),
          std::function<std::string(std::string)>(first_line),
          std::function<std::string(std::string)>(remark)}) {
      add(true, from, part(change.before));
      add(false, change.code, part(change.after));
    }
    return facts;
  }

  // The addenda contradict the lists they go with: what they delete is still
  // there, or what they add had been there.
  bool Contradicted(const AddendaItem& item) const {
    for (const WalkedNode& node : item.deleted ? years_.newer : years_.older) {
      if (node.name != item.node) continue;
      for (const WalkedNote& note : node.notes) {
        if (Condensed(note.text) == item.text) return true;
      }
    }
    return false;
  }

  // "I10-I16 Hypertensive diseases": the list of sections at the beginning of
  // a chapter, which says again what the titles of the sections say.
  static bool InListOfSections(const AddendaItem& item) {
    return item.what == AddendaItem::kText && item.text.size() > 8 &&
           item.text[3] == '-' && std::isdigit(item.text[1]) != 0 &&
           std::isdigit(item.text[5]) != 0;
  }

  Years years_;
  DiffReport report_;
  std::vector<const Change*> compared_;
  std::vector<AddendaItem> items_;
};

TEST_F(DiffAddendaTest, FindsWhatTheAddendaHave) {
  std::set<Fact> facts;
  for (const Change* const change : compared_) facts.merge(FactsOf(*change));
  size_t found = 0;
  size_t explained = 0;
  std::vector<std::string> rest;
  for (const AddendaItem& item : items_) {
    // A heading may be part of the text: "Excludes 1: desensitization ...".
    if (facts.contains({item.deleted, item.node, item.text}) ||
        facts.contains({item.deleted, item.node, item.list + item.text})) {
      ++found;
    } else if (Contradicted(item) || InListOfSections(item)) {
      ++explained;
      std::cout << (InListOfSections(item) ? "list of sections: "
                                           : "contradicted by the list: ")
                << item.node << ": " << item.line << "\n";
    } else {
      rest.push_back(item.node + ": " + item.line);
    }
  }
  ASSERT_GT(items_.size(), 3000u);
  std::cout << found << " of " << items_.size() << " lines found, " << explained
            << " more explained\n";
  for (const std::string& line : rest)
    std::cout << "not found: " << line << "\n";
  EXPECT_GE(static_cast<double>(found),
            0.98 * static_cast<double>(items_.size()));
  EXPECT_EQ(rest.size(), 0u);
}

TEST_F(DiffAddendaTest, TheAddendaHaveWhatItFinds) {
  std::set<Fact> facts;
  for (const AddendaItem& item : items_) {
    facts.emplace(item.deleted, item.node, item.text);
    facts.emplace(item.deleted, item.node, item.list + item.text);
  }
  size_t found = 0;
  for (const Change* const change : compared_) {
    const std::set<Fact> of_change = FactsOf(*change);
    const bool known = std::ranges::any_of(
        of_change, [&facts](const Fact& fact) { return facts.contains(fact); });
    if (known) {
      ++found;
    } else {
      std::cout << "not in the addenda: " << ChangeKindName(change->kind) << " "
                << change->code << " " << change->part << ": " << change->before
                << " -> " << change->after << "\n";
    }
  }
  ASSERT_GT(compared_.size(), 2000u);
  std::cout << found << " of " << compared_.size() << " changes found\n";
  EXPECT_GE(static_cast<double>(found),
            0.98 * static_cast<double>(compared_.size()));
}

}  // namespace
}  // namespace codebook
