#include "codesets/slips.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <vector>

#include "engine/code.h"

namespace codebook {
namespace {

// A place in the automaton and the first row below it.
struct Place {
  uint32_t state;
  uint32_t row;
};

std::optional<Place> Step(const Automaton& automaton, Place place,
                          char character) {
  const auto next = automaton.Next(place.state, character);
  if (!next) return std::nullopt;
  return Place{next->target, place.row + next->before};
}

// The row of the code that `rest` completes from `place`.
std::optional<uint32_t> Complete(const Automaton& automaton,
                                 std::optional<Place> place,
                                 std::string_view rest) {
  for (size_t i = 0; place && i < rest.size(); ++i) {
    place = Step(automaton, *place, rest[i]);
  }
  if (!place || !automaton.accepts(place->state)) return std::nullopt;
  return place->row;
}

struct KeyPlace {
  int row;
  int column;
};

// Where a key lies; columns in quarters of a key.
std::optional<KeyPlace> PlaceOfKey(char key) {
  constexpr std::array<std::string_view, 4> kRows = {"1234567890", "QWERTYUIOP",
                                                     "ASDFGHJKL", "ZXCVBNM"};
  constexpr std::array<int, 4> kOffsets = {0, 2, 3, 5};
  for (size_t row = 0; row < kRows.size(); ++row) {
    const size_t at = kRows[row].find(key);
    if (at == std::string_view::npos) continue;
    return KeyPlace{static_cast<int>(row),
                    static_cast<int>(4 * at) + kOffsets[row]};
  }
  return std::nullopt;
}

// Whether the character that was left out is that beside it: of two that are
// the same, either may have been.
bool Repeats(const Slip& slip, std::string_view characters) {
  const size_t at = slip.position;
  return (at > 0 && characters[at - 1] == slip.right) ||
         (at < characters.size() && characters[at] == slip.right);
}

}  // namespace

void FindSlips(const Automaton& automaton, std::string_view characters,
               absl::FunctionRef<void(uint32_t row, const Slip& slip)> found) {
  const auto report = [&](std::optional<uint32_t> row, const Slip& slip) {
    if (row) found(*row, slip);
  };
  std::optional<Place> place = Place{automaton.root(), 0};
  for (size_t i = 0; place && i <= characters.size(); ++i) {
    const std::string_view rest = characters.substr(i);
    for (const Automaton::Edge edge : automaton.edges(place->state)) {
      const Place after{edge.target, place->row + edge.before};
      report(Complete(automaton, after, rest),
             {SlipKind::kLeftOut, i, '\0', edge.character});
      if (rest.empty() || edge.character == rest[0]) continue;
      report(Complete(automaton, after, rest.substr(1)),
             {SlipKind::kReplaced, i, rest[0], edge.character});
    }
    if (rest.empty()) break;
    report(Complete(automaton, place, rest.substr(1)),
           {SlipKind::kAdded, i, rest[0], '\0'});
    if (rest.size() > 1 && rest[0] != rest[1]) {
      std::optional<Place> exchanged = Step(automaton, *place, rest[1]);
      if (exchanged) exchanged = Step(automaton, *exchanged, rest[0]);
      report(Complete(automaton, exchanged, rest.substr(2)),
             {SlipKind::kExchanged, i, rest[0], rest[1]});
    }
    place = Step(automaton, *place, rest[0]);
  }
}

bool LookAlike(char a, char b) {
  constexpr std::array<std::string_view, 6> kAlike = {"0OQD", "1ILJ", "2Z",
                                                      "5S",   "8B",   "UV"};
  return std::ranges::any_of(kAlike, [&](std::string_view group) {
    return group.find(a) != std::string_view::npos &&
           group.find(b) != std::string_view::npos;
  });
}

bool Neighbours(char a, char b) {
  const std::optional<KeyPlace> first = PlaceOfKey(a);
  const std::optional<KeyPlace> second = PlaceOfKey(b);
  if (!first || !second || a == b) return false;
  return std::abs(first->row - second->row) <= 1 &&
         std::abs(first->column - second->column) <= 4;
}

int UnlikelihoodOf(const Slip& slip, std::string_view characters) {
  const size_t at = slip.position;
  switch (slip.kind) {
    case SlipKind::kLeftOut:
      if (slip.right == 'X') return 10;
      return Repeats(slip, characters) ? 19 : 20;
    case SlipKind::kAdded:
      if (at + 1 < characters.size() && characters[at + 1] == slip.wrong) {
        return 12;
      }
      return slip.wrong == 'X' ? 14 : 35;
    case SlipKind::kReplaced:
      if (LookAlike(slip.wrong, slip.right)) return 16;
      if (slip.right == 'X') return 18;
      return Neighbours(slip.wrong, slip.right) ? 25 : 50;
    case SlipKind::kExchanged:
      return 15;
  }
  return 100;
}

}  // namespace codebook
