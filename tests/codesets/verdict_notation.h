// Complete verdicts as text, so that a table of them can be read and compared
// as a whole.
//
//   > icd10cm "s52501"
//   S52.501 incomplete, not billable (icd10cm@2025-10-01)
//   title: Unspecified fracture of the lower end of right radius
//   error at 7, seventh-character-required: S52.501 needs a seventh character
//     A: initial encounter for closed fracture
//   try S52.501A: with A added
//
// After ">" stands the question: "icd10cm", "icd10cm on 2025-01-01",
// "icd10cm@2024-10-01" or "any", and the input in quotes, in which \xHH is a
// byte and \" and \\ are themselves. A code that could not be read is a dash.
// Allowed characters without a label stand together on one line. Modifiers and
// further verdicts follow, modifiers indented.

#ifndef CODEBOOK_TESTS_CODESETS_VERDICT_NOTATION_H_
#define CODEBOOK_TESTS_CODESETS_VERDICT_NOTATION_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "codesets/validator.h"
#include "engine/verdict.h"

namespace codebook {

// A question and the verdicts expected, as they stand in a file.
struct WrittenVerdict {
  std::string where;
  std::string question;
  ReleaseChoice choice;
  std::string input;
  std::string expected;
};

// The blocks of a file, which are separated by empty lines; lines that begin
// with "#" are comments. Adds a failure of the test for what it cannot read.
std::vector<WrittenVerdict> ReadVerdicts(const std::string& path);

// The verdicts in the notation, without the question.
std::string Notation(std::span<const Verdict> verdicts);

}  // namespace codebook

#endif  // CODEBOOK_TESTS_CODESETS_VERDICT_NOTATION_H_
