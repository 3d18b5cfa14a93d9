// The slips of the hand that turn one code into another, and how likely each
// is.

#ifndef CODEBOOK_CODESETS_SLIPS_H_
#define CODEBOOK_CODESETS_SLIPS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "engine/automaton.h"

namespace codebook {

enum class SlipKind : uint8_t {
  // A character was left out: `right` belongs at `position`.
  kLeftOut,
  // A character was typed that does not belong: `wrong` at `position`.
  kAdded,
  // `wrong` was typed for `right` at `position`.
  kReplaced,
  // The characters at `position` and after it were exchanged.
  kExchanged,
};

struct Slip {
  SlipKind kind;
  size_t position;
  char wrong = '\0';
  char right = '\0';
};

// Calls `found` with the row of every code that differs from `characters` in
// one slip, and with that slip. A code may be found by several slips.
void FindSlips(const Automaton& automaton, std::string_view characters,
               absl::FunctionRef<void(uint32_t row, const Slip& slip)> found);

// The smaller, the likelier; from 0 to 100.
int UnlikelihoodOf(const Slip& slip, std::string_view characters);

// Whether two characters look alike: O and 0, I, L and 1, and so on.
bool LookAlike(char a, char b);

// Whether two keys lie beside each other on a keyboard (US layout).
bool Neighbours(char a, char b);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_SLIPS_H_
