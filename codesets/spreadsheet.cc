#include "codesets/spreadsheet.h"

#include <charconv>
#include <optional>
#include <pugixml.hpp>
#include <string_view>
#include <utility>

#include "codesets/archive.h"
#include "codesets/xml_source.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// What stands further to the right is passed over: a few cells far out must not
// take the memory of a full sheet.
constexpr size_t kColumns = 64;
// No sheet has more: XFD.
constexpr size_t kMostColumns = 16'384;

// The member of the archive whose path ends so; null when there is none.
const SourceFile* FindMember(const std::vector<SourceFile>& members,
                             std::string_view path) {
  for (const SourceFile& member : members) {
    if (member.name.ends_with(path)) return &member;
  }
  return nullptr;
}

// The name of an element without the prefix of its namespace.
std::string_view LocalName(pugi::xml_node node) {
  const std::string_view name = node.name();
  const size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node Child(pugi::xml_node parent, std::string_view name) {
  for (const pugi::xml_node child : parent.children()) {
    if (LocalName(child) == name) return child;
  }
  return {};
}

// Deeper than elements nest in any cell.
constexpr int kMostTextDepth = 32;

// All text in <t> elements below `node`, that of phonetic runs apart. False
// when they nest too deep.
bool AppendText(pugi::xml_node node, int depth, std::string& text) {
  if (depth > kMostTextDepth) return false;
  bool all = true;
  for (const pugi::xml_node child : node.children()) {
    const std::string_view name = LocalName(child);
    if (name == "t") text.append(child.child_value());
    if (name != "t" && name != "rPh") {
      all = AppendText(child, depth + 1, text) && all;
    }
  }
  return all;
}

absl::Status TooDeep(const SourceFile& member, pugi::xml_node node) {
  return SourceError(
      member, static_cast<size_t>(node.offset_debug()),
      Concat("elements in a text nest more than ", kMostTextDepth, " deep"));
}

absl::Status Parse(const SourceFile& member, pugi::xml_document& document) {
  return ParseXml(member, pugi::parse_default | pugi::parse_ws_pcdata,
                  document);
}

// "C12" is column 2; none when it is no cell.
std::optional<size_t> ColumnOf(std::string_view reference) {
  size_t column = 0;
  size_t letters = 0;
  while (letters < reference.size() && reference[letters] >= 'A' &&
         reference[letters] <= 'Z' && column <= kMostColumns) {
    column = column * 26 + static_cast<size_t>(reference[letters++] - 'A') + 1;
  }
  if (letters == 0 || column > kMostColumns) return std::nullopt;
  return column - 1;
}

std::optional<size_t> Number(std::string_view digits) {
  size_t number = 0;
  const char* const end = digits.data() + digits.size();
  const auto [rest, error] = std::from_chars(digits.data(), end, number);
  if (error != std::errc() || rest != end) return std::nullopt;
  return number;
}

class SheetReader {
 public:
  SheetReader(const SourceFile& sheet, const std::vector<std::string>& strings)
      : sheet_(sheet), strings_(strings) {}

  absl::StatusOr<std::vector<SpreadsheetRow>> Read(pugi::xml_node data,
                                                   size_t most_rows) {
    std::vector<SpreadsheetRow> rows;
    for (const pugi::xml_node element : data.children()) {
      if (LocalName(element) != "row" || rows.size() == most_rows) continue;
      const size_t implied = rows.empty() ? 1 : rows.back().number + 1;
      SpreadsheetRow& row = rows.emplace_back();
      row.number = element.attribute("r").as_ullong(implied);
      for (const pugi::xml_node cell : element.children()) {
        if (LocalName(cell) != "c") continue;
        const absl::Status status = ReadCell(cell, row);
        if (!status.ok()) return status;
      }
    }
    return rows;
  }

 private:
  absl::Status ReadCell(pugi::xml_node cell, SpreadsheetRow& row) {
    const std::string_view reference = cell.attribute("r").value();
    const std::optional<size_t> column =
        reference.empty() ? row.cells.size() : ColumnOf(reference);
    if (!column || *column >= kMostColumns) {
      return Error(cell, Concat("\"", reference, "\" found, a cell expected"));
    }
    if (*column >= kColumns) return absl::OkStatus();
    const std::string_view type = cell.attribute("t").value();
    std::string text = Child(cell, "v").child_value();
    if (type == "s") {
      const std::optional<size_t> number = Number(text);
      if (!number || *number >= strings_.size()) {
        return Error(cell, Concat("\"", text, "\" found, the number of one of ",
                                  strings_.size(), " shared texts expected"));
      }
      text = strings_[*number];
    } else if (type == "inlineStr") {
      text.clear();
      if (!AppendText(cell, 1, text)) return TooDeep(sheet_, cell);
    }
    if (row.cells.size() <= *column) row.cells.resize(*column + 1);
    row.cells[*column] = std::move(text);
    return absl::OkStatus();
  }

  absl::Status Error(pugi::xml_node node, std::string_view what) const {
    return SourceError(sheet_, static_cast<size_t>(node.offset_debug()), what);
  }

  const SourceFile& sheet_;
  const std::vector<std::string>& strings_;
};

// Where the first sheet of the workbook lies; the usual place where the
// workbook does not tell.
std::string FirstSheet(const std::vector<SourceFile>& members) {
  std::string usual = "xl/worksheets/sheet1.xml";
  const SourceFile* const workbook = FindMember(members, "xl/workbook.xml");
  const SourceFile* const relations =
      FindMember(members, "xl/_rels/workbook.xml.rels");
  pugi::xml_document book;
  pugi::xml_document links;
  if (workbook == nullptr || relations == nullptr ||
      !Parse(*workbook, book).ok() || !Parse(*relations, links).ok()) {
    return usual;
  }
  const pugi::xml_node sheet =
      Child(Child(book.document_element(), "sheets"), "sheet");
  const std::string_view id = sheet.attribute("r:id").value();
  for (const pugi::xml_node link : links.document_element().children()) {
    const std::string_view target = link.attribute("Target").value();
    if (id.empty() || link.attribute("Id").value() != id) continue;
    return target.starts_with('/') ? std::string(target.substr(1))
                                   : Concat("xl/", target);
  }
  return usual;
}

}  // namespace

