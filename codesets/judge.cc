#include "codesets/judge.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "codesets/code_form.h"
#include "codesets/code_reading.h"
#include "codesets/code_system.h"
#include "codesets/explain.h"
#include "codesets/suggest.h"
#include "engine/concat.h"

namespace codebook {
namespace {

void SetRow(Verdict& verdict, const CodeSet& release, NodeId row) {
  verdict.row = row;
  verdict.billable = release.billable(row);
}

// A modifier is reported beside a code: it is valid, though not billable.
bool IsReportable(const CodeSet& release, NodeId row) {
  return release.billable(row) || release.kind(row) == Kind::kModifier;
}

// Whether `meant` in place of the character at `position` leads on from there.
bool LeadsOn(const CodeSet& release, Code code, size_t position, char meant) {
  const Code repaired = Replaced(code, position, meant);
  const size_t length = release.automaton().Follow(repaired).length;
  return length > position + 1 || length == code.size();
}

// The code does not have the form of the set.
void ExplainForm(const CodeSet& release, Code code, const FormResult& form,
                 Verdict& verdict) {
  verdict.status = VerdictStatus::kMalformed;
  const std::string rule = Concat(SetTitle(release.set()), " codes are ",
                                  FormInWords(release.set()));
  const Automaton::Walk walk = release.automaton().Follow(code);
  std::vector<AllowedCharacter> allowed;
  if (walk.length == form.mistake) allowed = AllowedAfter(release, walk);
  const char wrong = code[form.mistake];
  const char meant = LookAlikeOf(wrong);
  const bool letter = wrong >= 'A';
  if (meant != '\0' &&
      (letter || LeadsOn(release, code, form.mistake, meant))) {
    AddIssue(verdict,
             letter ? IssueId::kLetterForDigit : IssueId::kDigitForLetter,
             form.mistake + 1,
             Concat(letter ? "the letter " : "the digit ",
                    std::string_view(&wrong, 1), " stands where ",
                    letter ? "the digit " : "the letter ",
                    std::string_view(&meant, 1), " was probably meant; ", rule),
             std::move(allowed));
    return;
  }
  // Where the form ends, no character is wrong but there are too many.
  if (form.mistake >= LongestForm(release.set())) {
    AddIssue(verdict, IssueId::kTooLong, form.mistake + 1,
             Concat(rule, "; this one has ", code.size(), " characters"));
    return;
  }
  AddIssue(verdict, IssueId::kIllegalCharacter, form.mistake + 1,
           Concat(letter ? "the letter " : "the digit ",
                  std::string_view(&wrong, 1), " cannot stand here; ", rule),
           std::move(allowed));
}

// There are more characters than any code of the set has. Where they leave the
// codes there are shows what to look at.
Issue ExplainLength(const CodeSet& release, std::string_view characters) {
  Code code;
  for (const char c : characters.substr(0, Code::kMaxLength)) {
    code = code.Append(c);
  }
  const Automaton::Walk walk = release.automaton().Follow(code);
  std::string message = Concat(SetTitle(release.set()), " codes have at most ",
                               LongestForm(release.set()),
                               " characters, this one has ", characters.size());
  if (walk.length < code.size()) {
    message = Concat(message, "; ", NoCodeGoesOn(release, code, walk.length));
  }
  return {.id = IssueId::kTooLong,
          .severity = Severity::kError,
          .at = walk.length + 1,
          .message = std::move(message),
          .allowed = AllowedAfter(release, walk)};
}

// The code is not billable in the release, or not in it at all.
void Explain(const CodeSet& release, Code code, Verdict& verdict) {
  const FormResult form = FitForm(release.set(), code.ToString());
  if (form.fit == FormFit::kNo && !verdict.row) {
    ExplainForm(release, code, form, verdict);
    verdict.code = Code();
    return;
  }
  const CodeSystem* const system = FindCodeSystem(release.set());
  (system != nullptr ? system->explain : ExplainPlainCode)(release, code,
                                                           verdict);
}

void SetSpans(Verdict& verdict) {
  for (Issue& issue : verdict.issues) {
    if (issue.at != 0) issue.span = CharacterAt(verdict.input, issue.at);
  }
}

void JudgeSlowly(const CodeSet& release, std::string_view text, Detail detail,
                 Verdict& verdict) {
  const auto suggest = [&](std::string_view characters, bool repaired) {
    if (detail == Detail::kNoSuggestions) return;
    verdict.suggestions = SuggestCodes(release, characters, repaired);
  };
  CodeReading reading =
      ReadCode(text, release.point_after(), SetTitle(release.set()));
  if (!reading.code) {
    verdict.status = VerdictStatus::kMalformed;
    std::ranges::move(reading.mistakes, std::back_inserter(verdict.issues));
    // Positions are those of the characters where nothing else stands between.
    if (verdict.issues.size() == 1 &&
        verdict.issues[0].id == IssueId::kTooLong &&
        reading.characters.size() <= kLongestText) {
      verdict.issues[0] = ExplainLength(release, reading.characters);
    }
    SetSpans(verdict);
    suggest(reading.characters, true);
    return;
  }
  verdict.code = *reading.code;
  if (const auto row = release.Find(verdict.code)) {
    SetRow(verdict, release, *row);
  }
  if (verdict.row && IsReportable(release, *verdict.row)) {
    verdict.status = VerdictStatus::kValid;
  } else {
    Explain(release, verdict.code, verdict);
    suggest(reading.characters, false);
    // The point is optional; beside an error its absence is not worth a word.
    std::erase_if(reading.remarks, [](const Issue& remark) {
      return remark.id == IssueId::kPointMissing;
    });
  }
  std::ranges::move(reading.remarks, std::back_inserter(verdict.issues));
  SetSpans(verdict);
}

}  // namespace

std::string_view SetTitle(std::string_view set) {
  const CodeSystem* const system = FindCodeSystem(set);
  return system != nullptr ? system->title : set;
}

Verdict Judge(const CodeSetPtr& release, std::string_view text, Detail detail) {
  Verdict verdict;
  verdict.input = text;
  verdict.release = release;
  const CodeIndex& index = release->index();
  const uint64_t folded = FoldedKey(text, index.point());
  const CodeIndex::Hit hit = index.FindFolded(folded);
  // A code as it is printed and billable needs nothing said about it.
  if (hit.row < release->row_count() && hit.billable) {
    verdict.code = CodeOfFoldedKey(folded);
    const bool printed = verdict.code.size() <= release->point_after() ||
                         release->point_after() == 0 ||
                         verdict.code.size() < text.size();
    if (printed) {
      verdict.status = VerdictStatus::kValid;
      verdict.row = hit.row;
      verdict.billable = true;
      return verdict;
    }
  }
  JudgeSlowly(*release, text, detail, verdict);
  return verdict;
}

}  // namespace codebook
