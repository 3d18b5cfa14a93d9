#include "engine/code.h"

#include <gtest/gtest.h>

#include <compare>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/random_codes.h"

namespace codebook {
namespace {

std::string ParsedText(std::string_view text, size_t point_after) {
  const std::optional<Code> code = Code::Parse(text, point_after);
  return code ? code->ToString() : "refused";
}

struct ParseCase {
  std::string_view text;
  size_t point_after;
  std::string_view expected;
};

TEST(CodeTest, ParseReadsCodesAsUsersTypeThem) {
  constexpr ParseCase kCases[] = {
      {"S52.501A", 3, "S52501A"},
      {"S52501A", 3, "S52501A"},
      {"s52.501a", 3, "S52501A"},
      {"sS", 3, "SS"},
      {"A00", 3, "A00"},
      {"A00.0", 3, "A000"},
      {"A", 3, "A"},
      {"0", 0, "0"},
      {"0BH17EZ", 0, "0BH17EZ"},
      {"99213", 0, "99213"},
      {" A00.0 ", 3, "A000"},
      {"\tA00.0\r\n", 3, "A000"},
      {"\v\f  A00.0", 3, "A000"},
      {"Z9Z.9Z9Z", 3, "Z9Z9Z9Z"},
      {"123.4", 3, "1234"},
      {"A.1", 1, "A1"},
      {"ABCDEF.G", 6, "ABCDEFG"},
      {"zzzzzzz", 0, "ZZZZZZZ"},
  };
  for (const ParseCase& c : kCases) {
    EXPECT_EQ(ParsedText(c.text, c.point_after), c.expected) << c.text;
  }
}

TEST(CodeTest, ParseRefusesWhatIsNoCode) {
  constexpr ParseCase kCases[] = {
      // Nothing.
      {"", 3, ""},
      {"   ", 3, ""},
      {"\t\r\n", 3, ""},
      // The point.
      {".", 3, ""},
      {".", 0, ""},
      {"...", 3, ""},
      {".A00", 3, ""},
      {"A.00", 3, ""},
      {"A0.0", 3, ""},
      {"A00.", 3, ""},
      {"A00. ", 3, ""},
      {"A00..1", 3, ""},
      {"A00.1.", 3, ""},
      {"A00.1.2", 3, ""},
      {"A001.2", 3, ""},
      {"A00.1", 0, ""},
      {".A001", 0, ""},
      {"A001.", 0, ""},
      {"A00,1", 3, ""},
      // The length.
      {"S52501AB", 3, ""},
      {"S52.501AB", 3, ""},
      {"S52501A.", 3, ""},
      {"S52501AS52501A", 0, ""},
      // Blanks within.
      {"A 00", 3, ""},
      {"A00 .1", 3, ""},
      {"A00. 1", 3, ""},
      {"A00\t1", 3, ""},
      // Characters of no code.
      {"A00-", 3, ""},
      {"A0/", 3, ""},
      {"A0:", 3, ""},
      {"A0@", 3, ""},
      {"A0[", 3, ""},
      {"A0`", 3, ""},
      {"A0{", 3, ""},
      {"A0\x7F", 3, ""},
      {"A0\x01", 3, ""},
      {"\x1B"
       "A00",
       3, ""},
      {std::string_view("A00\0", 4), 3, ""},
      {std::string_view("\0A00", 4), 3, ""},
      // Not ASCII: an accented letter, a no-break space, a byte order mark,
      // letters with the high bit set.
      {"\xC3\x80"
       "00",
       3, ""},
      {"A00\xC2\xA0", 3, ""},
      {"\xEF\xBB\xBF"
       "A00",
       3, ""},
      {"\xC1\xB0\xB0", 3, ""},
      {"\xE1\xB0\xB0", 3, ""},
  };
  for (const ParseCase& c : kCases) {
    EXPECT_EQ(ParsedText(c.text, c.point_after), "refused") << c.text;
  }
}

TEST(CodeTest, ParseKnowsEveryByte) {
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    std::string expected = "refused";
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) expected = {'A', c};
    if (c >= 'a' && c <= 'z') {
      expected = {'A', static_cast<char>(c - 'a' + 'A')};
    }
    // Blanks around a code are dropped.
    if (c == ' ' || (c >= '\t' && c <= '\r')) expected = "A";
    EXPECT_EQ(ParsedText(std::string{'A', c}, 3), expected) << byte;
  }
}

