#include "codesets/icd10cm/seventh_character_rule.h"

#include <string>
#include <string_view>

#include "gtest/gtest.h"

namespace codebook {
namespace {

// "SCOPE without CHARACTERS where POSITION is VALUES", the position counted
// from 1 as the notes count.
std::string RuleText(std::string_view note) {
  const auto rule = ParseSeventhCharacterRule(note);
  if (!rule) return "none";
  return rule->scope.ToString() + " without " + rule->characters + " where " +
         std::to_string(rule->position + 1) + " is " + rule->values;
}

constexpr std::string_view kOfficial =
    "7th characters D and S do not apply to codes in category S06 with 6th "
    "character 7 - death due to brain injury prior to regaining consciousness, "
    "or 8 - death due to other cause prior to regaining consciousness.";

TEST(SeventhCharacterRuleTest, IsReadFromANote) {
  const struct {
    std::string_view note;
    bool may_be;
    std::string rule;
  } kCases[] = {
      {kOfficial, true, "S06 without DS where 6 is 78"},
      {"7th character D does not apply to codes in subcategory S06.3 with 6th "
       "character 7",
       true, "S063 without D where 6 is 7"},
      {"Seventh characters A, D and S do not apply to codes in category S06.- "
       "with 5th character 1 - brief, or 2 - longer",
       true, "S06 without ADS where 5 is 12"},
      {"Seventh characters A, D and S do not apply to codes in category S06.- "
       "with 5th characters 1 or 2",
       true, "S06 without ADS where 5 is 12"},
      // What it takes back, or where, is not said.
      {"7th characters D and S do not apply to fatal injuries", true, "none"},
      {"7th character S does not apply to codes in category S06 with 6th "
       "character 7, 8 and 9",
       true, "S06 without S where 6 is 789"},
      {"These characters do not apply to codes in category S06 with 6th "
       "character 7",
       true, "none"},
      {"The appropriate 7th character is to be added to each code from "
       "category S06",
       false, "none"},
      {"Categories with 6th character 7 apply to deaths", false, "none"},
      {"This category does not apply to newborns", false, "none"},
      {"", false, "none"},
  };
  for (const auto& [note, may_be, rule] : kCases) {
    EXPECT_EQ(MayBeSeventhCharacterRule(note), may_be) << note;
    EXPECT_EQ(RuleText(note), rule) << note;
  }
}

TEST(SeventhCharacterRuleTest, ExcludesWhatTheNoteSays) {
  const auto rule = ParseSeventhCharacterRule(kOfficial);
  ASSERT_TRUE(rule.has_value());
  const struct {
    std::string_view leaf;
    char character;
    bool excluded;
  } kCases[] = {
      {"S062X7", 'D', true},  {"S062X7", 'S', true},  {"S06A08", 'S', true},
      {"S062X7", 'A', false}, {"S062X6", 'D', false}, {"S0678X", 'D', false},
      {"S072X7", 'D', false},
  };
  for (const auto& [leaf, character, excluded] : kCases) {
    EXPECT_EQ(rule->Excludes(*Code::Parse(leaf, 0), character), excluded)
        << leaf << character;
  }
}

}  // namespace
}  // namespace codebook
