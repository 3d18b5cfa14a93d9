// Codes drawn at random, the same ones in every run.

#ifndef CODEBOOK_TESTS_RANDOM_CODES_H_
#define CODEBOOK_TESTS_RANDOM_CODES_H_

#include <algorithm>
#include <cstddef>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/code.h"

namespace codebook {

// A number in [0, bound).
inline size_t Below(std::mt19937_64& random, size_t bound) {
  return static_cast<size_t>(random() % bound);
}

// One to seven characters out of the first `symbols` of the code alphabet. A
// small alphabet gives codes that share beginnings and begin one another.
inline std::string RandomCodeText(std::mt19937_64& random,
                                  int symbols = kSymbols) {
  std::string text(1 + Below(random, Code::kMaxLength), '\0');
  for (char& c : text) {
    c = SymbolCharacter(
        static_cast<int>(Below(random, static_cast<size_t>(symbols))));
  }
  return text;
}

// `count` distinct codes in ASCII order.
inline std::set<std::string> RandomCodeTexts(std::mt19937_64& random,
                                             size_t count,
                                             int symbols = kSymbols) {
  std::set<std::string> texts;
  while (texts.size() < count) texts.insert(RandomCodeText(random, symbols));
  return texts;
}

// The code spelt by exactly `characters`, which are those of a code.
inline Code CodeOf(std::string_view characters) {
  return Code::FromCharacters(characters).value();
}

inline std::vector<Code> CodesOf(const std::set<std::string>& texts) {
  std::vector<Code> codes;
  for (const std::string& text : texts) codes.push_back(CodeOf(text));
  return codes;
}

}  // namespace codebook

#endif  // CODEBOOK_TESTS_RANDOM_CODES_H_
