// What an import found wrong with the files, without having to refuse them.

#ifndef CODEBOOK_CODESETS_FINDING_H_
#define CODEBOOK_CODESETS_FINDING_H_

#include <string>
#include <string_view>
#include <vector>

namespace codebook {

// An id says what kind of finding it is and is stable:
//   code-missing         the order file has a code that the tabular list or the
//                        tables do not give
//   code-extra           the tabular list or the tables give a code that the
//                        order file does not have
//   billable-differs     the files disagree whether a code is billable
//   title-differs        the files disagree on a title in more than accents
//   version-differs      a file's own version is not the year it is loaded for
//   note-not-understood  a rule in prose that cannot be applied
//   element-not-understood  an element that its place is not known to have
//   code-in-two-rows     two rows of a table give the same code
//   list-short           a list of codes that should have many has few
//   index-code-missing   an index leads to a code that the release does not
//                        have, or with a dash to a beginning of none
//   index-code-complete  an index has a dash behind a code that nothing follows
//   index-code-malformed  an index has something that is no code in its place
struct Finding {
  std::string_view id;
  // Printed form; empty when the finding is about a whole file.
  std::string code;
  // One sentence.
  std::string message;
};

using Findings = std::vector<Finding>;

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_FINDING_H_
