// The hot path: from a code, as text or packed, to its row in a few
// nanoseconds.
//
// A perfect hash with a 16-bit pilot a bucket. A slot is one 64-bit word that
// holds the folded key of a code (folded_key.h) and, in the bits that key
// leaves free, the row and whether it is billable. A look-up reads a pilot,
// which stays in cache, and one word, and that word proves or refutes the code:
// there are no false hits on any input.
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
#include "engine/folded_key.h"

namespace codebook {

class CodeIndex {
 public:
  // A release has at most this many rows.
  static constexpr uint32_t kMaxRows = (uint32_t{1} << 21) - 1;

  // What stands for the row of a code that is not there; no row has this
  // number.
  static constexpr uint32_t kMiss = ~uint32_t{0};

  struct Hit {
    uint32_t row = kMiss;
    bool billable = false;
    friend bool operator==(const Hit&, const Hit&) = default;
  };

  CodeIndex() = default;

  // Neither `pilots` nor `slots` is empty. The point of printed codes stands
  // after `point_after` characters; 0 for nowhere.
  CodeIndex(std::span<const uint16_t> pilots, std::span<const uint64_t> slots,
            size_t point_after)
      : pilots_(pilots), slots_(slots), point_(point_after) {}

  // Where the point of printed codes stands.
  PointPlace point() const { return point_; }

  Hit Find(Code code) const { return FindFolded(FoldedKey(code)); }

  // The code that `text` spells in the simple form of folded_key.h. A text that
  // needs more than that to be read, such as one with blanks around the code,
  // is a miss.
  Hit Find(std::string_view text) const {
    return FindFolded(FoldedKey(text, point_));
  }

  // The code with this folded key.
  Hit FindFolded(uint64_t folded) const {
    const uint64_t hash = Hash(folded);
    const uint16_t pilot = pilots_[BucketOf(hash, pilots_.size())];
    const uint64_t slot = slots_[SlotOf(hash, pilot, slots_.size())];
    if ((slot & kFoldedBits) != folded) return Hit{};
    return Unpack(slot);
  }

  // Find for each of many, whose reads are under way together; `hits` is not
  // shorter.
  void FindAll(std::span<const Code> codes, std::span<Hit> hits) const;
  void FindAll(std::span<const std::string_view> texts,
               std::span<Hit> hits) const;

 private:
  // The bits of a slot beside the folded key hold twice the row, and one more
  // when it is billable: eight in the lowest byte, and fourteen in the bits 5
  // and 7 of the other bytes, which a multiplication with kGather, in which no
  // two bits meet, brings together in the highest.
  static constexpr uint64_t kScattered = 0xA0A0A0A0A0A0A000;
  static constexpr uint64_t kGather = 1 | 1 << 13 | 1 << 28 | uint64_t{1} << 41;

  static uint64_t Pack(uint64_t folded, Hit hit);
  static uint64_t Held(uint64_t slot) {
    const uint64_t gathered = (slot & kScattered) * kGather >> 50;
    return gathered << 8 | (slot & 0xFF);
  }
  static Hit Unpack(uint64_t slot) {
    const auto held = static_cast<uint32_t>(Held(slot));
    return {.row = held >> 1, .billable = (held & 1) != 0};
  }

  static constexpr uint64_t kHashFactor = 0x9E3779B97F4A7C15u;

  // As many look-ups as are under way together.
  static constexpr size_t kBlock = 64;
  template <typename Item, typename Fold>
  void FindEach(std::span<const Item> items, std::span<Hit> hits,
                Fold fold) const;
  void FindBlock(std::span<const uint64_t> folded, Hit* hits) const;
  // The same for as many as a block has.
  void FindWholeBlock(std::span<const uint64_t, kBlock> folded,
                      Hit* hits) const;
  static uint64_t Hash(uint64_t folded) {
    const uint64_t product = folded * kHashFactor;
    return product ^ product >> 32;
  }
  static uint64_t BucketOf(uint64_t hash, size_t buckets) {
    return (hash >> 32) * buckets >> 32;
  }
  static uint64_t SlotOf(uint64_t hash, uint16_t pilot, size_t slots) {
    const uint32_t mixed = static_cast<uint32_t>(hash) * pilot;
    return mixed * uint64_t{slots} >> 32;
  }

  std::span<const uint16_t> pilots_;
  std::span<const uint64_t> slots_;
  PointPlace point_;

  friend struct CodeIndexTables;
};

// The arrays a CodeIndex is opened on.
struct CodeIndexTables {
  std::vector<uint16_t> pilots;
  std::vector<uint64_t> slots;

  // The index of `codes`, in which row r is codes[r]. They are distinct, at
  // least one and at most CodeIndex::kMaxRows. Bit r % 64 of billable[r / 64]
  // tells whether row r is. Expected time is linear.
  static CodeIndexTables Build(std::span<const Code> codes,
                               std::span<const uint64_t> billable);

  CodeIndex view(size_t point_after) const {
    return CodeIndex(pilots, slots, point_after);
  }
};

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_CODE_INDEX_H_
