#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/tools/run_program.h"

namespace codebook {
namespace {

using ::nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> Codes(std::vector<std::string> words) {
  words.insert(words.begin(), {"search", "--json"});
  std::vector<std::string> codes;
  for (const json& hit : Program().Run(words).json()) {
    codes.push_back(hit["code"]);
  }
  return codes;
}

TEST(Search, GivesTheFieldsOfTheContractInTheirOrder) {
  const ProgramRun run = Program().Run(
      {"search", "--json", "--set", "icd10cm", "--limit", "1", "old MI"});
  ASSERT_EQ(run.exit_status, 0) << run.err;
  const auto hit = nlohmann::ordered_json::parse(run.out);
  std::vector<std::string> names;
  for (const auto& field : hit.items()) names.push_back(field.key());
  EXPECT_THAT(names, ElementsAre("type", "rank", "code", "set", "release",
                                 "title", "billable", "all_words", "matched"));
  EXPECT_EQ(hit["type"], "hit");
  EXPECT_EQ(hit["rank"], 1);
  EXPECT_EQ(hit["code"], "I25.2");
  EXPECT_EQ(hit["release"], "icd10cm@2025-10-01");
  EXPECT_EQ(hit["title"], "Old myocardial infarction");
  EXPECT_EQ(hit["billable"], true);
  EXPECT_EQ(hit["matched"]["kind"], "title");
}

TEST(Search, FindsInAllSetsAndWithinFilters) {
  EXPECT_EQ(Codes({"dm2", "w/", "ckd"}).at(0), "E11.22");
  EXPECT_EQ(Codes({"cholecystectomy", "--billable"}).at(0), "0FT40ZZ");
  EXPECT_EQ(Codes({"--set", "icd10pcs", "resection", "appendix", "open"}).at(0),
            "0DTJ0ZZ");
  EXPECT_THAT(Codes({"--within", "I20-I25", "--limit", "1", "old"}),
              ElementsAre("I25.2"));
  EXPECT_THAT(Codes({"--within", "I2", "--limit", "1", "old"}),
              ElementsAre("I25.2"));
  EXPECT_EQ(Codes({"S52.501"}).at(0), "S52.501");
  EXPECT_EQ(Codes({"--limit", "3", "fracture"}).size(), 3u);
}

TEST(Search, PrintsHeadersWithADashAndWhatMatched) {
  const ProgramRun run = Program().Run(
      {"search", "--set", "icd10cm", "--limit", "2", "fx fem neck"});
  EXPECT_EQ(run.exit_status, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("S72.00-"));
  const ProgramRun colored =
      Program().Run({"search", "--color", "always", "--set", "icd10cm",
                     "--limit", "1", "old infarction"});
  EXPECT_THAT(colored.out, HasSubstr("\x1b[1mOld\x1b[0m"));
}

TEST(Search, ReadsQueriesFromStandardInput) {
  const ProgramRun run = Program().Run(
      {"search", "--json", "--set", "icd10cm", "--limit", "1", "-"},
      "old mi\nchronic kidney disease stage 5\n");
  const std::vector<json> hits = run.json();
  ASSERT_EQ(hits.size(), 2u);
  EXPECT_EQ(hits[0]["code"], "I25.2");
  EXPECT_EQ(hits[1]["code"], "N18.5");
}

struct BadCase {
  std::vector<std::string> words;
  int exit_status;
  std::string err;
};

TEST(Search, BadInputGetsAClearMessage) {
  std::vector<std::string> many = {"search"};
  for (int i = 0; i < 10000; ++i) many.push_back("word" + std::to_string(i));
  const std::vector<BadCase> cases = {
      {{"search"}, 2, "no WORDS given: name what to look for"},
      {{"search", ""}, 2, "no words to look for in ''"},
      {{"search", ".*[]+?"}, 2, "no words to look for in '.*[]+?'"},
      {{"search", "of the "}, 2, "no words to look for in 'of the '"},
      {{"search", "\x01\x02"},
       2,
       "no words to look for in '?"
       "?'"},
      {{"search", "zyxwvuts"}, 1, "in no release: 'zyxwvuts'"},
      {{"search", std::string(100000, 'q')}, 1, "nothing found for 'qqqq"},
      {{"search", "--limit", "0", "old"}, 2, "--limit: expected a number"},
      {{"search", "--limit", "x", "old"}, 2, "--limit: expected a number"},
      {many, 1, "the query is too long: only its first 32 different words"},
      {{"search", std::string(100000, 'q')},
       1,
       "the query is too long: only its first word is looked for"},
      {{"search", "--within", "nosuch", "old"},
       1,
       "--within: 'nosuch' is no code, beginning of codes, section or chapter"},
      {{"search", "--within", "S", "old"}, 1, "nothing found for 'old'"},
      {{"search", "\xD0\xBF\xD1\x80\xD0\xB8"}, 2, "no words to look for in"},
  };
  for (const BadCase& c : cases) {
    const ProgramRun run = Program().Run(c.words);
    EXPECT_EQ(run.exit_status, c.exit_status) << c.err << run.err;
    EXPECT_THAT(run.err, HasSubstr(c.err));
  }
}

TEST(Index, ShowsPathsCodesAndLinks) {
  const ProgramRun run = Program().Run(
      {"index", "--set", "icd10cm", "--limit", "1", "femur neck"});
  EXPECT_EQ(run.exit_status, 0) << run.err;
  EXPECT_EQ(run.out,
            "Index to Diseases and Injuries (icd10cm@2025-10-01)\n"
            "  Fracture, traumatic (abduction) (separation), femur, femoral, "
            "upper end, neck  S72.00-\n");
  const ProgramRun pair =
      Program().Run({"index", "--limit", "1", "late onset alzheimer"});
  EXPECT_THAT(pair.out, HasSubstr("late onset  G30.1 [F02.80]"));
  const ProgramRun see = Program().Run({"index", "abdominalgia"});
  EXPECT_THAT(see.out, HasSubstr("see Pain, abdominal  R10.9"));
  EXPECT_THAT(Program().Run({"index", "resection gallbladder"}).out,
              HasSubstr("codebook next 0FT4"));
}

TEST(Index, ShowsTablesByColumn) {
  const ProgramRun run =
      Program().Run({"index", "--limit", "1", "neoplasm breast"});
  EXPECT_THAT(run.out, HasSubstr("Table of Neoplasms"));
  EXPECT_THAT(run.out, HasSubstr("Malignant Primary"));
  EXPECT_THAT(run.out, HasSubstr("C50.9-"));
}

TEST(Index, GivesEntriesAsJson) {
  const ProgramRun run =
      Program().Run({"index", "--json", "--limit", "1", "abdominalgia"});
  ASSERT_EQ(run.exit_status, 0) << run.err;
  const json entry = run.json().at(0);
  EXPECT_EQ(entry["type"], "index_entry");
  EXPECT_EQ(entry["list"], "diseases");
  EXPECT_EQ(entry["path"], json({"Abdominalgia"}));
  EXPECT_EQ(entry["links"][0]["kind"], "see");
  EXPECT_EQ(entry["links"][0]["target"],
            json({{"path", "Pain (see also Painful), abdominal"},
                  {"codes", "R10.9"}}));
}

TEST(Index, SaysWhenThereIsNothing) {
  const ProgramRun none = Program().Run({"index", "zyxwvuts"});
  EXPECT_EQ(none.exit_status, 1);
  EXPECT_THAT(none.err, HasSubstr("no index has 'zyxwvuts'"));
  const ProgramRun no_index =
      Program().Run({"index", "--set", "hcpcs", "wheelchair"});
  EXPECT_EQ(no_index.exit_status, 1);
  EXPECT_THAT(no_index.err, HasSubstr("no index is loaded"));
  EXPECT_EQ(Program().Run({"index"}).exit_status, 2);
  EXPECT_THAT(Program().Run({"index", std::string(100000, 'q')}).err,
              HasSubstr("only its first word is looked for"));
  EXPECT_EQ(Program().Run({"index", "..."}).exit_status, 2);
}

}  // namespace
}  // namespace codebook
