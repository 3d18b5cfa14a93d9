// PositionAt, SourceError and CheckUtf8 of codesets/source_file.h.

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "codesets/source_file.h"

namespace codebook {
namespace {

SourceFile FileOf(std::string_view bytes) {
  return {.name = "in/a.txt", .bytes = bytes, .owner = nullptr};
}

TEST(TextPositionTest, LinesAndColumnsCountFromOne) {
  const struct {
    std::string_view text;
    size_t offset;
    size_t line;
    size_t column;
  } kCases[] = {
      {"", 0, 1, 1},
      {"abc", 0, 1, 1},
      {"abc", 2, 1, 3},
      {"abc", 3, 1, 4},
      {"ab\ncd", 2, 1, 3},
      {"ab\ncd", 3, 2, 1},
      {"ab\ncd", 4, 2, 2},
      {"ab\r\ncd\r\n", 2, 1, 3},
      {"ab\r\ncd\r\n", 3, 1, 4},
      {"ab\r\ncd\r\n", 4, 2, 1},
      {"ab\r\ncd\r\n", 8, 3, 1},
      {"\n\n\n", 2, 3, 1},
      // Columns are bytes.
      {"\xC3\xA9z", 2, 1, 3},
      // A byte order mark is no column.
      {"\xEF\xBB\xBF"
       "ab\ncd",
       3, 1, 1},
      {"\xEF\xBB\xBF"
       "ab\ncd",
       4, 1, 2},
      {"\xEF\xBB\xBF"
       "ab\ncd",
       7, 2, 2},
      {"\xEF\xBB\xBF"
       "ab",
       1, 1, 1},
      // Behind the end is at the end.
      {"ab\nc", 100, 2, 2},
  };
  for (const auto& [text, offset, line, column] : kCases) {
    const TextPosition position = PositionAt(text, offset);
    EXPECT_EQ(position.line, line) << text << " at " << offset;
    EXPECT_EQ(position.column, column) << text << " at " << offset;
  }
}

TEST(TextPositionTest, ErrorsNameFileLineAndColumn) {
  EXPECT_EQ(
      SourceError(FileOf("ab\ncd"), 4, "letter found, digit expected"),
      absl::InvalidArgumentError("in/a.txt:2:2: letter found, digit expected"));
}

TEST(CheckUtf8Test, TextPassesWhereverItsCharactersLie) {
  for (const std::string_view text :
       {"", "a", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80",
        "\xF4\x8F\xBF\xBF", "\x7F", "\t\r\n", "\xEF\xBB\xBF"}) {
    for (size_t before = 0; before < 20; ++before) {
      for (const size_t behind : {0, 1, 7, 8, 9}) {
        const std::string bytes = std::string(before, 'a') + std::string(text) +
                                  std::string(behind, 'z');
        EXPECT_EQ(CheckUtf8(FileOf(bytes)), absl::OkStatus()) << bytes;
      }
    }
  }
}

TEST(CheckUtf8Test, BytesThatAreNoTextAreRefusedWhereverTheyLie) {
  // What is no character, and the byte that is named.
  const std::pair<std::string_view, std::string_view> kCases[] = {
      {{"\0", 1}, "0x00"},
      // An apostrophe of Windows-1252.
      {"\x92", "0x92"},
      {"\xFF\xFE", "0xFF"},
      // A character that goes on without having begun, and one cut short.
      {"\x80", "0x80"},
      {"\xE2\x82", "0xE2"},
      {"\xC3", "0xC3"},
      // A slash in two bytes, half of a UTF-16 pair, beyond Unicode.
      {"\xC0\xAF", "0xC0"},
      {"\xED\xA0\x80", "0xED"},
      {"\xF4\x90\x80\x80", "0xF4"},
  };
  for (const auto& [wrong, named] : kCases) {
    for (size_t before = 0; before < 20; ++before) {
      for (const size_t behind : {0, 1, 7, 8, 9}) {
        const std::string bytes = "line\r\n" + std::string(before, 'a') +
                                  std::string(wrong) + std::string(behind, 'z');
        EXPECT_EQ(CheckUtf8(FileOf(bytes)),
                  absl::InvalidArgumentError(
                      "in/a.txt:2:" + std::to_string(before + 1) + ": byte " +
                      std::string(named) + " found, UTF-8 text expected"));
      }
    }
  }
}

TEST(CheckUtf8Test, TheFirstWrongByteIsNamed) {
  EXPECT_EQ(CheckUtf8(FileOf("S\xC3\xA9zary\nMeni\xE8re \x92")),
            absl::InvalidArgumentError(
                "in/a.txt:2:5: byte 0xE8 found, UTF-8 text expected"));
}

}  // namespace
}  // namespace codebook
