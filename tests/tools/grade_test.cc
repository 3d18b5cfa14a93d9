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

constexpr std::string_view kKey =
    R"({"form":"defaults","exam_year":2026}
{"question":"q1","form":"single","code":"S52.501A"}
{"question":"q2","form":"choice","options":["E11.9","E10.9"],"answer":"A","points":2}
)";

class GradeCommandTest : public testing::Test {
 protected:
  ProgramRun Grade(const std::vector<std::string>& options,
                   std::string_view answers) {
    std::vector<std::string> words = {"grade", files_.Write("key", kKey), "-"};
    words.insert(words.end(), options.begin(), options.end());
    return program_.Run(words, answers);
  }
  ProgramRun Audit(std::string_view key) {
    return program_.Run({"audit", "--json", files_.Write("key", key)});
  }

  TempFolder files_;
  Program program_;
};

TEST_F(GradeCommandTest, ExitStatusTellsWhetherAllIsRight) {
  const std::string right = R"({"question":"q1","answer":"s52501a"})";
  const std::string wrong = R"({"question":"q1","answer":"S52.501"})";
  EXPECT_EQ(Grade({}, right).exit_status, 0);
  EXPECT_EQ(Grade({}, "").exit_status, 0);
  EXPECT_EQ(Grade({}, right + "\n" + wrong).exit_status, 1);
  EXPECT_EQ(Grade({}, right + "\nnonsense").exit_status, 2);
  EXPECT_EQ(program_.Run({"grade", "key"}).exit_status, 2);
  EXPECT_EQ(program_.Run({"grade", files_.Path("none"), "-"}).exit_status, 2);
  EXPECT_EQ(
      program_.Run({"grade", files_.Write("key", kKey), files_.Path("none")})
          .exit_status,
      2);
}

TEST_F(GradeCommandTest, BadLinesAreReportedCountedAndPassedOver) {
  const ProgramRun run = Grade(
      {"--format", "tsv"},
      "{\"learner\":\"ana\",\"question\":\"q1\",\"answer\":\"S52.501B\"}\n"
      "{\"question\":\"q9\",\"answer\":\"I10\"}\n"
      "{\"question\":\"q1\",\"answer\n"
      "{\"learner\":\"b\\te\\nn\",\"question\":\"q2\",\"answer\":\"b\"}\n");
  EXPECT_EQ(run.exit_status, 2);
  EXPECT_THAT(
      run.lines(),
      ElementsAre("1\tana\tq1\t0.5\t0.5\tS52.501B:near-miss:seventh-"
                  "character",
                  "4\tb\\te\\nn\tq2\t0\t0\tb=E10.9:near-miss:category"));
  EXPECT_THAT(run.err, HasSubstr("codebook: standard input:2:1: the key has no "
                                 "question 'q9'\n"));
  EXPECT_THAT(run.err, HasSubstr("codebook: standard input:3:25: not JSON: "));
}

TEST_F(GradeCommandTest, JsonHasEverythingAndASummary) {
  const ProgramRun run = Grade(
      {"--json"},
      "learner,question,answer\nana,q1,S52.501\nana,q2,A\nben,q1,S52.501\n"
      "ben,q7,I10\n");
  EXPECT_EQ(run.exit_status, 2);
  const std::vector<json> lines = run.json();
  ASSERT_EQ(lines.size(), 8U);
  const json& grade = lines[0];
  EXPECT_EQ(grade["type"], "grade");
  EXPECT_EQ(grade["line"], 2);
  EXPECT_EQ(grade["learner"], "ana");
  EXPECT_EQ(grade["score"], 0.5);
  EXPECT_EQ(grade["correct"], false);
  const json& entry = grade["entries"][0];
  EXPECT_EQ(entry["mark"], "near-miss");
  EXPECT_EQ(entry["entered"], "S52.501");
  EXPECT_EQ(entry["expected"], "S52.501A");
  EXPECT_EQ(
      entry["near_miss"],
      json({{"kind", "seventh-character"}, {"at", 7}, {"axis", nullptr}}));
  EXPECT_EQ(entry["verdict"]["status"], "incomplete");
  EXPECT_EQ(lines[1]["entries"][0]["mark"], "correct");
  EXPECT_EQ(lines[3]["type"], "grade-question");
  EXPECT_EQ(lines[3]["attempts"], 2);
  EXPECT_EQ(lines[3]["rate"], 0.0);
  EXPECT_EQ(lines[3]["commonest_wrong"],
            json::parse(R"([{"code":"S52.501","count":2,"uncertain":0}])"));
  EXPECT_EQ(lines[4]["rate"], 1.0);
  EXPECT_EQ(lines[5]["learner"], "ana");
  EXPECT_EQ(lines[5]["points"], 2.5);
  EXPECT_EQ(lines[5]["possible"], 3.0);
  EXPECT_EQ(lines[6]["learner"], "ben");
  EXPECT_EQ(lines[7],
            json::parse(R"({"type":"grade-summary","questions":2,"answers":3,
                            "correct":1,"bad_lines":1})"));
}

