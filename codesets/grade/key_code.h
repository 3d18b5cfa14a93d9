// A code of a key as its release understands it.

#ifndef CODEBOOK_CODESETS_GRADE_KEY_CODE_H_
#define CODEBOOK_CODESETS_GRADE_KEY_CODE_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "codesets/validator.h"
#include "engine/code.h"
#include "engine/code_set.h"
#include "engine/verdict.h"

namespace codebook {

// What is compared: the same for "S52.501A", " s52501a " and "S52.501a".
struct NormalCode {
  // Empty where no code could be read.
  Code code;
  // Of CPT and HCPCS codes, sorted: their order changes what is paid, not what
  // was done.
  std::vector<std::string> modifiers;
  // Instead of an empty code: what was typed, in upper case, without blanks.
  std::string text;

  friend bool operator==(const NormalCode&, const NormalCode&) = default;
};

NormalCode Normalise(const Verdict& verdict);

struct KeyCode {
  // As the key writes it, and as its release prints it.
  std::string written;
  std::string printed;
  NormalCode normal;
  VerdictStatus status = VerdictStatus::kUnknown;
  // The release that judged it, and its row there.
  CodeSetPtr release;
  std::optional<NodeId> row;

  std::string_view title() const {
    return row ? release->title(*row) : std::string_view();
  }
};

// Reads a code of a key. The first set that has it as a valid code is the one
// that is meant.
KeyCode ReadKeyCode(const Validator& validator, std::string_view written);

// The verdict of the set that `wanted` is of, or the first valid one, or the
// first. `verdicts` is not empty.
const Verdict& ChooseVerdict(const Verdicts& verdicts, const KeyCode& wanted);

// Whether a verdict is on `code`, or on the same with other modifiers.
bool IsCode(const Verdict& verdict, const KeyCode& code);
bool IsCodeWithOtherModifiers(const Verdict& verdict, const KeyCode& code);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_GRADE_KEY_CODE_H_
