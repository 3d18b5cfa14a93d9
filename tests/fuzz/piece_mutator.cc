// Mutates texts by pieces as well as by bytes: elements of XML, lines and
// fields are left out, doubled, moved and exchanged, so that what comes out is
// mostly still of the format.

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/fuzz/fuzzing.h"

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t max_size);

namespace {

// Where pieces begin, and the end of the text.
std::vector<size_t> Borders(std::string_view text) {
  std::vector<size_t> borders = {0};
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '<' && i > borders.back()) borders.push_back(i);
    if (c == '\n' || c == ',' || c == '\t' || c == '>') {
      borders.push_back(i + 1);
    }
  }
  if (borders.back() != text.size()) borders.push_back(text.size());
  return borders;
}

}  // namespace

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size,
                                          size_t max_size, unsigned int seed) {
  std::minstd_rand random(seed);
  const auto below = [&](size_t bound) { return random() % bound; };
  if (size == 0 || below(2) == 0) {
    return LLVMFuzzerMutate(data, size, max_size);
  }
  std::string text(codebook::fuzz::TextOf(data, size));
  const std::vector<size_t> borders = Borders(text);
  // Most pieces are short, some reach over many borders.
  const size_t first = below(borders.size() - 1);
  const size_t most = borders.size() - 1 - first;
  const size_t count =
      1 + below(below(2) == 0 ? std::min<size_t>(most, 4) : most);
  const size_t begin = borders[first];
  const std::string piece = text.substr(begin, borders[first + count] - begin);
  const size_t to = borders[below(borders.size())];
  switch (below(4)) {
    case 0:
      text.erase(begin, piece.size());
      break;
    case 1:
      text.insert(to, piece);
      break;
    case 2:
      text.insert(begin, piece);
      break;
    default:
      if (to < begin) {
        text.erase(begin, piece.size());
        text.insert(to, piece);
      } else {
        text.insert(to, piece);
        text.erase(begin, piece.size());
      }
      break;
  }
  if (text.size() > max_size) {
    return LLVMFuzzerMutate(data, size, max_size);
  }
  std::ranges::copy(text, data);
  return text.size();
}
