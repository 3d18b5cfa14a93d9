// The tables of ICD-10-PCS as their XML has them.
//
// A table is three characters; each of its rows says which values the other
// four may have together. A code is valid only if one row has all four.

#ifndef CODEBOOK_CODESETS_ICD10PCS_TABLES_H_
#define CODEBOOK_CODESETS_ICD10PCS_TABLES_H_

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "codesets/xml_source.h"
#include "engine/code.h"

namespace codebook {

// One position of a row. Texts are views of the XmlSource.
struct PcsAxis {
  struct Value {
    char character;
    std::string_view label;
  };

  std::string_view name;
  std::string_view definition;
  std::vector<Value> values;
};

struct PcsRow {
  Code table;
  std::array<PcsAxis, Code::kMaxLength> axes;
};

// A code and the row of PcsTables::rows that gives it.
struct PcsCode {
  Code code;
  uint32_t row;
};

struct PcsTables {
  std::vector<PcsRow> rows;
};

// Reads the tables out of `xml`, whose root is ICD10PCS.tabular. Refuses, with
// line and column, a file without a code, an axis that is missing or out of
// place, a value that is no character or occurs twice in its axis, and every
// checksum (values of an axis, codes of a row) that is not right.
absl::StatusOr<PcsTables> ReadPcsTables(XmlSource& xml);

// Every code of the tables, ascending. A code that several rows give occurs
// once for each.
std::vector<PcsCode> ExpandPcsTables(const PcsTables& tables);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_ICD10PCS_TABLES_H_
