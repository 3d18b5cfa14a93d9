#include "codesets/icd10pcs/icd10pcs.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "codesets/alphabetic_index.h"
#include "codesets/code_comparison.h"
#include "codesets/icd10pcs/definitions.h"
#include "codesets/icd10pcs/tables.h"
#include "codesets/order_file.h"
#include "codesets/xml_source.h"
#include "engine/concat.h"

namespace codebook {
namespace {

constexpr const char* kTablesRoot = "ICD10PCS.tabular";
constexpr const char* kIndexRoot = "ICD10PCS.index";
constexpr const char* kDefinitionsRoot = "ICD10PCS.definitions";
constexpr size_t kBodySystem = 1;
constexpr size_t kOperation = 2;

// "Central Nervous System and Cranial Nerves, Bypass", as order files have it.
std::string TableTitle(const PcsRow& row) {
  return Concat(row.axes[kBodySystem].values[0].label, ", ",
                row.axes[kOperation].values[0].label);
}

// The labels from the operation on, without values that only say that there is
// none ("No Device").
std::string ComposedTitle(const PcsRow& row, Code code) {
  std::string title;
  for (size_t position = kOperation; position < code.size(); ++position) {
    const PcsAxis& axis = row.axes[position];
    const auto value = std::ranges::find(axis.values, code[position],
                                         &PcsAxis::Value::character);
    if (value == axis.values.end()) continue;
    if (value->label.starts_with("No ") &&
        axis.name.starts_with(value->label.substr(3))) {
      continue;
    }
    title = title.empty() ? std::string(value->label)
                          : Concat(title, ", ", value->label);
  }
  return title;
}

class ReleaseWriter {
 public:
  ReleaseWriter(const PcsTables& tables, std::span<const PcsCode> codes,
                CodeSetBuilder& builder)
      : tables_(tables), codes_(codes), builder_(builder) {
    for (const PcsRow& row : tables.rows) axis_rows_.push_back(AddAxisRow(row));
  }

  // The codes that the tables give, each below its table.
  void WriteTables() {
    NodeId table = CodeSetBuilder::kNoNode;
    Code table_code;
    for (const PcsCode& code : codes_) {
      const PcsRow& row = tables_.rows[code.row];
      if (table_code != row.table) {
        table_code = row.table;
        table = builder_.AddRow(row.table, {.kind = Kind::kTable,
                                            .title = TableTitle(row),
                                            .axis_row = axis_rows_[code.row]});
      }
      builder_.AddRow(code.code, {.billable = true,
                                  .title = ComposedTitle(row, code.code),
                                  .parent = table,
                                  .axis_row = axis_rows_[code.row]});
    }
  }

  // The codes of an order file or codes file, with the meaning the tables give
  // them.
  void WriteOrderRows(std::span<const OrderRow> rows) {
    NodeId table = CodeSetBuilder::kNoNode;
    Code table_code;
    for (const OrderRow& row : rows) {
      const bool is_table = row.code.size() == 3;
      if (is_table || !row.code.StartsWith(table_code)) {
        table = CodeSetBuilder::kNoNode;
      }
      const NodeId node = builder_.AddRow(
          row.code, {.kind = is_table ? Kind::kTable : Kind::kCode,
                     .billable = row.billable,
                     .title = row.title,
                     .short_title = row.short_title,
                     .parent = is_table ? CodeSetBuilder::kNoNode : table,
                     .axis_row = AxisRowOf(row.code)});
      if (is_table) {
        table = node;
        table_code = row.code;
      }
    }
  }

 private:
  uint32_t AddAxisRow(const PcsRow& row) {
    std::array<std::vector<CodeSetBuilder::AxisPosition>, Code::kMaxLength>
        values;
    std::array<std::span<const CodeSetBuilder::AxisPosition>, Code::kMaxLength>
        views;
    for (size_t position = 0; position < values.size(); ++position) {
      const PcsAxis& axis = row.axes[position];
      for (const PcsAxis::Value& value : axis.values) {
        values[position].push_back(
            {value.character,
             builder_.AddLabel({.axis = axis.name,
                                .text = value.label,
                                .definition = axis.definition})});
      }
      views[position] = values[position];
    }
    return builder_.AddAxisRow(row.table, views);
  }

  // The row that gives `code`, or for a table any of its rows.
  uint32_t AxisRowOf(Code code) const {
    const auto at = std::ranges::lower_bound(codes_, code, {}, &PcsCode::code);
    const bool known = at != codes_.end() && at->code.StartsWith(code);
    return known ? axis_rows_[at->row] : CodeSetBuilder::kNoAxisRow;
  }

