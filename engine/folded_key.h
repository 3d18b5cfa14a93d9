// Codes as folded keys: how the hot path reads text without a loop.
//
// A folded key is the key of a code (code.h) without what no look-up needs: of
// each character the bits 6 and 4 to 0 are kept, which tell the code alphabet
// apart in any case, and of the eighth byte nothing. The bits left out are free
// for something else (code_index.h).
//
// The folded key of anything that is no code, or no code in this simple form,
// has one of the left out bits set, and so is that of no code.

#ifndef CODEBOOK_ENGINE_FOLDED_KEY_H_
#define CODEBOOK_ENGINE_FOLDED_KEY_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "engine/code.h"

namespace codebook {

static_assert(std::endian::native == std::endian::little);

// The bits of a folded key.
inline constexpr uint64_t kFoldedBits = 0x5F5F5F5F5F5F5F00;

// The folded key of what is no code.
inline constexpr uint64_t kNoFoldedKey = ~uint64_t{0};

// The folded key of `code`.
constexpr uint64_t FoldedKey(Code code) {
  const uint64_t key = code.key();
  // Digits, which have bit 4 and not bit 6, have bit 5; letters have not.
  const uint64_t digits = key << 1 & ~(key >> 1) & 0x2020202020202000;
  return key ^ digits;
}

// The code whose folded key is `folded`, which is that of a code.
constexpr Code CodeOfFoldedKey(uint64_t folded) {
  const uint64_t digits = folded << 1 & ~(folded >> 1) & 0x2020202020202000;
  return Code::FromKey(folded | digits);
}

// Where a set prints the point of its codes.
class PointPlace {
 public:
  constexpr PointPlace() = default;

  // After `point_after` characters, fewer than Code::kMaxLength; 0: nowhere.
  explicit constexpr PointPlace(size_t point_after)
      : shift_(8 * point_after),
        after_(~uint64_t{0} >> shift_),
        limit_(point_after == 0 ? 0 : (uint64_t{1} << 56) - 1) {}

  // The text in `lanes`, first character highest, without the point if one
  // stands in its place and something follows it. Without a branch: which
  // people type is not to be foreseen.
  constexpr uint64_t Drop(uint64_t lanes) const {
    constexpr uint64_t kPointAndSomething = (uint64_t{'.'} << 56) + 1;
    const bool stands = (lanes << shift_) - kPointAndSomething < limit_;
    return lanes ^ ((lanes ^ lanes << 8) & after_ & -uint64_t{stands});
  }

 private:
  size_t shift_ = 0;
  uint64_t after_ = 0;
  uint64_t limit_ = 0;
};

// The least that so many characters of a code can be; looked up, for the
// look-up is timed in instructions.
inline constexpr std::array<uint64_t, 9> kLeastLanes = [] {
  std::array<uint64_t, 9> least{};
  for (size_t size = 1; size < least.size(); ++size) {
    least[size] = uint64_t{0x2121212121212121} << (64 - 8 * size);
  }
  return least;
}();

// The folded key of the text in `lanes`, first character highest and zeros
// after the last, which has `size` characters out of [1, 8].
constexpr uint64_t FoldLanes(uint64_t lanes, size_t size, PointPlace point) {
  // A lane not above '!' borrows, and one above '\x7F' has its highest bit.
  const uint64_t least = kLeastLanes[size];
  const uint64_t strange = (lanes | (lanes - least)) & 0x8080808080808080;
  const uint64_t key = point.Drop(lanes);
  return (key & (kFoldedBits | 0xFF)) | strange;
}

// `text`, of [4, 8] characters, as lanes. Reads nothing beside it.
inline uint64_t LoadLanes(std::string_view text) {
  uint32_t first;
  uint32_t last;
  std::memcpy(&first, text.data(), 4);
  std::memcpy(&last, text.data() + text.size() - 4, 4);
  return __builtin_bswap64(first | uint64_t{last} << (8 * text.size() - 32));
}

// The folded key of the code that `text` spells: any case, and one point in its
// place. Blanks, too, make a text that is no code in this simple form.
inline uint64_t FoldedKey(std::string_view text, PointPlace point) {
  if (text.size() - 4 <= 4) [[likely]] {
    return FoldLanes(LoadLanes(text), text.size(), point);
  }
  if (text.size() - 1 > 2) return kNoFoldedKey;
  uint64_t lanes = 0;
  for (const char c : text) {
    lanes = lanes << 8 | static_cast<unsigned char>(c);
  }
  return FoldLanes(lanes << (64 - 8 * text.size()), text.size(), point);
}

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_FOLDED_KEY_H_
