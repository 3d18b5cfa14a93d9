// Grades answers: what is right, what is nearly right, and why.
//
// Example:
//   absl::StatusOr<Grader> grader = Grader::Open(catalog, *key);
//   Answer answer{.learner = "ana", .question = "q1",
//                 .entries = {{Role::kCode, "s52501b"}}};
//   absl::StatusOr<GradeResult> result = grader->Grade(answer);
//   result->score;              // 0.5
//   result->entries[0].reason;  // "the seventh character is B (...); ..."
//
// What holds of every score, whatever the policy:
//   - the key graded against itself is full marks;
//   - entries in another order score the same, where the sequence does not
//     matter;
//   - an entry that stands for nothing in the key never raises the score, nor
//     does any wrong one where all codes are there or near misses earn nothing;
//   - a near miss never scores more than the right code in its place.

#ifndef CODEBOOK_CODESETS_GRADE_GRADER_H_
#define CODEBOOK_CODESETS_GRADE_GRADER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/inlined_vector.h"
#include "absl/status/statusor.h"
#include "codesets/check.h"
#include "codesets/grade/answer_key.h"
#include "codesets/grade/answers.h"
#include "codesets/grade/exam.h"
#include "codesets/grade/key_code.h"
#include "codesets/grade/near_miss.h"
#include "codesets/judge.h"
#include "engine/catalog.h"
#include "engine/verdict.h"

namespace codebook {

enum class Mark : uint8_t {
  kCorrect,
  // The right code in the wrong role, as an additional diagnosis given as the
  // principal one.
  kWrongRole,
  // The right code out of sequence.
  kWrongOrder,
  kNearMiss,
  // A valid code that is not asked for, or not twice.
  kExtra,
  // Not asked for, nor near to what is, and no valid code.
  kInvalid,
  // A code of the key that no entry stands for.
  kMissing,
};

// "correct", "wrong-role", "wrong-order", "near-miss", "extra", "invalid",
// "missing".
std::string_view MarkName(Mark mark);

struct GradedEntry {
  Mark mark = Mark::kMissing;
  // Where it was entered; of a missing code, where it belongs.
  Role role = Role::kCode;
  // As it was typed; empty for a missing code.
  std::string_view text = {};
  // None for a missing code.
  std::optional<Verdict> verdict = {};
  // For kNearMiss.
  std::optional<NearMiss> near_miss = {};
  // The code of the key it stands for, and where that belongs; null for what
  // is not asked for. What is accepted for a code stands for itself.
  const KeyCode* wanted = nullptr;
  Role wanted_role = Role::kCode;
  // What it earns of the worth of that code, from 0 to 1.
  double credit = 0;
  // Words a learner can act on; empty where all is said by "correct".
  std::string reason = {};
};

// Lives no longer than the answer and the grader.
struct GradeResult {
  const Question* question = nullptr;
  // As they were entered, then what is missing, in the order of the key.
  absl::InlinedVector<GradedEntry, 1> entries = {};
  // From 0 to 1, and the same in points of the question.
  double score = 0;
  double points = 0;
  // Every code right, none missing, none too many.
  bool correct = false;
  // Conflicts among the diagnoses of the answer; none where there are fewer
  // than two or nothing was found.
  std::optional<CheckReport> conflicts = {};
};

class Grader {
 public:
  // Reads the key by the releases of its dates; `defaults` is for questions
  // without one. Not found, with file, line and question, when no release was
  // in force then. `catalog` outlives the grader.
  static absl::StatusOr<Grader> Open(const Catalog& catalog, AnswerKey key,
                                     const ReleaseChoice& defaults = {});

  // Not found for a question that the key has not; invalid argument for an
  // answer that has not the form of its question. Safe to call from any number
  // of threads.
  absl::StatusOr<GradeResult> Grade(const Answer& answer,
                                    Detail detail = Detail::kFull) const;

  const AnswerKey& key() const { return *key_; }
  // How many codes of the key are not valid: see audit.h.
  size_t doubtful_codes() const { return doubtful_codes_; }

 private:
  // Shares as millionths: sums then do not depend on the order of entries.
  struct Rules;
  struct ReadQuestion {
    const Question* question = nullptr;
    const Exam* exam = nullptr;
    std::vector<ExamItem> items = {};
    std::shared_ptr<const Rules> rules = {};
  };
  struct Fit;
  class Grading;

  Grader(const Catalog& catalog, const ReleaseChoice& defaults)
      : exams_(catalog, defaults) {}

  Exams exams_;
  std::shared_ptr<const AnswerKey> key_;
  std::vector<ReadQuestion> questions_;
  // By id, which lives in the key.
  absl::flat_hash_map<std::string_view, size_t> numbers_;
  size_t doubtful_codes_ = 0;
};

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_GRADE_GRADER_H_
