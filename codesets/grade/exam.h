// The releases an exam is about: those in force on the date of each question.

#ifndef CODEBOOK_CODESETS_GRADE_EXAM_H_
#define CODEBOOK_CODESETS_GRADE_EXAM_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "codesets/check.h"
#include "codesets/grade/answer_key.h"
#include "codesets/grade/key_code.h"
#include "codesets/validator.h"
#include "engine/catalog.h"
#include "engine/date.h"

namespace codebook {

struct Exam {
  // The date of service; none for the newest releases, or one release.
  std::optional<Date> on;
  Validator validator;
  // None where no ICD-10-CM is loaded for the day.
  std::optional<Checker> checker;
};

// An item of a key, read.
struct ExamItem {
  Role role;
  // The code, and after it what is accepted for it.
  std::vector<KeyCode> codes;
};

// Opens the releases of each date once.
class Exams {
 public:
  // `defaults` is for questions that tell no date or set of their own.
  // `catalog` outlives this and every Exam.
  Exams(const Catalog& catalog, ReleaseChoice defaults)
      : catalog_(&catalog), defaults_(std::move(defaults)) {}

  // Lives as long as this. Not found, with a list of what is loaded, when no
  // release was in force on the day of the question.
  absl::StatusOr<const Exam*> Of(const Question& question);

  // The items of the question by its releases. Not found, when the question
  // tells an exam year, and no release of that year is loaded for a code.
  absl::StatusOr<std::vector<ExamItem>> ReadItems(const Exam& exam,
                                                  const Question& question);

  const Catalog& catalog() const { return *catalog_; }

 private:
  const Catalog* catalog_;
  ReleaseChoice defaults_;
  // By day and set.
  absl::flat_hash_map<std::string, std::unique_ptr<Exam>> exams_;
};

// "KEY:LINE: question 'ID': what"
absl::Status QuestionError(const AnswerKey& key, const Question& question,
                           const absl::Status& status);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_GRADE_EXAM_H_
