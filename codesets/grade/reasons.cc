#include "codesets/grade/reasons.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "absl/strings/match.h"
#include "codesets/text_lines.h"
#include "engine/concat.h"

namespace codebook {
namespace {

constexpr std::array<std::string_view, 7> kNames = {
    "correct", "wrong-role", "wrong-order", "near-miss",
    "extra",   "invalid",    "missing"};

std::string WithTitle(const KeyCode& code) {
  return code.title().empty() ? code.printed
                              : Concat(code.printed, " (", code.title(), ")");
}

bool IsOption(const Question& question, const Verdict& verdict,
              std::string_view text) {
  return std::ranges::any_of(question.options, [&](const KeyOption& option) {
    return verdict.input.data() == option.code.data() || option.code == text ||
           absl::EqualsIgnoreCase(ToAbsl(option.code),
                                  ToAbsl(WithoutBlanksAround(text)));
  });
}

// What is wrong with a code that is not valid.
std::string InvalidWords(const Verdict& verdict) {
  constexpr size_t kLongest = 40;
  std::string name = verdict.code.empty()
                         ? std::string(verdict.input.substr(0, kLongest))
                         : verdict.release->Print(verdict.code);
  if (verdict.code.empty() && verdict.input.size() > kLongest) name += "...";
  name = Concat(name, " is no valid code (", StatusName(verdict.status), ")");
  for (const Issue& issue : verdict.issues) {
    if (issue.severity == Severity::kError) {
      return Concat(name, ": ", issue.message);
    }
  }
  return name;
}

}  // namespace

std::string_view MarkName(Mark mark) {
  return kNames[static_cast<size_t>(mark)];
}

std::string_view RoleInWords(Role role) {
  switch (role) {
    case Role::kCode:
      return "a code";
    case Role::kPrincipal:
      return "the principal diagnosis";
    case Role::kAdditional:
      return "an additional diagnosis";
    case Role::kProcedure:
      break;
  }
  return "a procedure";
}

void ExplainMatched(const KeyCode& first, GradedEntry& entry) {
  const std::string belongs =
      entry.role == entry.wanted_role
          ? ""
          : Concat("it is ", RoleInWords(entry.wanted_role), ", not ",
                   RoleInWords(entry.role));
  switch (entry.mark) {
    case Mark::kCorrect:
      if (entry.wanted != &first) {
        entry.reason = Concat("accepted for ", WithTitle(first));
      }
      break;
    case Mark::kWrongRole:
      entry.reason = belongs;
      break;
    case Mark::kWrongOrder:
      entry.reason =
          "the sequence matters, and this code belongs elsewhere in it";
      break;
    default:
      entry.reason =
          ExplainNearMiss(*entry.near_miss, *entry.verdict, *entry.wanted);
      if (!belongs.empty()) entry.reason = Concat(entry.reason, "; ", belongs);
      break;
  }
}

void ExplainUnmatched(const Question& question, bool before,
                      GradedEntry& entry) {
  const Verdict& verdict = *entry.verdict;
  if (before) {
    entry.reason = "entered twice";
  } else if (question.form == Form::kChoice &&
             !IsOption(question, verdict, entry.text)) {
    entry.reason = "none of the options";
  } else if (entry.mark == Mark::kInvalid) {
    entry.reason = InvalidWords(verdict);
  } else {
    entry.reason =
        Concat("not asked for: ", verdict.release->Print(verdict.code),
               verdict.title().empty() ? "" : ", ", verdict.title());
  }
}

void ExplainMissing(GradedEntry& entry) {
  entry.reason = entry.wanted_role == Role::kCode
                     ? Concat("not entered: ", WithTitle(*entry.wanted))
                     : Concat("not entered as ", RoleInWords(entry.wanted_role),
                              ": ", WithTitle(*entry.wanted));
}

}  // namespace codebook
