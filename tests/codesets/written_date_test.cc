#include "codesets/written_date.h"

#include <string>

#include "gtest/gtest.h"

namespace codebook {
namespace {

std::string Written(std::optional<Date> date) {
  return date ? date->ToString() : "none";
}

TEST(WrittenDateTest, ReadsTheThreeForms) {
  const struct {
    std::string_view text;
    std::string expected;
  } kCases[] = {
      {"2026-01-31", "2026-01-31"},
      {"20260131", "2026-01-31"},
      {"1/31/2026", "2026-01-31"},
      {"01/31/2026", "2026-01-31"},
      {"12/1/2026", "2026-12-01"},
      {"2024-02-29", "2024-02-29"},
      {"2023-02-29", "none"},
      {"20230229", "none"},
      {"2/29/2023", "none"},
      {"31/1/2026", "none"},
      {"2026-1-31", "none"},
      {"2026/01/31", "none"},
      {"1/31/26", "none"},
      {"1/31", "none"},
      {"1/31/2026/", "none"},
      {"001/31/2026", "none"},
      {"2026013", "none"},
      {"202601311", "none"},
      {"2026013x", "none"},
      {"+1/31/2026", "none"},
      {"//", "none"},
      {"", "none"},
      {"20261301", "none"},
      {" 20260131", "none"},
  };
  for (const auto& [text, expected] : kCases) {
    EXPECT_EQ(Written(ReadWrittenDate(text)), expected) << text;
  }
}

TEST(WrittenDateTest, ReadsTheCompactFormAlone) {
  EXPECT_EQ(Written(ReadCompactDate("20260131")), "2026-01-31");
  EXPECT_EQ(Written(ReadCompactDate("2026-01-31")), "none");
  EXPECT_EQ(Written(ReadCompactDate("1/31/2026")), "none");
  EXPECT_EQ(Written(ReadCompactDate("00000000")), "none");
}

}  // namespace
}  // namespace codebook
