#include "codesets/code_form.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "engine/code.h"

namespace codebook {
namespace {

// In a pattern, L is a letter, D a digit, C either, P either but O and I; any
// other sign in lower case is that letter.
struct Form {
  std::string_view set;
  std::string_view pattern;
  // Fewer characters are a beginning.
  size_t least;
};

// ICD-10-CM has letters in second place since QA0 (fiscal year 2026). PCS never
// uses O and I, which look like 0 and 1.
constexpr std::array<Form, 11> kForms = {{
    {"icd10cm", "LCCCCCC", 3},
    {"icd10pcs", "PPPPPPP", 7},
    {"hcpcs", "LDDDD", 5},
    {"hcpcs", "CC", 2},
    {"cpt", "DDDDD", 5},
    {"cpt", "DDDDf", 5},
    {"cpt", "DDDDt", 5},
    {"cpt", "DDDDu", 5},
    {"cpt", "DDDDm", 5},
    {"cpt", "DDDDa", 5},
    {"cpt", "CC", 2},
}};

struct Words {
  std::string_view set;
  std::string_view words;
};

constexpr std::array<Words, 4> kWords = {{
    {"icd10cm", "a letter and two to six letters or digits"},
    {"icd10pcs", "seven letters or digits, never O or I"},
    {"hcpcs", "a letter and four digits, or a modifier of two characters"},
    {"cpt",
     "five digits, four digits and one of F, T, U, M, A, or a modifier of two "
     "characters"},
}};

bool Fits(char sign, char character) {
  const auto c = static_cast<unsigned char>(character);
  switch (sign) {
    case 'L':
      return absl::ascii_isupper(c);
    case 'D':
      return absl::ascii_isdigit(c);
    case 'C':
      return true;
    case 'P':
      return c != 'O' && c != 'I';
    default:
      return character == absl::ascii_toupper(static_cast<unsigned char>(sign));
  }
}

FormResult FitPattern(const Form& form, std::string_view characters) {
  const size_t common = std::min(form.pattern.size(), characters.size());
  for (size_t i = 0; i < common; ++i) {
    if (!Fits(form.pattern[i], characters[i])) return {FormFit::kNo, i};
  }
  if (characters.size() > form.pattern.size()) {
    return {FormFit::kNo, form.pattern.size()};
  }
  return {
      characters.size() < form.least ? FormFit::kBeginning : FormFit::kWhole,
      characters.size()};
}

}  // namespace

size_t LongestForm(std::string_view set) {
  size_t longest = 0;
  for (const Form& form : kForms) {
    if (form.set == set) longest = std::max(longest, form.pattern.size());
  }
  return longest == 0 ? Code::kMaxLength : longest;
}

FormResult FitForm(std::string_view set, std::string_view characters) {
  std::optional<FormResult> best;
  const size_t longest = LongestForm(set);
  for (const Form& form : kForms) {
    // What is too long for a modifier is no modifier.
    if (form.set != set ||
        form.pattern.size() < std::min(characters.size(), longest)) {
      continue;
    }
    const FormResult result = FitPattern(form, characters);
    if (!best || result.fit > best->fit ||
        (result.fit == best->fit && result.mistake > best->mistake)) {
      best = result;
    }
  }
  return best.value_or(FormResult{FormFit::kWhole, characters.size()});
}

std::string_view FormInWords(std::string_view set) {
  for (const Words& words : kWords) {
    if (words.set == set) return words.words;
  }
  return "one to seven letters or digits";
}

}  // namespace codebook
