// Checks an answer key against the code sets of its dates, before learners do.
//
// Example:
//   absl::StatusOr<std::vector<AuditFinding>> findings = Audit(catalog, key);
//   findings->front().message;  // "D71 is a header since ..."

#ifndef CODEBOOK_CODESETS_GRADE_AUDIT_H_
#define CODEBOOK_CODESETS_GRADE_AUDIT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "codesets/check.h"
#include "codesets/grade/answer_key.h"
#include "codesets/validator.h"
#include "engine/catalog.h"
#include "engine/release_id.h"
#include "engine/verdict.h"

namespace codebook {

enum class AuditId : uint8_t {
  // The verdict on a code of the key. Errors for the code that is asked for
  // and for what is accepted, warnings for an option that is no answer.
  kRetired,
  kNotYetValid,
  kHeader,
  kIncomplete,
  kUnknown,
  kMalformed,
  // The code is valid in several sets, and the question names none.
  kSeveralSets,
  // What is accepted is the code itself, or is there twice.
  kAlternativeRepeated,
  // What is accepted for one code is the answer of another in the question.
  kAlternativeTaken,
  // A code is asked for twice in one question.
  kCodeRepeated,
  // Two options are one code.
  kOptionRepeated,
  // Codes that are asked for together conflict; see AuditFinding::check.
  kConflict,
  // No release of the year of the question's date is loaded: the key was
  // checked against an older one.
  kReleaseOld,
  // What a newer release breaks.
  kWillRetire,
  kWillBeHeader,
  kWillConflict,
  // Information: the title of the code is another one there.
  kTitleWillChange,
};

// "retired", "not-yet-valid", ...; stable.
std::string_view AuditName(AuditId id);

struct AuditFinding {
  AuditId id;
  Severity severity;
  const Question* question;
  // As the key writes them: the one it is about first.
  std::vector<std::string> codes = {};
  // The release it was checked against; for what will break, the newer one.
  ReleaseId release = {};
  // What is probably right instead: successors, or suggestions.
  std::vector<Suggestion> suggestions = {};
  // For conflicts: which, and the official note it rests on. The views live as
  // long as the catalog keeps `check_release`.
  std::optional<CheckFinding> check = {};
  CodeSetPtr check_release = {};
  // One sentence for people.
  std::string message = {};
};

// All there is to say about the key, in its order. `defaults` is for questions
// without a date. What will break is looked for in `against`, for codes of its
// set; without it, in the newest release of each set. Not found when no release
// was in force on a date, or `against` is not loaded. The findings live no
// longer than `key`.
absl::StatusOr<std::vector<AuditFinding>> Audit(
    const Catalog& catalog, const AnswerKey& key,
    const ReleaseChoice& defaults = {},
    const std::optional<ReleaseId>& against = {});

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_GRADE_AUDIT_H_
