#include "codesets/validator.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "codesets/code_form.h"
#include "codesets/code_reading.h"
#include "codesets/code_system.h"
#include "codesets/explain.h"
#include "codesets/judge.h"
#include "codesets/successors.h"
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
  AddOtherReleases(verdicts.front(), detail);
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
  PutFirst(verdict, {.id = IssueId::kNotInRelease,
                     .severity = Severity::kError,
                     .at = 0,
                     .message = ended ? Concat("it could be reported until ",
                                               validity.to->ToString(),
                                               ", not on ", on.ToString())
                                      : Concat("it can be reported from ",
                                               validity.from->ToString(),
                                               " on, not on ", on.ToString()),
                     .allowed = {}});
  return verdict;
}

Verdicts Validator::ValidateWithModifiers(std::string_view text,
                                          Detail detail) const {
  Verdicts verdicts;
  const std::string_view trimmed = Trim(text);
  if (!LooksModified(trimmed)) return verdicts;
  const std::string_view code = trimmed.substr(0, 5);
  for (const CodeSetPtr& release : releases_) {
    if (HasModifiers(*release) && release->Find(code)) {
      verdicts.push_back(JudgeOn(release, code, detail));
    }
  }
  if (verdicts.empty()) {
    const CodeSetPtr& release = BestFit(ReadCode(code, 0, {}).characters);
    if (!HasModifiers(*release)) return verdicts;
    verdicts.push_back(JudgeOn(release, code, detail));
    AddOtherReleases(verdicts.front(), detail);
    AddOtherSets(verdicts.front());
  }
  for (Verdict& verdict : verdicts) {
    verdict.input = text;
    for (size_t at = 6; at < trimmed.size(); at += 3) {
      AddModifier(verdict, trimmed.substr(at, 2), detail);
    }
  }
  return verdicts;
}

void Validator::AddModifier(Verdict& verdict, std::string_view text,
                            Detail detail) const {
  const Verdict& modifier =
      verdict.modifiers.emplace_back(JudgeModifier(verdict, text, detail));
  if (modifier.status == VerdictStatus::kValid) return;
  if (verdict.status == VerdictStatus::kValid) {
    verdict.status = modifier.status;
    verdict.billable = false;
  }
  AddIssue(verdict, IssueId::kModifierUnknown, 0,
           Concat("no loaded release has the modifier ", modifier.input));
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

// The set of which `characters` go furthest: as they are, or with digits for
// the letters that look like them. A digit in first place may be a letter only
// if that makes a code.
const CodeSetPtr& Validator::BestFit(std::string_view characters) const {
  std::string digits(characters);
  for (char& c : digits) {
    if (c >= 'A' && LookAlikeOf(c) != '\0') c = LookAlikeOf(c);
  }
  std::string letter = digits;
  if (!letter.empty() && LookAlikeOf(letter[0]) != '\0') {
    letter[0] = LookAlikeOf(letter[0]);
  }
  constexpr size_t kMeant = 1000;
  const auto fit = [](const CodeSet& release, std::string_view text) {
    Code code;
    for (const char c : text.substr(0, Code::kMaxLength)) code = code.Append(c);
    const FormResult form = FitForm(release.set(), text);
    const std::optional<NodeId> row = release.Find(code);
    if (row && release.billable(*row)) return kMeant;
    return static_cast<size_t>(form.fit) * 100 +
           release.automaton().Follow(code).length;
  };
  return *std::ranges::max_element(
      releases_, {}, [&](const CodeSetPtr& release) {
        if (fit(*release, letter) == kMeant) return kMeant;
        return std::max(fit(*release, characters), fit(*release, digits));
      });
}

void Validator::AddOtherReleases(Verdict& verdict, Detail detail) const {
  if (verdict.status != VerdictStatus::kUnknown) return;
  const ReleaseId asked = verdict.release->id();
  CodeSetPtr before;
  CodeSetPtr after;
  for (const ReleaseId& id : catalog_->ReleasesOf(asked.set)) {
    if (id.effective == asked.effective) continue;
    if (after != nullptr) break;
    absl::StatusOr<CodeSetPtr> release = catalog_->Get(id);
    if (!release.ok() || !(*release)->Find(verdict.code)) continue;
    (id.effective < asked.effective ? before : after) = *std::move(release);
  }
  if (before == nullptr && after == nullptr) return;
  const CodeSet& other = before != nullptr ? *before : *after;
  const NodeId row = *other.Find(verdict.code);
  verdict.other_release = other.id();
  verdict.status =
      before != nullptr ? VerdictStatus::kRetired : VerdictStatus::kFuture;
  PutFirst(verdict,
           {.id = IssueId::kNotInRelease,
            .severity = Severity::kError,
            .at = 0,
            .message = Concat("it is not in ", asked.ToString(), "; the ",
                              before != nullptr ? "last" : "first",
                              " loaded release that has it is ",
                              other.id().ToString(), ": ", other.title(row)),
            .allowed = {}});
  if (before != nullptr && detail == Detail::kFull) {
    AddSuccessors(other, row, verdict);
  }
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
