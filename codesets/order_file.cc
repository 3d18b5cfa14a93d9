#include "codesets/order_file.h"

#include <algorithm>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_format.h"
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

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view TrimRight(std::string_view text) {
  const size_t last = text.find_last_not_of(" \t");
  return last == std::string_view::npos ? std::string_view()
                                        : text.substr(0, last + 1);
}

// The lines of a text, without their ends.
class LineReader {
 public:
  explicit LineReader(std::string_view text)
      : text_(text),
        offset_(text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0) {}

  bool Next(std::string_view& line) {
    if (offset_ >= text_.size()) return false;
    line_offset_ = offset_;
    const size_t end = std::min(text_.find('\n', offset_), text_.size());
    line = text_.substr(offset_, end - offset_);
    if (line.ends_with('\r')) line.remove_suffix(1);
    offset_ = end + 1;
    ++number_;
    return true;
  }

  size_t offset() const { return line_offset_; }
  uint32_t number() const { return number_; }

 private:
  std::string_view text_;
  size_t offset_;
  size_t line_offset_ = 0;
  uint32_t number_ = 0;
};

// A code as a column holds it: characters, then blanks.
std::optional<Code> CodeInColumn(std::string_view column) {
  const std::string_view characters = TrimRight(column);
  if (characters.size() < 3) return std::nullopt;
  return Code::FromCharacters(characters);
}

// What is wrong with a line, and where in it.
struct Mistake {
  size_t column;
  std::string what;
};

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
  row.code = *code;
  row.billable = line[kFlag] == '1';
  row.short_title =
      TrimRight(line.substr(kShortTitle, kShortTitleEnd - kShortTitle));
  row.title = TrimRight(line.substr(kTitle));
  if (row.title.empty()) return wrong(kTitle, 0, "a long title");
  return std::nullopt;
}

std::optional<Mistake> ReadCodesLine(std::string_view line, OrderRow& row) {
  const std::optional<Code> code =
      CodeInColumn(line.substr(0, std::min(line.size(), kCodesFileTitle)));
  if (!code) {
    return Mistake{0, Concat("\"", line.substr(0, kCodesFileTitle),
                             "\" found, a code expected")};
  }
  row.code = *code;
  row.billable = true;
  if (line.size() > kCodesFileTitle) {
    row.title = TrimRight(line.substr(kCodesFileTitle));
  }
  if (row.title.empty()) {
    return Mistake{line.size(), "a title expected after the code"};
  }
  return std::nullopt;
}

bool LooksLikeOrderLine(std::string_view line) {
  OrderRow row;
  return !ReadOrderLine(line, row);
}

bool LooksLikeCodesLine(std::string_view line) {
  OrderRow row;
  return line.size() > kCodesFileTitle && line[kCodesFileTitle - 1] == ' ' &&
         line[kCodesFileTitle] != ' ' && !ReadCodesLine(line, row);
}

// ICD-10-CM codes are a letter, a digit, and at most seven characters of any
// length; ICD-10-PCS rows are tables of three and codes of seven.
OrderSystem SystemOf(std::string_view text, FileRole role) {
  const size_t code_column = role == FileRole::kOrder ? kCode : 0;
  OrderSystem system = OrderSystem::kEither;
  LineReader lines(text);
  for (std::string_view line; lines.Next(line);) {
    if (line.size() < code_column + 3) continue;
    const std::string_view code = TrimRight(line.substr(code_column, 7));
    if (code.size() > 3 && code.size() < 7) return OrderSystem::kIcd10cm;
    const bool letter_digit = code[0] >= 'A' && code[1] <= '9';
    // Letters that begin no section of ICD-10-PCS, or that it never uses.
    const bool cm_only =
        std::string_view("AEIJKLMNOPQRSTUVWYZ").find(code[0]) !=
            std::string_view::npos ||
        code.find_first_of("IO", 1) != std::string_view::npos;
    if (!letter_digit) return OrderSystem::kIcd10pcs;
    if (cm_only) return OrderSystem::kIcd10cm;
  }
  return system;
}

}  // namespace

std::optional<OrderForm> RecognizeOrderForm(const SourceFile& file) {
  LineReader lines(file.bytes);
  std::string_view line;
  while (lines.Next(line)) {
    if (TrimRight(line).empty()) continue;
    // One bad row must not hide what the rest is: the reader will name it.
    std::string_view second;
    while (lines.Next(second) && TrimRight(second).empty()) {
    }
    if (LooksLikeOrderLine(line) || LooksLikeOrderLine(second)) {
      return OrderForm{FileRole::kOrder,
                       SystemOf(file.bytes, FileRole::kOrder)};
    }
    if (LooksLikeCodesLine(line)) {
      return OrderForm{FileRole::kCodes,
                       SystemOf(file.bytes, FileRole::kCodes)};
    }
    return std::nullopt;
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
  LineReader lines(source.bytes);
  for (std::string_view line; lines.Next(line);) {
    if (TrimRight(line).empty()) continue;
    OrderRow row{};
    row.line = lines.number();
    const std::optional<Mistake> mistake =
        order ? ReadOrderLine(line, row) : ReadCodesLine(line, row);
    if (mistake) {
      return SourceError(source, lines.offset() + mistake->column,
                         mistake->what);
    }
    const auto [known, added] = line_of.try_emplace(row.code.key(), row.line);
    if (!added) {
      return SourceError(
          source, lines.offset() + (order ? kCode : 0),
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
