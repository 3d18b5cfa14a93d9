// Judges codes: are they valid on a date of service, and if not, why.
//
// Example:
//   absl::StatusOr<Validator> validator =
//       Validator::Open(catalog, {.set = "icd10cm"});
//   Verdicts verdicts = validator->Validate("S52.501");
//   StatusName(verdicts.front().status);  // "incomplete"

#ifndef CODEBOOK_CODESETS_VALIDATOR_H_
#define CODEBOOK_CODESETS_VALIDATOR_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "codesets/judge.h"
#include "engine/catalog.h"
#include "engine/code_set.h"
#include "engine/date.h"
#include "engine/release_id.h"
#include "engine/verdict.h"

namespace codebook {

// Which releases are asked.
struct ReleaseChoice {
  // One set, or every loaded one when empty.
  std::string set = {};
  // The date of service; the newest release without one.
  std::optional<Date> on = {};
  // This very release; set and date are not looked at then.
  std::optional<ReleaseId> release = {};
};

// The releases a choice comes to, one a set, in the order of CodeSystems().
// Not found, with a list of what is loaded, when there is none.
absl::StatusOr<std::vector<CodeSetPtr>> ChooseReleases(
    const Catalog& catalog, const ReleaseChoice& choice);

class Validator {
 public:
  // Opens the releases of `choice`. `catalog` outlives the validator.
  static absl::StatusOr<Validator> Open(const Catalog& catalog,
                                        const ReleaseChoice& choice);

  // One verdict for each set that has the code; when none has it, one for the
  // set whose form fits best. A CPT or HCPCS code may bring modifiers with it
  // ("99213-25-59"). `text` outlives the verdicts. Safe to call from any
  // thread.
  Verdicts Validate(std::string_view text, Detail detail = Detail::kFull) const;

  const std::vector<CodeSetPtr>& releases() const { return releases_; }

 private:
  Validator(const Catalog& catalog, std::optional<Date> on,
            std::vector<CodeSetPtr> releases)
      : catalog_(&catalog), on_(on), releases_(std::move(releases)) {}

  Verdict JudgeOn(const CodeSetPtr& release, std::string_view text,
                  Detail detail) const;
  Verdicts ValidateCode(std::string_view text, Detail detail) const;
  // None, when no modifiers are meant.
  Verdicts ValidateWithModifiers(std::string_view text, Detail detail) const;
  void AddModifier(Verdict& verdict, std::string_view text,
                   Detail detail) const;
  Verdict JudgeModifier(const Verdict& code, std::string_view modifier,
                        Detail detail) const;
  const CodeSetPtr& BestFit(std::string_view text) const;
  void AddOtherReleases(Verdict& verdict, Detail detail) const;
  void AddOtherSets(Verdict& verdict) const;

  const Catalog* catalog_;
  std::optional<Date> on_;
  std::vector<CodeSetPtr> releases_;
};

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_VALIDATOR_H_
