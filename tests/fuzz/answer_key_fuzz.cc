// Any bytes as an answer key: what can be read holds what the format promises,
// and graded against itself it is full marks.

#include <set>

#include "codesets/grade/answer_key.h"
#include "codesets/grade/audit.h"
#include "codesets/grade/grader.h"
#include "codesets/sample/sample.h"
#include "tests/fuzz/fuzzing.h"

namespace codebook::fuzz {
namespace {

void CheckQuestion(const Question& question) {
  size_t codes = question.options.size();
  for (const KeyItem& item : question.items) {
    Require(!item.codes.empty(), "an item without a code", question.id);
    codes += item.codes.size();
  }
  Require(!question.items.empty(), "nothing is asked", question.id);
  Require(codes <= 2 * AnswerKey::kMostCodes, "too many codes", question.id);
  Require(question.points >= 0 && question.points < 1e9, "no points",
          question.id);
}

void CheckGrades(const Grader& grader) {
  for (const Question& question : grader.key().questions) {
    Answer answer{.question = question.id};
    for (const KeyItem& item : question.items) {
      answer.entries.push_back({item.role, item.codes.front()});
    }
    const absl::StatusOr<GradeResult> right = grader.Grade(answer);
    Require(right.ok(), "the right answer is none", MessageOf(right.status()));
    Require(right->score == 1 && right->correct,
            "the key against itself is not full marks", question.id);
    answer.entries.clear();
    const absl::StatusOr<GradeResult> nothing = grader.Grade(answer);
    Require(nothing.ok() && nothing->score == 0, "nothing earns something",
            question.id);
  }
}

}  // namespace
}  // namespace codebook::fuzz

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace codebook::fuzz;  // NOLINT
  static const codebook::Catalog& catalog =
      *new codebook::Catalog(codebook::SampleCatalog());
  const codebook::SourceFile file = FileOf("key.txt", TextOf(data, size));
  const auto key = codebook::ReadAnswerKey(file);
  if (!key.ok()) {
    Require(absl::IsInvalidArgument(key.status()) &&
                MessageOf(key.status()).starts_with("key.txt:"),
            "an error without its place", MessageOf(key.status()));
    return 0;
  }
  std::set<std::string> ids;
  for (const codebook::Question& question : key->questions) {
    Require(ids.insert(question.id).second, "an id twice", question.id);
    CheckQuestion(question);
  }
  if (key->questions.size() > 20) return 0;
  const auto grader = codebook::Grader::Open(catalog, *key);
  if (grader.ok()) CheckGrades(*grader);
  const auto findings = codebook::Audit(catalog, *key);
  Require(findings.ok() || !grader.ok() || !findings.status().ok(),
          "a key that can be graded and not audited");
  return 0;
}
