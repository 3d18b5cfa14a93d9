#include "codesets/grade/conflicts.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace codebook {
namespace {

constexpr std::string_view kDiagnoses = "icd10cm";

bool IsConflict(const CheckFinding& finding) {
  if (finding.undecidable || finding.id == CheckId::kCodeNotValid) return false;
  return finding.severity != Severity::kInfo ||
         finding.id == CheckId::kLaterality ||
         finding.id == CheckId::kEncounterCharacters;
}

// Whether a finding rests on a code's being the first, or before another.
bool IsOfPrincipal(CheckId id) {
  return id == CheckId::kManifestationPrincipal ||
         id == CheckId::kExternalCausePrincipal ||
         id == CheckId::kAdditionalOnlyPrincipal ||
         id == CheckId::kUnacceptablePrincipal;
}

bool IsOfSequence(CheckId id) {
  return id == CheckId::kCodeFirstOrder || id == CheckId::kUseAdditionalOrder;
}

}  // namespace

std::optional<CheckReport> FindConflicts(
    const Checker& checker, std::span<const std::string_view> diagnoses,
    bool principal, bool ordered) {
  if (diagnoses.empty() || (diagnoses.size() < 2 && !principal)) {
    return std::nullopt;
  }
  Encounter encounter{.max_findings = 100};
  for (const std::string_view code : diagnoses) {
    encounter.codes.push_back({.text = code});
  }
  CheckReport report = checker.Check(encounter);
  std::erase_if(report.findings, [&](const CheckFinding& finding) {
    if (!IsConflict(finding)) return true;
    if (IsOfPrincipal(finding.id)) return !principal;
    if (!IsOfSequence(finding.id) || ordered) return false;
    // Of a sequence that does not matter, the first still does.
    return !principal ||
           std::ranges::find(finding.codes, 0U) == finding.codes.end();
  });
  if (report.findings.empty()) return std::nullopt;
  return report;
}

std::optional<CheckReport> FindConflicts(const Checker& checker,
                                         const GradeResult& result) {
  const Question& question = *result.question;
  if (question.form != Form::kScenario && question.form != Form::kSelectAll) {
    return std::nullopt;
  }
  std::vector<std::string_view> diagnoses;
  bool principal = false;
  for (const GradedEntry& entry : result.entries) {
    if (!entry.verdict || entry.role == Role::kProcedure) continue;
    if (entry.verdict->release->set() != kDiagnoses) continue;
    principal = principal || entry.role == Role::kPrincipal;
    diagnoses.push_back(entry.verdict->input);
  }
  return FindConflicts(checker, diagnoses, principal, question.ordered);
}

}  // namespace codebook