bool IsSpreadsheet(const SourceFile& file) {
  return file.bytes.starts_with("PK\x03\x04") && !IsArchive(file.bytes);
}

absl::StatusOr<std::vector<SpreadsheetRow>> ReadSpreadsheet(
    const SourceFile& file, size_t most_rows) {
  const absl::StatusOr<std::vector<SourceFile>> members =
      UnpackArchive(file, ArchiveLimits{.depth = 1});
  if (!members.ok()) return members.status();
  const SourceFile* const sheet = FindMember(*members, FirstSheet(*members));
  if (sheet == nullptr) {
    return absl::InvalidArgumentError(
        Concat(file.name, ": a document without a sheet of cells"));
  }
  std::vector<std::string> strings;
  if (const SourceFile* const shared =
          FindMember(*members, "xl/sharedStrings.xml")) {
    pugi::xml_document document;
    const absl::Status status = Parse(*shared, document);
    if (!status.ok()) return status;
    for (const pugi::xml_node item : document.document_element().children()) {
      if (LocalName(item) != "si") continue;
      if (!AppendText(item, 1, strings.emplace_back())) {
        return TooDeep(*shared, item);
      }
    }
  }
  pugi::xml_document document;
  const absl::Status status = Parse(*sheet, document);
  if (!status.ok()) return status;
  return SheetReader(*sheet, strings)
      .Read(Child(document.document_element(), "sheetData"), most_rows);
}

absl::Status CellError(const SourceFile& file, size_t row, size_t column,
                       const std::string& what) {
  std::string letters;
  for (size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return absl::InvalidArgumentError(
      Concat(file.name, ": cell ", letters, row, ": ", what));
}

}  // namespace codebook
