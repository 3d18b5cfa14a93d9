// A diff says exactly how to get from one release to the other, checked on
// releases drawn at random.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "codesets/diff/diff.h"
#include "tests/codesets/read_release.h"
#include "tests/random_codes.h"
#include "tests/small_release.h"

namespace codebook {
namespace {

struct DrawnCode {
  std::string code;
  bool billable;
  Kind kind;
  std::string title;
  std::string short_title;
  std::vector<std::pair<NoteKind, std::string>> notes;
};

const std::vector<std::string> kWords = {"acute", "chronic", "of",
                                         "left",  "right",   "knee",
                                         "hand",  "with",    "without"};

class Drawer {
 public:
  explicit Drawer(uint64_t seed) : random_(seed) {}

  std::string Title() {
    std::string title;
    for (size_t i = 1 + Below(random_, 4); i > 0; --i) {
      title +=
          (title.empty() ? "" : " ") + kWords[Below(random_, kWords.size())];
    }
    return title;
  }

  DrawnCode Draw(const std::string& code) {
    DrawnCode drawn{
        .code = code,
        .billable = Below(random_, 2) == 0,
        .kind = Below(random_, 2) == 0 ? Kind::kCode : Kind::kSubcategory,
        .title = Title(),
        .short_title = Title(),
        .notes = {}};
    for (size_t i = Below(random_, 4); i > 0; --i) {
      drawn.notes.emplace_back(
          Below(random_, 2) == 0 ? NoteKind::kExcludes1 : NoteKind::kIncludes,
          Title());
    }
    return drawn;
  }

  // A list of its own order, below one chapter.
  std::vector<DrawnCode> List(size_t count) {
    std::vector<DrawnCode> list;
    for (const std::string& code : RandomCodeTexts(random_, count, 4)) {
      list.push_back(Draw(code));
    }
    std::ranges::shuffle(list, random_);
    return list;
  }

  // The list as another year has it.
  std::vector<DrawnCode> Change(std::vector<DrawnCode> list) {
    std::erase_if(list,
                  [this](const DrawnCode&) { return Below(random_, 8) == 0; });
    for (DrawnCode& code : list) {
      if (Below(random_, 4) == 0) code = Draw(code.code);
      if (Below(random_, 6) == 0) code.title = Title();
      if (!code.notes.empty() && Below(random_, 3) == 0) code.notes.pop_back();
    }
    for (const std::string& code : RandomCodeTexts(random_, 10, 4)) {
      const bool known =
          std::ranges::find(list, code, &DrawnCode::code) != list.end();
      if (known) continue;
      list.insert(list.begin() +
                      static_cast<ptrdiff_t>(Below(random_, list.size() + 1)),
                  Draw(code));
    }
    for (size_t i = Below(random_, 4); i > 0; --i) {
      std::swap(list[Below(random_, list.size())],
                list[Below(random_, list.size())]);
    }
    return list;
  }

 private:
  std::mt19937_64 random_;
};

CodeSetPtr Release(const std::vector<DrawnCode>& list, const char* day) {
  CodeSetBuilder builder({.set = "icd10cm",
                          .effective = *Date::Parse(day),
                          .point_after = 3,
                          .source_version = {}});
  const NodeId chapter = builder.AddGroup(Kind::kChapter, "1", "All");
  for (const DrawnCode& code : list) {
    const NodeId node =
        builder.AddRow(CodeOf(code.code), {.kind = code.kind,
                                           .billable = code.billable,
                                           .title = code.title,
                                           .short_title = code.short_title,
                                           .parent = chapter});
    for (const auto& [kind, text] : code.notes) {
      builder.AddNote(node, kind, 0, text);
    }
  }
  return OpenImage(std::move(builder).Build().value());
}

// A row of an export, and what it has besides.
struct ExportRow {
  std::string code;
  bool billable;
  std::string kind;
  std::string title;
  std::string short_title;
  std::multiset<std::string> notes;

  friend bool operator==(const ExportRow&, const ExportRow&) = default;
};

std::vector<ExportRow> Export(const CodeSet& release) {
  std::vector<ExportRow> rows;
  for (const NodeId node : release.TabularOrder()) {
    if (!release.is_row(node)) continue;
    ExportRow& row = rows.emplace_back();
    row = {release.Name(node),
           release.billable(node),
           std::string(KindName(release.kind(node))),
           std::string(release.title(node)),
           std::string(release.short_title(node)),
           {}};
    for (const Note& note : release.OwnNotes(node)) {
      row.notes.insert(std::string(NoteKindName(note.kind)) + " " +
                       std::string(note.text));
    }
  }
  return rows;
}

class Applier {
 public:
  explicit Applier(std::vector<ExportRow> rows) : rows_(std::move(rows)) {}

  std::vector<ExportRow> Apply(const std::vector<Change>& changes) {
    std::map<std::string, ExportRow> moved;
    for (const Change& change : changes) {
      const bool moves = change.kind == ChangeKind::kCodeMoved;
      if (change.kind == ChangeKind::kCodeDeleted) Erase(change.code);
      if (moves) moved.emplace(change.code, Erase(change.code));
    }
    for (const Change& change : changes) {
      if (change.kind == ChangeKind::kCodeAdded) {
        Insert({change.code,
                change.billable,
                std::string(KindName(change.node_kind)),
                change.after,
                {},
                {}},
               change.follows);
      } else if (change.kind == ChangeKind::kCodeMoved) {
        Insert(moved.at(change.code), change.after);
      }
    }
    for (const Change& change : changes) ApplyText(change);
    return rows_;
  }

