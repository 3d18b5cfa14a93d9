// Where the edges of an automaton stand.

#ifndef CODEBOOK_ENGINE_EDGE_LAYOUT_H_
#define CODEBOOK_ENGINE_EDGE_LAYOUT_H_

#include <cstdint>
#include <span>
#include <vector>

namespace codebook {

struct EdgeLayout {
  // For each state the place from which its edges are counted.
  std::vector<uint32_t> first_edges;
  // The place after the last that is taken.
  uint32_t end = 0;
};

// Gives every edge a place of its own, where a walk finds it without counting:
// the one for symbol s of a state is s from the first of the state. The gaps
// that a state leaves are filled with the edges of others. Bit s of symbols[i]
// is set when state i has an edge for symbol s.
//
// Time is nearly linear; a few places in a hundred stay empty.
EdgeLayout LayOutEdges(std::span<const uint64_t> symbols);

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_EDGE_LAYOUT_H_
