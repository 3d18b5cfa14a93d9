// Reads the forms of CPT descriptions, one function each. Errors are invalid
// argument and name file, line and column. `file` outlives `descriptions`.

#ifndef CODEBOOK_CODESETS_CPT_READERS_H_
#define CODEBOOK_CODESETS_CPT_READERS_H_

#include "absl/status/status.h"
#include "codesets/cpt/descriptions.h"
#include "codesets/cpt/form.h"
#include "codesets/source_file.h"

namespace codebook {

// A table with a header row.
absl::Status ReadCptTable(const SourceFile& file, const CptLayout& layout,
                          CptDescriptions& descriptions);

// LONGULT.
absl::Status ReadCptLongTabbed(const SourceFile& file, const CptLayout& layout,
                               CptDescriptions& descriptions);

// LONGULF. Rows are either broken between words, which the blanks at their ends
// show, or cut at column 80; a file that does not show which is refused where
// it matters.
absl::Status ReadCptLongFixed(const SourceFile& file, const CptLayout& layout,
                              CptDescriptions& descriptions);

// MEDU and SHORTU.
absl::Status ReadCptBrief(const SourceFile& file, const CptLayout& layout,
                          CptDescriptions& descriptions);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_CPT_READERS_H_
