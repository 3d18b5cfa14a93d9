// What is wrong with a code, at the character where it goes wrong.
//
// Each code system explains its own codes; this is what they share. A code is
// walked through the automaton of the release: where it falls off, the edges
// are exactly what was allowed there.

#ifndef CODEBOOK_CODESETS_EXPLAIN_H_
#define CODEBOOK_CODESETS_EXPLAIN_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/automaton.h"
#include "engine/code.h"
#include "engine/code_set.h"
#include "engine/verdict.h"

namespace codebook {

// What may follow where a walk ended, each with what it means: the label of
// the edge, or the title of the row it leads to.
std::vector<AllowedCharacter> AllowedAfter(const CodeSet& release,
                                           const Automaton::Walk& walk);

// Adds an issue of severity error.
void AddIssue(Verdict& verdict, IssueId id, size_t at, std::string message,
              std::vector<AllowedCharacter> allowed = {});

// The digit that a letter is often typed for (O, I, L), or the letter that a
// digit is (0, 1); '\0' for all others.
char LookAlikeOf(char character);

// `code` with `character` at `position`, counted from 0.
Code Replaced(Code code, size_t position, char character);

// "no code that begins with E11 goes on with 4", for the character at
// `position`, counted from 0.
std::string NoCodeGoesOn(const CodeSet& release, Code code, size_t position);

// "1 code", "2 codes".
std::string CountOfCodes(uint32_t count);

// If the character at which `code` falls off looks like another, with which it
// goes further: says so and is true.
bool ExplainLookAlike(const CodeSet& release, Code code,
                      const Automaton::Walk& walk, Verdict& verdict);

// Explains a code of a set without structure of its own: which characters are
// there. Sets the status and adds the issues; `code` is not billable in
// `release`, or not in it.
void ExplainPlainCode(const CodeSet& release, Code code, Verdict& verdict);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_EXPLAIN_H_
