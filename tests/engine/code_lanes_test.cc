#include "engine/code_lanes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "tests/random_codes.h"

namespace codebook {
namespace {

// DenseOf on a buffer of exactly the size of `text`, so that the address
// sanitizer sees a read beyond either end.
uint64_t ExactlyDenseOf(std::string_view text, size_t point_after) {
  const auto buffer = std::make_unique<char[]>(text.size());
  std::ranges::copy(text, buffer.get());
  return DenseOf(std::string_view(buffer.get(), text.size()), point_after);
}

// The code with these dense bits, undone six bits at a time; none when they
// are those of no code.
std::optional<Code> CodeOfDense(uint64_t dense) {
  if (dense >> 42 != 0) return std::nullopt;
  std::string characters;
  bool ended = false;
  for (int lane = 0; lane < 7; ++lane) {
    const auto bits = static_cast<char>(dense >> (6 * lane) & 0x3F);
    const char c = bits < 0x20 ? static_cast<char>(bits | 0x40) : bits;
    if (c == ' ') {
      ended = true;
    } else if (ended) {
      return std::nullopt;
    } else {
      characters.push_back(c);
    }
  }
  const std::optional<Code> code = Code::FromCharacters(characters);
  return code && !code->empty() ? code : std::nullopt;
}

// Whether `text` is one of those that DenseOf promises to read, given that it
// spells a code.
bool IsSimple(std::string_view text) {
  if (text.empty() || text.size() > 8) return false;
  const auto is_blank = [](char c) { return c == ' ' || (c >= 9 && c <= 13); };
  while (text.ends_with(' ')) text.remove_suffix(1);
  return std::ranges::none_of(text, is_blank);
}

// Holds DenseOf against Code::Parse. The dense bits are those of a code only
// when the text spells that code, and they are whenever the text is simple.
void ExpectAgreement(std::string_view text, size_t point_after) {
  const uint64_t dense = ExactlyDenseOf(text, point_after);
  const std::optional<Code> found = CodeOfDense(dense);
  const std::optional<Code> parsed = Code::Parse(text, point_after);
  if (found) {
    ASSERT_EQ(found, parsed) << "'" << text << "' " << point_after;
    ASSERT_EQ(dense, DenseOf(*found)) << text;
  }
  if (parsed && IsSimple(text)) {
    ASSERT_EQ(dense, DenseOf(*parsed)) << "'" << text << "' " << point_after;
  }
}

TEST(CodeLanesTest, EveryCharacterInEveryPlaceCounts) {
  std::unordered_map<uint64_t, std::string> seen;
  const auto expect_new = [&](const std::string& text) {
    const uint64_t dense = DenseOf(CodeOf(text));
    ASSERT_LT(dense, uint64_t{1} << 42) << text;
    const auto [at, added] = seen.emplace(dense, text);
    ASSERT_TRUE(added || at->second == text) << at->second << " " << text;
  };
  for (const std::string_view stem : {"S52501A", "0BH17EZ", "AAAAAAA"}) {
    for (size_t size = 1; size <= stem.size(); ++size) {
      for (size_t position = 0; position < size; ++position) {
        for (int symbol = 0; symbol < kSymbols; ++symbol) {
          std::string text(stem.substr(0, size));
          text[position] = SymbolCharacter(symbol);
          expect_new(text);
        }
      }
    }
  }
}

TEST(CodeLanesTest, NoTwoCodesHaveEqualDenseBits) {
  std::mt19937_64 random(3);
  const std::set<std::string> texts = RandomCodeTexts(random, 100000);
  std::set<uint64_t> seen;
  for (const std::string& text : texts) {
    const uint64_t dense = DenseOf(CodeOf(text));
    ASSERT_TRUE(seen.insert(dense).second) << text;
    ASSERT_EQ(CodeOfDense(dense), CodeOf(text)) << text;
  }
}

TEST(CodeLanesTest, TheEmptyCodeHasTheDenseBitsOfNoCode) {
  EXPECT_EQ(CodeOfDense(DenseOf(Code())), std::nullopt);
  EXPECT_EQ(CodeOfDense(ExactlyDenseOf("", 3)), std::nullopt);
}

TEST(CodeLanesTest, ReadsWhatItPromises) {
  struct Case {
    std::string_view text;
    size_t point_after;
    std::string_view code;
  };
  constexpr Case kCases[] = {
      {"S52.501A", 3, "S52501A"},
      {"s52501a", 3, "S52501A"},
      {"A00.1234", 3, "A001234"},
      {"A00     ", 3, "A00"},
      {"a00.1   ", 3, "A001"},
      {"A00.1", 3, "A001"},
      {"9", 0, "9"},
      {"z ", 0, "Z"},
      {"0bh17ez ", 0, "0BH17EZ"},
      {"A.1", 1, "A1"},
      {"ABCDEF.G", 6, "ABCDEFG"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(ExactlyDenseOf(c.text, c.point_after), DenseOf(CodeOf(c.code)))
        << c.text;
  }
}

TEST(CodeLanesTest, AgreesWithParseOnCodesHoweverWritten) {
  std::mt19937_64 random(4);
  for (int i = 0; i < 20000; ++i) {
    const std::string upper = RandomCodeText(random);
    std::string mixed = upper;
    for (char& c : mixed) {
      if (c >= 'A' && random() % 2 == 0) c = static_cast<char>(c | 0x20);
    }
    for (const size_t point_after : {0, 3}) {
      for (const std::string& text :
           {upper, mixed, CodeOf(upper).ToString(3), mixed + ".",
            mixed + std::string(Below(random, 4), ' '), " " + mixed}) {
        ASSERT_NO_FATAL_FAILURE(ExpectAgreement(text, point_after));
      }
    }
  }
}

TEST(CodeLanesTest, AgreesWithParseOnEveryMutation) {
  std::mt19937_64 random(5);
  for (int i = 0; i < 300; ++i) {
    const Code code = CodeOf(RandomCodeText(random));
    for (const std::string& text : {code.ToString(), code.ToString(3)}) {
      for (size_t position = 0; position < text.size(); ++position) {
        for (int byte = 0; byte < 256; ++byte) {
          std::string mutated = text;
          mutated[position] = static_cast<char>(byte);
          ASSERT_NO_FATAL_FAILURE(ExpectAgreement(mutated, 0));
          ASSERT_NO_FATAL_FAILURE(ExpectAgreement(mutated, 3));
        }
      }
    }
  }
}

TEST(CodeLanesTest, AgreesWithParseOnRandomBytes) {
  constexpr std::string_view kLikely = "09AZaz. .\t-@[`{/:\xC1\xE1\x10";
  std::mt19937_64 random(6);
  for (size_t size = 0; size <= 16; ++size) {
    for (int i = 0; i < 20000; ++i) {
      std::string text(size, '\0');
      const bool any_byte = i % 2 == 0;
      for (char& c : text) {
        c = any_byte ? static_cast<char>(Below(random, 256))
                     : kLikely[Below(random, kLikely.size())];
      }
      ASSERT_NO_FATAL_FAILURE(ExpectAgreement(text, 0));
      ASSERT_NO_FATAL_FAILURE(ExpectAgreement(text, 3));
    }
  }
}

}  // namespace
}  // namespace codebook
