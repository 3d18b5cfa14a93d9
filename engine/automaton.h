// The numbered automaton every release lives in.
//
// A minimal acyclic automaton over the characters of the codes. Walking a code
// through it answers everything at once: the code is there, or it falls off at
// a character, and the edges leaving that state are exactly the characters
// that were allowed, with their labels ("A: initial encounter"). Every state
// knows how many codes lie below it, which numbers the codes in ASCII order:
// the number of a code is its row, and the codes below a prefix are one range
// of rows.
//
// Example:
//   Automaton::Walk walk = automaton.Follow(*Code::FromCharacters("S52501Z"));
//   walk.length;                       // 6: "S52501" begins codes, Z is wrong
//   for (Automaton::Edge edge : automaton.edges(walk.state)) ...  // A, B, ...
//
// An Automaton is a view of an image: copy it freely, use it no longer than
// the bytes it was opened on. Reading is safe from any number of threads. On
// damaged bytes the answers are wrong, but no read leaves the two arrays.

#ifndef CODEBOOK_ENGINE_AUTOMATON_H_
#define CODEBOOK_ENGINE_AUTOMATON_H_

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "engine/code.h"

namespace codebook {

// Rows [first, last) of a release.
struct RowRange {
  uint32_t first = 0;
  uint32_t last = 0;

  uint32_t size() const { return last - first; }
  friend bool operator==(const RowRange&, const RowRange&) = default;
};

class Automaton {
 public:
  // On disk: see FORMAT.md. Do not change without a new format version.
  struct StateRecord {
    // Bit s is set when an edge leaves for symbol s; kAccepts when a code ends
    // here.
    uint64_t symbols;
    uint32_t first_edge;
    // Codes that end here or below.
    uint32_t codes;
  };
  struct EdgeRecord {
    uint32_t target;
    // Codes of the state the edge leaves that sort before those behind it.
    uint32_t before;
    // What the character means; 0 when the release gives it no meaning.
    uint32_t label;
  };
  static constexpr uint64_t kAccepts = uint64_t{1} << 63;

  struct Edge {
    char character;
    uint32_t target;
    uint32_t label;
    // Codes reached through the edge, the one that ends behind it included.
    uint32_t codes;
    // The first row reached, counted from the first row of the state.
    uint32_t before;
  };

  // How far a code goes.
  struct Walk {
    // Characters that begin some code of the release.
    size_t length = 0;
    // Where those characters lead.
    uint32_t state = 0;
    // The first row below them.
    uint32_t row = 0;
  };

  // The edges leaving a state, in ASCII order.
  class EdgeRange {
   public:
    class Iterator {
     public:
      Iterator(const Automaton* automaton, uint64_t rest, uint32_t edge)
          : automaton_(automaton), rest_(rest), edge_(edge) {}
      Edge operator*() const { return automaton_->edge(edge_, rest_); }
      Iterator& operator++() {
        rest_ &= rest_ - 1;
        ++edge_;
        return *this;
      }
      bool operator==(const Iterator& other) const {
        return rest_ == other.rest_;
      }

     private:
      const Automaton* automaton_;
      uint64_t rest_;
      uint32_t edge_;
    };

    EdgeRange(const Automaton* automaton, uint64_t symbols, uint32_t first)
        : automaton_(automaton), symbols_(symbols), first_(first) {}
    Iterator begin() const { return {automaton_, symbols_, first_}; }
    Iterator end() const { return {automaton_, 0, 0}; }
    size_t size() const { return static_cast<size_t>(std::popcount(symbols_)); }
    bool empty() const { return symbols_ == 0; }

   private:
    const Automaton* automaton_;
    uint64_t symbols_;
    uint32_t first_;
  };

  Automaton() = default;

  // The root is the last state.
  Automaton(std::span<const StateRecord> states,
            std::span<const EdgeRecord> edges)
      : states_(states), edges_(edges) {}

  uint32_t root() const { return static_cast<uint32_t>(states_.size()) - 1; }

  // Whether a code ends at `state`.
  bool accepts(uint32_t state) const {
    return (record(state).symbols & kAccepts) != 0;
  }

  // How many codes end at `state` or below.
  uint32_t codes(uint32_t state) const { return record(state).codes; }

  EdgeRange edges(uint32_t state) const {
    const StateRecord from = record(state);
    return EdgeRange(this, from.symbols & kSymbolMask, from.first_edge);
  }

  // The edge that leaves `state` for `character`; none when there is none.
  std::optional<Edge> Next(uint32_t state, char character) const;

  // Walks as many characters of `code` as begin some code.
  Walk Follow(Code code) const {
    Walk walk{.length = 0, .state = root(), .row = 0};
    // The first character is shifted out as it is taken.
    for (uint64_t rest = code.key(); rest != 0; rest <<= 8) {
      const auto character = static_cast<uint32_t>(rest >> 56);
      const uint32_t symbol = character - (character < 'A' ? '0' : 'A' - 10);
      if (symbol >= kSymbols) break;
      const StateRecord from = record(walk.state);
      const uint64_t bit = uint64_t{1} << symbol;
      if ((from.symbols & bit) == 0) break;
      const size_t index = from.first_edge + CountSymbols(from.symbols, bit);
      if (index >= edges_.size()) break;
      const EdgeRecord& edge = edges_[index];
      walk.state = edge.target;
      walk.row += edge.before;
      ++walk.length;
    }
    return walk;
  }

  // The row of `code`; none when it is not in the release.
  std::optional<uint32_t> Row(Code code) const;

  // The rows of the codes that begin with `prefix`, itself included; none when
  // there is no such code.
  std::optional<RowRange> Range(Code prefix) const {
    const Walk walk = Follow(prefix);
    if (walk.length != prefix.size()) return std::nullopt;
    // A damaged release may count more codes than it has.
    const uint32_t all = codes(root());
    const uint32_t first = std::min(walk.row, all);
    return RowRange{first, first + std::min(codes(walk.state), all - first)};
  }

  // The code of `row`; the empty code when there is no such row.
  Code CodeAt(uint32_t row) const;

  size_t state_count() const { return states_.size(); }
  size_t edge_count() const { return edges_.size(); }

 private:
  static constexpr uint64_t kSymbolMask = (uint64_t{1} << kSymbols) - 1;

  // How many of `symbols` come before the one that is `bit`. As std::popcount,
  // which without a processor's own instruction is a call.
  static uint32_t CountSymbols(uint64_t symbols, uint64_t bit) {
    uint64_t n = symbols & (bit - 1);
    n -= n >> 1 & 0x5555555555555555;
    n = (n & 0x3333333333333333) + (n >> 2 & 0x3333333333333333);
    n = (n + (n >> 4)) & 0x0F0F0F0F0F0F0F0F;
    return static_cast<uint32_t>(n * 0x0101010101010101 >> 56);
  }

  StateRecord record(uint32_t state) const {
    return state < states_.size() ? states_[state] : StateRecord{};
  }
  Edge edge(uint32_t index, uint64_t symbols) const;

  std::span<const StateRecord> states_;
  std::span<const EdgeRecord> edges_;
};

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_AUTOMATON_H_
