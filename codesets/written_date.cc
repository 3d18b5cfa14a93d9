#include "codesets/written_date.h"

#include <charconv>

namespace codebook {
namespace {

// The number that `text`, digits only, spells.
std::optional<int> Number(std::string_view text, size_t least_digits,
                          size_t most_digits) {
  if (text.size() < least_digits || text.size() > most_digits ||
      text.find_first_not_of("0123456789") != std::string_view::npos) {
    return std::nullopt;
  }
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::optional<Date> Civil(std::optional<int> year, std::optional<int> month,
                          std::optional<int> day) {
  if (!year || !month || !day) return std::nullopt;
  return Date::FromCivil(*year, *month, *day);
}

}  // namespace

std::optional<Date> ReadCompactDate(std::string_view text) {
  if (text.size() != 8) return std::nullopt;
  return Civil(Number(text.substr(0, 4), 4, 4), Number(text.substr(4, 2), 2, 2),
               Number(text.substr(6), 2, 2));
}

std::optional<Date> ReadWrittenDate(std::string_view text) {
  if (text.find('-') != std::string_view::npos) return Date::Parse(text);
  const size_t month_end = text.find('/');
  if (month_end == std::string_view::npos) return ReadCompactDate(text);
  const size_t day_end = text.find('/', month_end + 1);
  if (day_end == std::string_view::npos) return std::nullopt;
  return Civil(
      Number(text.substr(day_end + 1), 4, 4),
      Number(text.substr(0, month_end), 1, 2),
      Number(text.substr(month_end + 1, day_end - month_end - 1), 1, 2));
}

}  // namespace codebook
