// Search on the official releases: what coders ask for and the codes that they
// want to see among the first five, each looked up in the official list; and
// how many entries of an official index are found.

#include <algorithm>
#include <memory>
#include <pugixml.hpp>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "codesets/import.h"
#include "codesets/searcher.h"
#include "gmock/gmock.h"
#include "tests/release/official_files.h"
#include "tests/release/releases.h"

namespace codebook {
namespace {

CodeSetPtr Read(std::string_view inside) {
  return ReadReleases(std::vector<std::string>{ReleasesPath(inside)}, {})
      .value()
      .releases.at(0)
      .code_set;
}

// ICD-10-CM of 2022-10-01 without an index and ICD-10-PCS of 2025-10-01.
const Searcher& BothSets() {
  static const Searcher& searcher =
      *new Searcher({Read("icd10cm/2022-10-01"), Read("icd10pcs/2025-10-01")});
  return searcher;
}

struct CoderQuery {
  std::string_view words;
  // Any of these, separated by blanks, is what a coder wants.
  std::string_view wanted;
};

constexpr CoderQuery kQueries[] = {
    // Everyday diagnoses, abbreviated as in charts.
    {"htn", "I10"},
    {"dm2", "E11.9"},
    {"dm2 w/ ckd", "E11.22"},
    {"copd", "J44.9"},
    {"copd exacerbation", "J44.1"},
    {"chf", "I50.9 I50.20 I50.2"},
    {"acute on chronic diastolic heart failure", "I50.33"},
    {"afib", "I48.91"},
    {"paroxysmal afib", "I48.0"},
    {"uti", "N39.0"},
    {"ckd stage 4", "N18.4"},
    {"esrd", "N18.6"},
    {"aki", "N17.9"},
    {"nstemi", "I21.4"},
    {"old mi", "I25.2"},
    {"gerd without esophagitis", "K21.9"},
    {"bph with luts", "N40.1"},
    {"dvt lle", "I82.402"},
    {"hypothyroidism", "E03.9"},
    {"hyperlipidemia", "E78.5"},
    {"iron deficiency anemia", "D50.9"},
    {"osa", "G47.33"},
    {"mdd recurrent moderate", "F33.1"},
    {"ptsd", "F43.10 F43.1"},
    {"etoh dependence", "F10.20 F10.2"},
    {"low back pain", "M54.50 M54.5"},
    {"shortness of breath", "R06.02"},
    {"chest pain", "R07.9"},
    {"sepsis", "A41.9"},
    {"cellulitis right lower limb", "L03.115"},
    {"pressure ulcer sacral stage 3", "L89.153"},
    // Plain words.
    {"heart attack", "I21.9"},
    {"high blood pressure", "I10"},
    {"kidney stone", "N20.0"},
    {"whooping cough", "A37.90 A37.9 A37"},
    {"pink eye", "H10.9 H10 H10.0"},
    // Sites, sides and encounters; beginnings of words.
    {"fx fem neck", "S72.00 S72.0"},
    {"closed fracture neck right femur initial", "S72.001A"},
    {"colles fx lt", "S52.532 S52.53"},
    {"sprain ankle left", "S93.402 S93.40"},
    {"malig neo breast right female upper outer", "C50.411"},
    {"lung ca", "C34.90 C34.9 C34"},
    {"type 2 diabetes with foot ulcer", "E11.621"},
    {"rheumatoid arthritis", "M06.9"},
    {"asthma", "J45.909 J45.90 J45.9 J45"},
    {"pneumonia", "J18.9"},
    {"fall from ladder", "W11"},
    // One slip, accents and British spelling.
    {"pnuemonia", "J18.9"},
    {"Sj\xC3\xB6gren", "M35.0 M35.00"},
    {"haemorrhoids", "K64.9 K64"},
    // Procedures.
    {"appendectomy open", "0DTJ0ZZ"},
    {"lap chole resection gallbladder", "0FT44ZZ"},
    {"total knee replacement right", "0SRC0JZ 0SRC07Z 0SRC0KZ 0SRC0J9 0SRC069"},
    {"cabg one artery left internal mammary open", "02100Z9"},
};

class SearchReleaseTest : public ReleaseTest {};

TEST_F(SearchReleaseTest, CodersFindWhatTheyWantAmongTheFirstFive) {
  SearchScratch scratch;
  static_assert(std::size(kQueries) >= 50);
  for (const CoderQuery& query : kQueries) {
    const SearchResult result =
        BothSets().Search(query.words, {.limit = 5}, scratch);
    std::string found;
    bool wanted = false;
    for (const SearchHit& hit : result.hits) {
      const std::string code = hit.release->Name(hit.node);
      found += code + " ";
      wanted |=
          (" " + std::string(query.wanted) + " ").find(" " + code + " ") !=
          std::string::npos;
    }
    EXPECT_TRUE(wanted) << query.words << ": wanted " << query.wanted
                        << ", found " << found;
  }
}

struct Entry {
  std::string words;
  std::string code;
};

void Collect(pugi::xml_node above, const std::string& path,
             std::vector<Entry>& entries) {
  for (const pugi::xml_node term : above.children()) {
    const std::string_view name = term.name();
    if (name != "mainTerm" && name != "term") continue;
    std::string words = path;
    for (const pugi::xml_node part : term.child("title").children()) {
      if (part.type() == pugi::node_pcdata)
        words += std::string(" ") + part.value();
    }
    std::string code = term.child_value("code");
    std::erase_if(code,
                  [](char c) { return c == '.' || c == '-' || c == ' '; });
    if (!code.empty()) entries.push_back({words, code});
    Collect(term, words, entries);
  }
}

// Some entries of the index of FY2017, which `release` is asked for.
struct Shares {
  double codes;
  double categories;
};
Shares FoundInFirstTen(std::string_view release, uint64_t seed) {
  pugi::xml_document xml;
  EXPECT_TRUE(xml.load_file(
      ReleasesPath("icd10cm/2016-10-01/icd10cm_index_2017.xml").c_str()));
  std::vector<Entry> entries;
  for (const pugi::xml_node letter :
       xml.document_element().children("letter")) {
    Collect(letter, "", entries);
  }
  const Searcher searcher({Read(release)});
  SearchScratch scratch;
  std::mt19937_64 random(seed);
  const size_t count = kUnderSanitizer ? 200 : 3000;
  double codes = 0;
  double categories = 0;
  for (size_t i = 0; i < count; ++i) {
    const Entry& entry = entries[random() % entries.size()];
    bool code = false;
    bool category = false;
    for (const SearchHit& hit :
         searcher.Search(entry.words + " ", {}, scratch).hits) {
      const std::string found = hit.release->code(hit.node).ToString();
      code |= found == entry.code;
      category |= found.substr(0, 3) == entry.code.substr(0, 3);
    }
    codes += code;
    categories += category;
  }
  return {codes / static_cast<double>(count),
          categories / static_cast<double>(count)};
}

TEST_F(SearchReleaseTest, FindsEntriesOfAnIndexThatIsNotLoaded) {
  const Shares found = FoundInFirstTen("icd10cm/2022-10-01", 99);
  EXPECT_GE(found.codes, 0.70);
  EXPECT_GE(found.categories, 0.85);
}

TEST_F(SearchReleaseTest, FindsEntriesOfTheIndexThatIsLoaded) {
  const Shares found = FoundInFirstTen("icd10cm/2016-10-01", 100);
  EXPECT_GE(found.codes, 0.99);
  EXPECT_GE(found.categories, 0.99);
}

// The terms of the index, of the drug and of the neoplasm table lead where the
// official files say.
TEST_F(SearchReleaseTest, TheIndexLeadsWhereItSays) {
  const Searcher searcher({Read("icd10cm/2016-10-01")});
  SearchScratch scratch;
  const auto first_link = [&](std::string_view words) {
    const auto entries = searcher.SearchIndex(words, 5, scratch);
    if (entries.empty()) return std::string("none");
    const IndexTerms& index = entries.front().release->index_terms();
    std::string links;
    for (const IndexLink& link : index.Links(entries.front().term)) {
      links += std::string(link.text) + " ";
    }
    return links;
  };
  EXPECT_EQ(first_link("abdominalgia "), "Pain, abdominal ");
  EXPECT_EQ(first_link("fracture femur upper end neck "), "S72.00- ");
  EXPECT_EQ(first_link("aspirin "),
            "T39.011 T39.012 T39.013 T39.014 T39.015 T39.016 ");
  EXPECT_EQ(first_link("neoplasm breast upper-outer quadrant "),
            "C50.4- C79.81 D05.- D24.- D48.6- D49.3 ");
  EXPECT_EQ(first_link("disease alzheimer's late onset with behavioral "
                       "disturbance "),
            "G30.1 F02.81 ");
}

}  // namespace
}  // namespace codebook