TEST_F(GradeCommandTest, KeepsTheOrderOfManyAnswers) {
  std::string answers;
  constexpr size_t kTimes = 30'000;
  for (size_t i = 0; i < kTimes; ++i) {
    answers += R"({"question":"q1","answer":"S52.501A"})";
    answers += i % 3 == 0 ? "\n\n" : "\n";
    answers += R"({"question":"q2","answer":"B"})";
    answers += "\n";
  }
  const ProgramRun run = Grade({"--format", "tsv"}, answers);
  EXPECT_EQ(run.exit_status, 1);
  const std::vector<std::string> lines = run.lines();
  ASSERT_EQ(lines.size(), 2 * kTimes);
  for (size_t i = 0; i < lines.size(); i += 2) {
    ASSERT_THAT(lines[i], HasSubstr("\tq1\t1\t1\tS52.501A:correct"));
    ASSERT_THAT(lines[i + 1], HasSubstr("\tq2\t0\t0\tB=E10.9:near-miss"));
  }
}

TEST_F(GradeCommandTest, AuditTellsWhatIsWrongWithAKey) {
  const ProgramRun run = Audit(
      R"({"form":"defaults","exam_year":2026}
{"question":"retired","form":"single","code":"S30.1XXA"}
{"question":"header","form":"single","code":"D71"}
{"question":"incomplete","form":"single","code":"S52.501"}
{"question":"unknown","form":"single","code":"A00.8"}
{"question":"future","form":"single","code":"C50.A1","on":"2025-01-15"}
{"question":"alternatives","form":"single","code":"I10","accept":["i10","E11.9","E119"]}
{"question":"taken","form":"select-all","codes":["I10",{"code":"E11.9","accept":["I10"]},"E11.9"]}
{"question":"options","form":"choice","options":["I10","E11.9","I10","E11"],"answer":"B"}
{"question":"conflict","form":"select-all","codes":["E11.9","E10.9"]}
{"question":"breaks","form":"single","code":"S30.1XXA","on":"2025-01-15"}
{"question":"splits","form":"single","code":"D71","on":"2025-01-15"}
{"question":"renamed","form":"single","code":"L02.212","on":"2025-01-15"}
{"question":"old","form":"single","code":"I10","on":"2027-03-01"}
{"question":"fine","form":"single","code":"I10"}
)");
  EXPECT_EQ(run.exit_status, 1) << run.err;
  std::vector<std::string> found;
  for (const json& line : run.json()) {
    EXPECT_EQ(line["type"], "audit");
    EXPECT_FALSE(line["message"].get<std::string>().empty());
    found.push_back(line["question"].get<std::string>() + ":" +
                    line["id"].get<std::string>() + ":" +
                    line["severity"].get<std::string>());
  }
  EXPECT_THAT(
      found,
      ElementsAre("retired:retired:error", "header:header:error",
                  "incomplete:incomplete:error", "unknown:unknown:error",
                  "future:not-yet-valid:error",
                  "alternatives:alternative-repeated:error",
                  "alternatives:alternative-repeated:error",
                  "taken:alternative-taken:error", "taken:code-repeated:error",
                  "options:option-repeated:error", "options:header:warning",
                  "conflict:conflict:warning", "conflict:conflict:warning",
                  "breaks:will-retire:warning", "splits:will-be-header:warning",
                  "renamed:title-will-change:info", "old:release-old:warning"));
  const std::vector<json> lines = run.json();
  std::vector<std::string> successors;
  for (const json& suggestion : lines[13]["suggestions"]) {
    successors.push_back(suggestion["code"]);
  }
  EXPECT_THAT(successors, ElementsAre("S30.11XA", "S30.12XA", "S30.13XA"));
  EXPECT_EQ(lines[11]["check"], "excludes1");
  EXPECT_EQ(lines[11]["note"]["kind"], "excludes1");
}

TEST_F(GradeCommandTest, AuditComparesWithTheReleaseThatIsNamed) {
  const std::string key = files_.Write(
      "key",
      R"({"question":"q","form":"single","code":"D71","on":"2025-01-15"})");
  EXPECT_EQ(program_.Run({"audit", "--against", "icd10cm@2024-10-01", key})
                .exit_status,
            0);
  EXPECT_EQ(program_.Run({"audit", "--against", "icd10cm@2025-10-01", key})
                .exit_status,
            1);
  EXPECT_EQ(program_.Run({"audit", "--against", "icd10cm@2026-10-01", key})
                .exit_status,
            2);
  EXPECT_EQ(program_.Run({"audit", "--against", "next", key}).exit_status, 2);
}

}  // namespace
}  // namespace codebook
