#include "engine/date.h"

#include <chrono>

#include "absl/strings/str_format.h"

namespace codebook {
namespace {

std::chrono::year_month_day Civil(int32_t days) {
  return std::chrono::sys_days(std::chrono::days(days));
}

// The number the digits spell, or -1 when one is not a digit.
int Digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<Date> Date::FromCivil(int year, int month, int day) {
  // std::chrono keeps months and days in one byte.
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
      day > 31) {
    return std::nullopt;
  }
  const std::chrono::year_month_day civil(
      std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
      std::chrono::day(static_cast<unsigned>(day)));
  if (!civil.ok()) return std::nullopt;
  return Date(static_cast<int32_t>(
      std::chrono::sys_days(civil).time_since_epoch().count()));
}

std::optional<Date> Date::Parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  return FromCivil(Digits(text.substr(0, 4)), Digits(text.substr(5, 2)),
                   Digits(text.substr(8, 2)));
}

int Date::year() const { return static_cast<int>(Civil(days_).year()); }

int Date::month() const {
  return static_cast<int>(static_cast<unsigned>(Civil(days_).month()));
}

int Date::day() const {
  return static_cast<int>(static_cast<unsigned>(Civil(days_).day()));
}

std::string Date::ToString() const {
  return absl::StrFormat("%04d-%02d-%02d", year(), month(), day());
}

}  // namespace codebook
