#include "codesets/validator.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "codesets/code_form.h"
#include "codesets/code_reading.h"
#include "codesets/code_system.h"
#include "codesets/explain.h"
#include "codesets/judge.h"
#include "engine/concat.h"

namespace codebook {
namespace {

bool HasModifiers(const CodeSet& release) {
  return release.set() == "cpt" || release.set() == "hcpcs";
}

// Whether `text` is a code of five characters, then modifiers of two, each
// behind a dash.
bool LooksModified(std::string_view text) {
  if (text.size() < 8 || (text.size() - 5) % 3 != 0) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool dash = i >= 5 && (i - 5) % 3 == 0;
    if (dash ? text[i] != '-'
             : !absl::ascii_isalnum(static_cast<unsigned char>(text[i]))) {
      return false;
    }
  }
  return true;
}

std::string_view Trim(std::string_view text) {
  const absl::string_view trimmed =
      absl::StripAsciiWhitespace(absl::string_view(text.data(), text.size()));
  return {trimmed.data(), trimmed.size()};
}

void PutFirst(Verdict& verdict, Issue issue) {
  verdict.issues.insert(verdict.issues.begin(), std::move(issue));
}

}  // namespace

absl::StatusOr<std::vector<CodeSetPtr>> ChooseReleases(
    const Catalog& catalog, const ReleaseChoice& choice) {
  std::vector<CodeSetPtr> releases;
  if (choice.release) {
    absl::StatusOr<CodeSetPtr> release = catalog.Get(*choice.release);
    if (!release.ok()) return release.status();
    releases.push_back(*std::move(release));
    return releases;
  }
  absl::Status why_not =
      absl::NotFoundError(Concat("no release is loaded; ", catalog.Describe()));
  for (const CodeSystem& system : CodeSystems()) {
    if (!choice.set.empty() && choice.set != system.name) continue;
    absl::StatusOr<CodeSetPtr> release =
        catalog.InForce(system.name, choice.on);
    if (release.ok()) {
      releases.push_back(*std::move(release));
    } else if (!absl::IsNotFound(release.status())) {
      return release.status();
    } else if (!choice.set.empty()) {
      why_not = release.status();
    }
  }
  if (!releases.empty()) return releases;
  if (choice.set.empty() && choice.on && !catalog.empty()) {
    return absl::NotFoundError(Concat("no loaded release was in force on ",
                                      choice.on->ToString(), "; ",
                                      catalog.Describe()));
  }
  return why_not;
}

absl::StatusOr<Validator> Validator::Open(const Catalog& catalog,
                                          const ReleaseChoice& choice) {
  absl::StatusOr<std::vector<CodeSetPtr>> releases =
      ChooseReleases(catalog, choice);
  if (!releases.ok()) return releases.status();
  return Validator(catalog, choice.on, *std::move(releases));
}

Verdicts Validator::Validate(std::string_view text, Detail detail) const {
  Verdicts verdicts = ValidateWithModifiers(text, detail);
  return verdicts.empty() ? ValidateCode(text, detail) : verdicts;
}

Verdicts Validator::ValidateCode(std::string_view text, Detail detail) const {
  Verdicts verdicts;
  for (const CodeSetPtr& release : releases_) {
    if (release->Find(text)) verdicts.push_back(JudgeOn(release, text, detail));
  }
  if (!verdicts.empty()) return verdicts;
  // No set has it as it is typed; blanks and points may hide it.
  const CodeReading reading = ReadCode(text, 0, {});
  for (const CodeSetPtr& release : releases_) {
    if (reading.code && release->Find(*reading.code)) {
      verdicts.push_back(JudgeOn(release, text, detail));
    }
  }
  if (!verdicts.empty()) return verdicts;
  verdicts.push_back(JudgeOn(BestFit(reading.characters), text, detail));
  AddOtherReleases(verdicts.front());
  AddOtherSets(verdicts.front());
  return verdicts;
}

Verdict Validator::JudgeOn(const CodeSetPtr& release, std::string_view text,
                           Detail detail) const {
  Verdict verdict = Judge(release, text, detail);
  if (!verdict.row || verdict.status != VerdictStatus::kValid) return verdict;
  const Validity validity = release->validity(*verdict.row);
  const Date on = on_.value_or(release->effective());
  const bool ended = validity.to && *validity.to < on;
  if (!ended && !(validity.from && *validity.from > on)) return verdict;
  verdict.status = ended ? VerdictStatus::kRetired : VerdictStatus::kFuture;
  verdict.billable = false;
  verdict.other_release = release->id();
  PutFirst(
      verdict,
      {.id = IssueId::kNotInRelease,
       .severity = Severity::kError,
       .at = 0,
       .message =
           ended ? Concat("this code ended on ", validity.to->ToString())
                 : Concat("this code begins on ", validity.from->ToString()),
       .allowed = {}});
  return verdict;
}

