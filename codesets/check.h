// Checks the codes of one encounter, or of one answer, beside each other.
//
// A code can be valid and still be wrong beside another. The rules are those of
// the release itself (Excludes notes, code first, use additional code, code
// also, manifestation titles, chapter notes), of the ICD-10-CM Official
// Guidelines for Coding and Reporting where a finding names a paragraph of
// them, and of two lists that may be loaded besides: codes exempt from
// present-on-admission reporting, and edits in the manner of the Medicare Code
// Editor (see add_ons.h).
//
// Example:
//   absl::StatusOr<Checker> checker = Checker::Open(catalog, {});
//   const CheckReport report =
//       checker->Check({.codes = {{"E11.9"}, {"R73.9"}}});
//   report.findings[0].message;  // "R73.9 is not reported together with ..."
//
// A Checker may be used from any number of threads.

#ifndef CODEBOOK_CODESETS_CHECK_H_
#define CODEBOOK_CODESETS_CHECK_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/status/statusor.h"
#include "codesets/validator.h"
#include "engine/catalog.h"
#include "engine/code_set.h"
#include "engine/date.h"
#include "engine/verdict.h"

namespace codebook {

enum class Sex : uint8_t { kFemale, kMale };

// Whether a diagnosis was present on admission, as claims report it.
enum class PresentOnAdmission : uint8_t {
  kNotGiven,
  kYes,           // Y
  kNo,            // N
  kUnknown,       // U: the documentation does not say
  kUndetermined,  // W: clinically undetermined
  kExempt,        // 1, or blank on a claim
};

struct EncounterCode {
  // As users type it. Outlives the report.
  std::string_view text;
  PresentOnAdmission poa = PresentOnAdmission::kNotGiven;
};

// What is reported together.
struct Encounter {
  // In the order of reporting, the principal (first-listed) diagnosis first.
  std::vector<EncounterCode> codes = {};
  std::optional<Sex> sex = {};
  // In whole years.
  std::optional<int> age = {};
  // Whether Excludes2 notes are told of. They conflict with nothing: they say
  // that another code may be needed as well.
  bool excludes2 = false;
  // What the report holds at most; kTooManyFindings tells of the rest.
  size_t max_findings = 1000;
};

// Names, stable, are those of CheckName; severities those of CheckSeverity
// unless a finding says otherwise.
enum class CheckId : uint8_t {
  // The code is not billable in the release, or not in it.
  kCodeNotValid,
  // It is of another code set, which these rules are not about.
  kOtherCodeSet,
  // The release was loaded without its notes.
  kNotesMissing,
  // I.B.12: each diagnosis is reported once.
  kDuplicateCode,
  // I.A.13: "in diseases classified elsewhere".
  kManifestationPrincipal,
  // I.C.20.a.6.
  kExternalCausePrincipal,
  // A note says that the codes are for additional use.
  kAdditionalOnlyPrincipal,
  // A note says when the code may be principal, which codes do not tell.
  kPrincipalUndecidable,
  // Codes for the mother's record and for the newborn's.
  kMaternalAndNewborn,
  // I.A.12.a. codes[0] is the one the note stands over, codes[1] the other.
  kExcludes1,
  kExcludes1Undecidable,
  // I.A.12.b; the same.
  kExcludes2,
  kExcludes2Undecidable,
  // I.A.13, I.A.17, I.B.7. codes[0] is the one the note stands over. With order
  // findings codes[1] is the other; else all are what the note stands over.
  kCodeFirstOrder,
  kCodeFirstMissing,
  kCodeFirstUndecidable,
  kUseAdditionalOrder,
  kUseAdditionalMissing,
  kUseAdditionalUndecidable,
  kCodeAlsoMissing,
  kCodeAlsoUndecidable,
  // I.B.13: sides that contradict one another.
  kLaterality,
  // I.C.19.a: initial and subsequent encounter or sequela in one category.
  kEncounterCharacters,
  // Of the list of exempt codes.
  kPoaOnExempt,
  kPoaMissing,
  kPoaUndecidable,
  // Of the edits.
  kAgeConflict,
  kSexConflict,
  kUnacceptablePrincipal,
  kEditsUndecidable,
  // There are more findings than asked for.
  kTooManyFindings,
};

// "excludes1", "code-first-missing", ...
std::string_view CheckName(CheckId id);

// The official words a finding rests on.
struct CheckedNote {
  NoteKind kind;
  // The node it stands under.
  NodeId from;
  // The line that heads the list the note stands in; may be empty.
  std::string_view heading;
  // The note, or the lines of the list. Live as long as the release.
  absl::InlinedVector<std::string_view, 1> lines;
};

struct CheckFinding {
  CheckId id;
  Severity severity;
  // The files cannot decide it: neither a mistake nor passed.
  bool undecidable = false;
  // Which codes it is about: indices in CheckReport::codes, at most
  // kMostCodes.
  absl::InlinedVector<uint32_t, 2> codes = {};
  std::optional<CheckedNote> note = {};
  // The paragraph of the Official Guidelines, "I.A.12.a"; may be empty.
  std::string_view guideline = {};
  // One sentence for people; may change from version to version.
  std::string message = {};

  static constexpr size_t kMostCodes = 25;
};

// A code of the encounter as it was understood.
struct CheckedCode {
  std::string_view input;
  // The release that has it; the one that is checked by when none has.
  CodeSetPtr release;
  std::optional<NodeId> row;
  // Of the row.
  Code code = {};
  PresentOnAdmission poa = PresentOnAdmission::kNotGiven;

  // As it is printed; what was typed when there is no such code.
  std::string Name() const {
    return row ? release->Print(code) : std::string(input);
  }
};

struct CheckReport {
  // The release of ICD-10-CM that was checked by.
  CodeSetPtr release;
  // In the order of the encounter.
  std::vector<CheckedCode> codes;
  // Errors first, then warnings, information, and what is undecidable.
  std::vector<CheckFinding> findings;
};

class Checker {
 public:
  // Chooses the release of ICD-10-CM by `choice`, whose set is empty or
  // icd10cm, and the lists in force on the same day. Not found, with a list of
  // what is loaded, when there is none. `catalog` outlives the checker.
  static absl::StatusOr<Checker> Open(const Catalog& catalog,
                                      const ReleaseChoice& choice);

  // Takes time in proportion to the codes, the notes that reach them, and the
  // findings; memory in proportion to codes and findings.
  CheckReport Check(const Encounter& encounter) const;

  const CodeSetPtr& release() const { return release_; }

 private:
  Checker(CodeSetPtr release, Validator validator)
      : release_(std::move(release)), validator_(std::move(validator)) {}

  CheckedCode Resolve(const EncounterCode& code, uint32_t index,
                      CheckReport& report) const;

  CodeSetPtr release_;
  // The date of service, or the day the release took effect.
  Date day_;
  // Says what is wrong with codes that the release does not have.
  Validator validator_;
  // Null where none is loaded for the day.
  CodeSetPtr poa_exempt_;
  CodeSetPtr edits_;
};

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_CHECK_H_
