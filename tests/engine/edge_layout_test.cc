#include "engine/edge_layout.h"

#include <gtest/gtest.h>

#include <bit>
#include <random>
#include <vector>

#include "engine/code.h"

namespace codebook {
namespace {

// Every edge has a place of its own before the end. Returns how many there are.
size_t ExpectSound(const std::vector<uint64_t>& symbols,
                   const EdgeLayout& layout) {
  EXPECT_EQ(layout.first_edges.size(), symbols.size());
  std::vector<bool> taken(layout.end);
  size_t edges = 0;
  for (size_t state = 0; state < symbols.size(); ++state) {
    for (uint32_t symbol = 0; symbol < kSymbols; ++symbol) {
      if ((symbols[state] >> symbol & 1) == 0) continue;
      const size_t place = layout.first_edges[state] + symbol;
      EXPECT_LT(place, layout.end);
      EXPECT_FALSE(taken[place]) << "two edges have place " << place;
      taken[place] = true;
      ++edges;
    }
  }
  EXPECT_TRUE(taken.empty() || taken.back());
  return edges;
}

TEST(LayOutEdges, OfNothing) {
  EXPECT_EQ(LayOutEdges({}).end, 0U);
  const std::vector<uint64_t> leaves(5, 0);
  EXPECT_EQ(ExpectSound(leaves, LayOutEdges(leaves)), 0U);
}

TEST(LayOutEdges, FillsTheGapsOfOthers) {
  // 0, 2 and 4; 1 and 3; 9 alone.
  const std::vector<uint64_t> symbols = {0b01010, 0b1000000000, 0b10101};
  const EdgeLayout layout = LayOutEdges(symbols);
  EXPECT_EQ(ExpectSound(symbols, layout), 6U);
  EXPECT_EQ(layout.first_edges, (std::vector<uint32_t>{0, 0, 0}));
  EXPECT_EQ(layout.end, 10U);
}

TEST(LayOutEdges, GivesEachEdgeAPlaceOfItsOwnAndLeavesLittleRoom) {
  std::mt19937_64 random(1);
  constexpr uint64_t kAll = (uint64_t{1} << kSymbols) - 1;
  for (int i = 0; i < 200; ++i) {
    std::vector<uint64_t> symbols(1 + random() % 3000);
    for (uint64_t& set : symbols) {
      // Few symbols, mostly, as with codes.
      set = random() & random() & random() & kAll;
      if (random() % 2 == 0) set &= random() & random();
    }
    const EdgeLayout layout = LayOutEdges(symbols);
    const size_t edges = ExpectSound(symbols, layout);
    EXPECT_LE(layout.end, edges + edges / 8 + 2 * kSymbols);
  }
}

}  // namespace
}  // namespace codebook
