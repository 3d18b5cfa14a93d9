// Two files of one release check each other.

#ifndef CODEBOOK_CODESETS_CODE_COMPARISON_H_
#define CODEBOOK_CODESETS_CODE_COMPARISON_H_

#include <span>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "codesets/code_system.h"
#include "codesets/finding.h"
#include "codesets/order_file.h"
#include "engine/code.h"

namespace codebook {

// A code as a file that is not an order or codes file gives it.
struct ListedCode {
  Code code;
  bool billable;
  // Empty when the file has no title of its own for it.
  std::string_view title;
  std::string_view title_tail;
};

// Reports every difference between the codes of one file (`listed_in`: "the
// tabular list") and the rows of an order file or codes file: codes that only
// one has, the billable flag, and titles that differ in more than accents. A
// codes file has only billable codes, and is compared with those.
void CompareCodes(std::span<const ListedCode> listed,
                  std::string_view listed_in, std::span<const OrderRow> rows,
                  const RecognizedFile& rows_file, size_t point_after,
                  Findings& findings);

// The order file and codes file of a release, where it has them.
struct OrderFiles {
  const RecognizedFile* order = nullptr;
  const RecognizedFile* codes = nullptr;
  std::vector<OrderRow> order_rows;
  std::vector<OrderRow> codes_rows;
};
absl::StatusOr<OrderFiles> ReadOrderFiles(
    std::span<const RecognizedFile> files);

// Compares the model, when there is one, with the order file and the codes
// file, and these with one another.
void CompareFiles(std::span<const ListedCode> listed,
                  std::string_view listed_in, const OrderFiles& files,
                  size_t point_after, Findings& findings);

// The file of this role; null when there is none.
const RecognizedFile* FindRole(std::span<const RecognizedFile> files,
                               FileRole role);

// Reports a file whose own year is not the one in which the release takes
// effect: some official files carry last year's.
void CompareYear(const RecognizedFile& file, const CodeSystem& system,
                 Date effective, Findings& findings);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_CODE_COMPARISON_H_
