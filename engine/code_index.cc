#include "engine/code_index.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace codebook {
namespace {

using SlotFunction = uint64_t (*)(uint64_t hash, uint16_t pilot, size_t slots);

// Codes a bucket holds on average. More make the pilots fewer and the search
// for each longer.
constexpr size_t kBucketSize = 3;

// One slot in eleven stays empty, which keeps the search for the last pilots
// short.
constexpr size_t SlotsFor(size_t codes) { return codes + codes / 10 + 1; }

// Items grouped by bucket: those of bucket b are [begin[b], begin[b + 1]).
struct Buckets {
  std::vector<uint32_t> begin;
  std::vector<uint32_t> items;
};

Buckets GroupByBucket(std::span<const uint32_t> bucket_of, size_t buckets) {
  Buckets grouped;
  grouped.begin.assign(buckets + 1, 0);
  for (const uint32_t bucket : bucket_of) ++grouped.begin[bucket + 1];
  std::partial_sum(grouped.begin.begin(), grouped.begin.end(),
                   grouped.begin.begin());
  grouped.items.resize(bucket_of.size());
  std::vector<uint32_t> next(grouped.begin.begin(), grouped.begin.end() - 1);
  for (uint32_t item = 0; item < bucket_of.size(); ++item) {
    grouped.items[next[bucket_of[item]]++] = item;
  }
  return grouped;
}

// Buckets from the fullest to the emptiest: the full ones are the hard ones.
std::vector<uint32_t> ByFallingSize(const Buckets& buckets) {
  std::vector<uint32_t> order(buckets.begin.size() - 1);
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, std::greater(), [&](uint32_t bucket) {
    return buckets.begin[bucket + 1] - buckets.begin[bucket];
  });
  return order;
}

constexpr uint32_t kEmpty = ~uint32_t{0};

// Gives each row a slot of its own: the row of every slot, or kEmpty. Sets
// `pilots`. Fails, empty, when some bucket fits under no pilot.
std::vector<uint32_t> Place(std::span<const uint64_t> hashes,
                            const Buckets& buckets, SlotFunction slot_of,
                            size_t slot_count, std::vector<uint16_t>& pilots) {
  std::vector<uint32_t> row_of(slot_count, kEmpty);
  std::vector<uint64_t> taken;
  for (const uint32_t bucket : ByFallingSize(buckets)) {
    const auto rows =
        std::span(buckets.items)
            .subspan(buckets.begin[bucket],
                     buckets.begin[bucket + 1] - buckets.begin[bucket]);
    // No pilot is 0, which would give all codes one slot.
    for (uint32_t pilot = 1;; ++pilot) {
      if (pilot > UINT16_MAX) return {};
      taken.clear();
      for (const uint32_t row : rows) {
        const uint64_t slot =
            slot_of(hashes[row], static_cast<uint16_t>(pilot), slot_count);
        if (row_of[slot] != kEmpty) break;
        row_of[slot] = row;
        taken.push_back(slot);
      }
      if (taken.size() == rows.size()) {
        pilots[bucket] = static_cast<uint16_t>(pilot);
        break;
      }
      for (const uint64_t slot : taken) row_of[slot] = kEmpty;
    }
  }
  return row_of;
}

}  // namespace

uint64_t CodeIndex::Pack(uint64_t folded, Hit hit) {
  const uint64_t held = uint64_t{hit.row} << 1 | uint64_t{hit.billable};
  uint64_t slot = folded | (held & 0xFF);
  // Where each bit from the ninth on goes for kGather to bring it back.
  constexpr std::array<uint8_t, 14> kPlaces = {37, 23, 39, 53, 13, 55, 15,
                                               29, 45, 31, 47, 61, 21, 63};
  for (size_t bit = 0; bit < kPlaces.size(); ++bit) {
    slot |= (held >> (bit + 8) & 1) << kPlaces[bit];
  }
  return slot;
}

CodeIndexTables CodeIndexTables::Build(std::span<const Code> codes,
                                       std::span<const uint64_t> billable) {
  CodeIndexTables tables;
  tables.pilots.assign(codes.size() / kBucketSize + 1, 1);

  std::vector<uint64_t> hashes(codes.size());
  std::vector<uint32_t> bucket_of(codes.size());
  for (size_t row = 0; row < codes.size(); ++row) {
    hashes[row] = CodeIndex::Hash(FoldedKey(codes[row]));
    bucket_of[row] = static_cast<uint32_t>(
        CodeIndex::BucketOf(hashes[row], tables.pilots.size()));
  }
  const Buckets buckets = GroupByBucket(bucket_of, tables.pilots.size());

  size_t slot_count = SlotsFor(codes.size());
  std::vector<uint32_t> row_of;
  while (row_of.empty()) {
    row_of =
        Place(hashes, buckets, CodeIndex::SlotOf, slot_count, tables.pilots);
    if (row_of.empty()) slot_count += slot_count / 8 + 1;
  }

  const auto pack = [&](uint32_t row) {
    return CodeIndex::Pack(
        FoldedKey(codes[row]),
        {.row = row, .billable = (billable[row / 64] >> row % 64 & 1) != 0});
  };
  // An empty slot holds a code whose own slot is another one, so that nothing
  // looked up here matches it.
  tables.slots.assign(slot_count, pack(0));
  for (size_t slot = 0; slot < slot_count; ++slot) {
    if (row_of[slot] != kEmpty) tables.slots[slot] = pack(row_of[slot]);
  }
  return tables;
}

}  // namespace codebook
