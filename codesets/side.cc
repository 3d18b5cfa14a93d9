#include "codesets/side.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"

namespace codebook {
namespace {

bool HasWord(std::string_view title, std::string_view word) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  for (size_t at = title.find(word); at != std::string_view::npos;
       at = title.find(word, at + 1)) {
    const size_t end = at + word.size();
    if ((at == 0 || !is_letter(title[at - 1])) &&
        (end == title.size() || !is_letter(title[end]))) {
      return true;
    }
  }
  return false;
}

// The words of a title that do not tell its side, in lower case, sorted.
std::vector<std::string> WordsBesideSide(std::string_view title) {
  constexpr auto kSides = std::to_array<std::string_view>(
      {"right", "left", "bilateral", "unilateral", "unspecified"});
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    // "right ears", "both eyes"
    if (word.size() > 3 && word.back() == 's') word.pop_back();
    if (!word.empty() && std::ranges::find(kSides, word) == kSides.end()) {
      words.push_back(word);
    }
    word.clear();
  };
  for (const char c : title) {
    const auto byte = static_cast<unsigned char>(c);
    if (absl::ascii_isalnum(byte) || byte >= 0x80) {
      word.push_back(absl::ascii_tolower(byte));
    } else {
      end_word();
    }
  }
  end_word();
  std::ranges::sort(words);
  return words;
}

}  // namespace

Side SideOf(std::string_view title) {
  const bool right = HasWord(title, "right") || HasWord(title, "Right");
  const bool left = HasWord(title, "left") || HasWord(title, "Left");
  if (HasWord(title, "bilateral") || HasWord(title, "Bilateral") ||
      (right && left)) {
    return Side::kBilateral;
  }
  if (right) return Side::kRight;
  if (left) return Side::kLeft;
  if (HasWord(title, "unilateral") || HasWord(title, "Unilateral")) {
    return Side::kUnilateral;
  }
  return HasWord(title, "unspecified") ? Side::kUnspecified : Side::kNone;
}

bool DifferInSideOnly(std::string_view one, std::string_view other) {
  const Side side = SideOf(one);
  const Side other_side = SideOf(other);
  if (side == other_side || side == Side::kNone || other_side == Side::kNone) {
    return false;
  }
  const std::vector<std::string> words = WordsBesideSide(one);
  const std::vector<std::string> other_words = WordsBesideSide(other);
  if (words == other_words) return true;
  // "right eye" is "bilateral", not "bilateral eye".
  const auto& longer = words.size() > other_words.size() ? words : other_words;
  const auto& shorter = words.size() > other_words.size() ? other_words : words;
  return longer.size() == shorter.size() + 1 &&
         std::ranges::includes(longer, shorter);
}

}  // namespace codebook
