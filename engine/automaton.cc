#include "engine/automaton.h"

namespace codebook {

Automaton::Edge Automaton::edge(uint32_t index, uint64_t symbols) const {
  const EdgeRecord record =
      index < edges_.size() ? edges_[index] : EdgeRecord{};
  return Edge{.character = SymbolCharacter(std::countr_zero(symbols)),
              .target = record.target,
              .label = record.label,
              .codes = codes(record.target),
              .before = record.before};
}

std::optional<Automaton::Edge> Automaton::Next(uint32_t state,
                                               char character) const {
  const int symbol = SymbolOf(character);
  if (symbol < 0) return std::nullopt;
  const StateRecord from = record(state);
  const uint64_t bit = uint64_t{1} << symbol;
  if ((from.symbols & bit) == 0) return std::nullopt;
  return edge(from.first_edge + CountSymbols(from.symbols, bit), bit);
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