Verdicts Validator::ValidateWithModifiers(std::string_view text,
                                          Detail detail) const {
  Verdicts verdicts;
  const std::string_view trimmed = Trim(text);
  if (!LooksModified(trimmed)) return verdicts;
  for (const CodeSetPtr& release : releases_) {
    if (!HasModifiers(*release)) continue;
    if (!release->Find(trimmed.substr(0, 5))) continue;
    Verdict& verdict =
        verdicts.emplace_back(JudgeOn(release, trimmed.substr(0, 5), detail));
    verdict.input = text;
    for (size_t at = 6; at < trimmed.size(); at += 3) {
      verdict.modifiers.push_back(
          JudgeModifier(verdict, trimmed.substr(at, 2), detail));
      const Verdict& modifier = verdict.modifiers.back();
      if (modifier.status == VerdictStatus::kValid) continue;
      if (verdict.status == VerdictStatus::kValid) {
        verdict.status = modifier.status;
      }
      AddIssue(verdict, IssueId::kModifierUnknown, 0,
               Concat("no loaded release has the modifier ", modifier.input));
    }
  }
  return verdicts;
}

// CPT codes take HCPCS modifiers and the reverse; the code's own set is asked
// first.
Verdict Validator::JudgeModifier(const Verdict& code, std::string_view modifier,
                                 Detail detail) const {
  Verdict verdict = JudgeOn(code.release, modifier, detail);
  if (verdict.row) return verdict;
  for (const CodeSystem& system : CodeSystems()) {
    const absl::StatusOr<CodeSetPtr> other =
        catalog_->InForce(system.name, on_);
    if (!other.ok() || !HasModifiers(**other)) continue;
    Verdict elsewhere = JudgeOn(*other, modifier, detail);
    if (elsewhere.row) return elsewhere;
  }
  verdict.status = VerdictStatus::kUnknown;
  return verdict;
}

// The set of which `characters`, as they are or with digits for the letters
// that look like them, go furthest.
const CodeSetPtr& Validator::BestFit(std::string_view characters) const {
  std::string digits(characters);
  for (char& c : digits) {
    if (c >= 'A' && LookAlikeOf(c) != '\0') c = LookAlikeOf(c);
  }
  const auto fit = [](const CodeSet& release, std::string_view text) {
    Code code;
    for (const char c : text.substr(0, Code::kMaxLength)) code = code.Append(c);
    const FormResult form = FitForm(release.set(), text);
    const std::optional<NodeId> row = release.Find(code);
    const bool meant = row && release.billable(*row);
    return (meant ? 1000 : 0) + static_cast<size_t>(form.fit) * 100 +
           release.automaton().Follow(code).length;
  };
  return *std::ranges::max_element(
      releases_, {}, [&](const CodeSetPtr& release) {
        return std::max(fit(*release, characters), fit(*release, digits));
      });
}

void Validator::AddOtherReleases(Verdict& verdict) const {
  if (verdict.status != VerdictStatus::kUnknown) return;
  const ReleaseId asked = verdict.release->id();
  const auto has = [&](const ReleaseId& id) {
    const absl::StatusOr<CodeSetPtr> release = catalog_->Get(id);
    return release.ok() && (*release)->Find(verdict.code).has_value();
  };
  std::optional<ReleaseId> before;
  std::optional<ReleaseId> after;
  for (const ReleaseId& id : catalog_->ReleasesOf(asked.set)) {
    if (id.effective < asked.effective && has(id)) before = id;
    if (id.effective > asked.effective && !after && has(id)) after = id;
  }
  if (!before && !after) return;
  verdict.other_release = before ? before : after;
  verdict.status = before ? VerdictStatus::kRetired : VerdictStatus::kFuture;
  PutFirst(verdict,
           {.id = IssueId::kNotInRelease,
            .severity = Severity::kError,
            .at = 0,
            .message = Concat("it is not in ", asked.ToString(),
                              before ? "; the last loaded release that has it "
                                       "is "
                                     : "; the first loaded release that has it "
                                       "is ",
                              verdict.other_release->ToString()),
            .allowed = {}});
}

void Validator::AddOtherSets(Verdict& verdict) const {
  for (const CodeSystem& system : CodeSystems()) {
    if (system.name == verdict.release->set()) continue;
    const absl::StatusOr<CodeSetPtr> release =
        catalog_->InForce(system.name, on_);
    if (!release.ok()) continue;
    const std::optional<NodeId> row = (*release)->Find(verdict.input);
    if (!row || !(*release)->billable(*row)) continue;
    verdict.issues.push_back(
        {.id = IssueId::kOtherCodeSet,
         .severity = Severity::kInfo,
         .at = 0,
         .message = Concat((*release)->Name(*row), " is a valid ", system.title,
                           " code: ", (*release)->title(*row)),
         .allowed = {}});
  }
}

}  // namespace codebook
