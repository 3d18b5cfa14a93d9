// The look-up that is measured: the one with which Judge, and so `validate`,
// begins.

#ifndef CODEBOOK_BENCH_EXACT_LOOKUP_H_
#define CODEBOOK_BENCH_EXACT_LOOKUP_H_

#include <cstdint>
#include <string_view>

#include "engine/code_set.h"

namespace codebook {

// From text to row and billable status, as one number; 0 for a miss.
inline uint32_t RowAndStatus(const CodeSet& release, std::string_view text) {
  const uint32_t row = release.index().Find(text, release.point_after());
  if (row >= release.row_count()) return 0;
  return 2 * row + (release.billable(row) ? 1 : 0);
}

}  // namespace codebook

#endif  // CODEBOOK_BENCH_EXACT_LOOKUP_H_
