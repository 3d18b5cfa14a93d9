#include "engine/text_difference.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "tests/random_codes.h"

namespace codebook {
namespace {

// "a [-b-] {+c+}"
std::string Shown(std::string_view before, std::string_view after) {
  std::string shown;
  for (const TextPart& part : CompareTexts(before, after)) {
    const std::string text(part.text);
    shown += part.kind == TextPartKind::kSame      ? text
             : part.kind == TextPartKind::kDeleted ? "[-" + text + "-]"
                                                   : "{+" + text + "+}";
  }
  return shown;
}

TEST(TextDifferenceTest, IsWordByWord) {
  const struct {
    std::string before;
    std::string after;
    std::string shown;
  } kCases[] = {
      {"", "", ""},
      {"same words", "same words", "same words"},
      {"", "new", "{+new+}"},
      {"old", "", "[-old-]"},
      {"sepsis (T81.4)", "sepsis (T81.4-)", "sepsis ([-T81.4-]{+T81.4-+})"},
      {"not classified", "not elsewhere classified",
       "not {+elsewhere +}classified"},
      {"one two three four", "one 2 3 four", "one [-two three-]{+2 3+} four"},
      {"Sézary disease", "Sézary's disease", "[-Sézary-]{+Sézary's+} disease"},
      {"a, b", "a; b", "a[-,-]{+;+} b"},
  };
  for (const auto& test : kCases) {
    EXPECT_EQ(Shown(test.before, test.after), test.shown);
  }
}

TEST(TextDifferenceTest, PartsMakeUpBothTexts) {
  std::mt19937_64 random(8);
  const std::string kPieces[] = {"a", "b", "T81.4", " ", " ", "(", "-", "é"};
  const auto text = [&] {
    std::string made;
    for (size_t i = Below(random, 12); i > 0; --i) {
      made += kPieces[Below(random, std::size(kPieces))];
    }
    return made;
  };
  for (int i = 0; i < 5000; ++i) {
    const std::string before = text();
    const std::string after = text();
    std::string old_text;
    std::string new_text;
    for (const TextPart& part : CompareTexts(before, after)) {
      if (part.kind != TextPartKind::kAdded) old_text += part.text;
      if (part.kind != TextPartKind::kDeleted) new_text += part.text;
    }
    ASSERT_EQ(old_text, before);
    ASSERT_EQ(new_text, after);
    ASSERT_EQ(Similarity(before, after), Similarity(after, before));
    ASSERT_EQ(Similarity(before, before), 1);
  }
}

TEST(TextDifferenceTest, LongTextsComeToAnEnd) {
  std::string before;
  std::string after;
  for (int i = 0; i < 20000; ++i) {
    before += "a" + std::to_string(i) + " ";
    after += "b" + std::to_string(i) + " ";
  }
  EXPECT_EQ(CompareTexts(before, after).size(), 3u);
  EXPECT_EQ(Similarity(before, after), 0);
}

TEST(TextDifferenceTest, SimilarityIsTheShareOfWords) {
  EXPECT_EQ(Similarity("a b c d", "a b x y"), 0.5);
  EXPECT_EQ(Similarity("Acute (A00)", "acute [A00]"), 1);
  EXPECT_EQ(Similarity("", "a"), 0);
}

}  // namespace
}  // namespace codebook
