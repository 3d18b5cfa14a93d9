// Places in texts, and what is no text: declared in source_file.h.

#include <utf8proc.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "absl/status/status.h"
#include "absl/strings/str_format.h"
#include "codesets/source_file.h"
#include "engine/concat.h"

namespace codebook {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// How many bytes from `from` on are ASCII and not NUL, at least up to the word
// in which one is not.
size_t SkipAscii(std::string_view text, size_t from) {
  constexpr uint64_t kOnes = 0x0101010101010101;
  constexpr uint64_t kHighBits = kOnes << 7;
  size_t at = from;
  for (; text.size() - at >= sizeof(uint64_t); at += sizeof(uint64_t)) {
    uint64_t word;
    std::memcpy(&word, text.data() + at, sizeof(word));
    // Taking one from each byte sets the high bit of the first that is zero.
    if (((word | (word - kOnes)) & kHighBits) != 0) break;
  }
  while (at < text.size() && static_cast<signed char>(text[at]) > 0) ++at;
  return at - from;
}

// The length of the character at the beginning of `text`; 0 when it is none.
size_t CharacterLength(std::string_view text) {
  utf8proc_int32_t character = 0;
  const utf8proc_ssize_t length =
      utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                       static_cast<utf8proc_ssize_t>(text.size()), &character);
  return length > 0 && character != 0 ? static_cast<size_t>(length) : 0;
}

}  // namespace

TextPosition PositionAt(std::string_view text, size_t offset) {
  if (text.starts_with(kByteOrderMark)) {
    text.remove_prefix(kByteOrderMark.size());
    offset -= std::min(offset, kByteOrderMark.size());
  }
  const std::string_view before = text.substr(0, offset);
  const size_t line_end = before.rfind('\n');
  const size_t line_begin =
      line_end == std::string_view::npos ? 0 : line_end + 1;
  const auto lines = std::count(before.begin(), before.end(), '\n');
  return {.line = static_cast<size_t>(lines) + 1,
          .column = before.size() - line_begin + 1};
}

absl::Status SourceError(const SourceFile& file, size_t offset,
                         std::string_view what) {
  const TextPosition position = PositionAt(file.bytes, offset);
  return absl::InvalidArgumentError(
      Concat(file.name, ":", position.line, ":", position.column, ": ", what));
}

absl::Status CheckUtf8(const SourceFile& file) {
  const std::string_view text = file.bytes;
  size_t at = 0;
  while ((at += SkipAscii(text, at)) < text.size()) {
    const size_t length = CharacterLength(text.substr(at));
    if (length == 0) {
      return SourceError(
          file, at,
          absl::StrFormat("byte 0x%02X found, UTF-8 text expected",
                          static_cast<unsigned char>(text[at])));
    }
    at += length;
  }
  return absl::OkStatus();
}

}  // namespace codebook
