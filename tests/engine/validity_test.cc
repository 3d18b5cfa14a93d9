#include "engine/validity.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/code_set_builder.h"

namespace codebook {
namespace {

Date Day(std::string_view text) { return *Date::Parse(text); }

// A code of a release: "A00" with its billable flag and dates of its own.
struct Row {
  std::string_view code;
  bool billable = true;
  Validity validity = {};
};

CodeSetPtr MakeRelease(std::string_view effective,
                       const std::vector<Row>& rows) {
  CodeSetBuilder builder({.set = "icd10cm",
                          .effective = Day(effective),
                          .point_after = 3,
                          .source_version = ""});
  builder.AddGroup(Kind::kChapter, "1", "One");
  for (const Row& row : rows) {
    const NodeId node =
        builder.AddRow(*Code::FromCharacters(row.code),
                       {.billable = row.billable, .title = "A title"});
    builder.SetValidity(node, row.validity);
  }
  auto image = std::make_shared<std::string>(*std::move(builder).Build());
  return *CodeSet::FromMemory(*image, image, "a release");
}

Catalog MakeCatalog() {
  return Catalog::Of({
      MakeRelease("2021-10-01",
                  {{"A00"},
                   {"B00"},
                   {"C00"},
                   {"D00", true, {.from = Day("2022-01-01"), .to = {}}},
                   {"E00", true, {.from = {}, .to = Day("2021-12-31")}},
                   {"F00", true, {.from = {}, .to = Day("2020-12-31")}}}),
      MakeRelease("2022-10-01", {{"A00"}, {"C00", false}, {"D00"}}),
      MakeRelease("2023-10-01", {{"A00"}, {"B00"}, {"C00", false}, {"G00"}}),
  });
}

// "2021-10-01..2022-09-30, 2023-10-01.."
std::string Print(const absl::StatusOr<std::vector<Period>>& periods) {
  if (!periods.ok()) return std::string(periods.status().message());
  std::string text;
  for (const Period& period : *periods) {
    if (!text.empty()) text += ", ";
    text += period.from.ToString() + "..";
    if (period.to) text += period.to->ToString();
  }
  return text;
}

TEST(Validity, JoinsReleasesAndCutsToTheRowsOwnDates) {
  struct Case {
    std::string_view code;
    std::string_view billable;
    std::string_view listed;
  };
  const Catalog catalog = MakeCatalog();
  for (const Case& c : {
           Case{"A00", "2021-10-01..", "2021-10-01.."},
           // Away for a year.
           Case{"B00", "2021-10-01..2022-09-30, 2023-10-01..",
                "2021-10-01..2022-09-30, 2023-10-01.."},
           // Became a header.
           Case{"C00", "2021-10-01..2022-09-30", "2021-10-01.."},
           // Began after its release; ended within it; ended before it.
           Case{"D00", "2022-01-01..2023-09-30", "2022-01-01..2023-09-30"},
           Case{"E00", "2021-10-01..2021-12-31", "2021-10-01..2021-12-31"},
           Case{"F00", "", ""},
           Case{"G00", "2023-10-01..", "2023-10-01.."},
           Case{"H00", "", ""},
       }) {
    const Code code = *Code::FromCharacters(c.code);
    EXPECT_EQ(Print(BillablePeriods(catalog, "icd10cm", code)), c.billable)
        << c.code;
    EXPECT_EQ(Print(ListedPeriods(catalog, "icd10cm", code)), c.listed)
        << c.code;
  }
}

TEST(Validity, OfGroups) {
  const Catalog catalog = MakeCatalog();
  EXPECT_EQ(Print(GroupPeriods(catalog, "icd10cm", "1")), "2021-10-01..");
  EXPECT_EQ(Print(GroupPeriods(catalog, "icd10cm", "2")), "");
}

TEST(Validity, OfASetThatIsNotLoaded) {
  const Catalog catalog = MakeCatalog();
  EXPECT_EQ(Print(BillablePeriods(catalog, "cpt", *Code::FromCharacters("A"))),
            "");
}

}  // namespace
}  // namespace codebook
