// Near misses in words.

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_join.h"
#include "codesets/grade/near_miss.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// "A (initial encounter for closed fracture)", or the character alone.
std::string WithMeaning(char character, std::string_view meaning) {
  const std::string_view text(&character, 1);
  return meaning.empty() ? std::string(text) : Concat(text, " (", meaning, ")");
}

std::string WithTitle(std::string_view code, std::string_view title) {
  return title.empty() ? std::string(code) : Concat(code, " (", title, ")");
}

std::string Printed(const Verdict& entered) {
  return entered.code.empty() ? std::string(entered.input)
                              : entered.release->Print(entered.code);
}

std::string Entered(const Verdict& entered) {
  return WithTitle(Printed(entered), entered.title());
}

std::string Wanted(const KeyCode& wanted) {
  return WithTitle(wanted.printed, wanted.title());
}

// Empty where the code has no such seventh character.
std::string_view SeventhMeaning(const KeyCode& wanted, char character) {
  const Automaton& automaton = wanted.release->automaton();
  const Code six = wanted.normal.code.Prefix(Code::kMaxLength - 1);
  const std::optional<Automaton::Edge> edge =
      automaton.Next(automaton.Follow(six).state, character);
  return edge ? wanted.release->label(edge->label).text : std::string_view();
}

std::string SeventhCharacterWords(const Verdict& entered,
                                  const KeyCode& wanted) {
  const char right = wanted.normal.code[Code::kMaxLength - 1];
  const std::string expected =
      WithMeaning(right, SeventhMeaning(wanted, right));
  const char wrong = entered.code[Code::kMaxLength - 1];
  if (wrong == '\0') {
    return Concat("the seventh character is missing: ", expected,
                  ", which makes it ", wanted.printed);
  }
  const std::string_view meaning = SeventhMeaning(wanted, wrong);
  return Concat("the seventh character is ", WithMeaning(wrong, meaning),
                meaning.empty() ? ", which is none of this code" : "",
                "; expected ", expected);
}

std::string AxisWords(const NearMiss& miss, const Verdict& entered,
                      const KeyCode& wanted) {
  const std::vector<AxisValue> right = wanted.release->Axes(wanted.normal.code);
  const std::vector<AxisValue> wrong = wanted.release->Axes(entered.code);
  const size_t at = miss.at - 1;
  const std::string_view meaning = entered.row && at < wrong.size()
                                       ? wrong[at].label.text
                                       : std::string_view();
  const std::string no_code =
      entered.row ? "" : Concat(" (", Printed(entered), " is no code)");
  return Concat("character ", miss.at, ", ", miss.axis, ", is ",
                WithMeaning(entered.code[at], meaning), no_code, "; expected ",
                WithMeaning(right[at].character, right[at].label.text));
}

std::string ParentWords(const NearMiss& miss, const Verdict& entered,
                        const KeyCode& wanted) {
  const std::vector<AxisValue> axes = wanted.release->Axes(wanted.normal.code);
  if (miss.at <= axes.size()) {
    std::vector<std::string> missing;
    for (size_t i = miss.at - 1; i < axes.size(); ++i) {
      missing.push_back(
          Concat(axes[i].label.axis, " ",
                 WithMeaning(axes[i].character, axes[i].label.text)));
    }
    return Concat(Printed(entered), " is only the beginning of ",
                  wanted.printed,
                  "; what is missing: ", absl::StrJoin(missing, ", "));
  }
  return Concat("not specific enough: ", Entered(entered),
                " is above what is expected, ", Wanted(wanted));
}

std::string TypingWords(const NearMiss& miss, const Verdict& entered,
                        const KeyCode& wanted) {
  const std::string name = Printed(entered);
  const auto characters = static_cast<size_t>(
      std::ranges::count_if(name, [](char c) { return c != '.' && c != ' '; }));
  const size_t right = wanted.normal.code.size();
  const std::string_view slip =
      characters < right   ? "a character is left out"
      : characters > right ? "a character too many"
      : entered.code[miss.at - 1] == wanted.normal.code[miss.at]
          ? "two characters are exchanged"
          : "letter and digit that look alike are confused";
  return Concat("slip of the hand at character ", miss.at, ": ", slip,
                "; expected ", Wanted(wanted));
}

std::string OneCharacterWords(std::string_view which, const NearMiss& miss,
                              const Verdict& entered, const KeyCode& wanted) {
  const char wrong = entered.code[miss.at - 1];
  const char right = wanted.normal.code[miss.at - 1];
  return Concat(which, " is ", std::string_view(&wrong, 1), " instead of ",
                std::string_view(&right, 1), ": ", Entered(entered),
                entered.row ? "" : " is no code", "; expected ",
                Wanted(wanted));
}

std::string OtherReleaseWords(const NearMiss& miss, const Verdict& entered,
                              const KeyCode& wanted) {
  const std::string other =
      entered.other_release ? entered.other_release->ToString() : "";
  if (miss.kind == NearMissKind::kRetired) {
    return Concat(Printed(entered), " is retired, last in ", other,
                  "; its place took ", Wanted(wanted));
  }
  return Concat(Printed(entered), " is not valid yet, first in ", other,
                "; until then it is ", Wanted(wanted));
}

}  // namespace

std::string ExplainNearMiss(const NearMiss& miss, const Verdict& entered,
                            const KeyCode& wanted) {
  switch (miss.kind) {
    case NearMissKind::kRetired:
    case NearMissKind::kNotYetValid:
      return OtherReleaseWords(miss, entered, wanted);
    case NearMissKind::kSeventhCharacter:
      return SeventhCharacterWords(entered, wanted);
    case NearMissKind::kPlaceholder:
      return Concat("the placeholder X belongs at character ", miss.at, ": ",
                    wanted.printed);
    case NearMissKind::kLaterality:
      return Concat("the side is not the one asked for: ", Entered(entered),
                    "; expected ", Wanted(wanted));
    case NearMissKind::kParent:
      return ParentWords(miss, entered, wanted);
    case NearMissKind::kAxis:
      return AxisWords(miss, entered, wanted);
    case NearMissKind::kLastCharacter:
      return OneCharacterWords("the last character", miss, entered, wanted);
    case NearMissKind::kCharacter:
      return OneCharacterWords(Concat("character ", miss.at), miss, entered,
                               wanted);
    case NearMissKind::kCategory:
      return OneCharacterWords(
          Concat("character ", miss.at, ", of the category,"), miss, entered,
          wanted);
    case NearMissKind::kTyping:
      return TypingWords(miss, entered, wanted);
    case NearMissKind::kModifier:
      break;
  }
  return Concat("the right code with other modifiers; expected ",
                wanted.printed);
}

}  // namespace codebook
