#include "engine/edge_layout.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <utility>

#include "absl/container/flat_hash_map.h"

namespace codebook {
namespace {

constexpr uint32_t kWordBits = 64;

// How far a gap is searched for; more than the edges of an official release
// take.
constexpr uint32_t kMostWords = 512;

// Which records are taken.
class Places {
 public:
  // The first place from which on the records that `symbols` are away are free;
  // takes them.
  uint32_t Take(uint64_t symbols) {
    // Nothing gets free again, so a search begins where the last for the same
    // symbols ended.
    uint32_t& from = next_[symbols];
    const auto lowest = static_cast<uint32_t>(std::countr_zero(symbols));
    from = std::max(from, first_free_ - std::min(first_free_, lowest));
    uint64_t fits = Fits(symbols, from);
    for (uint32_t words = 0; fits == 0; ++words) {
      from = words < kMostWords ? from + kWordBits : std::max(from, end_);
      fits = Fits(symbols, from);
    }
    from += static_cast<uint32_t>(std::countr_zero(fits));
    Mark(symbols, from);
    return from;
  }

  // The record after the last that is taken.
  uint32_t end() const { return end_; }

 private:
  // The 64 bits from place `at` on.
  uint64_t Window(uint32_t at) const {
    const uint32_t word = at / kWordBits;
    const uint32_t bit = at % kWordBits;
    const uint64_t low = word < taken_.size() ? taken_[word] >> bit : 0;
    const uint64_t high = word + 1 < taken_.size() ? taken_[word + 1] : 0;
    return bit == 0 ? low : low | high << (kWordBits - bit);
  }

  // Bit i is set when `symbols` fit from place `at` + i on.
  uint64_t Fits(uint64_t symbols, uint32_t at) const {
    uint64_t taken = 0;
    for (uint64_t rest = symbols; rest != 0; rest &= rest - 1) {
      taken |= Window(at + static_cast<uint32_t>(std::countr_zero(rest)));
    }
    return ~taken;
  }

  void Mark(uint64_t symbols, uint32_t at) {
    for (uint64_t rest = symbols; rest != 0; rest &= rest - 1) {
      const uint32_t place = at + static_cast<uint32_t>(std::countr_zero(rest));
      if (place / kWordBits >= taken_.size())
        taken_.resize(place / kWordBits + 1);
      taken_[place / kWordBits] |= uint64_t{1} << place % kWordBits;
      end_ = std::max(end_, place + 1);
    }
    while ((Window(first_free_) & 1) != 0) {
      first_free_ +=
          static_cast<uint32_t>(std::countr_one(Window(first_free_)));
    }
  }

  std::vector<uint64_t> taken_;
  absl::flat_hash_map<uint64_t, uint32_t> next_;
  uint32_t first_free_ = 0;
  uint32_t end_ = 0;
};

}  // namespace

EdgeLayout LayOutEdges(std::span<const uint64_t> symbols) {
  // Those with the most edges first: the others fit between them.
  std::vector<uint32_t> order(symbols.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, std::greater(), [&](uint32_t state) {
    return std::popcount(symbols[state]);
  });
  Places places;
  std::vector<uint32_t> first_edges(symbols.size(), 0);
  for (const uint32_t state : order) {
    if (symbols[state] == 0) break;
    first_edges[state] = places.Take(symbols[state]);
  }
  return {.first_edges = std::move(first_edges), .end = places.end()};
}

}  // namespace codebook