 private:
  std::vector<ExportRow>::iterator Find(const std::string& code) {
    return std::ranges::find(rows_, code, &ExportRow::code);
  }

  ExportRow Erase(const std::string& code) {
    const auto at = Find(code);
    EXPECT_TRUE(at != rows_.end()) << code;
    ExportRow row = *at;
    rows_.erase(at);
    return row;
  }

  void Insert(ExportRow row, const std::string& behind) {
    const auto at = behind.empty() ? rows_.begin() : Find(behind) + 1;
    rows_.insert(at, std::move(row));
  }

  void EraseNote(const std::string& code, const std::string& note) {
    const auto row = Find(code);
    // The notes of a deleted code went with it.
    if (row == rows_.end()) return;
    const auto found = row->notes.find(note);
    ASSERT_TRUE(found != row->notes.end()) << code << " " << note;
    row->notes.erase(found);
  }

  void ApplyText(const Change& change) {
    const auto row = Find(change.code);
    const auto note = [&change](const std::string& text) {
      return change.part + " " + text;
    };
    switch (change.kind) {
      case ChangeKind::kTitleRevised:
        (change.part == "long title" ? row->title : row->short_title) =
            change.after;
        break;
      case ChangeKind::kStatusChanged:
        row->billable = change.after == "billable";
        [[fallthrough]];
      case ChangeKind::kKindChanged:
        row->kind = std::string(KindName(change.node_kind));
        break;
      case ChangeKind::kNoteAdded:
        row->notes.insert(note(change.after));
        break;
      case ChangeKind::kNoteDeleted:
        EraseNote(change.code, note(change.before));
        break;
      case ChangeKind::kNoteRevised:
        EraseNote(change.code, note(change.before));
        row->notes.insert(note(change.after));
        break;
      case ChangeKind::kNoteMoved:
        EraseNote(change.moved_from,
                  change.moved_from_part + " " + change.before);
        row->notes.insert(note(change.after));
        break;
      default:
        break;
    }
  }

  std::vector<ExportRow> rows_;
};

// The changes as lines; turned round when `mirrored`.
std::multiset<std::string> Lines(const DiffReport& report, bool mirrored) {
  const std::map<ChangeKind, ChangeKind> kMirror = {
      {ChangeKind::kCodeAdded, ChangeKind::kCodeDeleted},
      {ChangeKind::kCodeDeleted, ChangeKind::kCodeAdded},
      {ChangeKind::kNoteAdded, ChangeKind::kNoteDeleted},
      {ChangeKind::kNoteDeleted, ChangeKind::kNoteAdded},
  };
  std::multiset<std::string> lines;
  for (const Change& change : report.changes) {
    ChangeKind kind = change.kind;
    std::string at = change.code + "/" + change.part;
    std::string from = change.moved_from + "/" + change.moved_from_part;
    std::string before = change.before;
    std::string after = change.after;
    if (mirrored) {
      if (kMirror.contains(kind)) kind = kMirror.at(kind);
      std::swap(before, after);
      if (kind == ChangeKind::kNoteMoved) std::swap(at, from);
    }
    lines.insert(std::string(ChangeKindName(kind)) + " " + at + " " + from +
                 " " + before + " -> " + after);
  }
  return lines;
}

class DiffRoundTripTest : public testing::TestWithParam<uint64_t> {
 protected:
  DiffRoundTripTest() : drawer_(GetParam()) {
    const std::vector<DrawnCode> before = drawer_.List(40);
    older_ = Release(before, "2024-10-01");
    newer_ = Release(drawer_.Change(before), "2025-10-01");
  }

  Drawer drawer_;
  CodeSetPtr older_;
  CodeSetPtr newer_;
};

TEST_P(DiffRoundTripTest, ChangesMakeTheOneReleaseTheOther) {
  const DiffReport report = Diff(*older_, *newer_);
  std::vector<ExportRow> made = Applier(Export(*older_)).Apply(report.changes);
  std::vector<ExportRow> expected = Export(*newer_);
  // An added code comes without its short title.
  for (ExportRow& row : expected) {
    const auto change =
        std::ranges::find_if(report.changes, [&row](const Change& c) {
          return c.kind == ChangeKind::kCodeAdded && c.code == row.code;
        });
    if (change != report.changes.end()) row.short_title.clear();
  }
  ASSERT_EQ(made.size(), expected.size());
  for (size_t i = 0; i < made.size(); ++i) {
    EXPECT_EQ(made[i].code, expected[i].code) << i;
    EXPECT_TRUE(made[i] == expected[i]) << made[i].code;
  }
}

TEST_P(DiffRoundTripTest, OfAReleaseWithItselfIsEmpty) {
  const DiffReport report = Diff(*newer_, *newer_);
  EXPECT_TRUE(report.changes.empty());
  // None of them has an index.
  ASSERT_EQ(report.not_compared.size(), 1u);
  EXPECT_EQ(report.not_compared[0].what, "indexes");
  EXPECT_EQ(report.codes.additions + report.codes.deletions +
                report.codes.revisions + report.headers.additions +
                report.headers.deletions + report.headers.revisions,
            0u);
}

TEST_P(DiffRoundTripTest, BackwardsMirrorsForwards) {
  EXPECT_EQ(Lines(Diff(*older_, *newer_), /*mirrored=*/true),
            Lines(Diff(*newer_, *older_), /*mirrored=*/false));
}

INSTANTIATE_TEST_SUITE_P(Seeds, DiffRoundTripTest,
                         testing::Range(uint64_t{1}, uint64_t{101}));

}  // namespace
}  // namespace codebook
