#include "codesets/explain.h"

#include <utility>

#include "engine/concat.h"

namespace codebook {

std::vector<AllowedCharacter> AllowedAfter(const CodeSet& release,
                                           const Automaton::Walk& walk) {
  std::vector<AllowedCharacter> allowed;
  for (const Continuation& next : release.Continuations(walk)) {
    allowed.push_back({next.character, next.label.text});
  }
  return allowed;
}

void AddIssue(Verdict& verdict, IssueId id, size_t at, std::string message,
              std::vector<AllowedCharacter> allowed) {
  verdict.issues.push_back({.id = id,
                            .severity = Severity::kError,
                            .at = at,
                            .message = std::move(message),
                            .allowed = std::move(allowed)});
}

char LookAlikeOf(char character) {
  switch (character) {
    case 'O':
      return '0';
    case 'I':
    case 'L':
      return '1';
    case '0':
      return 'O';
    case '1':
      return 'I';
    default:
      return '\0';
  }
}

Code Replaced(Code code, size_t position, char character) {
  Code replaced = code.Prefix(position).Append(character);
  for (size_t i = position + 1; i < code.size(); ++i) {
    replaced = replaced.Append(code[i]);
  }
  return replaced;
}

std::string NoCodeGoesOn(const CodeSet& release, Code code, size_t position) {
  const std::string character(1, code[position]);
  if (position == 0) return Concat("no code begins with ", character);
  return Concat("no code that begins with ",
                release.Print(code.Prefix(position)), " goes on with ",
                character);
}

std::string CountOfCodes(uint32_t count) {
  return Concat(count, count == 1 ? " code" : " codes");
}

bool ExplainLookAlike(const CodeSet& release, Code code,
                      const Automaton::Walk& walk, Verdict& verdict) {
  const char typed = code[walk.length];
  const char meant = LookAlikeOf(typed);
  if (meant == '\0') return false;
  const Code repaired = Replaced(code, walk.length, meant);
  if (release.automaton().Follow(repaired).length <= walk.length) return false;
  const bool letter = typed >= 'A';
  AddIssue(
      verdict, letter ? IssueId::kLetterForDigit : IssueId::kDigitForLetter,
      walk.length + 1,
      Concat(letter ? "the letter " : "the digit ", std::string_view(&typed, 1),
             " stands where ", letter ? "the digit " : "the letter ",
             std::string_view(&meant, 1), " was probably meant"),
      AllowedAfter(release, walk));
  return true;
}

void ExplainPlainCode(const CodeSet& release, Code code, Verdict& verdict) {
  const Automaton::Walk walk = release.automaton().Follow(code);
  if (walk.length == code.size()) {
    verdict.status = VerdictStatus::kIncomplete;
    AddIssue(verdict, IssueId::kMoreCharactersRequired, code.size() + 1,
             Concat(release.Print(code), " begins ",
                    CountOfCodes(release.automaton().codes(walk.state)),
                    "; more characters are needed"),
             AllowedAfter(release, walk));
    return;
  }
  verdict.status = VerdictStatus::kUnknown;
  if (ExplainLookAlike(release, code, walk, verdict)) return;
  const Code good = code.Prefix(walk.length);
  const bool ends = release.automaton().edges(walk.state).empty();
  AddIssue(verdict, ends ? IssueId::kTooLong : IssueId::kNoSuchCode,
           walk.length + 1,
           ends ? Concat("the code ", release.Print(good),
                         " is complete; nothing follows it")
                : NoCodeGoesOn(release, code, walk.length),
           AllowedAfter(release, walk));
}

}  // namespace codebook
