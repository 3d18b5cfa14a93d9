// Builds the minimal automaton of a sorted list of codes.

#ifndef CODEBOOK_ENGINE_AUTOMATON_BUILDER_H_
#define CODEBOOK_ENGINE_AUTOMATON_BUILDER_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "engine/automaton.h"
#include "engine/code.h"

namespace codebook {

// The arrays an Automaton is opened on.
struct AutomatonTables {
  Automaton::EdgeRecord root;
  std::vector<Automaton::EdgeRecord> edges;

  Automaton view() const { return Automaton(root, edges); }
};

// The label of the edge for character `position` (from 0) that all codes in
// `rows` share; they agree in every character up to and including it.
using EdgeLabeler = absl::FunctionRef<uint32_t(RowRange rows, size_t position)>;

// The automaton of `codes`, which are in ascending order, distinct and not
// empty; row r is codes[r]. States are equal when the same characters with the
// same labels lead to equal states. Memory and time are linear in the codes.
//
// Invalid argument, when there are more codes, edges or labels than fit into
// an EdgeRecord.
absl::StatusOr<AutomatonTables> BuildAutomaton(std::span<const Code> codes,
                                               EdgeLabeler label_of);

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_AUTOMATON_BUILDER_H_
