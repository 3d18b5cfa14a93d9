// Any bytes as a table of CSV, read beside a plain reader of RFC 4180; and
// fields of any bytes, written as CSV and read back.

#include <algorithm>

#include "codesets/delimited_file.h"
#include "tests/fuzz/fuzzing.h"

namespace codebook::fuzz {
namespace {

using Rows = std::vector<std::vector<std::string>>;

absl::StatusOr<Rows> Read(const SourceFile& file, char delimiter) {
  Rows rows;
  absl::Status status =
      ReadDelimited(file, 0, delimiter, [&](const DelimitedRow& row) {
        std::vector<std::string>& fields = rows.emplace_back();
        for (const DelimitedField& field : row) {
          Require(field.offset <= file.bytes.size(), "a field outside");
          fields.push_back(field.text);
        }
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return rows;
}

// One character after the other, for tables without a quote.
Rows ReadSlowly(std::string_view text, char delimiter) {
  Rows rows;
  while (!text.empty()) {
    std::string_view line = TakePart(text, "\n");
    if (line.ends_with('\r')) line.remove_suffix(1);
    const auto trimmed = [](std::string_view field) {
      while (field.starts_with(' ') || field.starts_with('\t')) {
        field.remove_prefix(1);
      }
      while (field.ends_with(' ') || field.ends_with('\t')) {
        field.remove_suffix(1);
      }
      return std::string(field);
    };
    std::vector<std::string> fields;
    size_t begin = 0;
    for (size_t at = 0; at <= line.size(); ++at) {
      if (at < line.size() && line[at] != delimiter) continue;
      fields.push_back(trimmed(line.substr(begin, at - begin)));
      begin = at + 1;
    }
    if (fields.size() > 1 || !fields[0].empty()) rows.push_back(fields);
  }
  return rows;
}

std::string Write(const Rows& rows, char delimiter) {
  std::string text;
  for (const std::vector<std::string>& row : rows) {
    for (size_t i = 0; i < row.size(); ++i) {
      if (i > 0) text += delimiter;
      text += '"';
      for (const char c : row[i]) text += c == '"' ? "\"\"" : std::string(1, c);
      text += '"';
    }
    text += "\r\n";
  }
  return text;
}

void Check(std::string_view text, char delimiter) {
  const SourceFile file = FileOf("table.csv", text);
  for (const DelimitedRow& row : SampleDelimited(file.bytes, delimiter, 20)) {
    Require(!row.empty(), "a row without a field");
  }
  const absl::StatusOr<Rows> rows = Read(file, delimiter);
  if (!rows.ok()) {
    Require(absl::IsInvalidArgument(rows.status()) &&
                MessageOf(rows.status()).starts_with("table.csv:"),
            "an error without its place", MessageOf(rows.status()));
    return;
  }
  // A lone CR ends a line for RFC 4180's readers, and not for the slow one.
  std::string without_ends(text);
  const bool plain = text.find('"') == std::string_view::npos &&
                     text.find_first_of(std::string_view("\r\0", 2)) ==
                         std::string_view::npos &&
                     !text.starts_with("\xEF\xBB\xBF");
  if (plain) {
    Require(*rows == ReadSlowly(text, delimiter),
            "a field is not what stands between delimiters", text);
  }
  const std::string written = Write(*rows, delimiter);
  const absl::StatusOr<Rows> back =
      Read(FileOf("written.csv", written), delimiter);
  Require(back.ok() && *back == *rows, "what was written reads otherwise",
          written);
}

}  // namespace
}  // namespace codebook::fuzz

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text = codebook::fuzz::TextOf(data, size);
  for (const char delimiter : {',', '\t', ';', '|'}) {
    codebook::fuzz::Check(text, delimiter);
  }
  return 0;
}
