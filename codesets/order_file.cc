#include "codesets/order_file.h"

#include <algorithm>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_format.h"
#include "codesets/text_lines.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// Columns, counted from 0.
constexpr size_t kNumberEnd = 5;
constexpr size_t kCode = 6;
constexpr size_t kCodeEnd = 13;
constexpr size_t kFlag = 14;
constexpr size_t kShortTitle = 16;
constexpr size_t kShortTitleEnd = 76;
constexpr size_t kTitle = 77;
constexpr size_t kCodesFileTitle = 8;

// A code as a column holds it: characters, then blanks.
std::optional<Code> CodeInColumn(std::string_view column) {
  const std::string_view characters = WithoutTrailingBlanks(column);
  if (characters.size() < 3) return std::nullopt;
  return Code::FromCharacters(characters);
}

// What is wrong with a line, and where in it.
struct Mistake {
  size_t column;
  std::string what;
};

Mistake TooLong(size_t column, std::string_view title) {
  return {column, Concat("a title of ", title.size(), " bytes found, at most ",
                         kMostTextBytes, " expected")};
}

std::optional<Mistake> ReadOrderLine(std::string_view line, OrderRow& row) {
  const auto wrong = [&](size_t column, size_t length, const char* expected) {
    return Mistake{
        column, Concat("\"", line.substr(std::min(column, line.size()), length),
                       "\" found, ", expected, " expected")};
  };
  if (line.size() < kTitle) {
    return Mistake{line.size(),
                   absl::StrFormat("the line ends after %d characters, an "
                                   "order file row has at least %d",
                                   line.size(), kTitle + 1)};
  }
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!std::ranges::all_of(line.substr(0, kNumberEnd), is_digit)) {
    return wrong(0, kNumberEnd, "a five-digit number");
  }
  const std::optional<Code> code =
      CodeInColumn(line.substr(kCode, kCodeEnd - kCode));
  if (!code) return wrong(kCode, kCodeEnd - kCode, "a code");
  if (line[kFlag] != '0' && line[kFlag] != '1') {
    return wrong(kFlag, 1, "the billable flag 0 or 1");
  }
  for (const size_t border : {kShortTitle, kShortTitleEnd, kTitle}) {
    if (!SplitsCharacter(line, border + 1)) continue;
    return Mistake{border,
                   "a character that stands across this column found, columns "
                   "are counted in bytes"};
  }
  row.code = *code;
  row.billable = line[kFlag] == '1';
  row.short_title = WithoutTrailingBlanks(
      line.substr(kShortTitle, kShortTitleEnd - kShortTitle));
  row.title = WithoutTrailingBlanks(line.substr(kTitle));
  if (row.title.empty()) return wrong(kTitle, 0, "a long title");
  if (row.title.size() > kMostTextBytes) return TooLong(kTitle, row.title);
  return std::nullopt;
}

std::optional<Mistake> ReadCodesLine(std::string_view line, OrderRow& row) {
  const std::optional<Code> code =
      CodeInColumn(line.substr(0, std::min(line.size(), kCodesFileTitle)));
  if (!code) {
    return Mistake{0, Concat("\"", line.substr(0, kCodesFileTitle),
                             "\" found, a code expected")};
  }
  if (SplitsCharacter(line, kCodesFileTitle + 1)) {
    return Mistake{kCodesFileTitle, "a blank expected before the title"};
  }
  row.code = *code;
  row.billable = true;
  if (line.size() > kCodesFileTitle) {
    row.title = WithoutTrailingBlanks(line.substr(kCodesFileTitle));
  }
  if (row.title.empty()) {
    return Mistake{line.size(), "a title expected after the code"};
  }
  if (row.title.size() > kMostTextBytes) {
    return TooLong(kCodesFileTitle, row.title);
  }
  return std::nullopt;
}

bool LooksLikeOrderLine(std::string_view line) {
  OrderRow row;
  return !ReadOrderLine(line, row);
}

