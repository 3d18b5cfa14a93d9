// Any bytes as answers: read in one go, in pieces of any length and byte by
// byte they are the same; and each is graded to a score between 0 and 1.

#include <algorithm>
#include <cstring>

#include "codesets/grade/answers.h"
#include "codesets/grade/grader.h"
#include "codesets/sample/sample.h"
#include "tests/fuzz/fuzzing.h"

namespace codebook::fuzz {
namespace {

constexpr std::string_view kKey =
    R"({"question":"q1","form":"single","code":"S52.501A"}
{"question":"q2","form":"choice","options":{"A":"E11.9","B":"E11.65"},"answer":"A"}
{"question":"q3","form":"select-all","codes":["I10",{"code":"E11.9","accept":["E11.65"]}]}
{"question":"q4","form":"scenario","principal":"E11.9","additional":["I10"],"procedures":["0DB64ZX"],"ordered":true}
)";

const Grader& TheGrader() {
  static const Catalog& catalog = *new Catalog(SampleCatalog());
  static const Grader& grader = *new Grader(
      Grader::Open(catalog, ReadAnswerKey(FileOf("key", kKey)).value())
          .value());
  return grader;
}

struct ReadLine {
  AnswerLine kind;
  Answer answer;
  std::string problem;

  bool operator==(const ReadLine& other) const {
    return kind == other.kind && problem == other.problem &&
           answer.learner == other.answer.learner &&
           answer.question == other.answer.question &&
           answer.line == other.answer.line &&
           std::ranges::equal(answer.entries, other.answer.entries,
                              [](const AnswerEntry& a, const AnswerEntry& b) {
                                return a.role == b.role && a.text == b.text;
                              });
  }
};

std::vector<ReadLine> ReadAll(std::string_view text, size_t at_once) {
  AnswerReader reader([&](std::span<char> to) -> absl::StatusOr<size_t> {
    const size_t count = std::min({text.size(), to.size(), at_once});
    std::memcpy(to.data(), text.data(), count);
    text.remove_prefix(count);
    return count;
  });
  std::vector<ReadLine> lines;
  while (true) {
    ReadLine& line = lines.emplace_back();
    line.kind = reader.Next(line.answer);
    if (line.kind == AnswerLine::kAnswer) continue;
    line.answer = {};
    if (line.kind == AnswerLine::kBad) line.problem = reader.problem();
    if (line.kind == AnswerLine::kEnd) {
      line.problem = reader.status().ToString();
      return lines;
    }
    Require(!line.problem.empty(), "a bad line without a reason");
  }
}

void CheckGrade(const Answer& answer) {
  Require(answer.entries.size() <= Answer::kMostEntries, "too many entries");
  const absl::StatusOr<GradeResult> result = TheGrader().Grade(answer);
  if (!result.ok()) {
    Require(absl::IsNotFound(result.status()) ||
                absl::IsInvalidArgument(result.status()),
            "another error", MessageOf(result.status()));
    return;
  }
  Require(result->score >= 0 && result->score <= 1, "a score of its own");
  Require(result->entries.size() >= answer.entries.size(), "entries are lost");
  for (const GradedEntry& entry : result->entries) {
    Require(entry.credit >= 0 && entry.credit <= 1, "a credit of its own");
  }
}

}  // namespace
}  // namespace codebook::fuzz

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace codebook::fuzz;  // NOLINT
  const std::string_view text = TextOf(data, size);
  const std::vector<ReadLine> lines = ReadAll(text, text.size() + 1);
  Require(lines == ReadAll(text, 7), "in pieces it is something else");
  Require(lines == ReadAll(text, 1), "byte by byte it is something else");
  size_t graded = 0;
  for (const ReadLine& line : lines) {
    if (line.kind == codebook::AnswerLine::kAnswer && ++graded <= 20) {
      CheckGrade(line.answer);
    }
  }
  return 0;
}
