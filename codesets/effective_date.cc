#include "codesets/effective_date.h"

#include <re2/re2.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// Patterns have no \b at their ends: an underscore would not be one. The
// character behind a match is taken along, so that the next search begins at
// the beginning of a word or number.
constexpr std::string_view kIsoDate =
    R"((?:^|[^0-9])((?:19|20)[0-9]{2})-([0-9]{2})-([0-9]{2})(?:[^0-9]|$))";
constexpr std::string_view kAmericanDate =
    R"((?:^|[^0-9])([0-9]{2})[-_]([0-9]{2})[-_]((?:19|20)[0-9]{2})(?:[^0-9]|$))";
// Month, day or nothing, year. A day before the month is not looked for: the
// number there is rather a year ("FY21-Jan-2021").
constexpr std::string_view kMonthDate =
    R"((?i)(?:^|[^a-z]))"
    R"((jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|)"
    R"(aug(?:ust)?|sep(?:t|tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?))"
    R"([-_, ]*([0-9]{0,2})[-_, ]*((?:19|20)[0-9]{2})(?:[^0-9]|$))";
// A year of two digits after FY, or of four digits; the third group is empty.
constexpr std::string_view kYear =
    R"((?:(?:FY|(?:^|[^A-Za-z])(?i:fy))[-_ ]?([0-9]{2})|)"
    R"((?:^|[^0-9])((?:19|20)[0-9]{2}))(?:[^0-9]|$)())";

using Groups = std::string_view[3];

// Calls `take` with the three groups of every match of `pattern` in `text` and
// the place behind it.
void ForEachMatch(
    std::string_view pattern, std::string_view text,
    absl::FunctionRef<void(const Groups& groups, size_t end)> take) {
  // Latin1: names need not be UTF-8.
  const RE2 expression(re2::StringPiece(pattern.data(), pattern.size()),
                       RE2::Latin1);
  re2::StringPiece rest(text.data(), text.size());
  re2::StringPiece found[3];
  while (
      RE2::FindAndConsume(&rest, expression, &found[0], &found[1], &found[2])) {
    Groups groups;
    for (int i = 0; i < 3; ++i) groups[i] = {found[i].data(), found[i].size()};
    take(groups, text.size() - rest.size());
  }
}

int Number(std::string_view digits) {
  int number = 0;
  for (const char c : digits) number = number * 10 + (c - '0');
  return number;
}

// From 1, by the first three letters.
int MonthOf(std::string_view word) {
  constexpr std::string_view kMonths = "janfebmaraprmayjunjulaugsepoctnovdec";
  std::string begin(word.substr(0, 3));
  for (char& c : begin) c = static_cast<char>(c | 0x20);
  return static_cast<int>(kMonths.find(begin) / 3) + 1;
}

std::optional<Date> LastIsoDate(std::string_view path) {
  std::optional<Date> last;
  ForEachMatch(kIsoDate, path, [&](const Groups& groups, size_t) {
    const std::optional<Date> date = Date::FromCivil(
        Number(groups[0]), Number(groups[1]), Number(groups[2]));
    if (date) last = date;
  });
  return last;
}

std::optional<Date> LastDateInWords(std::string_view path) {
  std::optional<Date> last;
  size_t last_end = 0;
  const auto consider = [&](std::optional<Date> date, size_t end) {
    if (!date || end < last_end) return;
    last = date;
    last_end = end;
  };
  ForEachMatch(kMonthDate, path, [&](const Groups& groups, size_t end) {
    const int day = groups[1].empty() ? 1 : Number(groups[1]);
    consider(Date::FromCivil(Number(groups[2]), MonthOf(groups[0]), day), end);
  });
  ForEachMatch(kAmericanDate, path, [&](const Groups& groups, size_t end) {
    consider(Date::FromCivil(Number(groups[2]), Number(groups[0]),
                             Number(groups[1])),
             end);
  });
  return last;
}

std::optional<int> LastYear(std::string_view path) {
  std::optional<int> last;
  ForEachMatch(kYear, path, [&](const Groups& groups, size_t) {
    last = groups[1].empty() ? 2000 + Number(groups[0]) : Number(groups[1]);
  });
  return last;
}

EffectiveDate UsualDay(const CodeSystem& system, int year,
                       std::string_view source) {
  return {.date = system.UsualEffectiveDate(year),
          .reason = Concat("assumed: the usual day of the ",
                           system.fiscal_year ? "fiscal year " : "year ", year,
                           " ", source),
          .assumed = true};
}

}  // namespace

absl::StatusOr<EffectiveDate> EffectiveDateOf(const CodeSystem& system,
                                              const RecognizedFile& file,
                                              std::optional<Date> given) {
  if (given) return EffectiveDate{.date = *given, .reason = "from --effective"};
  const std::string& path = file.source.name;
  if (const std::optional<Date> date = LastIsoDate(path)) {
    return EffectiveDate{.date = *date, .reason = "from the path"};
  }
  if (const std::optional<Date> date = LastDateInWords(path)) {
    return EffectiveDate{.date = *date, .reason = "from the name"};
  }
  const int year = file.recognition.year;
  if (year >= 1900 && year <= 2099) {
    return UsualDay(system, year, "that the file gives");
  }
  if (const std::optional<int> named = LastYear(path)) {
    return UsualDay(system, *named, "in the name");
  }
  return absl::InvalidArgumentError(
      Concat(path,
             ": no effective date: neither the name has a date or a year, nor "
             "the content a year; give it with --effective YYYY-MM-DD"));
}

}  // namespace codebook
