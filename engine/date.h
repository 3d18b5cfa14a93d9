// A calendar day: effective dates of releases, dates of service.
//
// Example:
//   std::optional<codebook::Date> day = codebook::Date::Parse("2025-10-01");
//   day->year();      // 2025
//   day->ToString();  // "2025-10-01"
//
// A Date is a small value; every function is safe to call from any thread.

#ifndef CODEBOOK_ENGINE_DATE_H_
#define CODEBOOK_ENGINE_DATE_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace codebook {

class Date {
 public:
  // 1970-01-01.
  constexpr Date() = default;

  // Days since 1970-01-01, as images store dates; negative before it.
  static constexpr Date FromDays(int32_t days) { return Date(days); }

  // The day of the Gregorian calendar; none when there is no such day
  // (2023-02-29). Years 1 to 9999.
  static std::optional<Date> FromCivil(int year, int month, int day);

  // Reads exactly "YYYY-MM-DD".
  static std::optional<Date> Parse(std::string_view text);

  constexpr int32_t days() const { return days_; }
  int year() const;
  int month() const;
  int day() const;

  // The day before: the last day a release was in force is the one before its
  // successor takes effect.
  constexpr Date Previous() const { return Date(days_ - 1); }

  // "YYYY-MM-DD".
  std::string ToString() const;

  friend constexpr auto operator<=>(Date, Date) = default;

 private:
  explicit constexpr Date(int32_t days) : days_(days) {}

  int32_t days_ = 0;
};

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_DATE_H_
