#include "codesets/grade/key_code.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "engine/concat.h"

namespace codebook {
namespace {

std::vector<std::string> ModifiersOf(const Verdict& verdict) {
  std::vector<std::string> modifiers;
  for (const Verdict& modifier : verdict.modifiers) {
    modifiers.push_back(absl::AsciiStrToUpper(ToAbsl(modifier.input)));
  }
  std::ranges::sort(modifiers);
  return modifiers;
}

std::string Squeezed(std::string_view text) {
  std::string squeezed = absl::AsciiStrToUpper(ToAbsl(text));
  std::erase_if(squeezed, [](char c) { return c == ' ' || c == '\t'; });
  return squeezed;
}

}  // namespace

NormalCode Normalise(const Verdict& verdict) {
  NormalCode normal{
      .code = verdict.code, .modifiers = ModifiersOf(verdict), .text = {}};
  if (normal.code.empty()) normal.text = Squeezed(verdict.input);
  return normal;
}

KeyCode ReadKeyCode(const Validator& validator, std::string_view written) {
  const Verdicts verdicts = validator.Validate(written, Detail::kNoSuggestions);
  const auto valid =
      std::ranges::find(verdicts, VerdictStatus::kValid, &Verdict::status);
  const Verdict& verdict = valid != verdicts.end() ? *valid : verdicts.front();
  KeyCode code{.written = std::string(written),
               .printed = {},
               .normal = Normalise(verdict),
               .status = verdict.status,
               .release = verdict.release,
               .row = verdict.row};
  code.printed = verdict.code.empty() ? code.written
                                      : verdict.release->Print(verdict.code);
  for (const Verdict& modifier : verdict.modifiers) {
    code.printed = Concat(code.printed, "-",
                          absl::AsciiStrToUpper(ToAbsl(modifier.input)));
  }
  return code;
}

const Verdict& ChooseVerdict(const Verdicts& verdicts, const KeyCode& wanted) {
  if (verdicts.size() == 1) return verdicts.front();
  const auto same =
      std::ranges::find(verdicts, wanted.release, &Verdict::release);
  if (same != verdicts.end()) return *same;
  const auto valid =
      std::ranges::find(verdicts, VerdictStatus::kValid, &Verdict::status);
  return valid != verdicts.end() ? *valid : verdicts.front();
}

bool IsCode(const Verdict& verdict, const KeyCode& code) {
  if (verdict.code != code.normal.code) return false;
  if (verdict.code.empty()) return Squeezed(verdict.input) == code.normal.text;
  if (verdict.modifiers.empty()) return code.normal.modifiers.empty();
  return ModifiersOf(verdict) == code.normal.modifiers;
}

bool IsCodeWithOtherModifiers(const Verdict& verdict, const KeyCode& code) {
  return !verdict.code.empty() && verdict.code == code.normal.code &&
         !IsCode(verdict, code);
}

}  // namespace codebook
