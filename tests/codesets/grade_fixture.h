// Keys and graders for tests, on the sample releases.

#ifndef CODEBOOK_TESTS_CODESETS_GRADE_FIXTURE_H_
#define CODEBOOK_TESTS_CODESETS_GRADE_FIXTURE_H_

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "codesets/grade/answer_key.h"
#include "codesets/grade/answers.h"
#include "codesets/grade/grader.h"
#include "codesets/sample/sample.h"

namespace codebook {

inline absl::StatusOr<AnswerKey> KeyOf(std::string_view text,
                                       std::string_view name = "key") {
  SourceFile file;
  file.name = name;
  file.bytes = text;
  return ReadAnswerKey(file);
}

// Reads answers from memory, a few bytes at a time.
inline AnswerReader ReaderOf(std::string_view text, size_t at_once = 7) {
  return AnswerReader(
      [text, at_once](std::span<char> to) mutable -> absl::StatusOr<size_t> {
        const size_t count = std::min({text.size(), to.size(), at_once});
        std::memcpy(to.data(), text.data(), count);
        text.remove_prefix(count);
        return count;
      });
}

// "S52.501B:near-miss:seventh-character, ..." of all entries.
inline std::string MarksOf(const GradeResult& result) {
  std::string marks;
  for (const GradedEntry& entry : result.entries) {
    marks += marks.empty() ? "" : ", ";
    marks += entry.verdict ? std::string(entry.text) : entry.wanted->printed;
    marks += ":" + std::string(MarkName(entry.mark));
    if (!entry.near_miss) continue;
    marks += ":" + std::string(NearMissName(entry.near_miss->kind));
    if (entry.near_miss->axis.empty()) continue;
    marks += ":" + std::string(entry.near_miss->axis);
  }
  return marks;
}

// A key of questions in JSON Lines, and answers to them.
class Exercise {
 public:
  explicit Exercise(std::string_view key, const ReleaseChoice& defaults = {})
      : Exercise(SampleCatalog(), key, defaults) {}
  Exercise(Catalog catalog, std::string_view key,
           const ReleaseChoice& defaults = {})
      : catalog_(std::move(catalog)) {
    absl::StatusOr<AnswerKey> read = KeyOf(key);
    EXPECT_TRUE(read.ok()) << read.status();
    grader_ = Grader::Open(catalog_, *std::move(read), defaults);
    EXPECT_TRUE(grader_.ok()) << grader_.status();
  }

  const Grader& grader() const { return *grader_; }

  // Lives as long as the answer.
  GradeResult Grade(const Answer& answer) const {
    absl::StatusOr<GradeResult> result = grader_->Grade(answer);
    EXPECT_TRUE(result.ok()) << result.status();
    return *std::move(result);
  }

 private:
  Catalog catalog_;
  absl::StatusOr<Grader> grader_ = absl::UnknownError("not opened");
};

inline Answer AnswerOf(std::string_view json) {
  Answer answer;
  std::string problem;
  EXPECT_TRUE(ReadJsonAnswer(json, answer, problem)) << problem;
  return answer;
}

}  // namespace codebook

#endif  // CODEBOOK_TESTS_CODESETS_GRADE_FIXTURE_H_
