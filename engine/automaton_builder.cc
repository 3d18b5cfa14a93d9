#include "engine/automaton_builder.h"

#include <algorithm>
#include <bit>
#include <string_view>

#include "absl/container/flat_hash_set.h"
#include "absl/hash/hash.h"
#include "engine/concat.h"
#include "engine/edge_layout.h"

namespace codebook {
namespace {

using EdgeRecord = Automaton::EdgeRecord;

struct State {
  // As in EdgeRecord.
  uint64_t symbols_and_accepts;
  uint32_t codes;
  // Its edges stand from here on, in the order of their symbols.
  uint32_t first_edge;
};

struct Edge {
  uint32_t target;
  uint32_t before = 0;
  uint32_t label = 0;
};

absl::Status TooMany(std::string_view what, uint64_t count, uint64_t end) {
  return absl::InvalidArgumentError(
      Concat(count, " ", what, " found, a release has at most ", end - 1));
}

// Builds states from the leaves up; a state whose edges were seen before is
// that earlier state.
class Builder {
 public:
  Builder(std::span<const Code> codes, EdgeLabeler label_of)
      : codes_(codes),
        label_of_(label_of),
        known_(0, StateHash{this}, StateEqual{this}) {}

  absl::StatusOr<AutomatonTables> Build() && {
    if (codes_.size() >= EdgeRecord::kNumbers) {
      return TooMany("codes", codes_.size(), EdgeRecord::kNumbers);
    }
    const uint32_t root =
        Add(RowRange{0, static_cast<uint32_t>(codes_.size())}, 0);
    std::vector<uint64_t> symbols(states_.size());
    for (uint32_t i = 0; i < states_.size(); ++i) symbols[i] = SymbolsOf(i);
    const EdgeLayout layout = LayOutEdges(symbols);
    if (layout.end >= EdgeRecord::kNumbers) {
      return TooMany("edges between beginnings of codes", layout.end,
                     EdgeRecord::kNumbers);
    }
    AutomatonTables tables{.root = Record({.target = root}, layout),
                           .edges = {}};
    tables.edges.resize(layout.end);
    for (uint32_t i = 0; i < states_.size(); ++i) {
      uint64_t rest = symbols[i];
      for (const Edge& edge : EdgesOf(i)) {
        if (edge.label >= EdgeRecord::kLabels) {
          return TooMany("labels", edge.label, EdgeRecord::kLabels);
        }
        const auto symbol = static_cast<uint32_t>(std::countr_zero(rest));
        tables.edges[layout.first_edges[i] + symbol] = Record(edge, layout);
        rest &= rest - 1;
      }
    }
    return tables;
  }

 private:
  EdgeRecord Record(const Edge& edge, const EdgeLayout& layout) const {
    const State& target = states_[edge.target];
    return {.state = target.symbols_and_accepts | uint64_t{target.codes}
                                                      << (kSymbols + 1),
            .edge = layout.first_edges[edge.target] |
                    uint64_t{edge.before} << EdgeRecord::kNumberBits |
                    uint64_t{edge.label} << (2 * EdgeRecord::kNumberBits)};
  }

  uint64_t SymbolsOf(uint32_t state) const {
    return states_[state].symbols_and_accepts & ~EdgeRecord::kAccepts;
  }

  std::span<const Edge> EdgesOf(uint32_t state) const {
    const auto count = static_cast<size_t>(std::popcount(SymbolsOf(state)));
    return std::span(edges_).subspan(states_[state].first_edge, count);
  }

  struct StateHash {
    const Builder* builder;
    size_t operator()(uint32_t state) const {
      uint64_t hash = builder->states_[state].symbols_and_accepts;
      for (const Edge& edge : builder->EdgesOf(state)) {
        hash = (hash ^ (uint64_t{edge.label} << 32 | edge.target)) *
               0x9E3779B97F4A7C15u;
        hash ^= hash >> 29;
      }
      return absl::Hash<uint64_t>()(hash);
    }
  };

  struct StateEqual {
    const Builder* builder;
    bool operator()(uint32_t a, uint32_t b) const {
      return builder->states_[a].symbols_and_accepts ==
                 builder->states_[b].symbols_and_accepts &&
             std::ranges::equal(builder->EdgesOf(a), builder->EdgesOf(b),
                                [](const Edge& x, const Edge& y) {
                                  return x.target == y.target &&
                                         x.label == y.label;
                                });
    }
  };

  // The state that the codes of `rows`, equal in their first `depth`
  // characters, lead to.
  uint32_t Add(RowRange rows, size_t depth) {
    State state{};
    Edge edges[kSymbols];
    size_t edge_count = 0;
    uint32_t row = rows.first;
    if (codes_[row].size() == depth) {
      state.symbols_and_accepts |= EdgeRecord::kAccepts;
      ++row;
    }
    while (row < rows.last) {
      const Code prefix = codes_[row].Prefix(depth + 1);
      const RowRange below{row, EndOfPrefix(prefix, RowRange{row, rows.last})};
      state.symbols_and_accepts |= uint64_t{1} << SymbolOf(prefix[depth]);
      edges[edge_count++] = Edge{.target = Add(below, depth + 1),
                                 .before = row - rows.first,
                                 .label = label_of_(below, depth)};
      row = below.last;
    }
    state.codes = rows.size();
    return Intern(state, std::span(edges, edge_count));
  }

  // The row after the last of `rows` that starts with `prefix`.
  uint32_t EndOfPrefix(Code prefix, RowRange rows) const {
    const uint64_t past =
        prefix.key() + (uint64_t{1} << (64 - 8 * prefix.size()));
    uint32_t row = rows.first + 1;
    for (uint32_t step = 1; row < rows.last && codes_[row].key() < past;) {
      row += step;
      step *= 2;
    }
    const auto begin = codes_.begin() + rows.first;
    const auto end = codes_.begin() + std::min(row, rows.last);
    return static_cast<uint32_t>(
        std::lower_bound(begin, end, Code::FromKey(past)) - codes_.begin());
  }

  uint32_t Intern(State state, std::span<const Edge> edges) {
    const auto id = static_cast<uint32_t>(states_.size());
    state.first_edge = static_cast<uint32_t>(edges_.size());
    states_.push_back(state);
    edges_.insert(edges_.end(), edges.begin(), edges.end());
    const auto [known, added] = known_.insert(id);
    if (!added) {
      states_.pop_back();
      edges_.resize(state.first_edge);
    }
    return *known;
  }

  std::span<const Code> codes_;
  EdgeLabeler label_of_;
  std::vector<State> states_;
  std::vector<Edge> edges_;
  absl::flat_hash_set<uint32_t, StateHash, StateEqual> known_;
};

}  // namespace

absl::StatusOr<AutomatonTables> BuildAutomaton(std::span<const Code> codes,
                                               EdgeLabeler label_of) {
  return Builder(codes, label_of).Build();
}

}  // namespace codebook
