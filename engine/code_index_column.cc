// Whole columns of codes, a block at a time: the reads of a block are under way
// together, and what is between them is done with vectors where the processor
// has wide ones.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>

#include "engine/code_index.h"

namespace codebook {
namespace {

#if defined(__x86_64__)
#define CODEBOOK_WIDE_VECTORS [[gnu::target("avx512f,avx512dq")]]
bool HasWideVectors() {
  return __builtin_cpu_supports("avx512f") &&
         __builtin_cpu_supports("avx512dq");
}
#else
#define CODEBOOK_WIDE_VECTORS
bool HasWideVectors() { return false; }
#endif

}  // namespace

// Each loop but those that read at random places is one for the compiler to
// make vectors of; gathers in their place were slower.
CODEBOOK_WIDE_VECTORS void CodeIndex::FindWholeBlock(
    std::span<const uint64_t, kBlock> folded, Hit* hits) const {
  std::array<uint64_t, kBlock> hashes;
  std::array<uint64_t, kBlock> buckets;
  const uint64_t bucket_count = pilots_.size();
  const uint64_t slot_count = slots_.size();
  for (size_t i = 0; i < kBlock; ++i) {
    hashes[i] = Hash(folded[i]);
    buckets[i] = BucketOf(hashes[i], bucket_count);
  }
  std::array<uint64_t, kBlock> slots;
  for (size_t i = 0; i < kBlock; ++i) {
    slots[i] = slots_[SlotOf(hashes[i], pilots_[buckets[i]], slot_count)];
  }
  // A Hit as one number.
  static_assert(sizeof(Hit) == sizeof(uint64_t) &&
                offsetof(Hit, billable) == sizeof(uint32_t));
  std::array<uint64_t, kBlock> found;
  for (size_t i = 0; i < kBlock; ++i) {
    const uint64_t held = Held(slots[i]);
    const bool matches = (slots[i] & kFoldedBits) == folded[i];
    found[i] = matches ? held >> 1 | (held & 1) << 32 : uint64_t{kMiss};
  }
  std::memcpy(static_cast<void*>(hits), found.data(), sizeof found);
}

void CodeIndex::FindBlock(std::span<const uint64_t> folded, Hit* hits) const {
  std::array<const uint64_t*, kBlock> slots;
  for (size_t i = 0; i < folded.size(); ++i) {
    const uint64_t hash = Hash(folded[i]);
    const uint16_t pilot = pilots_[BucketOf(hash, pilots_.size())];
    slots[i] = &slots_[SlotOf(hash, pilot, slots_.size())];
    __builtin_prefetch(slots[i]);
  }
  for (size_t i = 0; i < folded.size(); ++i) {
    // Whether a code is there is not to be foreseen, so it is no branch.
    const uint64_t slot = *slots[i];
    const bool found = (slot & kFoldedBits) == folded[i];
    const Hit hit = Unpack(slot);
    hits[i] = {.row = hit.row | (found ? 0 : kMiss),
               .billable = found && hit.billable};
  }
}

template <typename Item, typename Fold>
void CodeIndex::FindEach(std::span<const Item> items, std::span<Hit> hits,
                         Fold fold) const {
  const bool wide = HasWideVectors();
  std::array<uint64_t, kBlock> folded;
  for (size_t i = 0; i < items.size(); i += kBlock) {
    const size_t count = std::min(kBlock, items.size() - i);
    for (size_t j = 0; j < count; ++j) folded[j] = fold(items[i + j]);
    if (wide && count == kBlock) {
      FindWholeBlock(folded, &hits[i]);
    } else {
      FindBlock(std::span(folded).first(count), &hits[i]);
    }
  }
}

void CodeIndex::FindAll(std::span<const Code> codes,
                        std::span<Hit> hits) const {
  FindEach(codes, hits, [](Code code) { return FoldedKey(code); });
}

void CodeIndex::FindAll(std::span<const std::string_view> texts,
                        std::span<Hit> hits) const {
  FindEach(texts, hits,
           [&](std::string_view text) { return FoldedKey(text, point_); });
}

}  // namespace codebook