  const PcsTables& tables_;
  std::span<const PcsCode> codes_;
  CodeSetBuilder& builder_;
  std::vector<uint32_t> axis_rows_;
};

// The codes and tables that the tables file gives, for comparison.
std::vector<ListedCode> ListedCodes(const PcsTables& tables,
                                    std::span<const PcsCode> codes) {
  std::vector<ListedCode> listed;
  listed.reserve(codes.size());
  Code table;
  for (const PcsCode& code : codes) {
    if (table != tables.rows[code.row].table) {
      table = tables.rows[code.row].table;
      listed.push_back(
          {.code = table, .billable = false, .title = {}, .title_tail = {}});
    }
    listed.push_back(
        {.code = code.code, .billable = true, .title = {}, .title_tail = {}});
  }
  return listed;
}

// Keeps the first of several rows that give one code.
void ReportCodesInTwoRows(std::vector<PcsCode>& codes, Findings& findings) {
  const auto same = [&](const PcsCode& a, const PcsCode& b) {
    if (a.code != b.code) return false;
    findings.push_back(
        {.id = "code-in-two-rows",
         .code = a.code.ToString(),
         .message = "two rows of the table give this code; its axes are shown "
                    "as the first has them"});
    return true;
  };
  codes.erase(std::unique(codes.begin(), codes.end(), same), codes.end());
}

// Reads the index and the definitions where they are there, and checks the
// codes of the index.
absl::Status ReadIndexes(const ReadRequest& request) {
  IndexTermsBuilder& terms = request.builder.index_terms();
  if (const RecognizedFile* file = FindRole(request.files, FileRole::kIndex)) {
    XmlSource xml(file->source);
    absl::Status status = xml.Parse(kIndexRoot);
    if (status.ok()) {
      status = ReadAlphabeticIndex(xml, IndexKind::kProcedures, terms,
                                   request.findings);
    }
    if (!status.ok()) return status;
    CheckIndexCodes(terms, request.builder.Codes(), 0, request.findings);
  }
  if (const RecognizedFile* file =
          FindRole(request.files, FileRole::kDefinitions)) {
    XmlSource xml(file->source);
    absl::Status status = xml.Parse(kDefinitionsRoot);
    if (status.ok()) status = ReadPcsDefinitions(xml, terms, request.findings);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace

std::optional<Recognition> RecognizeIcd10pcs(const SourceFile& file) {
  const std::string_view root = XmlRootName(file);
  const int year = root.empty() ? 0 : XmlVersionYear(file);
  if (root == kTablesRoot) {
    return Recognition{FileRole::kModel, "ICD-10-PCS tables", year};
  }
  if (root == kIndexRoot) {
    return Recognition{FileRole::kIndex, "ICD-10-PCS index", year};
  }
  if (root == kDefinitionsRoot) {
    return Recognition{FileRole::kDefinitions, "ICD-10-PCS definitions", year};
  }
  if (!root.empty()) return std::nullopt;
  const std::optional<OrderForm> form = RecognizeOrderForm(file);
  if (!form || form->system == OrderSystem::kIcd10cm) return std::nullopt;
  return Recognition{form->role, form->role == FileRole::kOrder
                                     ? "ICD-10-PCS order file"
                                     : "ICD-10-PCS codes file"};
}

absl::Status ReadIcd10pcs(const ReadRequest& request) {
  const RecognizedFile* const model = FindRole(request.files, FileRole::kModel);
  static const SourceFile kNoFile;
  XmlSource xml(model != nullptr ? model->source : kNoFile);
  PcsTables tables;
  if (model != nullptr) {
    if (absl::Status status = xml.Parse(kTablesRoot); !status.ok()) {
      return status;
    }
    absl::StatusOr<PcsTables> read = ReadPcsTables(xml);
    if (!read.ok()) return read.status();
    tables = *std::move(read);
  }
  absl::StatusOr<OrderFiles> files = ReadOrderFiles(request.files);
  if (!files.ok()) return files.status();

  std::vector<PcsCode> codes = ExpandPcsTables(tables);
  ReportCodesInTwoRows(codes, request.findings);
  if (files->order != nullptr || files->codes != nullptr) {
    CompareFiles(ListedCodes(tables, codes), "the tables file", *files, 0,
                 request.findings);
  }
  ReleaseWriter writer(tables, codes, request.builder);
  if (files->order != nullptr) {
    writer.WriteOrderRows(files->order_rows);
  } else if (model != nullptr) {
    writer.WriteTables();
  } else {
    writer.WriteOrderRows(files->codes_rows);
  }
  return ReadIndexes(request);
}

}  // namespace codebook