// A row of the LONGULF form of CPT: a code, and a two-digit line number
// directly behind it. No ICD-10-PCS code looks so.
bool LooksLikeLongulfLine(std::string_view line) {
  const auto digits = [](std::string_view text) {
    return text.find_first_not_of("0123456789") == std::string_view::npos;
  };
  return digits(line.substr(0, 4)) &&
         std::string_view("0123456789FTUMA").find(line[4]) !=
             std::string_view::npos &&
         line[5] == '0' && line[6] >= '0' && line[6] <= '2';
}

// A code of either system has a digit among its first three characters; a word
// in capitals has not.
bool LooksLikeCodesLine(std::string_view line) {
  OrderRow row;
  return line.size() > kCodesFileTitle && line[kCodesFileTitle - 1] == ' ' &&
         line[kCodesFileTitle] != ' ' && !ReadCodesLine(line, row) &&
         line.find_first_of("0123456789") < 3 &&
         (line[0] >= 'A' || row.code.size() == Code::kMaxLength) &&
         !LooksLikeLongulfLine(line);
}

// ICD-10-CM codes begin with a letter and have three to seven characters;
// ICD-10-PCS rows are tables of three and codes of seven.
OrderSystem SystemOf(std::string_view text, FileRole role) {
  const size_t code_column = role == FileRole::kOrder ? kCode : 0;
  constexpr std::string_view kSectionsOfPcs = "BCDFGHX";
  OrderSystem system = OrderSystem::kEither;
  TextLines lines(text);
  for (TextLine row; lines.Next(row);) {
    const std::string_view line = row.text;
    if (line.size() < code_column + 3) continue;
    const std::string_view code =
        WithoutTrailingBlanks(line.substr(code_column, 7));
    if (code.empty()) continue;
    if (code[0] < 'A') return OrderSystem::kIcd10pcs;
    if (kSectionsOfPcs.find(code[0]) == std::string_view::npos ||
        (code.size() > 3 && code.size() < 7)) {
      return OrderSystem::kIcd10cm;
    }
    // QA0 shows that ICD-10-CM may have a letter here, but not under these.
    if (code[1] >= 'A') system = OrderSystem::kIcd10pcs;
  }
  return system;
}

}  // namespace

std::optional<OrderForm> RecognizeOrderForm(const SourceFile& file) {
  // One bad row must not hide what the rest is: the reader will name it.
  TextLines lines(file.bytes);
  TextLine line;
  for (int looked_at = 0; looked_at < 2 && lines.Next(line);) {
    if (WithoutTrailingBlanks(line.text).empty()) continue;
    ++looked_at;
    if (LooksLikeOrderLine(line.text)) {
      return OrderForm{FileRole::kOrder,
                       SystemOf(file.bytes, FileRole::kOrder)};
    }
    if (LooksLikeCodesLine(line.text)) {
      return OrderForm{FileRole::kCodes,
                       SystemOf(file.bytes, FileRole::kCodes)};
    }
  }
  return std::nullopt;
}

absl::StatusOr<std::vector<OrderRow>> ReadOrderRows(
    const RecognizedFile& file) {
  const SourceFile& source = file.source;
  if (absl::Status status = CheckUtf8(source); !status.ok()) return status;
  const bool order = file.recognition.role == FileRole::kOrder;
  std::vector<OrderRow> rows;
  rows.reserve(source.bytes.size() / 140);
  absl::flat_hash_map<uint64_t, uint32_t> line_of;
  line_of.reserve(rows.capacity());
  TextLines lines(source.bytes);
  uint32_t number = 0;
  for (TextLine line; lines.Next(line);) {
    ++number;
    if (WithoutTrailingBlanks(line.text).empty()) continue;
    OrderRow row{};
    row.line = number;
    const std::optional<Mistake> mistake =
        order ? ReadOrderLine(line.text, row) : ReadCodesLine(line.text, row);
    if (mistake) {
      return SourceError(source, line.offset + mistake->column, mistake->what);
    }
    const auto [known, added] = line_of.try_emplace(row.code.key(), row.line);
    if (!added) {
      return SourceError(
          source, line.offset + (order ? kCode : 0),
          absl::StrFormat("the code %s occurs twice, first in line %d",
                          row.code.ToString(), known->second));
    }
    rows.push_back(row);
  }
  if (rows.empty()) {
    return SourceError(source, 0, "no code found, rows of codes expected");
  }
  return rows;
}

}  // namespace codebook
