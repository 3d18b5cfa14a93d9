// The forms in which CPT descriptions come, told by what a file holds.

#ifndef CODEBOOK_CODESETS_CPT_FORM_H_
#define CODEBOOK_CODESETS_CPT_FORM_H_

#include <cstddef>
#include <optional>

#include "codesets/source_file.h"

namespace codebook {

enum class CptForm {
  // Columns named in a header row.
  kTable,
  // LONGULT: code, tab, long description.
  kLongTabbed,
  // LONGULF, in columns from 1: 1-5 code, 6-7 sequence, 9-80 long description;
  // a longer one goes on in further rows.
  kLongFixed,
  // MEDU: 1-5 code, 7-54 medium descriptor.
  kMedium,
  // SHORTU: 1-5 code, 7-34 short descriptor.
  kShort,
};

struct CptLayout {
  CptForm form;
  // Where the header row or the first description begins, behind a copyright
  // header.
  size_t begin = 0;
  // Between the columns of a table.
  char delimiter = '\0';
  // The latest year in the copyright header; 0 without one.
  int year = 0;
};

// None when the file does not hold CPT descriptions. A few bad rows do not
// hide what the rest is.
std::optional<CptLayout> RecognizeCptForm(const SourceFile& file);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_CPT_FORM_H_
