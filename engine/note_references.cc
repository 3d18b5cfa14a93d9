#include "engine/note_references.h"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace codebook {
namespace {

using Rows = NoteReferencesBuilder::Rows;

// The first key that does not begin with `prefix`.
uint64_t KeyAfter(Code prefix) {
  return prefix.key() + (uint64_t{1} << (64 - 8 * prefix.size()));
}

// Finds the rows that ranges mean.
class RowFinder {
 public:
  explicit RowFinder(const Rows& rows) : rows_(rows) {
    for (uint32_t row = 0; row < rows.codes.size(); ++row) {
      const uint64_t category = rows.codes[row].Prefix(3).key();
      if (categories_.empty() || categories_.back() != category) {
        categories_.push_back(category);
        begins_.push_back(row);
      }
      if (row > 0 && rows.places[row] != rows.places[row - 1] + 1) {
        breaks_.push_back(row);
      }
    }
    begins_.push_back(static_cast<uint32_t>(rows.codes.size()));
  }

  // Adds the rows of `range` to `found`; sorted, none twice.
  void Find(const CodeRange& range, std::vector<RowRange>& found) {
    const uint32_t first = RowFrom(range.first.key());
    const uint32_t end = RowFrom(KeyAfter(range.last));
    const bool known = first < end && Begins(first, range.first);
    const auto gap = std::ranges::upper_bound(breaks_, first);
    if (first >= end || !known || gap == breaks_.end() || *gap >= end) {
      AddMeant({first, std::max(first, end)}, range, found);
      return;
    }
    FindByPlace(range, first, end, found);
  }

 private:
  bool Begins(uint32_t row, Code prefix) const {
    return rows_.codes[row].StartsWith(prefix);
  }

  // The first row whose key is not less. Over the categories first, which stay
  // in the cache.
  uint32_t RowFrom(uint64_t key) const {
    const auto after = std::ranges::upper_bound(categories_, key);
    if (after == categories_.begin()) return 0;
    const auto at = static_cast<size_t>(after - categories_.begin());
    const auto inside =
        rows_.codes.subspan(begins_[at - 1], begins_[at] - begins_[at - 1]);
    const auto row = std::ranges::lower_bound(inside, key, {}, &Code::key);
    return begins_[at - 1] + static_cast<uint32_t>(row - inside.begin());
  }

  // The list has an order of its own where C4A stands between C43 and C44: the
  // rows from the first place of one end to the last place of the other.
  void FindByPlace(const CodeRange& range, uint32_t first, uint32_t end,
                   std::vector<RowRange>& found) {
    if (row_at_.empty()) {
      row_at_.resize(rows_.places.size());
      for (uint32_t row = 0; row < row_at_.size(); ++row) {
        row_at_[rows_.places[row]] = row;
      }
    }
    uint32_t from = rows_.places[first];
    uint32_t to = rows_.places[end - 1];
    for (uint32_t row = first; row < end && Begins(row, range.first); ++row) {
      from = std::min(from, rows_.places[row]);
    }
    for (uint32_t row = end; row > first && Begins(row - 1, range.last);
         --row) {
      to = std::max(to, rows_.places[row - 1]);
    }
    std::vector<uint32_t> rows(row_at_.begin() + from,
                               row_at_.begin() + std::max(from, to + 1));
    std::ranges::sort(rows);
    for (size_t i = 0; i < rows.size();) {
      size_t next = i + 1;
      while (next < rows.size() && rows[next] == rows[next - 1] + 1) ++next;
      AddMeant({rows[i], rows[next - 1] + 1}, range, found);
      i = next;
    }
  }

  void AddMeant(RowRange rows, const CodeRange& range,
                std::vector<RowRange>& found) const {
    if (range.any_of.empty()) {
      if (rows.size() > 0) found.push_back(rows);
      return;
    }
    for (uint32_t row = rows.first; row < rows.last; ++row) {
      const bool meant = std::ranges::any_of(
          range.any_of, [&](const CodeCondition& condition) {
            return Holds(condition, row);
          });
      if (!meant) continue;
      if (!found.empty() && found.back().last == row) {
        ++found.back().last;
      } else {
        found.push_back({row, row + 1});
      }
    }
  }

