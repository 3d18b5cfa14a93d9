// Any bytes as the tables of ICD-10-PCS.

#include <algorithm>

#include "codesets/icd10pcs/tables.h"
#include "codesets/xml_source.h"
#include "tests/fuzz/fuzzing.h"

namespace codebook::fuzz {
namespace {

bool HasValue(const PcsAxis& axis, char character) {
  return std::ranges::any_of(axis.values, [&](const PcsAxis::Value& value) {
    return value.character == character;
  });
}

// The expansion, beside a look at each row by itself.
void CheckExpansion(const SourceFile& file) {
  XmlSource xml(file);
  if (!xml.Parse("ICD10PCS.tabular").ok()) return;
  const absl::StatusOr<PcsTables> tables = ReadPcsTables(xml);
  if (!tables.ok()) return;
  const std::vector<PcsCode> codes = ExpandPcsTables(*tables);
  size_t expected = 0;
  for (const PcsRow& row : tables->rows) {
    size_t of_row = 1;
    for (size_t i = 3; i < row.axes.size(); ++i) {
      of_row *= row.axes[i].values.size();
    }
    expected += of_row;
  }
  Require(codes.size() == expected, "a row gives another number of codes");
  for (const PcsCode& code : codes) {
    const PcsRow& row = tables->rows.at(code.row);
    Require(
        code.code.size() == Code::kMaxLength && code.code.StartsWith(row.table),
        "a code of another table", code.code.ToString());
    for (size_t i = 3; i < row.axes.size(); ++i) {
      Require(HasValue(row.axes[i], code.code[i]),
              "a value that its row does not have", code.code.ToString());
    }
  }
}

}  // namespace
}  // namespace codebook::fuzz

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace codebook::fuzz;  // NOLINT
  const codebook::SourceFile file = FileOf("tables.xml", TextOf(data, size));
  CheckExpansion(file);
  for (const codebook::ImportedRelease& release :
       ReadFiles({file}, "icd10pcs")) {
    CheckReadsBack(*release.code_set);
  }
  return 0;
}
