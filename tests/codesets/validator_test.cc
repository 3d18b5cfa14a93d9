// Verdicts on the sample releases: what is said of each kind of mistake.

#include "codesets/validator.h"

#include <string>
#include <string_view>
#include <vector>

#include "codesets/sample/sample.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace codebook {
namespace {

// A verdict in one line: status, printed code, and each issue as
// "id@position".
std::string Summary(const Verdict& verdict) {
  std::string summary(StatusName(verdict.status));
  summary += " " + verdict.release->Print(verdict.code);
  for (const Issue& issue : verdict.issues) {
    summary +=
        " " + std::string(IssueName(issue.id)) + "@" + std::to_string(issue.at);
  }
  return summary;
}

std::string FirstSuggestion(const Verdict& verdict) {
  return verdict.suggestions.empty() ? "" : verdict.suggestions.front().code;
}

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

struct Case {
  std::string_view set;
  std::string_view input;
  std::string_view summary;
  // The first suggestion; empty for none.
  std::string_view meant;
};

constexpr Case kCases[] = {
    // Form: case, blanks and the point never matter.
    {"icd10cm", "S52.501A", "valid S52.501A", ""},
    {"icd10cm", "s52.501a", "valid S52.501A", ""},
    {"icd10cm", "S52501A", "valid S52.501A point-missing@4", ""},
    {"icd10cm", "  S52.501A\t", "valid S52.501A", ""},
    {"icd10cm", "S52 501A", "valid S52.501A point-missing@4 blank-inside@0",
     ""},
    {"icd10cm", "S5250.1A", "valid S52.501A point-misplaced@6", ""},
    {"icd10cm", "S52..501A", "valid S52.501A point-misplaced@4", ""},
    {"icd10cm", "S52.501A.", "valid S52.501A point-misplaced@8", ""},
    {"icd10cm", "I10", "valid I10", ""},
    {"icd10cm", "I10.", "valid I10 point-misplaced@4", ""},
    {"icd10pcs", "0DB.64ZX", "valid 0DB64ZX point-misplaced@4", ""},
    // Anything else is proposed, never taken as read.
    {"icd10cm", "\"I10\"", "malformed  illegal-character@1 illegal-character@5",
     "I10"},
    {"icd10cm", "I10,", "malformed  illegal-character@4", "I10"},
    {"icd10cm",
     "\xEF\xBC\xA9"
     "10",
     "malformed  illegal-character@1", "I10"},
    {"icd10cm",
     "\xD0\x86"
     "10",
     "malformed  illegal-character@1", "I10"},
    {"icd10cm",
     "I1\xFF"
     "0",
     "malformed  illegal-character@3", "I10"},
    {"icd10cm", "", "malformed  no-such-code@0", ""},
    {"icd10cm", "S52.501AAA", "malformed  too-long@8", ""},
    // Look-alikes.
    {"icd10cm", "SO6.0X0A", "unknown SO6.0X0A letter-for-digit@2", "S06.0X0A"},
    {"icd10cm", "II0", "unknown II0 letter-for-digit@2", "I10"},
    {"icd10cm", "110", "malformed 110 digit-for-letter@1", "I10"},
    {"icd10pcs", "ODB64ZX", "malformed ODB64ZX letter-for-digit@1", "0DB64ZX"},
    {"icd10pcs", "0DB64ZI", "malformed 0DB64ZI letter-for-digit@7", "0DB64ZX"},
    // Headers and beginnings.
    {"icd10cm", "S52", "header S52 header-not-billable@4", "S52.501A"},
    {"icd10cm", "S5", "incomplete S5 more-characters-required@3", ""},
    {"icd10cm", "S52.501", "incomplete S52.501 seventh-character-required@7",
     "S52.501A"},
    {"icd10cm", "W21.89", "incomplete W21.89 seventh-character-required@7",
     "W21.89XA"},
    {"icd10cm", "W21.89X", "incomplete W21.89X seventh-character-required@7",
     "W21.89XA"},
    {"icd10pcs", "0DB", "incomplete 0DB more-characters-required@4", "0DB10ZX"},
    {"icd10pcs", "0DB64Z", "incomplete 0DB64Z more-characters-required@7",
     "0DB64Z3"},
    {"icd10pcs", "0", "incomplete 0 more-characters-required@2", ""},
    // Seventh characters and placeholders.
    {"icd10cm", "S52.501Z", "unknown S52.501Z seventh-character-invalid@7",
     "S52.501A"},
    {"icd10cm", "W21.89A", "unknown W21.89A placeholder-missing@6", "W21.89XA"},
    {"icd10cm", "W21.89ZA", "unknown W21.89ZA placeholder-missing@6",
     "W21.89XA"},
    {"icd10cm", "S52.5X1A", "unknown S52.5X1A placeholder-misplaced@5",
     "S52.501A"},
    {"icd10cm", "I10.XXXA", "unknown I10.XXXA seventh-character-not-allowed@4",
     "I10"},
    {"icd10cm", "I10.9", "unknown I10.9 too-long@4", "I10"},
    {"icd10cm", "XYZ", "unknown XYZ no-such-code@1", ""},
    // Axes.
    {"icd10pcs", "ZZZ0000", "unknown ZZZ0000 table-unknown@1", ""},
    {"icd10pcs", "0DQ64ZX", "unknown 0DQ64ZX table-unknown@3", "0DB64ZX"},
    {"icd10pcs", "0DB64ZQ", "unknown 0DB64ZQ axis-value-invalid@7", "0DB64ZX"},
    // HCPCS and CPT.
    {"hcpcs", "A0428", "valid A0428", ""},
    {"hcpcs", "a0428-ga", "valid A0428", ""},
    {"hcpcs", "A0428-ZZ", "unknown A0428 modifier-unknown@0", ""},
    {"hcpcs", "GA", "valid GA", ""},
    {"cpt", "9900X", "malformed 9900X illegal-character@5", ""},
};

TEST_F(ValidatorTest, SaysWhatIsWrong) {
  for (const Case& c : kCases) {
    const Verdicts verdicts = Validate({.set = std::string(c.set)}, c.input);
    ASSERT_EQ(verdicts.size(), 1u) << c.input;
    EXPECT_EQ(Summary(verdicts[0]), c.summary) << c.input;
    if (!c.meant.empty()) {
      EXPECT_EQ(FirstSuggestion(verdicts[0]), c.meant) << c.input;
    }
    for (const Suggestion& suggestion : verdicts[0].suggestions) {
      const auto row = verdicts[0].release->Find(suggestion.code);
      ASSERT_TRUE(row.has_value()) << suggestion.code;
      EXPECT_TRUE(verdicts[0].release->billable(*row)) << suggestion.code;
    }
    EXPECT_LE(verdicts[0].suggestions.size(), 5u) << c.input;
  }
}

TEST_F(ValidatorTest, TheAllowedCharactersHaveTheirMeanings) {
  const Verdicts verdicts = Validate({.set = "icd10cm"}, "W21.89");
  ASSERT_EQ(verdicts.size(), 1u);
  ASSERT_EQ(verdicts[0].issues.size(), 1u);
  std::vector<std::string> allowed;
  for (const AllowedCharacter& value : verdicts[0].issues[0].allowed) {
    allowed.push_back(std::string(1, value.character) + " " +
                      std::string(value.label));
  }
  EXPECT_THAT(allowed,
              testing::ElementsAre("A initial encounter",
                                   "D subsequent encounter", "S sequela"));
}

TEST_F(ValidatorTest, TheOfficialNoteExplainsTheExceptionOfS06) {
  const Verdicts verdicts = Validate({.set = "icd10cm"}, "S06.5X7D");
  ASSERT_EQ(verdicts.size(), 1u);
  EXPECT_EQ(Summary(verdicts[0]),
            "unknown S06.5X7D seventh-character-not-allowed@7");
  EXPECT_EQ(verdicts[0].issues[0].message,
            "the seventh character D does not apply to S06.5X7; the note at "
            "S06 says: \"7th characters D and S do not apply to codes in "
            "category S06 with 6th character 7 - death due to brain injury "
            "prior to regaining consciousness, or 8 - death due to other cause "
            "prior to regaining consciousness.\"");
  ASSERT_EQ(verdicts[0].issues[0].allowed.size(), 1u);
  EXPECT_EQ(verdicts[0].issues[0].allowed[0].character, 'A');
}

TEST_F(ValidatorTest, TheDateOfServiceDecides) {
  const auto status = [&](std::string_view code, std::string_view on) {
    return Summary(
        Validate({.set = "icd10cm", .on = Date::Parse(on)}, code).front());
  };
  EXPECT_EQ(status("D71", "2025-09-30"), "valid D71");
  EXPECT_EQ(status("D71", "2025-10-01"), "header D71 header-not-billable@4");
  EXPECT_THAT(status("D71.1", "2025-09-30"),
              testing::StartsWith("future D71.1 not-in-release@0"));
  EXPECT_THAT(status("S30.1XXA", "2025-10-01"),
              testing::StartsWith("retired S30.1XXA not-in-release@0"));
}

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
