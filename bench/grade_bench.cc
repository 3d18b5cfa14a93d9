// How many answers are graded a second, beside the time it takes to parse the
// same lines of JSON alone?
//
// Answers of one code each to an exam of 107 questions, as a file of JSON Lines
// in memory: seven in ten are right, as people type them; two in ten are
// another valid code, half of them near to the right one; one in ten is no
// code. Grading reads the lines, judges the codes, and has the full result of
// each, suggestions included where it says so. The competitor parses each line
// into a tree of values, or event by event, and does nothing with it.

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "bench/harness.h"
#include "bench/queries.h"
#include "bench/releases.h"
#include "codesets/grade/answer_key.h"
#include "codesets/grade/answers.h"
#include "codesets/grade/grader.h"
#include "codesets/grade/tally.h"
#include "codesets/text_lines.h"
#include "engine/catalog.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// As many as the Certified Coding Specialist exam has.
constexpr size_t kQuestions = 107;
constexpr size_t kAnswers = 20'000;

using nlohmann::json;

struct Exam {
  AnswerKey key;
  std::string right;
  std::string mixed;
};

// A billable code whose beginning is that of `code`.
std::string NearCode(const CodeSet& release, Code code, Random& random) {
  const auto rows = release.automaton().Range(code.Prefix(code.size() - 1));
  const auto row =
      rows->first + static_cast<NodeId>(Below(rows->size(), random));
  return release.billable(row) ? release.Name(row) : release.Print(code);
}

std::string Line(size_t number, std::string_view question,
                 std::string_view typed) {
  return Concat("{\"learner\":\"learner ", number / kQuestions,
                "\",\"question\":\"", question, "\",\"answer\":\"", typed,
                "\"}\n");
}

Exam MakeExam(const std::vector<CodeSetPtr>& releases) {
  Random random(107);
  Exam exam{.key = {.name = "exam", .questions = {}}, .right = {}, .mixed = {}};
  std::vector<std::pair<CodeSetPtr, Code>> codes;
  for (size_t i = 0; i < kQuestions; ++i) {
    const CodeSetPtr& release = releases[Below(releases.size(), random)];
    const Code code = BillableCode(*release, random);
    codes.emplace_back(release, code);
    exam.key.questions.push_back(
        {.id = Concat("question ", i + 1),
         .items = {{.role = Role::kCode, .codes = {release->Print(code)}}}});
  }
  for (size_t i = 0; i < kAnswers; ++i) {
    const auto& [release, code] = codes[i % kQuestions];
    const std::string& question = exam.key.questions[i % kQuestions].id;
    const std::string typed = TypeCode(code, release->point_after(), random);
    exam.right += Line(i, question, typed);
    const size_t kind = Below(10, random);
    const std::string other =
        kind < 7    ? typed
        : kind == 7 ? NearCode(*release, code, random)
        : kind == 8 ? release->Print(BillableCode(*release, random))
                    : CorruptCode(*release, code, random);
    exam.mixed += Line(i, question, other);
  }
  return exam;
}

// Reads and grades every answer of a file in memory.
uint64_t GradeAll(const Grader& grader, std::string_view text, Detail detail) {
  AnswerReader reader([&](std::span<char> to) -> absl::StatusOr<size_t> {
    const size_t count = std::min(to.size(), text.size());
    std::memcpy(to.data(), text.data(), count);
    text.remove_prefix(count);
    return count;
  });
  Tally tally(grader.key());
  Answer answer;
  while (reader.Next(answer) == AnswerLine::kAnswer) {
    const absl::StatusOr<GradeResult> result = grader.Grade(answer, detail);
    if (result.ok()) tally.Add(answer.learner, *result);
  }
  return tally.answers() + tally.correct();
}

uint64_t ParseAll(std::string_view text) {
  uint64_t sum = 0;
  TextLines lines(text);
  for (TextLine line; lines.Next(line);) {
    sum += json::parse(line.text.begin(), line.text.end()).size();
  }
  return sum;
}

// Every event is passed over.
class Nothing : public nlohmann::json_sax<json> {
 public:
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t& text) override {
    sum += text.size();
    return true;
  }
  bool binary(binary_t&) override { return true; }
  bool start_object(size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(size_t, const std::string&,
                   const nlohmann::json::exception&) override {
    return false;
  }

  uint64_t sum = 0;
};

uint64_t ScanAll(std::string_view text) {
  Nothing nothing;
  TextLines lines(text);
  for (TextLine line; lines.Next(line);) {
    json::sax_parse(line.text.begin(), line.text.end(), &nothing);
  }
  return nothing.sum;
}

// Registers work over all answers; its items are answers.
template <typename Work>
void RegisterAnswers(const std::string& name, Work work) {
  benchmark::RegisterBenchmark(name.c_str(), [work](benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(work());
    state.SetItemsProcessed(state.iterations() *
                            static_cast<int64_t>(kAnswers));
  });
}

int Main(int argc, char** argv) {
  const absl::StatusOr<std::vector<CodeSetPtr>> releases =
      ReadBothSets(FindReleaseFolders());
  if (!releases.ok()) return CannotMeasure(releases.status());
  const Catalog catalog = Catalog::Of(*releases);
  const Exam exam = MakeExam(*releases);
  const absl::StatusOr<Grader> grader = Grader::Open(catalog, exam.key);
  if (!grader.ok()) return CannotMeasure(grader.status());
  RegisterAnswers("grade/right",
                  [&] { return GradeAll(*grader, exam.right, Detail::kFull); });
  RegisterAnswers("grade/mixed", [&] {
    return GradeAll(*grader, exam.mixed, Detail::kNoSuggestions);
  });
  RegisterAnswers("grade/mixed_with_suggestions",
                  [&] { return GradeAll(*grader, exam.mixed, Detail::kFull); });
  RegisterAnswers("nlohmann_json/parse", [&] { return ParseAll(exam.mixed); });
  RegisterAnswers("nlohmann_json/sax", [&] { return ScanAll(exam.mixed); });
  return RunRegistered(argc, argv);
}

}  // namespace
}  // namespace codebook

int main(int argc, char** argv) { return codebook::Main(argc, argv); }
