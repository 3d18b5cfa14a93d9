// The parts of a spreadsheet, put together as .xlsx: the sheet, the shared
// texts, and the workbook with its relations, separated by lines "=====". Or,
// where the bytes begin as a zip archive, any bytes as one.

#include "codesets/spreadsheet.h"
#include "tests/fuzz/fuzzing.h"
#include "tests/zip_writer.h"

namespace codebook::fuzz {
namespace {

std::string Pack(std::string_view parts) {
  std::vector<ZipMember> members = {{"[Content_Types].xml", "<Types/>"}};
  for (const char* name : {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",
                           "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}) {
    if (parts.empty()) break;
    members.push_back({name, std::string(TakePart(parts, "\n=====\n"))});
  }
  return ZipOf(members, "zip:compression=store");
}

void Check(const SourceFile& file) {
  const absl::StatusOr<std::vector<SpreadsheetRow>> rows =
      ReadSpreadsheet(file, 100);
  if (!rows.ok()) {
    Require(absl::IsInvalidArgument(rows.status()) &&
                MessageOf(rows.status()).starts_with(file.name),
            "an error without the file's name", MessageOf(rows.status()));
    return;
  }
  Require(rows->size() <= 100, "more rows than asked for");
  for (const SpreadsheetRow& row : *rows) {
    Require(row.cells.size() <= 64, "more columns than are kept");
  }
  const absl::StatusOr<std::vector<SpreadsheetRow>> first =
      ReadSpreadsheet(file, 1);
  Require(first.ok() && first->size() == std::min<size_t>(rows->size(), 1) &&
              (first->empty() || first->at(0).cells == rows->at(0).cells),
          "the first row alone is another");
}

}  // namespace
}  // namespace codebook::fuzz

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace codebook::fuzz;  // NOLINT
  const std::string_view text = TextOf(data, size);
  const codebook::SourceFile file = FileOf(
      "table.xlsx", text.starts_with("PK") ? std::string(text) : Pack(text));
  Check(file);
  ReadFiles({file}, "conversion");
  return 0;
}
