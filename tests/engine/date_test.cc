#include "engine/date.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace codebook {
namespace {

bool IsLeap(int year) {
  return year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
}

int DaysIn(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30,
                                         31, 31, 30, 31, 30, 31};
  return kDays.at(static_cast<size_t>(month - 1)) +
         (month == 2 && IsLeap(year) ? 1 : 0);
}

std::string TwoDigits(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

// Counts the days up one by one from 1600-01-01, which lies 370 years, 90 of
// them leap years, before 1970-01-01.
TEST(DateTest, EveryDayOfEightCenturiesIsTheNextOne) {
  int32_t days = -(370 * 365 + 90);
  for (int year = 1600; year < 2400; ++year) {
    for (int month = 1; month <= 12; ++month) {
      for (int day = 1; day <= DaysIn(year, month); ++day, ++days) {
        const std::string text = std::to_string(year) + "-" + TwoDigits(month) +
                                 "-" + TwoDigits(day);
        const std::optional<Date> date = Date::FromCivil(year, month, day);
        ASSERT_TRUE(date.has_value()) << text;
        ASSERT_EQ(date->days(), days) << text;
        ASSERT_EQ(date->year(), year) << text;
        ASSERT_EQ(date->month(), month) << text;
        ASSERT_EQ(date->day(), day) << text;
        ASSERT_EQ(date->ToString(), text);
        ASSERT_EQ(Date::Parse(text), date) << text;
        ASSERT_EQ(Date::FromDays(days), *date) << text;
      }
      EXPECT_FALSE(
          Date::FromCivil(year, month, DaysIn(year, month) + 1).has_value())
          << year << " " << month;
    }
  }
}

TEST(DateTest, DayZeroIsTheUnixEpoch) {
  EXPECT_EQ(Date(), Date::FromDays(0));
  EXPECT_EQ(Date().ToString(), "1970-01-01");
}

TEST(DateTest, FromCivilRefusesWhatIsNoDay) {
  struct Case {
    int year;
    int month;
    int day;
  };
  constexpr Case kCases[] = {
      {2023, 2, 29},
      {1900, 2, 29},
      {2100, 2, 29},
      {2023, 4, 31},
      {2023, 0, 1},
      {2023, 13, 1},
      {2023, 1, 0},
      {2023, 1, 32},
      {0, 1, 1},
      {-1, 1, 1},
      {10000, 1, 1},
      {2023, -1, 1},
      {2023, 1, -1},
      {2023, 1, 257},
      {2023, 257, 1},
      {2023, 1, std::numeric_limits<int>::min()},
      {std::numeric_limits<int>::max(), 1, 1},
  };
  for (const Case& c : kCases) {
    EXPECT_FALSE(Date::FromCivil(c.year, c.month, c.day).has_value())
        << c.year << " " << c.month << " " << c.day;
  }
}

TEST(DateTest, FromCivilTakesTheFirstAndTheLastDay) {
  EXPECT_EQ(Date::FromCivil(1, 1, 1).value().ToString(), "0001-01-01");
  EXPECT_EQ(Date::FromCivil(9999, 12, 31).value().ToString(), "9999-12-31");
}

TEST(DateTest, ParseRefusesEveryOtherForm) {
  constexpr std::string_view kTexts[] = {
      "",
      "2023",
      "2023-10",
      "2023-10-1",
      "2023-1-01",
      "23-10-01",
      "2023/10/01",
      "20231001",
      " 2023-10-01",
      "2023-10-01 ",
      "2023-10-01T",
      "2023-10-0x",
      "2023-1o-01",
      "202e-10-01",
      "+202-10-01",
      "-202-10-01",
      "2023-+1-01",
      "2023-10- 1",
      "2023-02-29",
      "2023-13-01",
      "2023-00-01",
      "2023-01-00",
      "2023-01-32",
      "0000-01-01",
      "2023-10\xE2\x80\x93"
      "01",
      std::string_view("2023-10-0\0", 10),
  };
  for (const std::string_view text : kTexts) {
    EXPECT_FALSE(Date::Parse(text).has_value()) << text;
  }
}

TEST(DateTest, PreviousIsTheDayBefore) {
  struct Case {
    std::string_view day;
    std::string_view before;
  };
  constexpr Case kCases[] = {
      {"2025-10-01", "2025-09-30"}, {"2026-01-01", "2025-12-31"},
      {"2024-03-01", "2024-02-29"}, {"2023-03-01", "2023-02-28"},
      {"2000-03-01", "2000-02-29"}, {"1970-01-01", "1969-12-31"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(Date::Parse(c.day).value().Previous().ToString(), c.before);
  }
}

TEST(DateTest, OrderIsThatOfTime) {
  const Date early = Date::Parse("1969-12-31").value();
  const Date late = Date::Parse("2022-10-01").value();
  EXPECT_LT(early, Date());
  EXPECT_LT(Date(), late);
  EXPECT_GT(late, early);
  EXPECT_NE(late, late.Previous());
}

// Dates of damaged images are wrong; reading them is not undefined.
TEST(DateTest, AnyNumberOfDaysCanBePrinted) {
  for (const int32_t days :
       {std::numeric_limits<int32_t>::min(),
        std::numeric_limits<int32_t>::max(), -800000, 3000000}) {
    EXPECT_FALSE(Date::FromDays(days).ToString().empty()) << days;
  }
}

}  // namespace
}  // namespace codebook
