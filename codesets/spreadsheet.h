// Spreadsheets (.xlsx) as rows of texts.
//
// Such a file is a zip archive of XML. Read are the cells of its first sheet as
// they are stored: a number or a date is the number, a formula its last result.

#ifndef CODEBOOK_CODESETS_SPREADSHEET_H_
#define CODEBOOK_CODESETS_SPREADSHEET_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "codesets/source_file.h"

namespace codebook {

struct SpreadsheetRow {
  // As the sheet numbers it, from 1.
  size_t number;
  // By column, from A on, at most 64; those left out are empty.
  std::vector<std::string> cells;
};

// Whether `file` looks like a spreadsheet: an archive of office documents.
bool IsSpreadsheet(const SourceFile& file);

// The rows of the first sheet, at most `most_rows`. Invalid argument, with the
// name of the file, when it is damaged or has no sheet.
absl::StatusOr<std::vector<SpreadsheetRow>> ReadSpreadsheet(
    const SourceFile& file, size_t most_rows);

// Invalid argument: "NAME: cell B12: what". Columns count from 0.
absl::Status CellError(const SourceFile& file, size_t row, size_t column,
                       const std::string& what);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_SPREADSHEET_H_
