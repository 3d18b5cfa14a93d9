#include "engine/folded_key.h"

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

// FoldedKey on a buffer of exactly the size of `text`, so that the address
// sanitizer sees a read beyond either end.
uint64_t ExactFoldedKey(std::string_view text, size_t point_after) {
  const auto buffer = std::make_unique<char[]>(text.size());
  std::ranges::copy(text, buffer.get());
  return FoldedKey(std::string_view(buffer.get(), text.size()),
                   PointPlace(point_after));
}

// The code with this folded key, undone a character at a time; none when it is
// that of no code.
std::optional<Code> CodeOfFolded(uint64_t folded) {
  if ((folded & ~kFoldedBits) != 0) return std::nullopt;
  std::string characters;
  bool ended = false;
  for (int lane = 7; lane > 0; --lane) {
    const auto bits = static_cast<char>(folded >> (8 * lane) & 0x5F);
    if (bits == 0) {
      ended = true;
    } else if (ended) {
      return std::nullopt;
    } else {
      characters.push_back(bits < 0x40 ? static_cast<char>(bits | 0x20) : bits);
    }
  }
  const std::optional<Code> code = Code::FromCharacters(characters);
  return code && !code->empty() ? code : std::nullopt;
}

// Whether `text` is one of those that FoldedKey promises to read, given that it
// spells a code.
bool IsSimple(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || (c >= 9 && c <= 13); };
  return std::ranges::none_of(text, is_blank);
}

// Holds FoldedKey against Code::Parse: it is that of a code if and only if the
// text spells that code in the simple form.
void ExpectAgreement(std::string_view text, size_t point_after) {
  const uint64_t folded = ExactFoldedKey(text, point_after);
  const std::optional<Code> parsed = Code::Parse(text, point_after);
  if (parsed && IsSimple(text)) {
    ASSERT_EQ(folded, FoldedKey(*parsed)) << "'" << text << "' " << point_after;
  } else {
    ASSERT_EQ(CodeOfFolded(folded), std::nullopt)
        << "'" << text << "' " << point_after;
  }
}

TEST(FoldedKeyTest, EveryCharacterInEveryPlaceCounts) {
  std::unordered_map<uint64_t, std::string> seen;
  const auto expect_new = [&](const std::string& text) {
    const uint64_t folded = FoldedKey(CodeOf(text));
    ASSERT_EQ(folded & ~kFoldedBits, 0u) << text;
    const auto [at, added] = seen.emplace(folded, text);
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

TEST(FoldedKeyTest, NoTwoCodesHaveEqualFoldedKeys) {
  std::mt19937_64 random(3);
  const std::set<std::string> texts = RandomCodeTexts(random, 100000);
  std::set<uint64_t> seen;
  for (const std::string& text : texts) {
    const uint64_t folded = FoldedKey(CodeOf(text));
    ASSERT_TRUE(seen.insert(folded).second) << text;
    ASSERT_EQ(CodeOfFolded(folded), CodeOf(text)) << text;
  }
}

TEST(FoldedKeyTest, TheEmptyCodeHasTheFoldedKeyOfNoCode) {
  EXPECT_EQ(CodeOfFolded(FoldedKey(Code())), std::nullopt);
  EXPECT_EQ(CodeOfFolded(ExactFoldedKey("", 3)), std::nullopt);
}

TEST(FoldedKeyTest, ReadsWhatItPromises) {
  struct Case {
    std::string_view text;
    size_t point_after;
    std::string_view code;
  };
  constexpr Case kCases[] = {
      {"S52.501A", 3, "S52501A"},
      {"s52501a", 3, "S52501A"},
      {"A00.1234", 3, "A001234"},
      {"A00.1", 3, "A001"},
      {"9", 0, "9"},
      {"z", 0, "Z"},
      {"0bh17ez", 0, "0BH17EZ"},
      {"A.1", 1, "A1"},
      {"ABCDEF.G", 6, "ABCDEFG"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(ExactFoldedKey(c.text, c.point_after), FoldedKey(CodeOf(c.code)))
        << c.text;
  }
}

TEST(FoldedKeyTest, OnlyKeysOfCodesHaveFoldedKeysOfCodes) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 200000; ++i) {
    const uint64_t key = CodeOf(RandomCodeText(random)).key() ^
                         uint64_t { 1 } << Below(random, 64);
    const std::optional<Code> code =
        CodeOfFolded(FoldedKey(Code::FromKey(key)));
    if (code) {
      ASSERT_EQ(code->key(), key);
    }
  }
}

TEST(FoldedKeyTest, AgreesWithParseOnCodesHoweverWritten) {
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

TEST(FoldedKeyTest, AgreesWithParseOnEveryMutation) {
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

TEST(FoldedKeyTest, AgreesWithParseOnRandomBytes) {
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
