// A row of a table as a set of codes.

#ifndef CODEBOOK_CODESETS_DIFF_TABLE_ROW_H_
#define CODEBOOK_CODESETS_DIFF_TABLE_ROW_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/code.h"
#include "engine/code_set.h"

namespace codebook {

struct TableRow {
  // What each position may be.
  std::array<std::vector<AxisValue>, Code::kMaxLength> values;
  // The same, a bit for each symbol.
  std::array<uint64_t, Code::kMaxLength> symbols{};

  bool SameCodes(const TableRow& other) const {
    return symbols == other.symbols;
  }
  // Whether the two share a code.
  bool Overlaps(const TableRow& other) const;
  bool Has(Code code) const;
  // Null when the position cannot be `character`.
  const AxisValue* Find(size_t position, char character) const;
  std::vector<Code> Codes() const;
  // All codes in one: "0BH[12]7[DE]Z".
  std::string Pattern() const;
};

// The rows of a table, in official order.
std::vector<TableRow> ReadTableRows(const CodeSet& release, NodeId table);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_DIFF_TABLE_ROW_H_
