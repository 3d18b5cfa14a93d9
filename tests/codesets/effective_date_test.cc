#include "codesets/effective_date.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace codebook {
namespace {

CodeSystem SystemOf(bool fiscal_year) {
  return {.name = "sample",
          .title = "Sample",
          .uri = "",
          .point_after = 0,
          .fiscal_year = fiscal_year,
          .recognize = nullptr,
          .read = nullptr};
}

// "DATE REASON", or the error.
std::string DateOf(std::string_view path, int content_year = 0,
                   bool fiscal_year = true,
                   std::optional<Date> given = std::nullopt) {
  RecognizedFile file = {
      .source = {},
      .recognition = {
          .role = FileRole::kModel, .what = "sample", .year = content_year}};
  file.source.name = std::string(path);
  const absl::StatusOr<EffectiveDate> date =
      EffectiveDateOf(SystemOf(fiscal_year), file, given);
  if (!date.ok()) return date.status().ToString();
  EXPECT_EQ(date->assumed, date->reason.starts_with("assumed: "));
  return date->date.ToString() + " " + date->reason;
}

struct PathCase {
  std::string_view path;
  std::string_view expected;
};

TEST(EffectiveDateTest, TheUsersDateGoesBeforeAll) {
  EXPECT_EQ(DateOf("2021-01-01/April-1-2026/a_2019.txt", 2020, true,
                   Date::FromCivil(2024, 2, 29)),
            "2024-02-29 from --effective");
}

TEST(EffectiveDateTest, IsoDatesInThePath) {
  constexpr PathCase kCases[] = {
      {"icd10cm/2021-01-01/icd10cm_order_2021.txt", "2021-01-01"},
      {"2021-01-01", "2021-01-01"},
      {"cm-2021-01-01.zip:inner/Tabular.xml", "2021-01-01"},
      {"cm2021-01-01x/Tabular.xml", "2021-01-01"},
      {"cm_2021-01-01_order.txt", "2021-01-01"},
      // The last one counts.
      {"2020-10-01/2021-01-01/a.txt", "2021-01-01"},
      {"2020-10-01/a_2021-01-01.txt", "2021-01-01"},
      {"2020-10-01_2021-01-01.txt", "2021-01-01"},
      {"2020-10-01/cms.zip:2021-01-01.txt", "2021-01-01"},
      // The last that the calendar has.
      {"2020-10-01/2021-13-01.txt", "2020-10-01"},
      {"2020-10-01/2021-02-29.txt", "2020-10-01"},
      // It goes before words, and before years.
      {"2021-01-01/tabular-April-1-2026.xml", "2021-01-01"},
      {"2021-01-01/Effective-10-01-2022.txt", "2021-01-01"},
      {"2021-01-01/FY2016.txt", "2021-01-01"},
      {"1999-10-01/a.txt", "1999-10-01"},
      // Names of files need not be UTF-8.
      {"\xFC"
       "2021-01-01/a.txt",
       "2021-01-01"},
  };
  for (const auto& [path, expected] : kCases) {
    EXPECT_EQ(DateOf(path, 2019), std::string(expected) + " from the path")
        << path;
  }
}

TEST(EffectiveDateTest, WordsInAName) {
  constexpr PathCase kCases[] = {
      {"icd10c-tabular-April-1-2026.xml", "2026-04-01"},
      {"april 1 2026 code files.zip:Tabular.xml", "2026-04-01"},
      {"April 1, 2026.zip:Tabular.xml", "2026-04-01"},
      {"APRIL_01_2026.xml", "2026-04-01"},
      {"tabular_apr12026.xml", "2026-04-01"},
      {"Table-FY2021-Jan-2021.xlsx", "2021-01-01"},
      {"Table-FY21-Jan-2021.xlsx", "2021-01-01"},
      {"Apr2023.txt", "2023-04-01"},
      {"FY2023Apr2023.txt", "2023-04-01"},
      {"Oct-31-2025.txt", "2025-10-31"},
      // Every month, in full and by three letters.
      {"january 2 2020", "2020-01-02"},
      {"february 2 2020", "2020-02-02"},
      {"march 2 2020", "2020-03-02"},
      {"april 2 2020", "2020-04-02"},
      {"may 2 2020", "2020-05-02"},
      {"june 2 2020", "2020-06-02"},
      {"july 2 2020", "2020-07-02"},
      {"august 2 2020", "2020-08-02"},
      {"september 2 2020", "2020-09-02"},
      {"october 2 2020", "2020-10-02"},
      {"november 2 2020", "2020-11-02"},
      {"december 2 2020", "2020-12-02"},
      {"jan 2020", "2020-01-01"},
      {"feb 2020", "2020-02-01"},
      {"mar 2020", "2020-03-01"},
      {"apr 2020", "2020-04-01"},
      {"jun 2020", "2020-06-01"},
      {"jul 2020", "2020-07-01"},
      {"aug 2020", "2020-08-01"},
      {"sep 2020", "2020-09-01"},
      {"sept 2020", "2020-09-01"},
      {"oct 2020", "2020-10-01"},
      {"nov 2020", "2020-11-01"},
      {"dec 2020", "2020-12-01"},
      // As Americans write it.
      {"Conversion-Table-FY2023-Effective-10-01-2022.xlsx", "2022-10-01"},
      {"effective_04_01_2023.txt", "2023-04-01"},
      // The last one counts, of either form.
      {"April-1-2026/Jan-2021.txt", "2021-01-01"},
      {"Jan-2021/a-10-01-2022.txt", "2022-10-01"},
      {"10-01-2022/Jan-2021.txt", "2021-01-01"},
      {"Jan-2021_Apr-2021.txt", "2021-04-01"},
      {"Jan-2021/icd10cm_order_2022.txt", "2021-01-01"},
      {"Jan-2021/Feb-30-2022.txt", "2021-01-01"},
  };
  for (const auto& [path, expected] : kCases) {
    EXPECT_EQ(DateOf(path, 2019), std::string(expected) + " from the name")
        << path;
  }
}

TEST(EffectiveDateTest, TheYearOfTheContent) {
  EXPECT_EQ(DateOf("Tabular.xml", 2026),
            "2025-10-01 assumed: the usual day of the fiscal year 2026 that "
            "the file gives");
  EXPECT_EQ(DateOf("HCPC2019.txt", 2020, /*fiscal_year=*/false),
            "2020-01-01 assumed: the usual day of the year 2020 that the file "
            "gives");
  // What is no year does not count.
  for (const int year : {0, 1, 1899, 2100, 999999999, -2020}) {
    EXPECT_EQ(DateOf("tabular_2017.xml", year),
              "2016-10-01 assumed: the usual day of the fiscal year 2017 in "
              "the name");
  }
}

TEST(EffectiveDateTest, AYearInAName) {
  constexpr PathCase kCases[] = {
      {"icd10cm_order_2026.txt", "2026"},
      {"icd10cm-order-2023.txt", "2023"},
      {"ICD10CM_FY2014_Full_XML_Tabular.xml", "2014"},
      {"ICD10CM_FY2016_ Full_ XML.ZIP:Tabular.xml", "2016"},
      {"FY15_Tabular.xml", "2015"},
      {"fy15_Tabular.xml", "2015"},
      {"icd10-fy-15.xml", "2015"},
      {"POAexemptCodesFY26.txt", "2026"},
      {"ICD-10-CM_ConversionTable-FY17.xlsx", "2017"},
      {"HCPC2020_ANWEB.txt", "2020"},
      {"2026/order.txt", "2026"},
      // The last one counts.
      {"2025/order_2026.txt", "2026"},
      {"FY15_2016.txt", "2016"},
      {"2016_FY15.txt", "2015"},
      {"2015_2016.txt", "2016"},
      {"2026/v12025.txt", "2026"},
      // A date that the calendar does not have still has a year.
      {"2021-13-01/a.txt", "2021"},
      {"Feb-30-2022.txt", "2022"},
      // Not a month.
      {"summary2026.txt", "2026"},
      {"dismay-2026.txt", "2026"},
      {"marches-2026.txt", "2026"},
      // A day does not stand before its month, nor alone before a year.
      {"25-12-2022.txt", "2022"},
      {"icd-10-2026.txt", "2026"},
      {"110-01-2026.txt", "2026"},
  };
  for (const auto& [path, year] : kCases) {
    const int number = std::stoi(std::string(year));
    EXPECT_EQ(DateOf(path),
              std::to_string(number - 1) +
                  "-10-01 assumed: the usual day of the fiscal year " +
                  std::string(year) + " in the name")
        << path;
    EXPECT_EQ(DateOf(path, 0, /*fiscal_year=*/false),
              std::string(year) + "-01-01 assumed: the usual day of the year " +
                  std::string(year) + " in the name")
        << path;
  }
}

TEST(EffectiveDateTest, WithoutDateOrYearTheUserIsAsked) {
  for (const std::string path :
       {"Tabular.xml", "icd10cm.txt", "icd10/E-Index.xml", "20260401.txt",
        "v20.26", "12026.txt", "1066.txt", "3001-01-01.txt", "reify15.txt",
        "FY2.txt", "FY152.txt", "April 1", "12021-01-01.txt", ""}) {
    EXPECT_EQ(DateOf(path),
              "INVALID_ARGUMENT: " + path +
                  ": no effective date: neither the name has a date or a year, "
                  "nor the content a year; give it with --effective "
                  "YYYY-MM-DD");
  }
}

}  // namespace
}  // namespace codebook
