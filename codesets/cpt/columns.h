// The columns of a headed table of CPT codes.

#ifndef CODEBOOK_CODESETS_CPT_COLUMNS_H_
#define CODEBOOK_CODESETS_CPT_COLUMNS_H_

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "codesets/delimited_file.h"

namespace codebook {

enum class CptColumn {
  kCode,
  kLong,
  kMedium,
  kShort,
  kConsumer,
  kEffective,
  kTerminated,
  kCategory,
};
inline constexpr size_t kCptColumns = 8;

// "code", "description", "medium description", ...
std::string_view CptColumnName(CptColumn column);

// The column that a header names, in any case, with blanks, underscores,
// hyphens or slashes between the words; none when it is not one of ours.
std::optional<CptColumn> CptColumnOf(std::string_view header);

// Where the columns stand in a table.
class CptColumns {
 public:
  // Takes the columns from a header row. A second column for the same thing is
  // kept in mind; see repeated().
  explicit CptColumns(const DelimitedRow& header);

  std::optional<size_t> Find(CptColumn column) const {
    return positions_[static_cast<size_t>(column)];
  }
  // Whether any column describes the codes.
  bool has_description() const {
    return Find(CptColumn::kLong) || Find(CptColumn::kMedium) ||
           Find(CptColumn::kShort) || Find(CptColumn::kConsumer);
  }
  // The position of the first column that repeats another.
  std::optional<size_t> repeated() const { return repeated_; }

 private:
  std::array<std::optional<size_t>, kCptColumns> positions_;
  std::optional<size_t> repeated_;
};

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_CPT_COLUMNS_H_
