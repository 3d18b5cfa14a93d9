#include "engine/automaton_builder.h"

#include <algorithm>
#include <cstring>

#include "absl/container/flat_hash_set.h"
#include "absl/hash/hash.h"

namespace codebook {
namespace {

using StateRecord = Automaton::StateRecord;
using EdgeRecord = Automaton::EdgeRecord;

// Builds states from the leaves up; a state whose edges were seen before is
// that earlier state.
class Builder {
 public:
  Builder(std::span<const Code> codes, EdgeLabeler label_of)
      : codes_(codes),
        label_of_(label_of),
        known_(0, StateHash{&tables_}, StateEqual{&tables_}) {}

  AutomatonTables Build() && {
    Add(RowRange{0, static_cast<uint32_t>(codes_.size())}, 0);
    return std::move(tables_);
  }

 private:
  static std::span<const EdgeRecord> EdgesOf(const AutomatonTables& tables,
                                             uint32_t state) {
    const StateRecord& record = tables.states[state];
    const auto count = static_cast<size_t>(
        std::popcount(record.symbols & ~Automaton::kAccepts));
    return std::span(tables.edges).subspan(record.first_edge, count);
  }

  struct StateHash {
    const AutomatonTables* tables;
    size_t operator()(uint32_t state) const {
      const std::span<const EdgeRecord> edges = EdgesOf(*tables, state);
      uint64_t hash = tables->states[state].symbols;
      for (const EdgeRecord& edge : edges) {
        hash = (hash ^ (uint64_t{edge.label} << 32 | edge.target)) *
               0x9E3779B97F4A7C15u;
        hash ^= hash >> 29;
      }
      return absl::Hash<uint64_t>()(hash);
    }
  };

  struct StateEqual {
    const AutomatonTables* tables;
    bool operator()(uint32_t a, uint32_t b) const {
      if (tables->states[a].symbols != tables->states[b].symbols) return false;
      return std::ranges::equal(EdgesOf(*tables, a), EdgesOf(*tables, b),
                                [](const EdgeRecord& x, const EdgeRecord& y) {
                                  return x.target == y.target &&
                                         x.label == y.label;
                                });
    }
  };

  // The state that the codes of `rows`, equal in their first `depth`
  // characters, lead to.
  uint32_t Add(RowRange rows, size_t depth) {
    StateRecord state{};
    EdgeRecord edges[kSymbols];
    size_t edge_count = 0;
    uint32_t row = rows.first;
    if (codes_[row].size() == depth) {
      state.symbols |= Automaton::kAccepts;
      ++row;
    }
    while (row < rows.last) {
      const Code prefix = codes_[row].Prefix(depth + 1);
      const RowRange below{row, EndOfPrefix(prefix, RowRange{row, rows.last})};
      state.symbols |= uint64_t{1} << SymbolOf(prefix[depth]);
      edges[edge_count++] = EdgeRecord{.target = Add(below, depth + 1),
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

  uint32_t Intern(StateRecord state, std::span<const EdgeRecord> edges) {
    const auto id = static_cast<uint32_t>(tables_.states.size());
    state.first_edge = static_cast<uint32_t>(tables_.edges.size());
    tables_.states.push_back(state);
    tables_.edges.insert(tables_.edges.end(), edges.begin(), edges.end());
    const auto [known, added] = known_.insert(id);
    if (!added) {
      tables_.states.pop_back();
      tables_.edges.resize(state.first_edge);
    }
    return *known;
  }

  std::span<const Code> codes_;
  EdgeLabeler label_of_;
  AutomatonTables tables_;
  absl::flat_hash_set<uint32_t, StateHash, StateEqual> known_;
};

}  // namespace

AutomatonTables BuildAutomaton(std::span<const Code> codes,
                               EdgeLabeler label_of) {
  return Builder(codes, label_of).Build();
}

}  // namespace codebook
