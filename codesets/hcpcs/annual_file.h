// The records of the annual HCPCS file.
//
// Columns from 1: 1-5 the code, or 4-5 a modifier; 6-10 a sequence number, by
// hundreds; 11 the record id: 3 the first record of a code, 4 its further
// records, 7 and 8 the same of a modifier; 12-91 long text, broken between
// words. First records also have: 92-119 short text, 230 coverage code,
// 269-276 day added, 277-284 day the last action took effect, 285-292 last day
// (YYYYMMDD each), 293 action code. Blanks at the end of a line may be missing.

#ifndef CODEBOOK_CODESETS_HCPCS_ANNUAL_FILE_H_
#define CODEBOOK_CODESETS_HCPCS_ANNUAL_FILE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "codesets/source_file.h"
#include "engine/code.h"
#include "engine/date.h"

namespace codebook {

// A code or modifier, its records joined. Views live as long as the file.
struct HcpcsEntry {
  Code code;
  bool modifier = false;
  std::string title;
  std::string_view short_title;
  std::string_view coverage_code;
  std::string_view action_code;
  std::optional<Date> added;
  std::optional<Date> action_effective;
  std::optional<Date> terminated;
  // Of the first record.
  size_t offset = 0;
};

// Whether most lines from the first record on are records.
bool IsHcpcsAnnualFile(const SourceFile& file);

// In the order of the file. Refuses, with line and column, a record that is
// not of the layout or out of sequence, a code that occurs twice, and a file
// without any record.
absl::StatusOr<std::vector<HcpcsEntry>> ReadHcpcsAnnualFile(
    const SourceFile& file);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_HCPCS_ANNUAL_FILE_H_
