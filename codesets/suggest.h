// Which valid code was probably meant.
//
// Candidates are found by walking the automaton with one slip allowed, never by
// looking through the set: the work is bounded by the length of a code times
// the characters of the alphabet.

#ifndef CODEBOOK_CODESETS_SUGGEST_H_
#define CODEBOOK_CODESETS_SUGGEST_H_

#include <string_view>
#include <vector>

#include "engine/code_set.h"
#include "engine/verdict.h"

namespace codebook {

inline constexpr size_t kMaxSuggestions = 5;

// At most kMaxSuggestions billable codes and modifiers of `release`, the
// likeliest first, for `characters`: upper-case letters and digits, any number.
// They are not such a billable code themselves, unless the text they were read
// from had more in it
// (`repaired`).
std::vector<Suggestion> SuggestCodes(const CodeSet& release,
                                     std::string_view characters,
                                     bool repaired);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_SUGGEST_H_
