// The order file and the codes file, which ICD-10-CM and ICD-10-PCS share.
//
// Order file, in columns from 1: 1-5 a running number, 7-13 the code, 15 the
// billable flag, 17-76 the short title, 78- the long title. Codes file: 1-7 the
// code, from 9 the long title; billable codes only. ASCII or UTF-8, LF or CRLF.

#ifndef CODEBOOK_CODESETS_ORDER_FILE_H_
#define CODEBOOK_CODESETS_ORDER_FILE_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "codesets/code_system.h"
#include "codesets/source_file.h"
#include "engine/code.h"

namespace codebook {

struct OrderRow {
  Code code;
  bool billable;
  // Empty in a codes file.
  std::string_view short_title;
  std::string_view title;
  uint32_t line;
};

// The rows of an order file (role kOrder) or a codes file (role kCodes), in
// the order of the file. They live as long as the file's bytes. Refuses, with
// line and column, a row that is not of the form, a code that occurs twice,
// and a file without any row.
absl::StatusOr<std::vector<OrderRow>> ReadOrderRows(const RecognizedFile& file);

// Which of the two a file is, and of which system, by the look of its rows.
enum class OrderSystem { kIcd10cm, kIcd10pcs, kEither };
struct OrderForm {
  FileRole role;
  OrderSystem system;
};
// None when the file is neither an order file nor a codes file.
std::optional<OrderForm> RecognizeOrderForm(const SourceFile& file);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_ORDER_FILE_H_
