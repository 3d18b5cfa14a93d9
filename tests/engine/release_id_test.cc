#include "engine/release_id.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace codebook {
namespace {

TEST(ReleaseIdTest, ParseReadsWhatToStringWrites) {
  for (const std::string_view text :
       {"icd10cm@2022-10-01", "icd10pcs@2025-10-01", "cpt@2026-01-01",
        "1@1999-12-31"}) {
    const auto id = ReleaseId::Parse(text);
    ASSERT_TRUE(id.has_value()) << text;
    EXPECT_EQ(id->ToString(), text);
  }
  EXPECT_EQ(ReleaseId::Parse("icd10cm@2022-10-01")->set, "icd10cm");
  EXPECT_EQ(ReleaseId::Parse("icd10cm@2022-10-01")->effective,
            Date::Parse("2022-10-01"));
}

TEST(ReleaseIdTest, ParseRefusesEveryOtherForm) {
  for (const std::string_view text :
       {"", "icd10cm", "icd10cm@", "@2022-10-01", "icd10cm@2022-13-01",
        "icd10cm@2022-10-1", "icd10cm@@2022-10-01", "ICD10CM@2022-10-01",
        "icd-10@2022-10-01", "icd 10@2022-10-01", "../cpt@2022-10-01",
        " icd10cm@2022-10-01", "icd10cm@2022-10-01 ", "icd10cm 2022-10-01",
        "icd10cm@2022-10-01.codebook", "icd10cm@2022-10-01@2022-10-01"}) {
    EXPECT_FALSE(ReleaseId::Parse(text).has_value()) << text;
  }
}

TEST(ReleaseIdTest, OrderIsBySetThenByDate) {
  const std::vector<std::string> expected = {
      "cpt@2026-01-01", "icd10cm@2021-10-01", "icd10cm@2022-04-01",
      "icd10pcs@2020-10-01"};
  std::vector<ReleaseId> ids;
  for (const std::string& text : expected) {
    ids.insert(ids.begin(), *ReleaseId::Parse(text));
  }
  std::ranges::sort(ids);
  for (size_t i = 0; i < ids.size(); ++i) {
    EXPECT_EQ(ids[i].ToString(), expected[i]);
  }
}

}  // namespace
}  // namespace codebook
