#include "engine/words.h"

#include <libstemmer.h>
#include <utf8proc.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <utility>

namespace codebook {
namespace {

// For each byte: its lower-case letter or digit, 0 when it separates words.
constexpr std::array<char, 256> kLower = [] {
  std::array<char, 256> lower{};
  for (size_t c = '0'; c <= '9'; ++c) lower[c] = static_cast<char>(c);
  for (size_t c = 'a'; c <= 'z'; ++c) {
    lower[c] = static_cast<char>(c);
    lower[c - 'a' + 'A'] = static_cast<char>(c);
  }
  return lower;
}();

char LowerOf(char c) { return kLower[static_cast<unsigned char>(c)]; }

bool IsAscii(std::string_view text) {
  unsigned char all = 0;
  for (const char c : text) all |= static_cast<unsigned char>(c);
  return all < 0x80;
}

// ASCII as far as it can be: letters without their accents, in any case.
std::string Folded(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  while (!text.empty()) {
    utf8proc_int32_t point = 0;
    const utf8proc_ssize_t size =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                         static_cast<utf8proc_ssize_t>(text.size()), &point);
    if (size <= 0) {
      folded.push_back(' ');
      text.remove_prefix(1);
      continue;
    }
    text.remove_prefix(static_cast<size_t>(size));
    if (point < 0x80) {
      folded.push_back(static_cast<char>(point));
      continue;
    }
    // Every apostrophe is the typewriter's.
    if (point == 0x2019 || point == 0x02BC) {
      folded.push_back('\'');
      continue;
    }
    std::array<utf8proc_int32_t, 16> parts{};
    int boundary = 0;
    const utf8proc_ssize_t count = utf8proc_decompose_char(
        point, parts.data(), parts.size(),
        static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
                                       UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD),
        &boundary);
    for (utf8proc_ssize_t i = 0; i < count && i < 16; ++i) {
      const utf8proc_int32_t part = parts[static_cast<size_t>(i)];
      folded.push_back(part < 0x80 ? static_cast<char>(part) : ' ');
    }
  }
  return folded;
}

void ForEachAsciiWord(std::string_view text,
                      absl::FunctionRef<void(std::string_view)> each) {
  std::array<char, kMaxWordBytes> word;
  const size_t end = text.size();
  size_t at = 0;
  while (at < end) {
    size_t length = 0;
    for (char lower; at < end && (lower = LowerOf(text[at])) != 0; ++at) {
      if (length < kMaxWordBytes) word[length++] = lower;
    }
    if (length != 0) each({word.data(), length});
    // "'s" belongs to the word before it.
    if (length != 0 && at + 1 < end && text[at] == '\'' &&
        LowerOf(text[at + 1]) == 's' &&
        (at + 2 == end || LowerOf(text[at + 2]) == 0)) {
      at += 2;
    } else {
      ++at;
    }
  }
}

}  // namespace

void ForEachWord(std::string_view text,
                 absl::FunctionRef<void(std::string_view)> each) {
  if (IsAscii(text)) {
    ForEachAsciiWord(text, each);
  } else {
    ForEachAsciiWord(Folded(text), each);
  }
}

Stemmer::Stemmer() : stemmer_(sb_stemmer_new("english", "UTF_8")) {}

Stemmer::Stemmer(Stemmer&& other) noexcept
    : stemmer_(std::exchange(other.stemmer_, nullptr)) {}

Stemmer::~Stemmer() {
  if (stemmer_ != nullptr) sb_stemmer_delete(stemmer_);
}

std::string_view Stemmer::Stem(std::string_view word) {
  if (stemmer_ == nullptr) return word;
  const sb_symbol* const stem =
      sb_stemmer_stem(stemmer_, reinterpret_cast<const sb_symbol*>(word.data()),
                      static_cast<int>(word.size()));
  if (stem == nullptr) return word;
  return {reinterpret_cast<const char*>(stem),
          static_cast<size_t>(sb_stemmer_length(stemmer_))};
}

}  // namespace codebook
