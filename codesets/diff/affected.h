// Which codes of a file are hit by the changes between two releases.

#ifndef CODEBOOK_CODESETS_DIFF_AFFECTED_H_
#define CODEBOOK_CODESETS_DIFF_AFFECTED_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "codesets/diff/change.h"
#include "engine/code_set.h"

namespace codebook {

// A code of the file and what happens to it.
struct AffectedCode {
  // As it is printed; "S72.00-" where the file means all that begin so.
  std::string code;
  // The lines on which it stands, from 1.
  std::vector<size_t> lines;
  // Numbers of DiffReport::changes, ascending: changes of the code itself, of
  // notes and seventh characters it inherits, and, of all codes that begin so,
  // where the file says so.
  std::vector<size_t> changes;
};

struct AffectedCodes {
  // Those that are hit, in the order in which they occur first.
  std::vector<AffectedCode> codes;
  // How many different codes of either release the file has.
  size_t found = 0;
};

// Reads `text`: a list of codes, a table, an answer key, prose. Whatever looks
// like a code and is one of either release counts, in any case, with or without
// its point; a dash behind it means all codes that begin so. A number of fewer
// than five digits does not look like a code.
AffectedCodes FindAffected(const DiffReport& report, const CodeSet& older,
                           const CodeSet& newer, std::string_view text);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_DIFF_AFFECTED_H_
