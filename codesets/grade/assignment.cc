#include "codesets/grade/assignment.h"

#include <algorithm>
#include <limits>

namespace codebook {

// The shortest augmenting paths of Kuhn and Munkres with potentials. Rows are
// items; columns are entries and after them one nobody for each item, so that
// an item may stay without. Numbers count from 1; 0 is none.
std::vector<std::optional<size_t>> Assign(const Fits& fits) {
  constexpr int64_t kInfinite = std::numeric_limits<int64_t>::max() / 2;
  const size_t rows = fits.items();
  const size_t columns = fits.entries() + rows;
  std::vector<int64_t> row_potential(rows + 1);
  std::vector<int64_t> column_potential(columns + 1);
  std::vector<size_t> row_of(columns + 1);
  std::vector<size_t> previous(columns + 1);
  const auto cost = [&](size_t row, size_t column) {
    return column <= fits.entries() ? -fits.at(column - 1, row - 1) : 0;
  };
  for (size_t row = 1; row <= rows; ++row) {
    row_of[0] = row;
    size_t column = 0;
    std::vector<int64_t> least(columns + 1, kInfinite);
    std::vector<bool> used(columns + 1);
    do {
      used[column] = true;
      const size_t from = row_of[column];
      int64_t step = kInfinite;
      size_t next = 0;
      for (size_t j = 1; j <= columns; ++j) {
        if (used[j]) continue;
        const int64_t reduced =
            cost(from, j) - row_potential[from] - column_potential[j];
        if (reduced < least[j]) {
          least[j] = reduced;
          previous[j] = column;
        }
        if (least[j] < step) {
          step = least[j];
          next = j;
        }
      }
      for (size_t j = 0; j <= columns; ++j) {
        if (used[j]) {
          row_potential[row_of[j]] += step;
          column_potential[j] -= step;
        } else {
          least[j] -= step;
        }
      }
      column = next;
    } while (row_of[column] != 0);
    while (column != 0) {
      row_of[column] = row_of[previous[column]];
      column = previous[column];
    }
  }
  std::vector<std::optional<size_t>> entry_of(rows);
  for (size_t j = 1; j <= fits.entries(); ++j) {
    if (row_of[j] != 0 && fits.at(j - 1, row_of[j] - 1) > 0) {
      entry_of[row_of[j] - 1] = j - 1;
    }
  }
  return entry_of;
}

std::vector<bool> HeaviestRise(const std::vector<size_t>& values,
                               const std::vector<int64_t>& weights) {
  const size_t count = values.size();
  constexpr size_t kNone = std::numeric_limits<size_t>::max();
  std::vector<int64_t> sums(count);
  std::vector<size_t> before(count, kNone);
  for (size_t i = 0; i < count; ++i) {
    for (size_t j = 0; j < i; ++j) {
      if (values[j] < values[i] && sums[j] > sums[i]) {
        sums[i] = sums[j];
        before[i] = j;
      }
    }
    sums[i] += weights[i];
  }
  std::vector<bool> kept(count);
  if (count == 0) return kept;
  auto at = static_cast<size_t>(std::ranges::max_element(sums) - sums.begin());
  for (; at != kNone; at = before[at]) kept[at] = true;
  return kept;
}

}  // namespace codebook
