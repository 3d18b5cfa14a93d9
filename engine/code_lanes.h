// Codes as eight byte lanes, and as 42 dense bits: how the hot path reads text
// without a loop.
//
// The first character stands in the lowest byte; lanes after the last hold a
// blank. Every character of the code alphabet, and the blank, has exactly one
// of the bits 5 and 6 and not bit 7, so six bits stand for a byte; text with
// any other byte is kNotACode.

#ifndef CODEBOOK_ENGINE_CODE_LANES_H_
#define CODEBOOK_ENGINE_CODE_LANES_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "engine/code.h"

namespace codebook {

inline constexpr uint64_t kBlankLanes = 0x2020202020202020;

// No code and no text has these dense bits.
inline constexpr uint64_t kNotACode = ~uint64_t{0};

// `text` as lanes with blanks after it; `text` is not longer than 8 bytes.
inline uint64_t LoadLanes(std::string_view text) {
  const char* const data = text.data();
  const size_t size = text.size();
  uint64_t lanes = 0;
  if (size >= 4) {
    uint32_t low;
    uint32_t high;
    std::memcpy(&low, data, 4);
    std::memcpy(&high, data + size - 4, 4);
    lanes = low | uint64_t{high} << (8 * size - 32);
    return size == 8 ? lanes : lanes | kBlankLanes << (8 * size);
  }
  for (size_t i = 0; i < size; ++i) {
    lanes |= uint64_t{static_cast<unsigned char>(data[i])} << (8 * i);
  }
  return lanes | kBlankLanes << (8 * size);
}

// Letters in upper case. Bytes outside the alphabet stay outside it.
constexpr uint64_t FoldLanes(uint64_t lanes) {
  return lanes & ~((lanes & 0x4040404040404040) >> 1);
}

// The lanes with the point after `point_after` characters taken out, when one
// stands there and more than blanks follow it.
constexpr uint64_t DropPoint(uint64_t lanes, size_t point_after) {
  const size_t shift = 8 * point_after;
  if (point_after == 0 || (lanes >> shift & 0xFFFF) == 0x202E ||
      (lanes >> shift & 0xFF) != '.') {
    return lanes;
  }
  const uint64_t before = (uint64_t{1} << shift) - 1;
  return (lanes & before) | (lanes >> 8 & ~before) | uint64_t{0x20} << 56;
}

// Seven lanes as 42 bits. The eighth is blank, or there is no such code.
constexpr uint64_t DenseOfLanes(uint64_t lanes) {
  const bool six_bits_tell =
      ((lanes ^ lanes << 1) & 0x4040404040404040) == 0x4040404040404040 &&
      (lanes & 0x8080808080808080) == 0;
  if (!six_bits_tell || lanes >> 56 != 0x20) return kNotACode;
  uint64_t dense =
      (lanes & 0x003F003F003F003F) | (lanes >> 2 & 0x00000FC00FC00FC0);
  dense = (dense & 0x00000FFF00000FFF) | (dense >> 4 & 0x00FFF00000FFF000);
  return (dense & 0xFFFFFF) | (dense >> 8 & 0x3FFFF000000);
}

// The dense bits of `code`.
constexpr uint64_t DenseOf(Code code) {
  const uint64_t used = ~uint64_t{0} >> 8 >> (8 * (7 - code.size()));
  return DenseOfLanes((__builtin_bswap64(code.key()) & used) |
                      (kBlankLanes & ~used));
}

// The dense bits of the code that `text` spells: any case, blanks after it,
// one point directly after `point_after` characters (0: none). kNotACode when
// it is not so simple.
inline uint64_t DenseOf(std::string_view text, size_t point_after) {
  if (text.size() > 8) return kNotACode;
  return DenseOfLanes(DropPoint(FoldLanes(LoadLanes(text)), point_after));
}

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_CODE_LANES_H_
