// Why an entry got its mark, in words.

#ifndef CODEBOOK_CODESETS_GRADE_REASONS_H_
#define CODEBOOK_CODESETS_GRADE_REASONS_H_

#include "codesets/grade/grader.h"

namespace codebook {

// Sets the reason of an entry that stands for a code of the key; `first` is
// that code, for which others may be accepted.
void ExplainMatched(const KeyCode& first, GradedEntry& entry);

// The same for one that stands for none; `before`: it was entered before.
void ExplainUnmatched(const Question& question, bool before,
                      GradedEntry& entry);

void ExplainMissing(GradedEntry& entry);

// "the principal diagnosis", "an additional diagnosis", "a procedure".
std::string_view RoleInWords(Role role);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_GRADE_REASONS_H_
