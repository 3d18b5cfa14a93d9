#include "codesets/text_lines.h"

#include <algorithm>
#include <string>

#include "engine/concat.h"

namespace codebook {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kBlanks = " \t";

}  // namespace

TextLines::TextLines(std::string_view text, size_t begin)
    : text_(text), next_(begin) {
  if (begin == 0 && text.starts_with(kByteOrderMark)) {
    next_ = kByteOrderMark.size();
  }
}

bool TextLines::Next(TextLine& line) {
  if (next_ >= text_.size()) return false;
  const size_t end = std::min(text_.find('\n', next_), text_.size());
  line = {.text = text_.substr(next_, end - next_), .offset = next_};
  if (line.text.ends_with('\r')) line.text.remove_suffix(1);
  next_ = end + 1;
  return true;
}

std::string_view WithoutTrailingBlanks(std::string_view text) {
  return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

std::string_view WithoutBlanksAround(std::string_view text) {
  text = WithoutTrailingBlanks(text);
  return text.substr(std::min(text.find_first_not_of(kBlanks), text.size()));
}

std::string_view Columns(std::string_view line, size_t first, size_t last) {
  return line.substr(std::min(first - 1, line.size()), last - first + 1);
}

std::string PlaceName(const SourceFile& file, size_t offset) {
  const TextPosition position = PositionAt(file.bytes, offset);
  return Concat(file.name, ":", position.line, ":", position.column);
}

absl::Status CheckUtf8From(const SourceFile& file, size_t begin) {
  absl::Status whole = CheckUtf8(file);
  if (whole.ok() || begin == 0) return whole;
  // Blanked out, so that positions stay those of the file.
  std::string bytes(file.bytes);
  std::replace_if(
      bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(begin),
      [](char c) { return c != '\n'; }, ' ');
  SourceFile rest = file;
  rest.bytes = bytes;
  return CheckUtf8(rest);
}

}  // namespace codebook
