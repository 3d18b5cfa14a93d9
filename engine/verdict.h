// What a validation says about a code: data, never an error.

#ifndef CODEBOOK_ENGINE_VERDICT_H_
#define CODEBOOK_ENGINE_VERDICT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "engine/code_set.h"
#include "engine/release_id.h"

namespace codebook {

enum class VerdictStatus : uint8_t {
  // Billable in this release.
  kValid,
  // Exists, but has more specific codes below it.
  kHeader,
  // A beginning of valid codes: a seventh character or further axis values are
  // missing.
  kIncomplete,
  // Well formed, but in no loaded release of the set.
  kUnknown,
  // Not in this release, was in an earlier loaded one.
  kRetired,
  // Not in this release, is in a later loaded one.
  kFuture,
  // Cannot be a code of the set.
  kMalformed,
};

// "valid", "header", ...
std::string_view StatusName(VerdictStatus status);

enum class IssueId : uint8_t {
  kPointMissing,
  kPointMisplaced,
  kIllegalCharacter,
  kTooLong,
  kLetterForDigit,
  kPlaceholderMissing,
  kPlaceholderMisplaced,
  kSeventhCharacterRequired,
  kSeventhCharacterInvalid,
  kSeventhCharacterNotAllowed,
  kHeaderNotBillable,
  kAxisValueInvalid,
  kAxisCombinationInvalid,
  kTableUnknown,
  kNotInRelease,
  kOtherCodeSet,
  kNoSuchCode,
  // Blanks inside the code (a remark).
  kBlankInside,
  // A digit where the set has a letter: 0 for O, 1 for I.
  kDigitForLetter,
  // A beginning of codes: more characters are needed.
  kMoreCharactersRequired,
  // The modifier after a code is none of a loaded set.
  kModifierUnknown,
};

// "point-missing", ...; stable.
std::string_view IssueName(IssueId id);

enum class Severity : uint8_t { kInfo, kWarning, kError };

// "info", "warning", "error".
std::string_view SeverityName(Severity severity);

// A character that would have been right, and what it means. The label lives
// as long as the release.
struct AllowedCharacter {
  char character;
  std::string_view label;
};

struct Issue {
  IssueId id;
  Severity severity = Severity::kError;
  // The character it is about, counted from 1 without the point; 0 when it is
  // about the whole code.
  size_t at = 0;
  // One sentence for people; may change from version to version.
  std::string message;
  // What was allowed there, where that is what went wrong.
  std::vector<AllowedCharacter> allowed;
  // That character in the input, all its bytes; empty, and at the end of what
  // was given, when it is missing. Null when `at` is 0.
  std::string_view span = {};
};

struct Suggestion {
  // Printed form.
  std::string code;
  std::string_view title;
  std::string why;
};

struct Verdict {
  // As it was given.
  std::string_view input;
  VerdictStatus status = VerdictStatus::kUnknown;
  // The code that was read, in printed form; empty when none could be.
  Code code;
  // The release it was judged by; lives as long as `release`.
  CodeSetPtr release;
  // The row, where the release has the code.
  std::optional<NodeId> row;
  bool billable = false;
  // Empty without a row. Lives as long as `release`.
  std::string_view title() const {
    return row ? release->title(*row) : std::string_view();
  }
  // For retired codes, the last release that had it; for future codes, the
  // first that will.
  std::optional<ReleaseId> other_release;
  absl::InlinedVector<Issue, 1> issues;
  std::vector<Suggestion> suggestions;
  // The modifiers that came with a CPT or HCPCS code ("99213-25"), each judged
  // by itself.
  std::vector<Verdict> modifiers;
};

// Mostly one.
using Verdicts = absl::InlinedVector<Verdict, 1>;

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_VERDICT_H_