TEST(CodeTest, FromCharactersTakesCodesOnly) {
  EXPECT_EQ(CodeOf("S52501A").ToString(), "S52501A");
  EXPECT_EQ(CodeOf(""), Code());
  for (const std::string_view text :
       {"s52501a", "S52.501A", " S52", "S52 ", "S52501AB", "S\xC3\x80"}) {
    EXPECT_FALSE(Code::FromCharacters(text).has_value()) << text;
  }
}

TEST(CodeTest, SymbolsAreNumberedInAsciiOrder) {
  constexpr std::string_view kAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  ASSERT_EQ(kAlphabet.size(), kSymbols);
  for (int byte = 0; byte < 256; ++byte) {
    const size_t at = kAlphabet.find(static_cast<char>(byte));
    EXPECT_EQ(SymbolOf(static_cast<char>(byte)),
              at == std::string_view::npos ? -1 : static_cast<int>(at))
        << byte;
  }
  for (int symbol = 0; symbol < kSymbols; ++symbol) {
    EXPECT_EQ(SymbolCharacter(symbol), kAlphabet[static_cast<size_t>(symbol)]);
  }
}

TEST(CodeTest, ToStringPutsThePointWhereMoreFollows) {
  struct Case {
    std::string_view characters;
    size_t point_after;
    std::string_view expected;
  };
  constexpr Case kCases[] = {
      {"S52501A", 3, "S52.501A"},
      {"S525", 3, "S52.5"},
      {"S52", 3, "S52"},
      {"S5", 3, "S5"},
      {"", 3, ""},
      {"0BH17EZ", 0, "0BH17EZ"},
      {"ABCDEFG", 6, "ABCDEF.G"},
      {"AB", 1, "A.B"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(CodeOf(c.characters).ToString(c.point_after), c.expected);
  }
}

TEST(CodeTest, ActsAsItsCharacters) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 2000; ++i) {
    const std::string text = RandomCodeText(random);
    const Code code = CodeOf(text);
    ASSERT_EQ(code.size(), text.size());
    ASSERT_FALSE(code.empty());
    ASSERT_EQ(Code::FromKey(code.key()), code);
    Code appended;
    for (size_t position = 0; position < 10; ++position) {
      ASSERT_EQ(code[position], position < text.size() ? text[position] : '\0');
      ASSERT_EQ(code.Prefix(position).ToString(), text.substr(0, position));
      ASSERT_TRUE(code.StartsWith(code.Prefix(position)));
      if (position < text.size()) appended = appended.Append(text[position]);
    }
    ASSERT_EQ(appended, code);
  }
  EXPECT_TRUE(Code().empty());
  EXPECT_EQ(Code().size(), 0u);
  EXPECT_EQ(Code()[0], '\0');
}

TEST(CodeTest, OrderAndBeginningsAreThoseOfStrings) {
  std::mt19937_64 random(2);
  for (const int symbols : {2, kSymbols}) {
    std::vector<std::string> texts(300);
    for (std::string& text : texts) text = RandomCodeText(random, symbols);
    texts.emplace_back();
    for (const std::string& a : texts) {
      for (const std::string& b : texts) {
        ASSERT_EQ(CodeOf(a) <=> CodeOf(b), a <=> b) << a << " " << b;
        ASSERT_EQ(CodeOf(a) == CodeOf(b), a == b) << a << " " << b;
        ASSERT_EQ(CodeOf(a).StartsWith(CodeOf(b)), a.starts_with(b))
            << a << " " << b;
      }
    }
  }
}

}  // namespace
}  // namespace codebook
