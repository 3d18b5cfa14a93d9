// Lists that go with ICD-10-CM and are no code sets: loaded by an import, kept
// in the catalog beside the releases, and asked by a check.
//
//   poaexempt  The diagnoses exempt from present-on-admission reporting, as CMS
//              publishes them each year: "Order26, POAexemptCode, Description".
//   mce        Edits in the manner of the Medicare Code Editor, a table of the
//              user's own, separated by commas or tabs, with the headings
//              code, edit, from, to:
//                O80,maternity,,            for ages 9 to 64
//                P59.9,newborn,0,0          ages other than the usual ones
//                N40.0,male,,2024-09-30     an edit that ended on that day
//                Z37.0,unacceptable principal,,
//              The edits are newborn (0), pediatric (0 to 17), maternity (9 to
//              64), adult (15 to 124), age (from and to say which), female,
//              male, and unacceptable principal. Numbers in from and to are
//              ages in years, days (YYYY-MM-DD) the first and last day of the
//              edit; either may be empty. A code means all codes below it too.
//
//   conversion The official conversion table; see conversions.h.
//
// In the catalog an entry is a row, and each edit a property of it whose value
// EditRule reads.

#ifndef CODEBOOK_CODESETS_ADD_ONS_ADD_ONS_H_
#define CODEBOOK_CODESETS_ADD_ONS_ADD_ONS_H_

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "codesets/code_system.h"
#include "engine/date.h"

namespace codebook {

inline constexpr std::string_view kPoaExemptSet = "poaexempt";
inline constexpr std::string_view kEditsSet = "mce";

// The add-ons, described as code systems are.
std::span<const CodeSystem> AddOns();

enum class EditKind { kAge, kFemale, kMale, kUnacceptablePrincipal };

// One edit of one code.
struct EditRule {
  EditKind kind;
  // As the table names it: "maternity".
  std::string name;
  // For kAge, in years, both included.
  int youngest = 0;
  int oldest = 0;
  // The days on which it is in force, both included.
  std::optional<Date> from = {};
  std::optional<Date> to = {};

  bool InForce(Date on) const {
    return !(from && on < *from) && !(to && *to < on);
  }

  // As a property; Parse reads what ToProperty wrote.
  std::string ToProperty() const;
  static std::optional<EditRule> Parse(std::string_view name,
                                       std::string_view value);
};

// Tab or comma, whichever the first line of a table has.
char DelimiterOf(std::string_view text);
// As much of a file as it takes to tell what table it is.
std::string_view HeadOf(const SourceFile& file);

// See CodeSystem.
std::optional<Recognition> RecognizePoaExempt(const SourceFile& file);
absl::Status ReadPoaExempt(const ReadRequest& request);
std::optional<Recognition> RecognizeEdits(const SourceFile& file);
absl::Status ReadEdits(const ReadRequest& request);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_ADD_ONS_ADD_ONS_H_
