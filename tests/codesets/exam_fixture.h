// The exams of tests/exam: keys, answers, and what each answer comes to. All
// three are written by hand; NAME_expected.tsv has for each answer, in order:
//
//   question, points, entries ("S52.501B:near-miss:seventh-character@valid",
//   what is missing at the end), ids of the conflicts among its codes

#ifndef CODEBOOK_TESTS_CODESETS_EXAM_FIXTURE_H_
#define CODEBOOK_TESTS_CODESETS_EXAM_FIXTURE_H_

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_format.h"
#include "tests/codesets/grade_fixture.h"
#include "tests/temp_folder.h"

namespace codebook {

inline std::string ExamFile(std::string_view name) {
  return ReadFile(std::string(CODEBOOK_SOURCE_DIR) + "/tests/exam/" +
                  std::string(name));
}

// MarksOf with the status of every entry.
inline std::string MarksAndStatuses(const GradeResult& result) {
  std::string marks;
  for (const GradedEntry& entry : result.entries) {
    marks += marks.empty() ? "" : ", ";
    marks += entry.verdict ? std::string(entry.text) : entry.wanted->printed;
    marks += ":" + std::string(MarkName(entry.mark));
    if (entry.near_miss) {
      marks += ":" + std::string(NearMissName(entry.near_miss->kind));
      if (!entry.near_miss->axis.empty()) {
        marks += ":" + std::string(entry.near_miss->axis);
      }
    }
    if (!entry.verdict) continue;
    marks += "@" + std::string(StatusName(entry.verdict->status));
  }
  return marks;
}

// A line as it has to be in NAME_expected.tsv.
inline std::string Outcome(const GradeResult& result) {
  std::string line = absl::StrFormat("%s\t%.6g\t%s\t", result.question->id,
                                     result.points, MarksAndStatuses(result));
  if (!result.conflicts) return line;
  for (const CheckFinding& finding : result.conflicts->findings) {
    line += line.ends_with('\t') ? "" : ",";
    line += CheckName(finding.id);
  }
  return line;
}

// Grades the exam NAME and compares every result with what it has to be. What
// cannot differ from that is tested beside it: every entry that is not correct
// has a reason, and credit is what the mark allows.
inline void TestExam(const Catalog& catalog, const std::string& name,
                     size_t questions) {
  absl::StatusOr<AnswerKey> key = KeyOf(ExamFile(name + "_key.jsonl"));
  ASSERT_TRUE(key.ok()) << key.status();
  EXPECT_EQ(key->questions.size(), questions);
  const absl::StatusOr<Grader> grader = Grader::Open(catalog, *std::move(key));
  ASSERT_TRUE(grader.ok()) << grader.status();
  EXPECT_EQ(grader->doubtful_codes(), 0U);
  const std::string answers = ExamFile(name + "_answers.jsonl");
  std::istringstream expected(ExamFile(name + "_expected.tsv"));
  AnswerReader reader = ReaderOf(answers, 4096);
  Answer answer;
  std::string line;
  while (reader.Next(answer) == AnswerLine::kAnswer) {
    const absl::StatusOr<GradeResult> result = grader->Grade(answer);
    ASSERT_TRUE(result.ok()) << result.status();
    ASSERT_TRUE(std::getline(expected, line)) << "more answers than results";
    EXPECT_EQ(Outcome(*result), line) << "answer " << answer.line;
    EXPECT_EQ(result->points, result->score * result->question->points);
    for (const GradedEntry& entry : result->entries) {
      if (entry.mark != Mark::kCorrect) {
        EXPECT_FALSE(entry.reason.empty());
        EXPECT_LT(entry.credit, 1);
      } else {
        EXPECT_TRUE(entry.credit == 1 || !result->question->policy.partial);
      }
      EXPECT_EQ(entry.verdict.has_value(), entry.mark != Mark::kMissing);
    }
  }
  EXPECT_EQ(reader.line(), answer.line) << reader.problem();
  EXPECT_FALSE(std::getline(expected, line)) << "more results than answers";
}

}  // namespace codebook

#endif  // CODEBOOK_TESTS_CODESETS_EXAM_FIXTURE_H_
