// The hot path: from a code, as text or packed, to its row in a few
// nanoseconds.
//
// A perfect hash with a 16-bit pilot a bucket. A slot is one 64-bit word that
// holds the code (seven characters of six bits) and its row (22 bits), so a
// look-up reads a pilot, which stays in cache, and one word, and that word
// proves or refutes the code: there are no false hits on any input.
//
// A CodeIndex is a view of an image: copy it freely, use it no longer than the
// bytes it was opened on. Reading is safe from any number of threads.

#ifndef CODEBOOK_ENGINE_CODE_INDEX_H_
#define CODEBOOK_ENGINE_CODE_INDEX_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/code.h"
#include "engine/code_lanes.h"

namespace codebook {

class CodeIndex {
 public:
  // A release has at most this many rows.
  static constexpr uint32_t kMaxRows = (uint32_t{1} << 22) - 1;

  // What Find returns for a code that is not there; no row has this number.
  static constexpr uint32_t kMiss = ~uint32_t{0};

  CodeIndex() = default;

  // Neither `pilots` nor `slots` is empty.
  CodeIndex(std::span<const uint16_t> pilots, std::span<const uint64_t> slots)
      : pilots_(pilots), slots_(slots) {}

  // The row of `code`, or kMiss.
  uint32_t Find(Code code) const { return FindDense(DenseOf(code)); }

  // The row of the code that `text` spells, read as LanesOf (code_lanes.h)
  // reads it, or kMiss. A text that needs more than that to be read, such as
  // one with blanks before the code, is a miss.
  uint32_t Find(std::string_view text, size_t point_after) const {
    return FindDense(DenseOf(text, point_after));
  }

 private:
  uint32_t FindDense(uint64_t dense) const {
    const uint64_t hash = HashDense(dense);
    const uint16_t pilot = pilots_[BucketOf(hash, pilots_.size())];
    const uint64_t slot = slots_[SlotOf(hash, pilot, slots_.size())];
    return slot >> kRowBits == dense ? static_cast<uint32_t>(slot & kMaxRows)
                                     : kMiss;
  }

  static constexpr int kRowBits = 22;

  static uint64_t HashDense(uint64_t dense) {
    return dense * 0x9E3779B97F4A7C15u;
  }
  static uint64_t BucketOf(uint64_t hash, size_t buckets) {
    return (hash >> 32) * buckets >> 32;
  }
  static uint64_t SlotOf(uint64_t hash, uint16_t pilot, size_t slots) {
    const uint64_t mixed =
        (hash ^ hash >> 32 ^ pilot * 0xD6E8FEB86659FD93u) * 0xC2B2AE3D27D4EB4Fu;
    return (mixed >> 32) * slots >> 32;
  }

  std::span<const uint16_t> pilots_;
  std::span<const uint64_t> slots_;

  friend struct CodeIndexTables;
};

// The arrays a CodeIndex is opened on.
struct CodeIndexTables {
  std::vector<uint16_t> pilots;
  std::vector<uint64_t> slots;

  // The index of `codes`, in which row r is codes[r]. They are distinct, at
  // least one and at most CodeIndex::kMaxRows. Expected time is linear.
  static CodeIndexTables Build(std::span<const Code> codes);

  CodeIndex view() const { return CodeIndex(pilots, slots); }
};

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_CODE_INDEX_H_
