#include "codesets/delimited_file.h"

#include <csv.h>

#include <algorithm>
#include <string>

#include "absl/strings/str_format.h"
#include "codesets/text_lines.h"
#include "engine/concat.h"

namespace codebook {
namespace {

using RowFunction = absl::FunctionRef<absl::Status(const DelimitedRow&)>;

// Feeds libcsv, which tells fields but not where they stand. Fields and rows
// end at delimiters and line ends only, so the text is fed in pieces that end
// with one: when libcsv reports a field, the piece tells where it ended.
class Parser {
 public:
  Parser(std::string_view text, size_t begin, char delimiter, bool strict,
         RowFunction on_row)
      : text_(text),
        structure_({delimiter, '"', '\r', '\n'}),
        on_row_(on_row),
        field_begin_(begin),
        piece_begin_(begin) {
    csv_init(&csv_, strict ? CSV_STRICT | CSV_STRICT_FINI : 0);
    csv_set_delim(&csv_, static_cast<unsigned char>(delimiter));
  }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
  ~Parser() { csv_free(&csv_); }

  // False when the text is not well formed; see error_offset and unclosed.
  bool Run() {
    while (piece_begin_ < text_.size() && status_.ok()) {
      const size_t end = std::min(text_.find_first_of(structure_, piece_begin_),
                                  text_.size() - 1) +
                         1;
      piece_end_ = end;
      const size_t length = end - piece_begin_;
      const size_t read = csv_parse(&csv_, text_.data() + piece_begin_, length,
                                    &OnField, &OnRow, this);
      if (read != length) {
        error_offset_ = piece_begin_ + read;
        return false;
      }
      piece_begin_ = end;
    }
    if (!status_.ok()) return true;
    piece_end_ = text_.size() + 1;
    unclosed_ = csv_fini(&csv_, &OnField, &OnRow, this) != 0;
    return !unclosed_;
  }

  const absl::Status& status() const { return status_; }
  size_t error_offset() const { return error_offset_; }
  bool unclosed() const { return unclosed_; }
  // Where the field that is being read begins.
  size_t field_offset() const {
    std::string_view skipped = row_.empty() ? "\r\n\t " : "\t ";
    size_t offset = field_begin_;
    while (offset < text_.size() && text_[offset] != structure_[0] &&
           skipped.find(text_[offset]) != std::string_view::npos) {
      ++offset;
    }
    return offset;
  }

 private:
  static void OnField(void* text, size_t length, void* data) {
    auto* parser = static_cast<Parser*>(data);
    parser->row_.push_back(
        {.text = std::string(static_cast<const char*>(text), length),
         .offset = parser->field_offset()});
    parser->field_begin_ = parser->piece_end_;
  }

  static void OnRow(int, void* data) {
    auto* parser = static_cast<Parser*>(data);
    if (parser->status_.ok()) parser->status_ = parser->on_row_(parser->row_);
    parser->row_.clear();
  }

  std::string_view text_;
  std::string structure_;
  RowFunction on_row_;
  csv_parser csv_;
  DelimitedRow row_;
  size_t field_begin_;
  size_t piece_begin_;
  size_t piece_end_ = 0;
  size_t error_offset_ = 0;
  bool unclosed_ = false;
  absl::Status status_;
};

absl::Status CheckFieldCount(const SourceFile& file, const DelimitedRow& row,
                             size_t expected) {
  if (row.size() == expected) return absl::OkStatus();
  const size_t last = std::min(row.size(), expected + 1) - 1;
  return SourceError(
      file, row[last].offset,
      absl::StrFormat("%d %s found, %d expected as in the header", row.size(),
                      row.size() == 1 ? "field" : "fields", expected));
}

absl::Status NotWellFormed(const SourceFile& file, const Parser& parser) {
  const size_t begin = parser.field_offset();
  if (parser.unclosed()) {
    return SourceError(file, begin,
                       "the quote that opens here is not closed before the end "
                       "of the file");
  }
  if (file.bytes[begin] != '"') {
    return SourceError(file, parser.error_offset(),
                       "a quote inside a field found; a field with quotes must "
                       "itself be quoted, and its quotes doubled");
  }
  return SourceError(
      file, parser.error_offset(),
      Concat("text found after the closing quote of the field that begins at ",
             PlaceName(file, begin), ", a delimiter or line end expected"));
}

}  // namespace

absl::Status ReadDelimited(const SourceFile& file, size_t begin, char delimiter,
                           RowFunction on_row) {
  size_t expected = 0;
  const auto check_and_pass_on = [&](const DelimitedRow& row) {
    if (expected == 0) expected = row.size();
    absl::Status status = CheckFieldCount(file, row, expected);
    return status.ok() ? on_row(row) : status;
  };
  Parser parser(file.bytes, begin, delimiter, /*strict=*/true,
                check_and_pass_on);
  return parser.Run() ? parser.status() : NotWellFormed(file, parser);
}

std::vector<DelimitedRow> SampleDelimited(std::string_view text, char delimiter,
                                          size_t at_most) {
  std::vector<DelimitedRow> rows;
  const auto keep = [&](const DelimitedRow& row) {
    if (rows.size() < at_most) rows.push_back(row);
    return rows.size() < at_most ? absl::OkStatus() : absl::CancelledError();
  };
  Parser parser(text, 0, delimiter, /*strict=*/false, keep);
  parser.Run();
  return rows;
}

}  // namespace codebook
