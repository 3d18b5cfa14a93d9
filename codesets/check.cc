#include "codesets/check.h"

#include <algorithm>
#include <utility>

#include "codesets/add_ons/add_ons.h"
#include "codesets/checked_encounter.h"
#include "codesets/judge.h"
#include "engine/concat.h"

namespace codebook {
namespace {

constexpr std::string_view kDiagnoses = "icd10cm";

// The list `set` in force on `day`, or null.
absl::StatusOr<CodeSetPtr> ListInForce(const Catalog& catalog,
                                       std::string_view set, Date day) {
  absl::StatusOr<CodeSetPtr> list = catalog.InForce(set, day);
  if (absl::IsNotFound(list.status())) return nullptr;
  return list;
}

std::string InvalidSentence(const Verdict& verdict) {
  std::string sentence =
      Concat(verdict.code.empty() ? std::string(verdict.input)
                                  : verdict.release->Print(verdict.code),
             " is not valid in ", verdict.release->id().ToString(), " (",
             StatusName(verdict.status), ")");
  for (const Issue& issue : verdict.issues) {
    if (issue.severity != Severity::kError) continue;
    return Concat(sentence, ": ", issue.message);
  }
  return sentence;
}

void AddNotesMissing(CheckedEncounter& encounter) {
  if (encounter.diagnoses().empty() ||
      !encounter.release().AllReferences().empty()) {
    return;
  }
  encounter.Add(
      {.id = CheckId::kNotesMissing,
       .severity = Severity::kInfo,
       .undecidable = true,
       .message = Concat(encounter.release().id().ToString(),
                         " was loaded without the tabular list and has no "
                         "notes: Excludes, code first, use additional code and "
                         "code also cannot be checked")});
}

// Errors first, what is undecidable last.
void SortFindings(std::vector<CheckFinding>& findings) {
  std::vector<CheckFinding> sorted;
  sorted.reserve(findings.size());
  for (int rank = 0; rank <= 3; ++rank) {
    for (CheckFinding& finding : findings) {
      const int own =
          finding.undecidable ? 3 : 2 - static_cast<int>(finding.severity);
      if (own == rank) sorted.push_back(std::move(finding));
    }
  }
  findings = std::move(sorted);
}

}  // namespace

absl::StatusOr<Checker> Checker::Open(const Catalog& catalog,
                                      const ReleaseChoice& choice) {
  const std::string& set = choice.release ? choice.release->set : choice.set;
  if (!set.empty() && set != kDiagnoses) {
    return absl::InvalidArgumentError(Concat(
        "only codes of ", kDiagnoses, " are checked together, not of ", set));
  }
  ReleaseChoice diagnoses = choice;
  diagnoses.set = kDiagnoses;
  absl::StatusOr<std::vector<CodeSetPtr>> releases =
      ChooseReleases(catalog, diagnoses);
  if (!releases.ok()) return releases.status();
  const CodeSetPtr& release = releases->front();
  // Other sets are asked what a code is that this one does not have.
  ReleaseChoice all{.set = {}, .on = choice.on, .release = choice.release};
  if (choice.release) all = diagnoses;
  absl::StatusOr<Validator> validator = Validator::Open(catalog, all);
  if (!validator.ok()) return validator.status();
  Checker checker(release, *std::move(validator));
  checker.day_ = choice.on.value_or(release->effective());
  absl::StatusOr<CodeSetPtr> exempt =
      ListInForce(catalog, kPoaExemptSet, checker.day_);
  absl::StatusOr<CodeSetPtr> edits =
      ListInForce(catalog, kEditsSet, checker.day_);
  if (!exempt.ok()) return exempt.status();
  if (!edits.ok()) return edits.status();
  checker.poa_exempt_ = *std::move(exempt);
  checker.edits_ = *std::move(edits);
  return checker;
}

CheckedCode Checker::Resolve(const EncounterCode& code, uint32_t index,
                             CheckReport& report) const {
  CheckedCode checked{.input = code.text,
                      .release = release_,
                      .row = release_->Find(code.text),
                      .poa = code.poa};
  if (checked.row) {
    // What is found as it is typed reads as the code, which is quicker than to
    // spell the row.
    const std::optional<Code> typed =
        Code::Parse(code.text, release_->point_after());
    checked.code = typed ? *typed : release_->code(*checked.row);
    if (release_->billable(*checked.row)) return checked;
  }
  const Verdicts verdicts = validator_.Validate(code.text);
  // A code of this set goes before the same characters in another.
  const auto own = std::ranges::find(verdicts, release_, &Verdict::release);
  const Verdict& verdict = own != verdicts.end() ? *own : verdicts.front();
  checked.row = verdict.row;
  if (verdict.row) checked.code = verdict.release->code(*verdict.row);
  checked.release = verdict.release;
  const bool other_set = verdict.release->set() != kDiagnoses;
  if (verdict.status == VerdictStatus::kValid && !other_set) return checked;
  CheckFinding finding{.id = CheckId::kCodeNotValid,
                       .severity = Severity::kError,
                       .codes = {index},
                       .message = {}};
  if (verdict.status == VerdictStatus::kValid) {
    finding.id = CheckId::kOtherCodeSet;
    finding.severity = Severity::kInfo;
    finding.message =
        Concat(checked.Name(), " is of ", SetTitle(verdict.release->set()),
               ": only diagnoses are checked beside one another");
  } else {
    finding.message = InvalidSentence(verdict);
  }
  report.findings.push_back(std::move(finding));
  return checked;
}

CheckReport Checker::Check(const Encounter& encounter) const {
  CheckReport report{.release = release_, .codes = {}, .findings = {}};
  constexpr size_t kUsualFindings = 32;
  report.codes.reserve(encounter.codes.size());
  report.findings.reserve(kUsualFindings);
  for (uint32_t i = 0; i < encounter.codes.size(); ++i) {
    report.codes.push_back(Resolve(encounter.codes[i], i, report));
  }
  const bool cut = report.findings.size() > encounter.max_findings;
  if (cut) report.findings.resize(encounter.max_findings);
  CheckedEncounter checked(encounter, day_, report);
  CheckPrincipal(checked);
  CheckDuplicates(checked);
  CheckMaternalAndNewborn(checked);
  CheckPoa(poa_exempt_, checked);
  CheckEdits(edits_, checked);
  CheckExcludes(checked);
  CheckSides(checked);
  CheckEncounterCharacters(checked);
  AddNotesMissing(checked);
  CheckSequence(checked);
  if (cut || checked.full()) {
    report.findings.push_back(
        {.id = CheckId::kTooManyFindings,
         .severity = Severity::kInfo,
         .message = Concat("there are more than ", encounter.max_findings,
                           " findings; the rest is left out")});
  }
  SortFindings(report.findings);
  return report;
}

}  // namespace codebook
