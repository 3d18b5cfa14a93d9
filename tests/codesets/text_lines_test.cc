#include "codesets/text_lines.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/codesets/read_release.h"

namespace codebook {
namespace {

using ::testing::ElementsAre;

// "OFFSET:TEXT" for each line.
std::vector<std::string> LinesOf(std::string_view text, size_t begin = 0) {
  std::vector<std::string> found;
  TextLines lines(text, begin);
  for (TextLine line; lines.Next(line);) {
    found.push_back(std::to_string(line.offset) + ":" + std::string(line.text));
  }
  return found;
}

TEST(TextLinesTest, TakesEitherLineEnd) {
  EXPECT_THAT(LinesOf("a\nbc\n"), ElementsAre("0:a", "2:bc"));
  EXPECT_THAT(LinesOf("a\r\nbc\r\n"), ElementsAre("0:a", "3:bc"));
  EXPECT_THAT(LinesOf("a\n\nbc"), ElementsAre("0:a", "2:", "3:bc"));
  EXPECT_THAT(LinesOf("a\rb"), ElementsAre("0:a\rb"));
  EXPECT_THAT(LinesOf(""), ElementsAre());
}

TEST(TextLinesTest, PassesOverAByteOrderMark) {
  EXPECT_THAT(LinesOf("\xEF\xBB\xBF"
                      "a\nb"),
              ElementsAre("3:a", "5:b"));
}

TEST(TextLinesTest, BeginsWhereItIsTold) {
  EXPECT_THAT(LinesOf("a\nb\nc", 2), ElementsAre("2:b", "4:c"));
  EXPECT_THAT(LinesOf("a\n", 2), ElementsAre());
}

TEST(TextLinesTest, CountsColumnsFromOne) {
  EXPECT_EQ(Columns("abcdef", 1, 2), "ab");
  EXPECT_EQ(Columns("abcdef", 5, 9), "ef");
  EXPECT_EQ(Columns("abcdef", 7, 9), "");
}

TEST(TextLinesTest, DropsBlanks) {
  EXPECT_EQ(WithoutTrailingBlanks(" a b\t "), " a b");
  EXPECT_EQ(WithoutTrailingBlanks(" \t"), "");
  EXPECT_EQ(WithoutBlanksAround("\t a b "), "a b");
  EXPECT_EQ(WithoutBlanksAround("  "), "");
}

TEST(TextLinesTest, ChecksTheEncodingOfTheDataAlone) {
  const SourceFile file = SourceOf({"f.txt", "CMS\x92\n\na \xC3\xA9\n"});
  EXPECT_EQ(CheckUtf8From(file, 0).message(),
            "f.txt:1:4: byte 0x92 found, UTF-8 text expected");
  EXPECT_TRUE(CheckUtf8From(file, 6).ok());
  const SourceFile bad = SourceOf({"f.txt", "CMS\x92\n\nab \x92\n"});
  EXPECT_EQ(CheckUtf8From(bad, 6).message(),
            "f.txt:3:4: byte 0x92 found, UTF-8 text expected");
}

}  // namespace
}  // namespace codebook
