// Rows of tables, and what the characters of tables mean.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "codesets/diff/diff_parts.h"
#include "codesets/diff/table_row.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// The numbers of older and newer rows that hang together by codes they share.
struct RowGroup {
  std::vector<size_t> older;
  std::vector<size_t> newer;
};

ChangeKind KindOf(const RowGroup& group) {
  if (group.older.empty()) return ChangeKind::kRowAdded;
  if (group.newer.empty()) return ChangeKind::kRowDeleted;
  if (group.older.size() == 1 && group.newer.size() == 1) {
    return ChangeKind::kRowRevised;
  }
  if (group.older.size() == 1) return ChangeKind::kRowSplit;
  if (group.newer.size() == 1) return ChangeKind::kRowMerged;
  return ChangeKind::kRowRegrouped;
}

// Gathers the rows of one table that have no equal in the other release into
// groups that share codes.
class RowGrouping {
 public:
  using Rows = std::vector<TableRow>;

  RowGrouping(const Rows& older, const Rows& newer)
      : older_(older),
        newer_(newer),
        older_done_(older.size(), false),
        newer_done_(newer.size(), false) {}

  std::vector<RowGroup> Run() {
    SetEqualApart();
    std::vector<RowGroup> groups;
    for (size_t j = 0; j < newer_.size(); ++j) {
      if (newer_done_[j]) continue;
      newer_done_[j] = true;
      groups.push_back(Gather({.older = {}, .newer = {j}}));
    }
    for (size_t i = 0; i < older_.size(); ++i) {
      if (older_done_[i]) continue;
      older_done_[i] = true;
      groups.push_back({.older = {i}, .newer = {}});
    }
    return groups;
  }

 private:
  void SetEqualApart() {
    for (size_t i = 0; i < older_.size(); ++i) {
      for (size_t j = 0; j < newer_.size(); ++j) {
        if (newer_done_[j] || !older_[i].SameCodes(newer_[j])) continue;
        older_done_[i] = true;
        newer_done_[j] = true;
        break;
      }
    }
  }

  static void TakeOverlapping(const TableRow& row, const Rows& others,
                              std::vector<bool>& done,
                              std::vector<size_t>& taken) {
    for (size_t i = 0; i < others.size(); ++i) {
      if (done[i] || !row.Overlaps(others[i])) continue;
      done[i] = true;
      taken.push_back(i);
    }
  }

  // Takes in, from either side, all that shares codes with what was taken.
  RowGroup Gather(RowGroup group) {
    size_t older_seen = 0;
    size_t newer_seen = 0;
    while (older_seen < group.older.size() || newer_seen < group.newer.size()) {
      if (older_seen < group.older.size()) {
        TakeOverlapping(older_[group.older[older_seen++]], newer_, newer_done_,
                        group.newer);
      } else {
        TakeOverlapping(newer_[group.newer[newer_seen++]], older_, older_done_,
                        group.older);
      }
    }
    std::ranges::sort(group.older);
    std::ranges::sort(group.newer);
    return group;
  }

  const Rows& older_;
  const Rows& newer_;
  std::vector<bool> older_done_;
  std::vector<bool> newer_done_;
};

std::string Patterns(const std::vector<TableRow>& rows,
                     const std::vector<size_t>& chosen) {
  std::string text;
  for (const size_t i : chosen) {
    text = text.empty() ? rows[i].Pattern()
                        : Concat(text, "\n", rows[i].Pattern());
  }
  return text;
}

// The codes of `chosen` that no row of `others` gives.
std::vector<std::string> CodesWithout(const std::vector<TableRow>& rows,
                                      const std::vector<size_t>& chosen,
                                      const std::vector<TableRow>& others) {
  std::set<std::string> codes;
  for (const size_t i : chosen) {
    for (const Code code : rows[i].Codes()) {
      const bool known = std::ranges::any_of(
          others, [code](const TableRow& row) { return row.Has(code); });
      if (!known) codes.insert(code.ToString());
    }
  }
  return {codes.begin(), codes.end()};
}

class TableDiff {
 public:
  explicit TableDiff(ChangeWriter& changes) : changes_(changes) {}

  void Run() {
    const auto is_table = [](const CodeSet& release, NodeId row) {
      return release.kind(row) == Kind::kTable;
    };
    for (const NodeId node : changes_.newer().TabularOrder()) {
      if (!is_table(changes_.newer(), node)) continue;
      Compare(changes_.pairing().OlderOf(node), node);
    }
    for (const NodeId node : changes_.older().TabularOrder()) {
      if (!is_table(changes_.older(), node)) continue;
      if (!changes_.pairing().NewerOf(node)) Compare(node, std::nullopt);
    }
  }

 private:
  void Compare(std::optional<NodeId> older_table,
               std::optional<NodeId> newer_table) {
    const std::vector<TableRow> older =
        older_table ? ReadTableRows(changes_.older(), *older_table)
                    : std::vector<TableRow>();
    const std::vector<TableRow> newer =
        newer_table ? ReadTableRows(changes_.newer(), *newer_table)
                    : std::vector<TableRow>();
    for (const RowGroup& group : RowGrouping(older, newer).Run()) {
      Change& change = newer_table
                           ? changes_.AddNewer(KindOf(group), *newer_table)
                           : changes_.AddOlder(KindOf(group), *older_table);
      change.before = Patterns(older, group.older);
      change.after = Patterns(newer, group.newer);
      change.codes_added = CodesWithout(newer, group.newer, older);
      change.codes_deleted = CodesWithout(older, group.older, newer);
    }
    if (!newer_table) return;
    for (const TableRow& was : older) {
      for (const TableRow& is : newer) {
        if (was.Overlaps(is)) CompareLabels(was, is, *newer_table);
      }
    }
  }

  void CompareLabels(const TableRow& was, const TableRow& is, NodeId table) {
    for (size_t position = 0; position < Code::kMaxLength; ++position) {
      for (const AxisValue& before : was.values[position]) {
        const AxisValue* const after = is.Find(position, before.character);
        if (after == nullptr) continue;
        Label(ChangeKind::kLabelRevised, table, position, before,
              before.label.text, after->label.text);
        Label(ChangeKind::kDefinitionRevised, table, position, before,
              before.label.definition, after->label.definition);
      }
    }
  }

  void Label(ChangeKind kind, NodeId table, size_t position,
             const AxisValue& value, std::string_view was,
             std::string_view is) {
    if (was == is) return;
    // The first three characters mean the same in all tables that begin so.
    const Code code = changes_.newer().code(table);
    const Code place = code.Prefix(std::min<size_t>(position + 1, 3));
    if (!labels_
             .emplace(kind, place.key(), position, value.character,
                      std::string(was), std::string(is))
             .second) {
      return;
    }
    Change& change = changes_.AddNewer(kind, table, value.label.axis);
    change.code = place.ToString();
    if (position >= 3)
      change.part = Concat(change.part, " ", std::string(1, value.character));
    change.before = was;
    change.after = is;
  }

  ChangeWriter& changes_;
  // Those told already: two rows of a table mostly mean the same.
  std::set<
      std::tuple<ChangeKind, uint64_t, size_t, char, std::string, std::string>>
      labels_;
};

}  // namespace

void DiffTables(ChangeWriter& changes) {
  if (changes.comparable().tables && changes.newer().has_axis_rows()) {
    TableDiff(changes).Run();
  }
}

}  // namespace codebook
