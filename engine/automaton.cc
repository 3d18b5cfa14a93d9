#include "engine/automaton.h"

namespace codebook {

Automaton::Edge Automaton::edge(uint32_t first_edge, int symbol) const {
  const uint32_t place = first_edge + static_cast<uint32_t>(symbol);
  const EdgeRecord at = place < edges_.size() ? edges_[place] : EdgeRecord{};
  return Edge{.character = SymbolCharacter(symbol),
              .target = place,
              .label = at.label(),
              .codes = at.codes(),
              .before = at.before()};
}

std::optional<Automaton::Edge> Automaton::Next(uint32_t state,
                                               char character) const {
  const int symbol = SymbolOf(character);
  if (symbol < 0) return std::nullopt;
  const EdgeRecord from = record(state);
  if ((from.symbols() >> symbol & 1) == 0) return std::nullopt;
  return edge(from.first_edge(), symbol);
}

std::optional<uint32_t> Automaton::Row(Code code) const {
  const Walk walk = Follow(code);
  if (walk.length != code.size() || !accepts(walk.state)) return std::nullopt;
  return walk.row;
}

Code Automaton::CodeAt(uint32_t row) const {
  Code code;
  uint32_t state = root();
  if (row >= codes(state)) return code;
  while (code.size() < Code::kMaxLength) {
    if (row == 0 && accepts(state)) return code;
    std::optional<Edge> taken;
    for (const Edge edge : edges(state)) {
      if (edge.before > row) break;
      taken = edge;
    }
    if (!taken) return Code();
    code = code.Append(taken->character);
    row -= taken->before;
    state = taken->target;
  }
  return code;
}

}  // namespace codebook
