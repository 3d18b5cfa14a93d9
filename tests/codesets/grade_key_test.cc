// Keys and answers: what is read from them, and what is wrong with bad ones.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/codesets/grade_fixture.h"
#include "tests/temp_folder.h"

namespace codebook {
namespace {

using ::nlohmann::json;
using ::testing::ElementsAre;

TEST(AnswerKey, IsTheSameInJsonAndCsv) {
  const absl::StatusOr<AnswerKey> json_key = KeyOf(
      R"({"form":"defaults","exam_year":2026,"policy":{"extra":0.25}}
{"question":"q1","form":"single","code":"S52.501A"}

{"question":"q2","form":"choice","options":["E11.9","E10.9","E11.65"],"answer":"A","on":"2025-12-24"}
{"question":"q3","form":"select-all","codes":["I11.0",{"code":"I50.22","accept":["I50.20"]}],"points":2}
{"question":"q4","form":"scenario","principal":"N18.6","additional":["Z99.2"],"procedures":["0DB64ZX"],"ordered":true,"set":"icd10cm","policy":{"parent":0.1,"near_miss":0.3}}
)");
  const absl::StatusOr<AnswerKey> csv_key = KeyOf(
      "\xEF\xBB\xBF"
      "question,form,codes,options,principal,additional,procedures,ordered,on,"
      "exam_year,set,points,policy,text\r\n"
      ",defaults,,,,,,,,2026,,,extra=0.25,\r\n"
      "q1,single,S52.501A,,,,,,,,,,,\"Fracture,\nfirst \"\"visit\"\"\"\r\n"
      "q2,choice,A,A=E11.9; B = E10.9;C=E11.65,,,,,2025-12-24,,,,,\r\n"
      "q3,select-all,I11.0; I50.22|I50.20,,,,,,,,,2,,\r\n"
      "q4,scenario,,,N18.6,Z99.2,0DB64ZX,true,,,icd10cm,,parent=0.1; "
      "near_miss=0.3,\r\n");
  ASSERT_TRUE(json_key.ok()) << json_key.status();
  ASSERT_TRUE(csv_key.ok()) << csv_key.status();
  std::vector<size_t> json_lines;
  std::vector<size_t> csv_lines;
  for (size_t i = 0; i < 4; ++i) {
    const Question& one = json_key->questions.at(i);
    const Question& other = csv_key->questions.at(i);
    json_lines.push_back(one.line);
    csv_lines.push_back(other.line);
    EXPECT_EQ(one.id, other.id);
    EXPECT_EQ(one.form, other.form);
    EXPECT_EQ(one.on, other.on);
    EXPECT_EQ(one.exam_year, other.exam_year);
    EXPECT_EQ(one.set, other.set);
    EXPECT_EQ(one.points, other.points);
    EXPECT_EQ(one.ordered, other.ordered);
    EXPECT_EQ(one.policy.near_miss, other.policy.near_miss);
    EXPECT_EQ(one.policy.extra, 0.25);
    EXPECT_EQ(other.policy.extra, 0.25);
    ASSERT_EQ(one.items.size(), other.items.size());
    for (size_t j = 0; j < one.items.size(); ++j) {
      EXPECT_EQ(one.items[j].role, other.items[j].role);
      EXPECT_EQ(one.items[j].codes, other.items[j].codes);
    }
    ASSERT_EQ(one.options.size(), other.options.size());
    for (size_t j = 0; j < one.options.size(); ++j) {
      EXPECT_EQ(one.options[j].label, other.options[j].label);
      EXPECT_EQ(one.options[j].code, other.options[j].code);
    }
  }
  EXPECT_THAT(json_lines, ElementsAre(2, 4, 5, 6));
  EXPECT_THAT(csv_lines, ElementsAre(3, 5, 6, 7));
  EXPECT_EQ(json_key->questions[0].on, Date::Parse("2026-01-01"));
  EXPECT_EQ(json_key->questions[1].on, Date::Parse("2025-12-24"));
  EXPECT_THAT(json_key->questions[2].items[1].codes,
              ElementsAre("I50.22", "I50.20"));
  EXPECT_EQ(json_key->questions[3].policy.share(NearMissKind::kParent), 0.1);
  EXPECT_EQ(json_key->questions[3].policy.share(NearMissKind::kAxis), 0.3);
}

struct BadKey {
  std::string_view text;
  std::string_view message;
};

class BadKeyTest : public testing::TestWithParam<BadKey> {};

TEST_P(BadKeyTest, IsRefusedWithItsPlace) {
  const absl::StatusOr<AnswerKey> key = KeyOf(GetParam().text);
  EXPECT_EQ(key.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(std::string(key.status().message()), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    Keys, BadKeyTest,
    testing::Values(
        BadKey{"",
               "key: an empty file found, an answer key (JSON Lines or "
               "CSV) expected"},
        BadKey{R"({"form":"defaults"})",
               "key: an answer key without questions"},
        BadKey{"\n{\"question\":\"q\",\"form\":\"single\",\"code\":}",
               "key:2:40: not JSON: syntax error while parsing value - "
               "unexpected '}'; expected '[', '{', or a literal"},
        BadKey{R"({"question":"q","form":"single","code":"I10"} {})",
               "key:1:47: not JSON: syntax error while parsing value - "
               "unexpected '{'; expected end of input"},
        BadKey{
            R"({"question":"q","form":"single","code":"I10","code":"I11.0"})",
            "key:1:1: field 'code' found twice"},
        BadKey{"{\"question\":\"q\",\"form\":\"single\",\"code\":\"I10\"}\n"
               "{\"question\":\"q\",\"form\":\"single\",\"code\":\"E11.9\"}",
               "key:2:1: question 'q' is there already, in line 1"},
        BadKey{R"({"question":"q","code":"I10"})",
               "key:1:1: field 'form' is missing"},
        BadKey{R"({"form":"single","code":"I10"})",
               "key:1:1: field 'question', its id, is missing"},
        BadKey{R"({"question":"q","form":"multi","code":"I10"})",
               "key:1:1: unknown form 'multi'; expected single, choice, "
               "select-all, scenario or defaults"},
        BadKey{R"({"question":"q","form":"single"})",
               "key:1:1: field 'code' is missing in form 'single'"},
        BadKey{R"({"question":"q","form":"single","code":"I10","codes":[]})",
               "key:1:1: field 'codes' is none of form 'single'"},
        BadKey{R"({"question":"q","form":"single","code":7})",
               "key:1:1: field 'code': a string expected, found number"},
        BadKey{R"({"question":"q","form":"single","code":" "})",
               "key:1:1: a code of the key is empty"},
        BadKey{R"({"question":"q","form":"select-all","codes":[]})",
               "key:1:1: a question needs a code that answers it"},
        BadKey{
            R"({"question":"q","form":"choice","options":["I10","E11.9"],"answer":"C"})",
            "key:1:1: 'C' is none of the options"},
        BadKey{
            R"({"question":"q","form":"choice","options":["I10"],"answer":"A"})",
            "key:1:1: form 'choice' needs two or more options"},
        BadKey{
            R"({"question":"q","form":"single","code":"I10","on":"2025-02-30"})",
            "key:1:1: field 'on': '2025-02-30' is not a day; expected "
            "YYYY-MM-DD"},
        BadKey{
            R"({"question":"q","form":"single","code":"I10","on":"2025-02-20","exam_year":2025})",
            "key:1:1: fields 'on' and 'exam_year' both choose a day; give "
            "one of them"},
        BadKey{
            R"({"question":"q","form":"single","code":"I10","exam_year":26})",
            "key:1:1: field 'exam_year': a year from 1990 to 2199 expected, "
            "found 26"},
        BadKey{R"({"question":"q","form":"single","code":"I10","points":0})",
               "key:1:1: field 'points': a number above 0 and up to 1000000 "
               "expected, found 0"},
        BadKey{R"({"question":"q","form":"single","code":"I10","set":"icd9"})",
               "key:1:1: field 'set': unknown code set 'icd9'; expected "
               "icd10cm, icd10pcs, hcpcs or cpt"},
        BadKey{
            R"({"question":"q","form":"single","code":"I10","policy":{"axis":1.5}})",
            "key:1:1: policy setting 'axis' is 1.5; expected a share from 0 "
            "to 1"},
        BadKey{"question,form,code\nq,single,I10\n",
               "key:1:15: unknown column 'code'; the columns of an answer key "
               "are question, form, codes, options, principal, additional, "
               "procedures, ordered, on, exam_year, set, points, policy, text"},
        BadKey{"question,codes\nq,I10\n",
               "key:1:1: column 'form' is missing; the columns of an answer "
               "key are question, form, codes, options, principal, additional, "
               "procedures, ordered, on, exam_year, set, points, policy, text"},
        BadKey{"question,form,codes\nq,single,I10,x\n",
               "key:2:14: 4 fields found, 3 expected as in the header"},
        BadKey{"question,form,codes\nq1,single,I10\nq2,single,I10;E11.9\n",
               "key:3:1: 2 codes found, one expected in form 'single'; several "
               "codes that are all wanted are form 'select-all'"},
        BadKey{"question,form,codes\nq1,select-all,I10; | ;E11.9\n",
               "key:2:1: a code of the key is empty"},
        BadKey{"question,form,codes\nq1,single,|\n",
               "key:2:1: a code of the key is empty"},
        BadKey{"question,form,codes,policy\nq1,single,I10,axis\n",
               "key:2:1: column 'policy': 'axis' found, SETTING=NUMBER "
               "expected, as in extra=0.25"}));

TEST(Grader, RefusesADateWithoutRelease) {
  const auto error = [](std::string_view key) {
    const Catalog catalog = SampleCatalog();
    return std::string(Grader::Open(catalog, *KeyOf(key)).status().message());
  };
  EXPECT_THAT(
      error(
          R"({"question":"q","form":"single","code":"I10","on":"2001-01-01"})"),
      testing::StartsWith("key:1: question 'q': no loaded release was in force "
                          "on 2001-01-01; "));
  EXPECT_THAT(
      error("\n{\"question\":\"q\",\"form\":\"single\",\"code\":\"I10\",\"exam_"
            "year\":2031}"),
      testing::StartsWith("key:2: question 'q': no release of ICD-10-CM for "
                          "exam year 2031 is loaded, which I10 needs; "));
}

// What a reader says of each line: the question, or the problem.
std::vector<std::string> Lines(std::string_view text, size_t at_once = 7) {
  AnswerReader reader = ReaderOf(text, at_once);
  std::vector<std::string> lines;
  Answer answer;
  while (true) {
    const AnswerLine line = reader.Next(answer);
    if (line == AnswerLine::kEnd) break;
    std::string said = std::to_string(reader.line()) + ":";
    if (line == AnswerLine::kBad) {
      said += reader.problem();
    } else {
      said += answer.learner + "/" + answer.question;
      for (const AnswerEntry& entry : answer.entries) {
        said += " " + std::string(RoleName(entry.role)) + "=" + entry.text;
      }
    }
    lines.push_back(said);
  }
  if (!reader.status().ok()) {
    lines.push_back("end:" + std::string(reader.status().message()));
  }
  return lines;
}

TEST(Answers, AreReadAsTyped) {
  EXPECT_THAT(
      Lines(
          R"({"learner":"ana","question":"q1","answer":" s52.501a "}
{"answer":["I10","","E11.9"],"question":7,"when":{"question":[1,{"a":null}]},"learner":12})"
          "\r\n\n"
          R"({"procedures":["0DB64ZX"],"principal":"N18.6","question":"q4","additional":"Z99.2"}
{"question":"q5","answer":null})"),
      ElementsAre("1:ana/q1 code= s52.501a ", "2:12/7 code=I10 code=E11.9",
                  "4:/q4 principal=N18.6 additional=Z99.2 procedure=0DB64ZX",
                  "5:/q5"));
  EXPECT_THAT(
      Lines("question,learner,answer,principal,additional,procedures\n"
            "q1,\"a, \"\"b\"\"\",s52501a,,,\n"
            "q3,ben,I10; E11.9,,,\r\n"
            "q4,ben,,N18.6,Z99.2; I10,0DB64ZX"),
      ElementsAre("2:a, \"b\"/q1 code=s52501a", "3:ben/q3 code=I10 code=E11.9",
                  "4:ben/q4 principal=N18.6 additional=Z99.2 additional=I10 "
                  "procedure=0DB64ZX"));
}

TEST(Answers, BadLinesAreToldAndPassedOver) {
  EXPECT_THAT(
      Lines(R"({"question":"q1","answer":"I10"}
{"question":"q2","answer":
nonsense
["question"]
{"question":"q3"}
{"answer":"I10"}
{"question":"q4","answer":7}
{"question":"q5","answer":{"code":"I10"}}
{"question":"q6","answer":"I10","answer":"I10"}
{"question":"q7","answer":"I10","principal":"I10"}
{"question":"q8","principal":["I10","E11.9"]}
{"question":"q9","answer":"I10"})"),
      ElementsAre(
          "1:/q1 code=I10",
          "2:27: not JSON: syntax error while parsing value - unexpected end "
          "of input; expected '[', '{', or a literal",
          "3:2: not JSON: syntax error while parsing value - invalid literal; "
          "last read: 'no'",
          "4:1: a JSON object expected",
          "5:1: field 'answer' is missing (in scenarios 'principal', "
          "'additional' and 'procedures')",
          "6:1: field 'question' is missing",
          "7:1: field 'answer': a string expected, found a number",
          "8:1: field 'answer': a string or a list of strings expected, found "
          "an object",
          "9:1: field 'answer' found twice",
          "10:1: field 'answer' found beside 'principal', 'additional' or "
          "'procedures'; one or the other expected",
          "11:1: field 'principal': a string expected, found a list",
          "12:/q9 code=I10"));
  EXPECT_THAT(Lines("question,answer\nq1,I10,E11.9\nq2,\"I10\n,I10\nq3,I10"),
              ElementsAre("2:1: 3 fields found, 2 expected as in the heading",
                          "3:4: the quote that opens here is not closed before "
                          "the end of the file",
                          "4:1: column 'question' is empty", "5:/q3 code=I10"));
  EXPECT_THAT(
      Lines("question,code\nq1,I10\n"),
      ElementsAre("end:1:10: unknown column 'code'; the columns of answers are "
                  "learner, question, answer, principal, additional, "
                  "procedures"));
  EXPECT_THAT(Lines("learner,answer\nana,I10\n"),
              ElementsAre("end:1:1: column 'question' is missing; the columns "
                          "of answers are learner, question, answer, "
                          "principal, additional, procedures"));
}

TEST(Answers, OfAnySizeAreReadInBoundedMemory) {
  const std::string good = R"({"question":"q1","answer":"I10"})";
  const std::string megabyte(size_t{1} << 20, 'I');
  const std::string long_field =
      R"({"question":"q2","answer":")" + megabyte + "\"}";
  std::string too_long = "{\"question\":\"q3\",\"answer\":\"";
  for (int i = 0; i < 6; ++i) too_long += megabyte;
  const std::vector<std::string> lines =
      Lines(good + "\n" + long_field + "\n" + too_long + "\"}\n" + good + "\n" +
                too_long,
            50'000);
  EXPECT_THAT(lines, ElementsAre("1:/q1 code=I10", "2:/q2 code=" + megabyte,
                                 "3:1: a line of more than 4194304 bytes",
                                 "4:/q1 code=I10",
                                 "5:1: a line of more than 4194304 bytes"));
}

TEST(Grader, TakesAMegabyteForACode) {
  const Exercise exercise(R"({"question":"q","form":"single","code":"I10"})");
  const Answer answer{
      .question = "q",
      .entries = {{Role::kCode, std::string(size_t{1} << 20, 'I')}}};
  const GradeResult result = exercise.Grade(answer);
  ASSERT_EQ(result.entries.size(), 2U);
  EXPECT_EQ(result.entries[0].mark, Mark::kInvalid);
  EXPECT_EQ(result.entries[0].verdict->status, VerdictStatus::kMalformed);
  EXPECT_LT(result.entries[0].reason.size(), 1000U);
  EXPECT_EQ(result.score, 0);
}

TEST(Grader, RefusesWhatIsNoAnswerToTheQuestion) {
  const Exercise exercise(
      R"({"question":"q1","form":"single","code":"I10"}
{"question":"q2","form":"scenario","principal":"I10"})");
  const auto error = [&](std::string_view answer) {
    return std::string(
        exercise.grader().Grade(AnswerOf(answer)).status().message());
  };
  EXPECT_EQ(error(R"({"question":"q3","answer":"I10"})"),
            "the key has no question 'q3'");
  EXPECT_EQ(error(R"({"question":"q1","principal":"I10"})"),
            "question 'q1' is of form 'single': 'answer' expected, "
            "'principal', 'additional' or 'procedures' found");
  EXPECT_EQ(error(R"({"question":"q2","answer":"I10"})"),
            "question 'q2' is of form 'scenario': 'principal', 'additional' "
            "and 'procedures' expected, 'answer' found");
}

std::set<std::string> NamesOf(const json& object) {
  std::set<std::string> names;
  for (const auto& [name, value] : object.items()) names.insert(name);
  return names;
}

// The schemas name the fields that the readers know, and every line of the
// exams has those of its form.
TEST(Schemas, AgreeWithTheReaders) {
  const std::string folder =
      std::string(CODEBOOK_SOURCE_DIR) + "/codesets/grade/";
  const json schema = json::parse(ReadFile(folder + "key.schema.json"));
  const json& parts = schema["$defs"];
  std::set<std::string> fields;
  for (const char* form : {"single", "choice", "select-all", "scenario"}) {
    fields.merge(NamesOf(parts[form]["properties"]));
  }
  EXPECT_EQ(fields,
            std::set<std::string>(KeyFields().begin(), KeyFields().end()));
  EXPECT_EQ(
      NamesOf(parts["policy"]["properties"]),
      std::set<std::string>(PolicySettings().begin(), PolicySettings().end()));
  for (const std::string exam : {"sample", "official"}) {
    const std::string text = ReadFile(std::string(CODEBOOK_SOURCE_DIR) +
                                      "/tests/exam/" + exam + "_key.jsonl");
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      const json question = json::parse(line);
      const json& form = parts[question["form"].get<std::string>()];
      for (const std::string& name : NamesOf(question)) {
        EXPECT_TRUE(form["properties"].contains(name)) << line;
      }
      for (const json& needed : form["required"]) {
        EXPECT_TRUE(question.contains(needed.get<std::string>())) << line;
      }
    }
  }
  const json answers = json::parse(ReadFile(folder + "answers.schema.json"));
  EXPECT_EQ(
      NamesOf(answers["properties"]),
      std::set<std::string>(AnswerColumns().begin(), AnswerColumns().end()));
}

// What the policy says when it says nothing, as the schema and FORMAT.md have
// it.
TEST(Schemas, HaveTheDefaultsOfThePolicy) {
  const std::string folder =
      std::string(CODEBOOK_SOURCE_DIR) + "/codesets/grade/";
  const json policy = json::parse(
      ReadFile(folder + "key.schema.json"))["$defs"]["policy"]["properties"];
  const Policy defaults;
  const std::span<const std::string_view> settings = PolicySettings();
  for (size_t i = 0; i < kNearMissKinds; ++i) {
    EXPECT_EQ(policy[std::string(settings[i])]["default"],
              defaults.near_miss[i])
        << settings[i];
  }
  EXPECT_EQ(policy["extra"]["default"], defaults.extra);
  EXPECT_EQ(policy["wrong_role"]["default"], defaults.wrong_role);
  EXPECT_EQ(policy["wrong_order"]["default"], defaults.wrong_order);
  EXPECT_EQ(policy["partial"]["default"], defaults.partial);
}

}  // namespace
}  // namespace codebook
