#include "codesets/searcher.h"

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "codesets/index_lookup.h"
#include "codesets/sample/sample.h"
#include "engine/image.h"
#include "gmock/gmock.h"
#include "tests/codesets/icd10cm_files.h"
#include "tests/random_codes.h"

namespace codebook {
namespace {

using ::testing::ElementsAre;

std::string Note(const std::string& kind, const std::string& text) {
  return "<" + kind + "><note>" + text + "</note></" + kind + ">";
}

std::string Injury() {
  return Diagnosis(
      "S72", "Fracture of femur",
      "<sevenChrDef><extension char=\"A\">initial encounter for closed "
      "fracture</extension><extension char=\"D\">subsequent encounter"
      "</extension></sevenChrDef>" +
          Diagnosis("S72.0", "Fracture of neck of femur",
                    Diagnosis("S72.00",
                              "Fracture of unspecified part of neck "
                              "of femur",
                              Diagnosis("S72.001",
                                        "Fracture of unspecified "
                                        "part of neck of right "
                                        "femur") +
                                  Diagnosis("S72.002",
                                            "Fracture of unspecified part of "
                                            "neck of left femur"))) +
          Diagnosis("S72.3", "Fracture of shaft of femur"));
}

std::string Diseases() {
  return Diagnosis("A00", "Cholera",
                   Diagnosis("A00.0", "Cholera due to Vibrio cholerae 01",
                             Note("inclusionTerm", "Classical cholera")) +
                       Diagnosis("A00.9", "Cholera, unspecified")) +
         Diagnosis("E11", "Type 2 diabetes mellitus",
                   Diagnosis("E11.2",
                             "Type 2 diabetes mellitus with kidney "
                             "complications",
                             Diagnosis("E11.22",
                                       "Type 2 diabetes mellitus "
                                       "with diabetic chronic "
                                       "kidney disease")) +
                       Diagnosis("E11.9",
                                 "Type 2 diabetes mellitus without "
                                 "complications")) +
         Diagnosis("I10", "Essential (primary) hypertension",
                   Note("includes", "high blood pressure")) +
         Diagnosis("J18", "Pneumonia, unspecified organism",
                   Diagnosis("J18.9", "Pneumonia, unspecified organism")) +
         Diagnosis("N20", "Calculus of kidney and ureter",
                   Diagnosis("N20.0", "Calculus of kidney",
                             Note("inclusionTerm", "Renal stone"))) +
         Diagnosis("C84", "S\xC3\xA9zary disease");
}

std::string Index() {
  return "<ICD10CM.index><version>2026</version><letter><title>F</title>"
         "<mainTerm><title>Fracture, traumatic<nemod>(closed)</nemod></title>"
         "<term level=\"1\"><title>femur</title><code>S72.3</code>"
         "<term level=\"2\"><title>neck</title><code>S72.00-</code></term>"
         "</term></mainTerm>"
         "<mainTerm><title>Pestilence</title><code>A00.9</code></mainTerm>"
         "<mainTerm><title>Break</title><see>Fracture, traumatic, femur, neck"
         "</see></mainTerm></letter></ICD10CM.index>";
}

const CodeSetPtr& Release() {
  static const CodeSetPtr& release = *new CodeSetPtr(
      ImportIcd10cm({{"tabular.xml", TabularXmlOf(Diseases() + Injury())},
                     {"index.xml", Index()}})
          .value()
          .code_set);
  return release;
}

SearchResult Search(std::string_view query, const SearchOptions& options = {}) {
  SearchScratch scratch;
  return Searcher({Release()}).Search(query, options, scratch);
}

std::vector<std::string> Codes(const SearchResult& result) {
  std::vector<std::string> codes;
  for (const SearchHit& hit : result.hits) {
    codes.push_back(hit.release->Name(hit.node));
  }
  return codes;
}

std::string First(std::string_view query) {
  const std::vector<std::string> codes = Codes(Search(query));
  return codes.empty() ? "" : codes.front();
}

// As in searcher.h.
TEST(SearcherTest, ItsExampleDoesWhatItSays) {
  const Catalog catalog = SampleCatalog();
  const auto searcher = Searcher::Open(catalog, {.set = "icd10cm"});
  ASSERT_TRUE(searcher.ok()) << searcher.status();
  SearchScratch scratch;
  const SearchResult result = searcher->Search("dm2 w/ ckd", {}, scratch);
  ASSERT_FALSE(result.hits.empty());
  const SearchHit& hit = result.hits.front();
  EXPECT_EQ(hit.release->Name(hit.node), "E11.22");
  EXPECT_EQ(WhatMatched(hit, result.query).text,
            "Diabetes, diabetic (mellitus) (sugar), type 2, with, chronic "
            "kidney disease");
}

TEST(SearcherTest, FindsInAnyOrderCaseAndForm) {
  EXPECT_EQ(First("kidney calculus"), "N20.0");
  EXPECT_EQ(First("CALCULI, KIDNEYS"), "N20.0");
  EXPECT_EQ(First("sezary"), "C84");
  EXPECT_EQ(First("S\xC3\xA9zary's"), "C84");
  EXPECT_EQ(First("nephrolithiasis "), "N20.0");
}

TEST(SearcherTest, UnderstandsCoders) {
  EXPECT_EQ(First("dm2 w/ ckd"), "E11.22");
  EXPECT_EQ(First("htn"), "I10");
  EXPECT_EQ(First("kidney stone"), "N20.0");
  EXPECT_EQ(First("high blood pressure"), "I10");
  EXPECT_EQ(First("fx fem shaf"), "S72.3");
}

TEST(SearcherTest, TheLastWordMayBeUnfinishedAndALongOneMisspelt) {
  EXPECT_EQ(First("chol"), "A00.9");
  EXPECT_EQ(First("hypertensoin"), "I10");
  EXPECT_EQ(First("hypertnsion "), "I10");
  EXPECT_EQ(First("diabetes type 2 wit"), "E11.9");
}

TEST(SearcherTest, BillableBeforeHeadersOfTheSameTitle) {
  const std::vector<std::string> codes = Codes(Search("cholera"));
  ASSERT_GE(codes.size(), 2u);
  EXPECT_EQ(codes[0], "A00.9");
  EXPECT_EQ(codes[1], "A00");
}

// "J18" and "J18.9" have the same title, as many pairs of the lists.
TEST(SearcherTest, TheLimitDoesNotChangeWhatComesFirst) {
  for (const std::string_view query :
       {"pneumonia organism", "kidney", "fracture femur"}) {
    const std::vector<std::string> ten = Codes(Search(query));
    ASSERT_FALSE(ten.empty());
    EXPECT_THAT(Codes(Search(query, {.limit = 1})), ElementsAre(ten.front()))
        << query;
  }
  EXPECT_THAT(Codes(Search("kidney", {.limit = 0})), ElementsAre());
  EXPECT_EQ(First("pneumonia organism"), "J18.9");
}

TEST(SearcherTest, SeventhCharactersComeWithTheirWords) {
  EXPECT_EQ(First("fracture neck right femur"), "S72.001");
  EXPECT_EQ(First("fracture neck right femur initial encounter"), "S72.001A");
  EXPECT_EQ(First("fracture neck right femur subsequent"), "S72.001D");
  const SearchResult billable =
      Search("fracture neck right femur", {.billable_only = true});
  ASSERT_FALSE(billable.hits.empty());
  EXPECT_EQ(Codes(billable).front(), "S72.001A");
  for (const SearchHit& hit : billable.hits) {
    EXPECT_TRUE(Release()->billable(hit.node));
  }
}

TEST(SearcherTest, TellsWhatMatched) {
  const auto told = [](std::string_view query) {
    const SearchResult result = Search(query);
    if (result.hits.empty()) return std::string("none");
    const Matched matched = WhatMatched(result.hits.front(), result.query);
    return std::string(MatchedKindName(matched.kind)) + " " + matched.text;
  };
  EXPECT_EQ(told("cholera unspecified"), "title Cholera, unspecified");
  EXPECT_EQ(told("classical cholera "), "inclusion_term Classical cholera");
  EXPECT_EQ(told("pestilence"), "index Pestilence");
  EXPECT_EQ(told("I10"), "code Essential (primary) hypertension");
}

TEST(SearcherTest, ACodeInPlaceOfWordsIsThatCode) {
  EXPECT_THAT(Codes(Search("s72.00")),
              ElementsAre("S72.00", "S72.001", "S72.001A", "S72.001D",
                          "S72.002", "S72.002A", "S72.002D"));
  EXPECT_THAT(Codes(Search("E11.2", {.billable_only = true})),
              ElementsAre("E11.22"));
}

TEST(SearcherTest, FiltersByPrefixSectionAndChapter) {
  EXPECT_THAT(Codes(Search("cholera", {.within = "a00.0"})),
              ElementsAre("A00.0"));
  EXPECT_FALSE(Codes(Search("cholera", {.within = "A00-Z99"})).empty());
  EXPECT_FALSE(Codes(Search("cholera", {.within = "1"})).empty());
  EXPECT_THAT(Codes(Search("cholera", {.within = "S72"})), ElementsAre());
  EXPECT_THAT(Codes(Search("cholera", {.within = "no such"})), ElementsAre());
  EXPECT_TRUE(Search("cholera", {.within = "no such"}).nothing_within);
  EXPECT_FALSE(Search("cholera", {.within = "S72"}).nothing_within);
}

TEST(SearcherTest, FewerWordsComeAfterAllWords) {
  const SearchResult result = Search("cholera femur");
  ASSERT_FALSE(result.hits.empty());
  EXPECT_FALSE(result.hits.front().all_words);
  bool fewer = false;
  for (const SearchHit& hit : Search("chronic kidney disease").hits) {
    EXPECT_FALSE(fewer && hit.all_words);
    fewer |= !hit.all_words;
  }
}

TEST(SearcherTest, TellsUnknownWords) {
  const SearchResult result = Search("cholera zyxwvut ");
  EXPECT_THAT(result.unknown, ElementsAre("zyxwvut"));
  EXPECT_EQ(Codes(result).front(), "A00.9");
}

TEST(SearcherTest, AnyBytesMayBeSearchedFor) {
  for (const std::string& query :
       {std::string(), std::string(" \t\n"), std::string("of the"),
        std::string("\x01\x02\x7F\xFF"), std::string(".*[]()+?^$|\\"),
        std::string(1 << 20, 'a'), std::string("a\0b", 3)}) {
    EXPECT_LE(Search(query).hits.size(), 10u);
  }
  std::string many;
  for (int i = 0; i < 10000; ++i) many += "word" + std::to_string(i) + " ";
  EXPECT_TRUE(Search(many + "cholera").query.cut);
}

TEST(SearcherTest, FindsTermsOfTheIndex) {
  SearchScratch scratch;
  const Searcher searcher({Release()});
  const IndexTerms& index = Release()->index_terms();
  const auto paths = [&](std::string_view words) {
    std::vector<std::string> found;
    for (const IndexEntry& entry : searcher.SearchIndex(words, 10, scratch)) {
      found.push_back(IndexPath(index, entry.term));
    }
    return found;
  };
  EXPECT_THAT(paths("fx neck "),
              ElementsAre("Fracture, traumatic (closed), femur, neck"));
  EXPECT_THAT(paths("fracture closed femur "),
              ElementsAre("Fracture, traumatic (closed), femur",
                          "Fracture, traumatic (closed), femur, neck"));
  EXPECT_THAT(paths("break"), ElementsAre("Break"));
  EXPECT_THAT(paths("classical "), ElementsAre());
  EXPECT_THAT(paths(""), ElementsAre());
  const auto target = FollowSee(index, "Fracture, traumatic, femur, neck");
  ASSERT_TRUE(target);
  EXPECT_EQ(index.Links(*target).front().text, "S72.00-");
  EXPECT_FALSE(FollowSee(index, "condition"));
  EXPECT_FALSE(FollowSee(index, ""));
}

// The release with damage in the sections of the text index, or in those of
// the alphabetic lists.
TEST(SearcherTest, DamageIsSurvived) {
  std::mt19937_64 random(51);
  const auto sound =
      Image::FromMemory(Release()->image_bytes(), nullptr, "test").value();
  for (int i = 0; i < 1500; ++i) {
    const auto section = static_cast<SectionId>(
        static_cast<uint32_t>(SectionId::kIndexLists) +
        Below(random, static_cast<size_t>(SectionId::kTextPhrases) -
                          static_cast<size_t>(SectionId::kIndexLists) + 1));
    std::string bytes(sound->SectionBytes(section));
    if (bytes.empty()) continue;
    for (size_t flip = 0; flip < 1 + Below(random, 20); ++flip) {
      bytes[Below(random, bytes.size())] = static_cast<char>(random());
    }
    ImageWriter writer;
    for (size_t other = 0; other < kSectionCount; ++other) {
      const auto id = static_cast<SectionId>(other);
      writer.SetBytes(id, id == section ? std::string_view(bytes)
                                        : sound->SectionBytes(id));
    }
    const auto image = std::make_shared<const std::string>(writer.ToBytes());
    const auto damaged = CodeSet::FromMemory(*image, image, "test");
    ASSERT_TRUE(damaged.ok()) << damaged.status();
    const Searcher searcher({*damaged});
    SearchScratch scratch;
    for (const std::string_view query :
         {"fracture neck femur initial", "chol", "hypertensoin ", "k",
          "diabetes zyxwvut kidney", "pestilence"}) {
      const SearchResult result = searcher.Search(query, {}, scratch);
      for (const SearchHit& hit : result.hits) {
        EXPECT_LE(WhatMatched(hit, result.query).text.size(), image->size());
      }
      for (const IndexEntry& entry : searcher.SearchIndex(query, 10, scratch)) {
        EXPECT_LE(IndexPath((*damaged)->index_terms(), entry.term).size(),
                  image->size());
      }
    }
  }
}

}  // namespace
}  // namespace codebook
