#include "codesets/diff/table_row.h"

#include <algorithm>
#include <utility>

namespace codebook {

bool TableRow::Overlaps(const TableRow& other) const {
  for (size_t position = 0; position < symbols.size(); ++position) {
    if ((symbols[position] & other.symbols[position]) == 0) return false;
  }
  return true;
}

bool TableRow::Has(Code code) const {
  if (code.size() != symbols.size()) return false;
  for (size_t position = 0; position < symbols.size(); ++position) {
    const auto symbol = static_cast<unsigned>(SymbolOf(code[position]));
    if ((symbols[position] >> symbol & 1) == 0) return false;
  }
  return true;
}

const AxisValue* TableRow::Find(size_t position, char character) const {
  const auto found =
      std::ranges::find(values[position], character, &AxisValue::character);
  return found == values[position].end() ? nullptr : &*found;
}

std::vector<Code> TableRow::Codes() const {
  std::vector<Code> codes = {Code()};
  for (const std::vector<AxisValue>& axis : values) {
    std::vector<Code> longer;
    for (const Code code : codes) {
      for (const AxisValue& value : axis) {
        longer.push_back(code.Append(value.character));
      }
    }
    codes = std::move(longer);
  }
  return codes;
}

std::string TableRow::Pattern() const {
  std::string pattern;
  for (const std::vector<AxisValue>& axis : values) {
    if (axis.size() != 1) pattern += '[';
    for (const AxisValue& value : axis) pattern += value.character;
    if (axis.size() != 1) pattern += ']';
  }
  return pattern;
}

std::vector<TableRow> ReadTableRows(const CodeSet& release, NodeId table) {
  std::vector<TableRow> rows;
  for (const AxisRowRecord& record : release.AxisRowsOf(release.code(table))) {
    TableRow& row = rows.emplace_back();
    for (size_t position = 0; position < row.values.size(); ++position) {
      row.values[position] = release.AxisValues(record, position);
      // A damaged image may have anything as a character.
      std::erase_if(row.values[position], [](const AxisValue& value) {
        return SymbolOf(value.character) < 0;
      });
      for (const AxisValue& value : row.values[position]) {
        row.symbols[position] |= uint64_t{1} << SymbolOf(value.character);
      }
    }
  }
  return rows;
}

}  // namespace codebook
