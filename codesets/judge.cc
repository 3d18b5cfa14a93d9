#include "codesets/judge.h"

#include <algorithm>
#include <iterator>
#include <string>

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

// The code does not have the form of the set.
void ExplainForm(const CodeSet& release, Code code, const FormResult& form,
                 Verdict& verdict) {
  verdict.status = VerdictStatus::kMalformed;
  const size_t at = form.mistake + 1;
  const bool too_long = form.mistake >= code.size();
  const char wrong = too_long ? '\0' : code[form.mistake];
  const char meant = LookAlikeOf(wrong);
  const std::string rule = Concat(SetTitle(release.set()), " codes are ",
                                  FormInWords(release.set()));
  if (meant != '\0') {
    const bool letter = wrong >= 'A';
    AddIssue(
        verdict, letter ? IssueId::kLetterForDigit : IssueId::kDigitForLetter,
        at,
        Concat(letter ? "the letter " : "the digit ",
               std::string_view(&wrong, 1), " stands where ",
               std::string_view(&meant, 1), " was probably meant; ", rule));
    return;
  }
  // Where the form ends too early, no character is wrong but there are too
  // many.
  const bool ends =
      release.automaton()
          .edges(release.automaton().Follow(code.Prefix(form.mistake)).state)
          .empty();
  AddIssue(verdict,
           ends && form.mistake >= 5 ? IssueId::kTooLong
                                     : IssueId::kIllegalCharacter,
           at, rule);
}

// The code is not billable in the release, or not in it at all.
void Explain(const CodeSet& release, Code code, Verdict& verdict) {
  const FormResult form = FitForm(release.set(), code.ToString());
  if (form.fit == FormFit::kNo && !verdict.row) {
    ExplainForm(release, code, form, verdict);
    return;
  }
  const CodeSystem* const system = FindCodeSystem(release.set());
  (system != nullptr ? system->explain : ExplainPlainCode)(release, code,
                                                           verdict);
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
  }
  std::ranges::move(reading.remarks, std::back_inserter(verdict.issues));
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
