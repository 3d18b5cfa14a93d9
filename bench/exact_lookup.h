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
  const CodeIndex::Hit hit = release.index().Find(text);
  return hit.row == CodeIndex::kMiss ? 0 : 2 * hit.row + (hit.billable ? 1 : 0);
}

}  // namespace codebook

#endif  // CODEBOOK_BENCH_EXACT_LOOKUP_H_
