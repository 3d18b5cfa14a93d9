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
// damaged bytes the answers are wrong, but no read leaves the array.

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
  //
  // An edge, and all that a walk asks of the state it leads to, so that a step
  // reads one record. The state is named by the place of any edge to it.
  struct EdgeRecord {
    // Places, rows and counts have 21 bits, labels what is left.
    static constexpr int kNumberBits = 21;
    static constexpr uint64_t kNumbers = uint64_t{1} << kNumberBits;
    static constexpr uint64_t kLabels = uint64_t{1} << (64 - 2 * kNumberBits);
    static constexpr uint64_t kAccepts = uint64_t{1} << kSymbols;

    // Bit s is set when an edge leaves the state for symbol s; kAccepts when a
    // code ends there; above it the codes that end there or below.
    uint64_t state;
    // From the lowest bit on: first_edge, before, label.
    uint64_t edge;

    uint64_t symbols() const { return state & (kAccepts - 1); }
    bool accepts() const { return (state & kAccepts) != 0; }
    uint32_t codes() const {
      return static_cast<uint32_t>(state >> (kSymbols + 1) & (kNumbers - 1));
    }
    // The edge that leaves the state for symbol s is this many records and s
    // from the first. Between the edges of a state stand those of others.
    uint32_t first_edge() const {
      return static_cast<uint32_t>(edge & (kNumbers - 1));
    }
    // Codes of the state that the edge leaves that sort before those behind it.
    uint32_t before() const {
      return static_cast<uint32_t>(edge >> kNumberBits & (kNumbers - 1));
    }
    // What the character means; 0 when the release gives it no meaning.
    uint32_t label() const {
      return static_cast<uint32_t>(edge >> (2 * kNumberBits));
    }
  };

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
    // The rows below them: the first, and how many.
    uint32_t row = 0;
    uint32_t codes = 0;
  };

  // The edges leaving a state, in ASCII order.
  class EdgeRange {
   public:
    class Iterator {
     public:
      Iterator(const Automaton* automaton, uint64_t rest, uint32_t first_edge)
          : automaton_(automaton), rest_(rest), first_edge_(first_edge) {}
      Edge operator*() const {
        return automaton_->edge(first_edge_, std::countr_zero(rest_));
      }
      Iterator& operator++() {
        rest_ &= rest_ - 1;
        return *this;
      }
      bool operator==(const Iterator& other) const {
        return rest_ == other.rest_;
      }

     private:
      const Automaton* automaton_;
      uint64_t rest_;
      uint32_t first_edge_;
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

  // `root` is the record of an edge that would lead to the root.
  Automaton(EdgeRecord root, std::span<const EdgeRecord> edges)
      : root_(root), edges_(edges) {}

  uint32_t root() const { return static_cast<uint32_t>(edges_.size()); }

  // Whether a code ends at `state`.
  bool accepts(uint32_t state) const { return record(state).accepts(); }

  // How many codes end at `state` or below.
  uint32_t codes(uint32_t state) const { return record(state).codes(); }

  EdgeRange edges(uint32_t state) const {
    const EdgeRecord at = record(state);
    return EdgeRange(this, at.symbols(), at.first_edge());
  }

  // The edge that leaves `state` for `character`; none when there is none.
  std::optional<Edge> Next(uint32_t state, char character) const;

  // Walks as many characters of `code` as begin some code.
  Walk Follow(Code code) const {
    Walk walk{.state = root()};
    EdgeRecord at = root_;
    // The first character is shifted out as it is taken.
    for (uint64_t rest = code.key(); rest != 0; rest <<= 8) {
      const auto character = static_cast<uint32_t>(rest >> 56);
      const uint32_t symbol = character - (character < 'A' ? '0' : 'A' - 10);
      if (symbol >= kSymbols || (at.state >> symbol & 1) == 0) break;
      const uint32_t place = at.first_edge() + symbol;
      if (place >= edges_.size()) break;
      at = edges_[place];
      walk.state = place;
      walk.row += at.before();
      ++walk.length;
    }
    walk.codes = at.codes();
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
    const uint32_t all = root_.codes();
    const uint32_t first = std::min(walk.row, all);
    return RowRange{first, first + std::min(walk.codes, all - first)};
  }

  // The code of `row`; the empty code when there is no such row.
  Code CodeAt(uint32_t row) const;

 private:
  EdgeRecord record(uint32_t state) const {
    if (state < edges_.size()) return edges_[state];
    return state == root() ? root_ : EdgeRecord{};
  }
  Edge edge(uint32_t first_edge, int symbol) const;

  EdgeRecord root_{};
  std::span<const EdgeRecord> edges_;
};

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_AUTOMATON_H_
