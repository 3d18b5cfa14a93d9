#include "codesets/icd10pcs/tables.h"

#include <algorithm>

#include "absl/strings/str_format.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// Axes of the table itself; its rows have the others.
constexpr size_t kTableAxes = 3;

bool Says(pugi::xml_attribute checksum, size_t number) {
  return checksum.value() == Concat(number);
}

class TablesReader {
 public:
  explicit TablesReader(XmlSource& xml) : xml_(xml) {}

  absl::StatusOr<PcsTables> Read() && {
    for (const pugi::xml_node table : xml_.root().children("pcsTable")) {
      if (absl::Status status = ReadTable(table); !status.ok()) return status;
    }
    if (tables_.rows.empty()) {
      return xml_.Error(xml_.root(), "no <pcsRow> found, tables have codes");
    }
    return std::move(tables_);
  }

 private:
  absl::Status ReadTable(pugi::xml_node table) {
    PcsRow head;
    if (absl::Status status = ReadAxes(table, 0, kTableAxes, head);
        !status.ok()) {
      return status;
    }
    for (size_t position = 0; position < kTableAxes; ++position) {
      if (head.axes[position].values.size() != 1) {
        return xml_.Error(
            table,
            absl::StrFormat("axis %d of this table has %d values, one "
                            "expected",
                            position + 1, head.axes[position].values.size()));
      }
      head.table = head.table.Append(head.axes[position].values[0].character);
    }
    for (const pugi::xml_node child : table.children("pcsRow")) {
      PcsRow row = head;
      if (absl::Status status =
              ReadAxes(child, kTableAxes, Code::kMaxLength, row);
          !status.ok()) {
        return status;
      }
      if (absl::Status status = CheckCodes(child, row); !status.ok()) {
        return status;
      }
      tables_.rows.push_back(std::move(row));
    }
    return absl::OkStatus();
  }

  // Reads the axes at positions [first, last) of a table or row.
  absl::Status ReadAxes(pugi::xml_node parent, size_t first, size_t last,
                        PcsRow& row) {
    size_t position = first;
    for (const pugi::xml_node axis : parent.children("axis")) {
      const std::string_view at = axis.attribute("pos").value();
      if (position == last || at != absl::StrFormat("%d", position + 1)) {
        return xml_.Error(axis, position == last
                                    ? Concat("pos=\"", at,
                                             "\" found, no further axis "
                                             "expected")
                                    : Concat("pos=\"", at, "\" found, pos=\"",
                                             position + 1, "\" expected"));
      }
      if (absl::Status status = ReadAxis(axis, row.axes[position]);
          !status.ok()) {
        return status;
      }
      ++position;
    }
    if (position != last) {
      return xml_.Error(parent,
                        absl::StrFormat("axis %d is missing", position + 1));
    }
    return absl::OkStatus();
  }

  absl::Status ReadAxis(pugi::xml_node element, PcsAxis& axis) {
    axis.name = xml_.Text(element.child("title"));
    axis.definition = xml_.Text(element.child("definition"));
    for (const pugi::xml_node label : element.children("label")) {
      const std::string_view code = label.attribute("code").value();
      if (code.size() != 1 || SymbolOf(code[0]) < 0) {
        return xml_.Error(label, Concat("code=\"", code,
                                        "\" found, one letter or digit "
                                        "expected"));
      }
      if (std::ranges::find(axis.values, code[0], &PcsAxis::Value::character) !=
          axis.values.end()) {
        return xml_.Error(
            label, Concat("the value ", code, " occurs twice in this axis"));
      }
      axis.values.push_back({code[0], xml_.Text(label)});
    }
    const pugi::xml_attribute values = element.attribute("values");
    if (axis.values.empty()) {
      return xml_.Error(element, "this axis has no value");
    }
    if (!values.empty() && !Says(values, axis.values.size())) {
      return xml_.Error(element,
                        absl::StrFormat("values=\"%s\" found, the axis has %d",
                                        values.value(), axis.values.size()));
    }
    return absl::OkStatus();
  }

  absl::Status CheckCodes(pugi::xml_node element, const PcsRow& row) const {
    size_t product = 1;
    for (const PcsAxis& axis : row.axes) product *= axis.values.size();
    const pugi::xml_attribute codes = element.attribute("codes");
    if (codes.empty() || Says(codes, product)) return absl::OkStatus();
    return xml_.Error(element,
                      absl::StrFormat("codes=\"%s\" found, the axes of the row "
                                      "give %d",
                                      codes.value(), product));
  }

  XmlSource& xml_;
  PcsTables tables_;
};

// Adds `prefix` with every combination of the values from `position` on.
void Expand(const PcsRow& row, uint32_t number, Code prefix, size_t position,
            std::vector<PcsCode>& codes) {
  if (position == Code::kMaxLength) {
    codes.push_back({prefix, number});
    return;
  }
  for (const PcsAxis::Value& value : row.axes[position].values) {
    Expand(row, number, prefix.Append(value.character), position + 1, codes);
  }
}

}  // namespace

absl::StatusOr<PcsTables> ReadPcsTables(XmlSource& xml) {
  absl::StatusOr<PcsTables> tables = TablesReader(xml).Read();
  if (tables.ok() && !xml.text_status().ok()) return xml.text_status();
  return tables;
}

std::vector<PcsCode> ExpandPcsTables(const PcsTables& tables) {
  std::vector<PcsCode> codes;
  for (uint32_t i = 0; i < tables.rows.size(); ++i) {
    Expand(tables.rows[i], i, tables.rows[i].table, kTableAxes, codes);
  }
  std::ranges::stable_sort(codes, {}, &PcsCode::code);
  return codes;
}

}  // namespace codebook
