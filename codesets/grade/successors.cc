#include "codesets/grade/successors.h"

#include <optional>
#include <string_view>

namespace codebook {
namespace {

// How many characters of two codes of one length differ.
size_t Differences(Code a, Code b) {
  size_t count = 0;
  for (size_t i = 0; i < Code::kMaxLength; ++i) count += a[i] != b[i] ? 1U : 0U;
  return count;
}

// What X and a seventh character complete; the code itself for others.
Code StemOf(const CodeSet& release, Code code) {
  const std::optional<NodeId> row = release.Find(code);
  if (!row || !release.extended(*row)) return code;
  const std::optional<NodeId> parent = release.parent(*row);
  return parent && release.is_row(*parent) ? release.code(*parent) : code;
}

template <typename Wanted>
void CollectNew(const CodeSet& before, const CodeSet& after, Code prefix,
                Wanted wanted, std::vector<NodeId>& found) {
  const std::optional<RowRange> rows = after.automaton().Range(prefix);
  if (!rows) return;
  for (uint32_t row = rows->first; row < rows->last; ++row) {
    if (!after.billable(row)) continue;
    const Code code = after.code(row);
    const std::optional<NodeId> old = before.Find(code);
    if (old && before.billable(*old)) continue;
    if (wanted(row, code)) found.push_back(row);
  }
}

}  // namespace

std::vector<NodeId> FindSuccessors(const CodeSet& before, const CodeSet& after,
                                   Code code) {
  std::vector<NodeId> found;
  const std::optional<NodeId> row = before.Find(code);
  if (!row || !before.billable(*row)) return found;
  if (const auto still = after.Find(code); still && after.billable(*still)) {
    return found;
  }
  const Code stem = StemOf(before, code);
  CollectNew(
      before, after, stem,
      [&](NodeId, Code other) {
        return stem == code ||
               other[Code::kMaxLength - 1] == code[Code::kMaxLength - 1];
      },
      found);
  if (!found.empty()) return found;
  const std::string_view title = before.title(*row);
  const bool axes = !after.AxisRowsOf(code.Prefix(3)).empty();
  constexpr size_t kCategory = 3;
  CollectNew(
      before, after, code.Prefix(kCategory),
      [&](NodeId other_row, Code other) {
        return after.title(other_row) == title ||
               (axes && Differences(code, other) == 1);
      },
      found);
  return found;
}

}  // namespace codebook
