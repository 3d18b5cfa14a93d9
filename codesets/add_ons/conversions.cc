#include "codesets/add_ons/conversions.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "codesets/spreadsheet.h"
#include "engine/concat.h"

namespace codebook {
namespace {

constexpr size_t kPoint = 3;
constexpr size_t kMostRows = 200'000;
// The heading follows an introduction.
constexpr size_t kHeadingRows = 20;

enum Column : size_t { kCode, kEffective, kPrevious };

std::string_view Cell(const SpreadsheetRow& row, Column column) {
  if (column >= row.cells.size()) return {};
  const absl::string_view text =
      absl::StripAsciiWhitespace(ToAbsl(row.cells[column]));
  return {text.data(), text.size()};
}

bool IsHeading(const SpreadsheetRow& row) {
  const auto begins = [&row](Column column, absl::string_view with) {
    return absl::StartsWithIgnoreCase(ToAbsl(Cell(row, column)), with);
  };
  return begins(kCode, "current code") && begins(kEffective, "effective") &&
         begins(kPrevious, "previous code");
}

// "FY 2026" in the introduction; 0 when it names no fiscal year.
int FiscalYear(std::string_view text) {
  for (size_t at = text.find("FY"); at != std::string_view::npos;
       at = text.find("FY", at + 1)) {
    size_t digits = at + 2;
    while (digits < text.size() && text[digits] == ' ') ++digits;
    int year = 0;
    const char* const first = text.data() + digits;
    const char* const last = text.data() + std::min(digits + 4, text.size());
    const auto [rest, error] = std::from_chars(first, last, year);
    if (error == std::errc() && rest == first + 4 && year >= 1900) return year;
  }
  return 0;
}

// A year, whose October is meant, or a day as spreadsheets count them: 1 is
// 1900-01-01, and 1900 has a February 29.
std::optional<Date> ReadEffective(std::string_view text) {
  if (const std::optional<Date> day = Date::Parse(text)) return day;
  constexpr int kFirstSerial = 36'526;   // 2000-01-01
  constexpr int kLastSerial = 73'050;    // 2099-12-31
  constexpr int kSerialOf1970 = 25'569;  // 1970-01-01
  int number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || rest != end) return std::nullopt;
  if (number >= 2000 && number <= 2099) return Date::FromCivil(number, 10, 1);
  if (number < kFirstSerial || number > kLastSerial) return std::nullopt;
  return Date::FromDays(number - kSerialOf1970);
}

class TableReader {
 public:
  explicit TableReader(const SourceFile& file) : file_(file) {}

  absl::Status Read(const SpreadsheetRow& row) {
    const std::string_view text = Cell(row, kCode);
    const bool empty = text.empty() && Cell(row, kEffective).empty() &&
                       Cell(row, kPrevious).empty();
    if (empty) return absl::OkStatus();
    const std::optional<Code> code = Code::Parse(text, kPoint);
    if (!code || code->size() < 3) {
      return Error(row, kCode, "a code of three to seven characters expected");
    }
    const std::optional<Date> effective = ReadEffective(Cell(row, kEffective));
    if (!effective) {
      return Error(row, kEffective, "a year or a day expected");
    }
    if (Cell(row, kPrevious).empty()) {
      return Error(row, kPrevious, "the previous codes, or \"None\", expected");
    }
    lines_[code->key()].push_back(
        {effective->ToString(), std::string(Cell(row, kPrevious))});
    return absl::OkStatus();
  }

  struct Line {
    std::string effective;
    std::string previous;
  };
  // By new code.
  const std::map<uint64_t, std::vector<Line>>& lines() const { return lines_; }

 private:
  absl::Status Error(const SpreadsheetRow& row, Column column,
                     std::string_view expected) const {
    return CellError(file_, row.number, column,
                     Concat("\"", Cell(row, column), "\" found, ", expected));
  }

  const SourceFile& file_;
  std::map<uint64_t, std::vector<Line>> lines_;
};

// The code at the start of `text`, and how many characters it takes; none when
// a word begins there that is no code.
std::optional<std::pair<Code, size_t>> CodeAtStart(std::string_view text) {
  size_t length = 0;
  while (length < text.size() &&
         (absl::ascii_isalnum(static_cast<unsigned char>(text[length])) ||
          text[length] == '.')) {
    ++length;
  }
  while (length > 0 && text[length - 1] == '.') --length;
  const std::string_view word = text.substr(0, length);
  const bool shape = length >= 3 &&
                     absl::ascii_isupper(static_cast<unsigned char>(word[0])) &&
                     word.find_first_of("0123456789") != std::string_view::npos;
  const std::optional<Code> code =
      shape ? Code::Parse(word, kPoint) : std::nullopt;
  if (!code || code->size() < 3) return std::nullopt;
  return std::pair(*code, length);
}

}  // namespace

