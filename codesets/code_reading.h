// Codes as people type and paste them.
//
// Case, blanks and the point never keep a code from being read; where they are
// not as printed, a remark says so. Anything else (quotes, look-alikes of other
// alphabets, a dash) is not read as if it were not there: the text is then not
// a code, and what it was probably meant to be is only proposed.

#ifndef CODEBOOK_CODESETS_CODE_READING_H_
#define CODEBOOK_CODESETS_CODE_READING_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/code.h"
#include "engine/verdict.h"

namespace codebook {

// Text with more letters and digits is no code with a slip in it, and not read
// to its end.
inline constexpr size_t kLongestText = 64;

struct CodeReading {
  // The letters and digits, in upper case, without blanks and points, look-
  // alikes replaced and everything else left out.
  std::string characters;
  // The code, when nothing but case, blanks and points had to be seen to and
  // there are one to seven characters.
  std::optional<Code> code;
  // Why there is no code.
  std::vector<Issue> mistakes;
  // Where case, blanks and points differ from the printed form.
  std::vector<Issue> remarks;
};

// Character `at` of `text`, counted from 1 without blanks and points, with all
// its bytes; the empty end of `text` when it has fewer.
std::string_view CharacterAt(std::string_view text, size_t at);

// Reads `text`, which may be any bytes. `point_after` as in CodeSet; a name of
// the set, such as "ICD-10-CM", stands in messages.
CodeReading ReadCode(std::string_view text, size_t point_after,
                     std::string_view set_title);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_CODE_READING_H_
