// Which releases and sets are asked. What is said of each kind of mistake is in
// verdict_table_test.cc.

#include "codesets/validator.h"

#include <string>
#include <string_view>
#include <vector>

#include "codesets/sample/sample.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace codebook {
namespace {

class ValidatorTest : public testing::Test {
 protected:
  Verdicts Validate(const ReleaseChoice& choice, std::string_view text) {
    const absl::StatusOr<Validator> validator =
        Validator::Open(catalog_, choice);
    EXPECT_TRUE(validator.ok()) << validator.status();
    return validator.ok() ? validator->Validate(text) : Verdicts();
  }

  const Catalog catalog_ = SampleCatalog();
};

TEST_F(ValidatorTest, ADateOutsideEveryReleaseIsAnErrorThatListsThem) {
  const absl::StatusOr<Validator> validator = Validator::Open(
      catalog_, {.set = "icd10cm", .on = Date::Parse("2001-01-01")});
  ASSERT_FALSE(validator.ok());
  EXPECT_EQ(validator.status().message(),
            "no release of icd10cm was in force on 2001-01-01; loaded: "
            "cpt@2026-01-01, hcpcs@2026-01-01, icd10cm@2024-10-01, "
            "icd10cm@2025-10-01, icd10pcs@2025-10-01");
}

TEST_F(ValidatorTest, ACodeOfAnotherSetIsNamed) {
  const Verdicts verdicts = Validate({.set = "icd10cm"}, "0DB64ZX");
  ASSERT_EQ(verdicts.size(), 1u);
  ASSERT_FALSE(verdicts[0].issues.empty());
  EXPECT_EQ(verdicts[0].issues.back().id, IssueId::kOtherCodeSet);
  EXPECT_THAT(verdicts[0].issues.back().message,
              testing::StartsWith("0DB64ZX is a valid ICD-10-PCS code: "));
}

TEST_F(ValidatorTest, WithoutASetEveryOneIsAsked) {
  EXPECT_EQ(Validate({}, "0DB64ZX").front().release->set(), "icd10pcs");
  EXPECT_EQ(Validate({}, "I10").front().release->set(), "icd10cm");
  EXPECT_EQ(Validate({}, "A0428").front().release->set(), "hcpcs");
  EXPECT_EQ(Validate({}, "ODB64ZX").front().release->set(), "icd10pcs");
}

TEST_F(ValidatorTest, AModifierIsJudgedByItself) {
  const Verdicts verdicts = Validate({.set = "hcpcs"}, "A0428-GA-ZZ");
  ASSERT_EQ(verdicts.size(), 1u);
  ASSERT_EQ(verdicts[0].modifiers.size(), 2u);
  EXPECT_EQ(verdicts[0].modifiers[0].status, VerdictStatus::kValid);
  EXPECT_EQ(verdicts[0].modifiers[1].status, VerdictStatus::kUnknown);
}

}  // namespace
}  // namespace codebook
