#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "codesets/cpt/columns.h"
#include "codesets/cpt/readers.h"
#include "codesets/delimited_file.h"
#include "codesets/text_lines.h"
#include "codesets/written_date.h"
#include "engine/concat.h"
#include "engine/date.h"

namespace codebook {
namespace {

constexpr std::array<std::pair<CptColumn, CptFact>, 4> kTexts = {{
    {CptColumn::kLong, CptFact::kLong},
    {CptColumn::kMedium, CptFact::kMedium},
    {CptColumn::kShort, CptFact::kShort},
    {CptColumn::kConsumer, CptFact::kConsumer},
}};

// A quoted field may go over several lines; a description is one.
std::string OnOneLine(std::string_view text) {
  constexpr std::string_view kBreaks = "\t\r\n";
  std::string line;
  while (!text.empty()) {
    const size_t end = std::min(text.find_first_of(kBreaks), text.size());
    const std::string_view part = WithoutBlanksAround(text.substr(0, end));
    if (!line.empty() && !part.empty()) line += ' ';
    line += part;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return line;
}

class TableReader {
 public:
  TableReader(const SourceFile& file, CptDescriptions& descriptions)
      : file_(file), descriptions_(descriptions) {}

  absl::Status Read(const DelimitedRow& row) {
    return columns_ ? ReadRow(row) : ReadHeader(row);
  }

 private:
  // That there is a code column is how the table was recognized.
  absl::Status ReadHeader(const DelimitedRow& row) {
    columns_.emplace(row);
    if (const std::optional<size_t> again = columns_->repeated()) {
      const CptColumn column = *CptColumnOf(row[*again].text);
      return SourceError(
          file_, row[*again].offset,
          Concat("the column \"", row[*again].text, "\" repeats \"",
                 row[*columns_->Find(column)].text, "\""));
    }
    if (!columns_->has_description()) {
      return SourceError(file_, row[0].offset,
                         "there is no column \"description\"");
    }
    return absl::OkStatus();
  }

  absl::Status ReadRow(const DelimitedRow& row) {
    const DelimitedField& code_field = *FieldOf(row, CptColumn::kCode);
    const absl::StatusOr<Code> code =
        descriptions_.ReadCode(file_, code_field.offset, code_field.text);
    if (!code.ok()) return code.status();
    if (absl::Status status = ReadTexts(row, *code); !status.ok()) {
      return status;
    }
    if (absl::Status status = CheckCategory(row, *code); !status.ok()) {
      return status;
    }
    return ReadDates(row, *code);
  }

  const DelimitedField* FieldOf(const DelimitedRow& row,
                                CptColumn column) const {
    const std::optional<size_t> position = columns_->Find(column);
    return position ? &row[*position] : nullptr;
  }

  absl::Status ReadTexts(const DelimitedRow& row, Code code) {
    bool described = false;
    const DelimitedField* first = nullptr;
    for (const auto& [column, fact] : kTexts) {
      const DelimitedField* field = FieldOf(row, column);
      if (field == nullptr) continue;
      if (first == nullptr) first = field;
      const std::string text = OnOneLine(field->text);
      if (text.empty()) continue;
      described = true;
      absl::Status status =
          descriptions_.Add(code, fact, text, file_, field->offset);
      if (!status.ok()) return status;
    }
    if (described) return absl::OkStatus();
    return SourceError(file_, first->offset,
                       Concat("no description of ", code.ToString(), " found"));
  }

  // What a table says of PLA, MAAA and administrative codes varies: they are
  // printed in sections of their own and counted as Category I by some.
  absl::Status CheckCategory(const DelimitedRow& row, Code code) {
    constexpr std::array<std::pair<std::string_view, size_t>, 10> kSpellings = {
        {
            {"I", 0},
            {"1", 0},
            {"CATEGORY I", 0},
            {"II", 1},
            {"2", 1},
            {"CATEGORY II", 1},
            {"III", 2},
            {"3", 2},
            {"CATEGORY III", 2},
            {"MODIFIER", 6},
        }};
    const DelimitedField* field = FieldOf(row, CptColumn::kCategory);
    if (field == nullptr) return absl::OkStatus();
    std::string said = OnOneLine(field->text);
    for (char& c : said) {
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    const size_t category = descriptions_.category_of(code);
    if (category >= 3 && category <= 5) return absl::OkStatus();
    for (const auto& [spelling, meant] : kSpellings) {
      if (said != spelling || meant == category) continue;
      return SourceError(
          file_, field->offset,
          Concat("\"", field->text, "\" found, but ", code.ToString(),
                 " has the form of \"", kCptCategories[category].name, "\""));
    }
    return absl::OkStatus();
  }

  absl::Status ReadDates(const DelimitedRow& row, Code code) {
    constexpr std::array<std::pair<CptColumn, CptFact>, 2> kDates = {{
        {CptColumn::kEffective, CptFact::kEffective},
        {CptColumn::kTerminated, CptFact::kTerminated},
    }};
    std::optional<Date> first_day;
    for (const auto& [column, fact] : kDates) {
      const DelimitedField* field = FieldOf(row, column);
      if (field == nullptr) continue;
      const std::string_view text = WithoutBlanksAround(field->text);
      if (text.empty()) continue;
      const std::optional<Date> date = ReadWrittenDate(text);
      if (!date) {
        return SourceError(file_, field->offset,
                           Concat("\"", text,
                                  "\" found, a date expected (YYYY-MM-DD, "
                                  "YYYYMMDD or M/D/YYYY)"));
      }
      if (first_day && *date < *first_day) {
        return SourceError(
            file_, field->offset,
            Concat("the last day of ", code.ToString(), ", ", date->ToString(),
                   ", is before its first, ", first_day->ToString()));
      }
      first_day = date;
      absl::Status status =
          descriptions_.Add(code, fact, date->ToString(), file_, field->offset);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  const SourceFile& file_;
  CptDescriptions& descriptions_;
  // Known once the header row is read.
  std::optional<CptColumns> columns_;
};

}  // namespace

absl::Status ReadCptTable(const SourceFile& file, const CptLayout& layout,
                          CptDescriptions& descriptions) {
  TableReader reader(file, descriptions);
  return ReadDelimited(
      file, layout.begin, layout.delimiter,
      [&](const DelimitedRow& row) { return reader.Read(row); });
}

}  // namespace codebook
