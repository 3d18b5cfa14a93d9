// Seventh characters that the tabular list takes back in prose.
//
// Category S06 carries the note "7th characters D and S do not apply to codes
// in category S06 with 6th character 7 - death due to brain injury prior to
// regaining consciousness, or 8 - ...". Nothing else in the file says so.

#ifndef CODEBOOK_CODESETS_ICD10CM_SEVENTH_CHARACTER_RULE_H_
#define CODEBOOK_CODESETS_ICD10CM_SEVENTH_CHARACTER_RULE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "engine/code.h"

namespace codebook {

struct SeventhCharacterRule {
  // The codes it is about begin so.
  Code scope;
  // The seventh characters that do not apply ...
  std::string characters;
  // ... where the character at this position, counted from 0 ...
  size_t position;
  // ... is one of these.
  std::string values;

  // Whether `leaf`, padded with X to six characters, may not have `character`.
  bool Excludes(Code leaf, char character) const;
};

// Whether a note says that characters do not apply, in whatever words.
bool MayBeSeventhCharacterRule(std::string_view note);

// The rule that a note states; none when it states none that is understood.
std::optional<SeventhCharacterRule> ParseSeventhCharacterRule(
    std::string_view note);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_ICD10CM_SEVENTH_CHARACTER_RULE_H_