  bool Holds(const CodeCondition& condition, uint32_t row) const {
    if (condition.position == CodeCondition::kInTitle) {
      return rows_.title(row).find(condition.text) != std::string_view::npos;
    }
    const Code code = rows_.codes[row];
    const size_t length = condition.text.size();
    size_t at = condition.position;
    if (condition.position == CodeCondition::kAtEnd) {
      if (code.size() < length) return false;
      at = code.size() - length;
    }
    for (size_t i = 0; i < length; ++i) {
      if (code[at + i] != condition.text[i]) return false;
    }
    return true;
  }

  const Rows& rows_;
  // The keys of the categories, and the first row of each; one more at the end.
  std::vector<uint64_t> categories_;
  std::vector<uint32_t> begins_;
  // Rows that do not stand directly after the row before them in the list.
  std::vector<uint32_t> breaks_;
  // The row at each place; made when it is first needed.
  std::vector<uint32_t> row_at_;
};

// A text that is the same for ranges that mean the same rows.
std::string KeyOf(std::span<const CodeRange> ranges) {
  std::string key;
  for (const CodeRange& range : ranges) {
    key.append(range.first.ToString()).append("-");
    key.append(range.last.ToString());
    for (const CodeCondition& condition : range.any_of) {
      key.append(1, static_cast<char>(condition.position));
      key.append(condition.text).append("|");
    }
    key.append(",");
  }
  return key;
}

// Sorts ranges and joins those that touch.
void Join(std::vector<RowRange>& ranges) {
  std::ranges::sort(ranges, {}, &RowRange::first);
  size_t kept = 0;
  for (const RowRange& range : ranges) {
    if (kept > 0 && range.first <= ranges[kept - 1].last) {
      ranges[kept - 1].last = std::max(ranges[kept - 1].last, range.last);
    } else {
      ranges[kept++] = range;
    }
  }
  ranges.resize(kept);
}

}  // namespace

void NoteReferencesBuilder::Add(uint32_t note, NoteKind kind,
                                NoteReferences references) {
  pending_.push_back(
      {.note = note, .kind = kind, .references = std::move(references)});
}

void NoteReferencesBuilder::Finish(const Rows& rows,
                                   std::span<const uint32_t> number_of_note) {
  if (pending_.empty()) return;
  RowFinder finder(rows);
  set_begins_.assign(1, 0);
  std::vector<RowRange> found;
  // Sets with conditions, which cost more: a few recur in many notes.
  absl::flat_hash_map<std::string, uint32_t> conditional_sets;
  const auto add_set = [&](std::span<const CodeRange> ranges,
                           uint32_t& flags) -> uint32_t {
    if (ranges.empty()) return 0;
    const bool plain = ranges.size() == 1 && ranges[0].any_of.empty();
    const std::pair<uint64_t, uint64_t> ends = {ranges[0].first.key(),
                                                ranges[0].last.key()};
    if (plain) {
      if (const auto known = plain_sets_.find(ends);
          known != plain_sets_.end()) {
        return known->second;
      }
    }
    std::string key;
    if (!ranges[0].any_of.empty()) {
      key = KeyOf(ranges);
      const auto known = conditional_sets.find(key);
      if (known != conditional_sets.end()) return known->second;
    }
    bool complete = true;
    found.clear();
    for (const CodeRange& range : ranges) {
      const size_t before = found.size();
      finder.Find(range, found);
      if (found.size() == before) complete = false;
    }
    if (!complete) flags |= NoteReferenceRecord::kNotInRelease;
    Join(found);
    if (found.empty()) return 0;
    set_ranges_.insert(set_ranges_.end(), found.begin(), found.end());
    set_begins_.push_back(static_cast<uint32_t>(set_ranges_.size()));
    const auto set = static_cast<uint32_t>(set_begins_.size()) - 1;
    if (plain) plain_sets_.emplace(ends, set);
    if (!key.empty() && complete) conditional_sets.emplace(key, set);
    return set;
  };
  records_.reserve(pending_.size());
  for (const Pending& pending : pending_) {
    uint32_t flags = pending.references.flags;
    const uint32_t codes = add_set(pending.references.codes, flags);
    const uint32_t scope = add_set(pending.references.scope, flags);
    records_.push_back({.note = number_of_note[pending.note],
                        .codes = codes,
                        .scope = scope,
                        .info = static_cast<uint32_t>(pending.kind) | flags});
  }
  std::ranges::sort(records_, {}, &NoteReferenceRecord::note);
  constexpr uint32_t kStep = NoteReferenceRecord::kNotesPerBegin;
  for (uint32_t i = 0; i < records_.size(); ++i) {
    while (begins_.size() * kStep <= records_[i].note) begins_.push_back(i);
  }
}

}  // namespace codebook
