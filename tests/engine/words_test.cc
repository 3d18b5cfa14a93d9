#include "engine/words.h"

#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"

namespace codebook {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> WordsOf(std::string_view text) {
  std::vector<std::string> words;
  ForEachWord(text, [&](std::string_view word) { words.emplace_back(word); });
  return words;
}

TEST(WordsTest, FoldCaseAccentsAndPossessives) {
  EXPECT_THAT(WordsOf("Sézary disease, (T-cell)"),
              ElementsAre("sezary", "disease", "t", "cell"));
  EXPECT_THAT(WordsOf("Crohn's Sjögren\xE2\x80\x99s its"),
              ElementsAre("crohn", "sjogren", "its"));
  EXPECT_THAT(WordsOf("d'Arsonval 's s's"),
              ElementsAre("d", "arsonval", "s", "s"));
  EXPECT_THAT(WordsOf("E11.9 2,3-DPG"),
              ElementsAre("e11", "9", "2", "3", "dpg"));
}

TEST(WordsTest, AnyBytesHaveWords) {
  EXPECT_THAT(WordsOf(""), ElementsAre());
  EXPECT_THAT(WordsOf(" \t\n.*+?[](){}^$|\\"), ElementsAre());
  EXPECT_THAT(WordsOf(std::string_view("a\0b", 3)), ElementsAre("a", "b"));
  EXPECT_THAT(WordsOf("caf\xC3 \xFF\xFEx"), ElementsAre("caf", "x"));
  EXPECT_THAT(WordsOf("\xE5\xBF\x83\xE8\x87\x9F heart"), ElementsAre("heart"));
}

TEST(WordsTest, LongWordsAreCut) {
  const std::vector<std::string> words = WordsOf(std::string(1 << 20, 'A'));
  EXPECT_THAT(words, ElementsAre(std::string(kMaxWordBytes, 'a')));
}

TEST(StemmerTest, BringsFormsOfAWordTogether) {
  Stemmer stemmer;
  const std::string stem(stemmer.Stem("fracture"));
  EXPECT_EQ(stemmer.Stem("fractures"), stem);
  EXPECT_EQ(stemmer.Stem("fractured"), stem);
  Stemmer moved(std::move(stemmer));
  EXPECT_EQ(moved.Stem("fractures"), stem);
}

}  // namespace
}  // namespace codebook
