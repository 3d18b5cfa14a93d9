#include "codesets/icd10cm/visual_impairment.h"

#include <vector>

#include "absl/strings/str_join.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// The heading and values of one column of a row, over all its ranges.
std::string ColumnText(XmlSource& xml, pugi::xml_node row, const char* column) {
  std::vector<std::string> values;
  for (const pugi::xml_node range : row.children("visRange")) {
    const pugi::xml_node cell = range.child(column);
    for (const pugi::xml_node part : cell.children()) {
      values.emplace_back(xml.Text(part));
    }
  }
  return absl::StrJoin(values, ", ");
}

}  // namespace

std::string VisualImpairmentText(XmlSource& xml, pugi::xml_node table) {
  std::string text;
  std::string maximum = "maximum";
  std::string minimum = "minimum";
  for (const pugi::xml_node row : table.children("visCategory")) {
    const std::string_view heading = xml.Text(row.child("heading"));
    if (!heading.empty()) {
      const pugi::xml_node range = row.child("visRange");
      text = Concat(heading, ": ", xml.Text(range.child("heading")));
      maximum = ColumnText(xml, row, "visMax");
      minimum = ColumnText(xml, row, "visMin");
      continue;
    }
    const std::string below = ColumnText(xml, row, "visMax");
    const std::string at_least = ColumnText(xml, row, "visMin");
    absl::StrAppend(&text, text.empty() ? "" : "\n",
                    ToAbsl(xml.Text(row.child("value"))), ": ");
    if (!below.empty()) absl::StrAppend(&text, maximum, " ", below);
    if (!below.empty() && !at_least.empty()) absl::StrAppend(&text, "; ");
    if (!at_least.empty()) absl::StrAppend(&text, minimum, " ", at_least);
  }
  return text;
}

}  // namespace codebook
