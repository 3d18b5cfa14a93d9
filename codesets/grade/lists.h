// Lists of codes in one field, as CSV has them: "I10; E11.9".

#ifndef CODEBOOK_CODESETS_GRADE_LISTS_H_
#define CODEBOOK_CODESETS_GRADE_LISTS_H_

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "codesets/text_lines.h"

namespace codebook {

// Calls `each` with the parts of `list` between separators, without blanks
// around them. Empty parts are passed over.
template <typename Each>
void ForEachPart(std::string_view list, char separator, Each each) {
  while (!list.empty()) {
    const size_t end = std::min(list.find(separator), list.size());
    const std::string_view part = WithoutBlanksAround(list.substr(0, end));
    if (!part.empty()) each(part);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_GRADE_LISTS_H_
