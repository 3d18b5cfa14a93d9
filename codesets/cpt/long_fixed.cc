#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_format.h"
#include "codesets/cpt/readers.h"
#include "codesets/text_lines.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// Columns of LONGULF.
constexpr size_t kSequence = 6;
constexpr size_t kText = 9;
constexpr size_t kLastText = 80;
constexpr size_t kTextWidth = kLastText - kText + 1;

struct FixedRow {
  Code code;
  int sequence;
  // Columns 9 to 80 without the blanks at their end.
  std::string_view text;
  // Of the text.
  size_t offset;

  bool continues(const FixedRow& before) const {
    return code == before.code && sequence == before.sequence + 1;
  }
  size_t trailing_blanks() const { return kTextWidth - text.size(); }
};

// How a description was divided into rows.
enum class Division { kBetweenWords, kAtColumn, kUnknown };

absl::StatusOr<FixedRow> ReadRow(const SourceFile& file, const TextLine& line,
                                 const CptDescriptions& descriptions) {
  const absl::StatusOr<Code> code =
      descriptions.ReadCode(file, line.offset, Columns(line.text, 1, 5));
  if (!code.ok()) return code.status();
  const std::string_view sequence = Columns(line.text, kSequence, 7);
  if (sequence.size() != 2 ||
      sequence.find_first_not_of("0123456789") != std::string_view::npos) {
    return SourceError(file, line.offset + kSequence - 1,
                       Concat("\"", sequence,
                              "\" found, a sequence number of two digits "
                              "expected"));
  }
  if (Columns(line.text, 8, 8) != " ") {
    return SourceError(file, line.offset + 7,
                       Concat("\"", Columns(line.text, 8, 8),
                              "\" found, a blank expected after the sequence "
                              "number"));
  }
  if (line.text.size() > kLastText) {
    return SourceError(
        file, line.offset + kLastText,
        absl::StrFormat("text found after column %d, the end of the line "
                        "expected",
                        kLastText));
  }
  return FixedRow{.code = *code,
                  .sequence = (sequence[0] - '0') * 10 + (sequence[1] - '0'),
                  .text = Columns(line.text, kText, kLastText),
                  .offset = line.offset + kText - 1};
}

// A description begins with number 01, or 00, and goes on without a gap.
absl::Status CheckSequence(const SourceFile& file,
                           const std::vector<FixedRow>& rows) {
  const FixedRow& row = rows.back();
  const bool begins =
      rows.size() == 1 || rows[rows.size() - 2].code != row.code;
  if (begins ? row.sequence <= 1 : row.continues(rows[rows.size() - 2])) {
    return absl::OkStatus();
  }
  const int expected = begins ? 1 : rows[rows.size() - 2].sequence + 1;
  return SourceError(
      file, row.offset - kText + kSequence,
      absl::StrFormat("sequence number %02d of %s found, %02d expected",
                      row.sequence, row.code.ToString(), expected));
}

absl::StatusOr<std::vector<FixedRow>> ReadRows(
    const SourceFile& file, size_t begin, const CptDescriptions& descriptions) {
  std::vector<FixedRow> rows;
  TextLines lines(file.bytes, begin);
  for (TextLine line; lines.Next(line);) {
    line.text = WithoutTrailingBlanks(line.text);
    if (line.text.empty()) continue;
    const absl::StatusOr<FixedRow> row = ReadRow(file, line, descriptions);
    if (!row.ok()) return row.status();
    rows.push_back(*row);
    if (absl::Status status = CheckSequence(file, rows); !status.ok()) {
      return status;
    }
  }
  return rows;
}

// Two blanks and more at the end of a row that goes on show that a word would
// not fit; a row that begins with a blank was cut without regard to words.
Division DivisionOf(const std::vector<FixedRow>& rows) {
  Division division = Division::kUnknown;
  for (size_t i = 1; i < rows.size(); ++i) {
    if (!rows[i].continues(rows[i - 1])) continue;
    if (rows[i - 1].trailing_blanks() >= 2) return Division::kBetweenWords;
    if (rows[i].text.starts_with(' ')) division = Division::kAtColumn;
  }
  return division;
}

absl::Status Append(const SourceFile& file, const FixedRow& before,
                    const FixedRow& row, Division division, std::string& text) {
  const bool has_blank =
      before.trailing_blanks() > 0 || row.text.starts_with(' ');
  if (!has_blank && division == Division::kUnknown) {
    return SourceError(
        file, row.offset,
        Concat("the row before fills all its columns, and no row of the file "
               "shows whether a word may go on in the next row: whether a "
               "blank belongs before \"",
               row.text.substr(0, row.text.find(' ')), "\" cannot be told"));
  }
  if (has_blank || division == Division::kBetweenWords) text += ' ';
  text += WithoutBlanksAround(row.text);
  return absl::OkStatus();
}

}  // namespace

absl::Status ReadCptLongFixed(const SourceFile& file, const CptLayout& layout,
                              CptDescriptions& descriptions) {
  const absl::StatusOr<std::vector<FixedRow>> rows =
      ReadRows(file, layout.begin, descriptions);
  if (!rows.ok()) return rows.status();
  const Division division = DivisionOf(*rows);
  for (size_t first = 0; first < rows->size();) {
    const FixedRow& row = (*rows)[first];
    std::string text(WithoutBlanksAround(row.text));
    if (text.empty()) {
      return SourceError(
          file, row.offset,
          Concat("no description of ", row.code.ToString(), " found"));
    }
    size_t next = first + 1;
    for (; next < rows->size() && (*rows)[next].continues((*rows)[next - 1]);
         ++next) {
      absl::Status status =
          Append(file, (*rows)[next - 1], (*rows)[next], division, text);
      if (!status.ok()) return status;
    }
    absl::Status status =
        descriptions.Add(row.code, CptFact::kLong, text, file, row.offset);
    if (!status.ok()) return status;
    first = next;
  }
  return absl::OkStatus();
}

}  // namespace codebook
