// What codes of each set look like, before any release is asked.

#ifndef CODEBOOK_CODESETS_CODE_FORM_H_
#define CODEBOOK_CODESETS_CODE_FORM_H_

#include <cstddef>
#include <optional>
#include <string_view>

namespace codebook {

// How well characters fit the form of a set.
enum class FormFit {
  kNo,
  // They may be the beginning of a code.
  kBeginning,
  kWhole,
};

struct FormResult {
  FormFit fit = FormFit::kNo;
  // For kNo, the first character, counted from 0, that cannot stand where it
  // stands; the length when there are too many.
  size_t mistake = 0;
};

// `characters` are upper-case letters and digits. A set that is not known has
// every form.
FormResult FitForm(std::string_view set, std::string_view characters);

// The most characters a code of the set has.
size_t LongestForm(std::string_view set);

// The form in words, for messages: "a letter and four digits".
std::string_view FormInWords(std::string_view set);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_CODE_FORM_H_
