#include "codesets/query_words.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "codesets/coder_words.h"
#include "codesets/word_lookup.h"
#include "codesets/word_senses.h"
#include "gmock/gmock.h"

namespace codebook {
namespace {

using ::testing::ElementsAre;

// The words of a query, one that is only begun with "*".
std::string Words(std::string_view text) {
  std::string words;
  for (const QueryWord& word : ParseQuery(text).words) {
    words +=
        (words.empty() ? "" : " ") + word.text + (word.beginning ? "*" : "");
  }
  return words;
}

TEST(QueryWordsTest, TheLastWordMayBeUnfinished) {
  EXPECT_EQ(Words("Diabetic foot"), "diabetic foot*");
  EXPECT_EQ(Words("Diabetic foot "), "diabetic foot");
  EXPECT_EQ(Words("Diabetic (foot)"), "diabetic foot");
  EXPECT_EQ(Words("foot foot"), "foot");
}

TEST(QueryWordsTest, AbbreviationsAndPlainNamesAreReplaced) {
  EXPECT_EQ(Words("fx, neck "), "fracture neck");
  EXPECT_EQ(Words("DM2 w/o"), "type 2 diabetes mellitus without");
  EXPECT_EQ(Words("s/p amp"), "status amputation");
  EXPECT_EQ(Words("heart attack "), "myocardial infarction");
  EXPECT_EQ(Words("high blood pressure in pregnancy "),
            "hypertension pregnancy");
  EXPECT_EQ(Words("kidney stones "), "calculus kidney");
  EXPECT_EQ(Words("heart "), "heart");
}

TEST(QueryWordsTest, WordsOfGrammarAreLeftOut) {
  EXPECT_EQ(Words("fracture of the neck of "), "fracture neck");
  EXPECT_EQ(Words("of the "), "");
  // It may become another word.
  EXPECT_EQ(Words("a"), "a*");
}

TEST(QueryWordsTest, AnyBytesAreAQuery) {
  EXPECT_EQ(Words(""), "");
  EXPECT_EQ(Words("\x01\x02 .* [a-z]+ (?:x) "), "z x");
  EXPECT_EQ(Words(std::string(1 << 20, 'a')),
            std::string(kMaxQueryBytes, 'a').substr(0, 48) + "*");
  std::string many;
  for (int i = 0; i < 10000; ++i) many += "word" + std::to_string(i) + " ";
  const Query query = ParseQuery(many);
  EXPECT_EQ(query.words.size(), kMaxQueryWords);
  EXPECT_TRUE(query.cut);
  EXPECT_FALSE(ParseQuery("one two").cut);
}

TEST(CoderWordsTest, TablesAreSortedAndInLowerCase) {
  EXPECT_GE(Abbreviations().words().size(), 100u);
  for (const CoderTable* table :
       {&Abbreviations(), &PlainPhrases(), &PlainWords(), &LargerSites()}) {
    const auto words = table->words();
    EXPECT_TRUE(std::ranges::is_sorted(words, {}, &CoderWord::written));
    EXPECT_EQ(std::ranges::adjacent_find(words, {}, &CoderWord::written),
              words.end());
    for (const CoderWord& word : words) {
      EXPECT_TRUE(std::ranges::none_of(word.written, [](char c) {
        return c >= 'A' && c <= 'Z';
      })) << word.written;
      EXPECT_FALSE(word.meaning.empty()) << word.written;
      EXPECT_EQ(table->MeaningOf(word.written), word.meaning);
    }
  }
  EXPECT_EQ(Abbreviations().MeaningOf("no such"), "");
}

TEST(WordSensesTest, WordsOfOneMeaningHaveOneTerm) {
  WordSenses senses;
  EXPECT_EQ(senses.Term("renal"), senses.Term("kidneys"));
  EXPECT_EQ(senses.Term("haemorrhages"), senses.Term("hemorrhage"));
  EXPECT_EQ(senses.Term("tumour"), senses.Term("neoplasms"));
  EXPECT_EQ(senses.Term("anaemia"), senses.Term("anemia"));
  EXPECT_NE(senses.Term("heart"), senses.Term("liver"));
}

TEST(WordSensesTest, LearnedWordsAreTakenApart) {
  EXPECT_THAT(PartsOf("nephritis"), ElementsAre("inflammation", "kidney"));
  EXPECT_THAT(PartsOf("vesicoureterovaginal"),
              testing::IsSupersetOf({"bladder", "ureter", "vagina"}));
  EXPECT_THAT(PartsOf("heart"), ElementsAre());
}

TEST(WordLookupTest, OneSlipIsForgiven) {
  EXPECT_TRUE(WithinOneSlip("fracture", "fracture"));
  EXPECT_TRUE(WithinOneSlip("fractur", "fracture"));
  EXPECT_TRUE(WithinOneSlip("fractture", "fracture"));
  EXPECT_TRUE(WithinOneSlip("frcature", "fracture"));
  EXPECT_TRUE(WithinOneSlip("frakture", "fracture"));
  EXPECT_FALSE(WithinOneSlip("fraktur", "fracture"));
  EXPECT_FALSE(WithinOneSlip("rfacutre", "fracture"));
  EXPECT_TRUE(WithinOneSlip("", "a"));
  EXPECT_FALSE(WithinOneSlip("", "ab"));
}

}  // namespace
}  // namespace codebook
