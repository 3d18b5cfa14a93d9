// Tables whose fields are separated by a comma, tab, semicolon or pipe, quoted
// as RFC 4180 has it: a field may stand in double quotes and may then hold
// delimiters, line ends and doubled quotes. Blanks around a field are dropped
// unless they are quoted; empty lines are passed over.

#ifndef CODEBOOK_CODESETS_DELIMITED_FILE_H_
#define CODEBOOK_CODESETS_DELIMITED_FILE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "codesets/source_file.h"

namespace codebook {

struct DelimitedField {
  std::string text;
  // Where it, or its opening quote, begins in the file.
  size_t offset = 0;
};

using DelimitedRow = std::vector<DelimitedField>;

// Calls `on_row` for each row from the offset `begin` on, the header row
// included. Stops at the first error: the one `on_row` gives, or a row that has
// not as many fields as the first one, a quote inside an unquoted field, text
// after a closing quote, an unclosed quote, each with line and column.
absl::Status ReadDelimited(
    const SourceFile& file, size_t begin, char delimiter,
    absl::FunctionRef<absl::Status(const DelimitedRow&)> on_row);

// The first rows of `text`, read with whatever is wrong in them: for a guess
// at what a file is.
std::vector<DelimitedRow> SampleDelimited(std::string_view text, char delimiter,
                                          size_t at_most);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_DELIMITED_FILE_H_
