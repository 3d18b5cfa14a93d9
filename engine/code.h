// A code as an eight-byte key.
//
// A code of any of the sets is one to seven characters out of 0-9 and A-Z. A
// Code holds them packed into eight bytes, without the point, so that codes
// compare, hash and copy as one integer. The first character stands in the
// most significant byte and unused bytes are zero: integer order is ASCII
// order, and a code sorts directly before the codes it begins.
//
// Example:
//   std::optional<Code> code = Code::Parse(" s52.501a ", 3);
//   code->ToString();   // "S52501A"
//   code->ToString(3);  // "S52.501A"
//   code->Prefix(3);    // S52
//
// Codes are small values; every function is safe to call from any thread.

#ifndef CODEBOOK_ENGINE_CODE_H_
#define CODEBOOK_ENGINE_CODE_H_

#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace codebook {

// Characters of the code alphabet are numbered 0-9 then A-Z, as in ASCII.
inline constexpr int kSymbols = 36;

// The number of `c` in the code alphabet, or -1. Upper case only.
constexpr int SymbolOf(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  return -1;
}

// The character numbered `symbol`, which is in [0, kSymbols).
constexpr char SymbolCharacter(int symbol) {
  return static_cast<char>(symbol < 10 ? '0' + symbol : 'A' + symbol - 10);
}

class Code {
 public:
  static constexpr size_t kMaxLength = 7;

  // The empty code: the beginning of every code.
  constexpr Code() = default;

  // The code spelt by exactly `characters`: at most kMaxLength, each 0-9 or
  // A-Z. No folding.
  static constexpr std::optional<Code> FromCharacters(
      std::string_view characters) {
    if (characters.size() > kMaxLength) return std::nullopt;
    Code code;
    for (const char c : characters) {
      if (SymbolOf(c) < 0) return std::nullopt;
      code = code.Append(c);
    }
    return code;
  }

  // The code that `text` spells as users type it: surrounding blanks are
  // dropped, case is folded, and one point directly after the first
  // `point_after` characters is allowed (0: no point is). None when anything
  // else is in the text, when it is empty, or when it is too long.
  static std::optional<Code> Parse(std::string_view text, size_t point_after);

  // As stored in images; see key(). Any value that key() does not return makes
  // a code that equals no other.
  static constexpr Code FromKey(uint64_t key) {
    Code code;
    code.key_ = key;
    return code;
  }

  constexpr uint64_t key() const { return key_; }
  constexpr bool empty() const { return key_ == 0; }

  // The number of characters.
  constexpr size_t size() const {
    return 8 - static_cast<size_t>(std::countr_zero(key_)) / 8;
  }

  // The character at `position`, counted from 0; '\0' past the end.
  constexpr char operator[](size_t position) const {
    return position < kMaxLength
               ? static_cast<char>(key_ >> (56 - 8 * position) & 0xFF)
               : '\0';
  }

  // The first `length` characters; the whole code when it is shorter.
  constexpr Code Prefix(size_t length) const {
    if (length == 0) return Code();
    if (length >= kMaxLength) return *this;
    return FromKey(key_ & ~uint64_t{0} << (64 - 8 * length));
  }

  // The code with `c` after it. The code has fewer than kMaxLength characters.
  constexpr Code Append(char c) const {
    return FromKey(key_ | static_cast<uint64_t>(static_cast<unsigned char>(c))
                              << (56 - 8 * size()));
  }

  constexpr bool StartsWith(Code prefix) const {
    return Prefix(prefix.size()) == prefix;
  }

  // Writes the characters and a zero byte or more after them, kMaxPrinted bytes
  // in all, with a point after the first `point_after` of them when more follow
  // (0: no point). How many characters it wrote.
  static constexpr size_t kMaxPrinted = 2 * kMaxLength + 2;
  size_t Print(char* to, size_t point_after) const {
    const uint64_t characters = __builtin_bswap64(key_);
    std::memcpy(to, &characters, sizeof characters);
    if (point_after == 0 || size() <= point_after) return size();
    to[point_after] = '.';
    const uint64_t behind = characters >> (8 * point_after);
    std::memcpy(to + point_after + 1, &behind, sizeof behind);
    return size() + 1;
  }

  // The characters, with a point after the first `point_after` of them when
  // more follow (0: no point).
  std::string ToString(size_t point_after = 0) const;

  friend constexpr auto operator<=>(Code, Code) = default;

 private:
  uint64_t key_ = 0;
};

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_CODE_H_