std::vector<CodeSpan> ReadPreviousCodes(std::string_view text) {
  const auto is_word = [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c));
  };
  std::vector<CodeSpan> spans;
  // Whether a dash stands behind the last code, and nothing after it yet.
  bool open = false;
  for (size_t at = 0; at < text.size();) {
    if (!is_word(text[at])) {
      if (text[at] == '-' && !spans.empty()) {
        open = spans.back().wide = true;
      } else if (text[at] != ' ' && text[at] != '.') {
        open = false;
      }
      ++at;
      continue;
    }
    if (const auto code = CodeAtStart(text.substr(at))) {
      if (open && spans.back().first.size() == code->first.size()) {
        spans.back().last = code->first;
      } else {
        spans.push_back({code->first, code->first});
      }
      at += code->second;
    } else {
      while (at < text.size() && is_word(text[at])) ++at;
    }
    open = false;
  }
  return spans;
}

ConversionTable::ConversionTable(std::vector<Conversion> conversions)
    : conversions_(std::move(conversions)) {
  for (uint32_t i = 0; i < conversions_.size(); ++i) {
    for (const CodeSpan& span : conversions_[i].previous) {
      if (span.wide) {
        ranges_.push_back(i);
      } else {
        single_[span.first.key()].push_back(i);
      }
    }
  }
}

std::vector<const Conversion*> ConversionTable::From(Code code) const {
  std::vector<uint32_t> found;
  if (const auto single = single_.find(code.key()); single != single_.end()) {
    found = single->second;
  }
  for (const uint32_t i : ranges_) {
    for (const CodeSpan& span : conversions_[i].previous) {
      if (span.wide && span.Has(code)) found.push_back(i);
    }
  }
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::vector<const Conversion*> lines;
  for (const uint32_t i : found) lines.push_back(&conversions_[i]);
  return lines;
}

ConversionTable ConversionsBetween(const CodeSet& table, Date after,
                                   Date until) {
  std::vector<Conversion> conversions;
  for (NodeId row = 0; row < table.row_count(); ++row) {
    for (const Property& line : table.Properties(row)) {
      const std::optional<Date> effective = Date::Parse(line.name);
      if (!effective || *effective <= after || until < *effective) continue;
      conversions.push_back({.code = table.code(row),
                             .effective = *effective,
                             .previous_text = line.value,
                             .previous = ReadPreviousCodes(line.value)});
    }
  }
  return ConversionTable(std::move(conversions));
}

std::optional<Recognition> RecognizeConversions(const SourceFile& file) {
  if (!IsSpreadsheet(file)) return std::nullopt;
  const absl::StatusOr<std::vector<SpreadsheetRow>> rows =
      ReadSpreadsheet(file, kHeadingRows);
  if (!rows.ok()) return std::nullopt;
  int year = 0;
  for (const SpreadsheetRow& row : *rows) {
    if (IsHeading(row)) {
      return Recognition{FileRole::kModel, "ICD-10-CM conversion table", year};
    }
    if (year == 0) year = FiscalYear(Cell(row, kCode));
  }
  return std::nullopt;
}

absl::Status ReadConversions(const ReadRequest& request) {
  for (const RecognizedFile& file : request.files) {
    const absl::StatusOr<std::vector<SpreadsheetRow>> rows =
        ReadSpreadsheet(file.source, kMostRows);
    if (!rows.ok()) return rows.status();
    const auto heading = std::ranges::find_if(*rows, IsHeading);
    TableReader reader(file.source);
    for (auto row = heading + 1; row < rows->end(); ++row) {
      const absl::Status status = reader.Read(*row);
      if (!status.ok()) return status;
    }
    if (reader.lines().empty()) {
      return absl::InvalidArgumentError(Concat(
          file.source.name, ": no line of codes found below the headings"));
    }
    for (const auto& [key, lines] : reader.lines()) {
      const NodeId row = request.builder.AddRow(
          Code::FromKey(key), {.kind = Kind::kCode, .billable = true});
      for (const TableReader::Line& line : lines) {
        request.builder.AddProperty(row, line.effective, line.previous);
      }
    }
  }
  return absl::OkStatus();
}

}  // namespace codebook
