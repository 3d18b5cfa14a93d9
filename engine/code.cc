#include "engine/code.h"

#include <array>

#include "absl/strings/ascii.h"

namespace codebook {

std::optional<Code> Code::Parse(std::string_view text, size_t point_after) {
  while (!text.empty() &&
         absl::ascii_isspace(static_cast<unsigned char>(text.front()))) {
    text.remove_prefix(1);
  }
  while (!text.empty() &&
         absl::ascii_isspace(static_cast<unsigned char>(text.back()))) {
    text.remove_suffix(1);
  }
  Code code;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '.' && i == point_after && i != 0 && i + 1 < text.size()) {
      continue;
    }
    const char c = absl::ascii_toupper(static_cast<unsigned char>(text[i]));
    if (SymbolOf(c) < 0 || code.size() == kMaxLength) return std::nullopt;
    code = code.Append(c);
  }
  if (code.empty()) return std::nullopt;
  return code;
}

std::string Code::ToString(size_t point_after) const {
  std::array<char, kMaxPrinted> text;
  return std::string(text.data(), Print(text.data(), point_after));
}

}  // namespace codebook
