// What a wrong answer is still worth.
//
// There is no official rule of partial credit, so every share is a setting: of
// a key, and of each of its questions. A code of the key is worth 1 where it
// stands as the key has it; every share below is a part of that. An entry that
// stands for nothing in the key takes `extra` away. The score of a question is
// what its codes earn, less what is taken away, as a part of what all codes of
// the key are worth; it is never below 0.
//
// So that a near miss never counts more than the right code, and a wrong code
// never raises a score, shares are between 0 and 1.

#ifndef CODEBOOK_CODESETS_GRADE_POLICY_H_
#define CODEBOOK_CODESETS_GRADE_POLICY_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "absl/status/status.h"

namespace codebook {

// In what an entry differs from the code that was asked for. The first kind
// that fits is told.
enum class NearMissKind : uint8_t {
  // A code of an earlier release; the one asked for took its place.
  kRetired,
  // A code of a later release, which takes the place of the one asked for.
  kNotYetValid,
  // The seventh character is missing or another one.
  kSeventhCharacter,
  // A placeholder X is missing or stands elsewhere.
  kPlaceholder,
  // The other side of the body, both sides, or an unspecified one.
  kLaterality,
  // A beginning of the code: something less specific.
  kParent,
  // One axis of an ICD-10-PCS code has another value.
  kAxis,
  // All characters but the last.
  kLastCharacter,
  // One character before the last, in the same category.
  kCharacter,
  // One character of the category: mostly another condition.
  kCategory,
  // A slip of the hand: two characters exchanged, one left out or too many, O
  // for 0.
  kTyping,
  // The CPT or HCPCS code with other modifiers.
  kModifier,
};
inline constexpr size_t kNearMissKinds = 12;

// "retired", "not-yet-valid", "seventh-character", "placeholder", "laterality",
// "parent", "axis", "last-character", "character", "category",
// "typing", "modifier".
std::string_view NearMissName(NearMissKind kind);

struct Policy {
  // Without, a question is worth all its points or none.
  bool partial = true;
  // By NearMissKind.
  std::array<double, kNearMissKinds> near_miss = {
      0.25, 0.25, 0.5, 0.75, 0.5, 0.25, 0.5, 0.5, 0.25, 0, 0.25, 0.5};
  // Whether a near miss counts in multiple choice, too, where wrong options
  // are mostly made to be one.
  bool near_miss_in_choice = false;
  // The right code in the wrong role, which also multiplies a near miss there.
  double wrong_role = 0.5;
  // The right code out of sequence, which also multiplies a near miss there.
  double wrong_order = 0.5;
  // What is taken away for an entry that stands for nothing in the key.
  double extra = 0.5;
  // What a code weighs beside others, by role; more than 0, at most 100.
  double principal_weight = 1;
  double additional_weight = 1;
  double procedure_weight = 1;

  double& share(NearMissKind kind) {
    return near_miss[static_cast<size_t>(kind)];
  }
  double share(NearMissKind kind) const {
    return near_miss[static_cast<size_t>(kind)];
  }
};

// The names of all settings, as keys have them: "partial", "near_miss" (all
// kinds at once), "last_character", ..., "procedure_weight".
std::span<const std::string_view> PolicySettings();

// Sets what `name` names; yes-or-no settings take 0 and 1. Invalid argument,
// with what was expected, when there is no such setting or value.
absl::Status SetPolicy(std::string_view name, double value, Policy& policy);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_GRADE_POLICY_H_
