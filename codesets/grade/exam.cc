#include "codesets/grade/exam.h"

#include <string_view>

#include "codesets/code_system.h"
#include "codesets/judge.h"
#include "engine/concat.h"

namespace codebook {
namespace {

constexpr std::string_view kDiagnoses = "icd10cm";

absl::StatusOr<std::unique_ptr<Exam>> OpenExam(const Catalog& catalog,
                                               const ReleaseChoice& choice) {
  absl::StatusOr<Validator> validator = Validator::Open(catalog, choice);
  if (!validator.ok()) return validator.status();
  auto exam = std::make_unique<Exam>(
      Exam{.on = choice.on, .validator = *std::move(validator), .checker = {}});
  const std::string& set = choice.release ? choice.release->set : choice.set;
  if (!set.empty() && set != kDiagnoses) return exam;
  absl::StatusOr<Checker> checker = Checker::Open(catalog, choice);
  if (checker.ok()) {
    exam->checker = *std::move(checker);
  } else if (!absl::IsNotFound(checker.status())) {
    return checker.status();
  }
  return exam;
}

absl::Status CheckYear(const Catalog& catalog, int year, const KeyCode& code) {
  const CodeSystem* const system = FindCodeSystem(code.release->set());
  if (system == nullptr ||
      code.release->effective() >= system->UsualEffectiveDate(year)) {
    return absl::OkStatus();
  }
  return absl::NotFoundError(Concat(
      "no release of ", system->title, " for exam year ", year,
      " is loaded, which ", code.written, " needs; ", catalog.Describe()));
}

}  // namespace

absl::StatusOr<const Exam*> Exams::Of(const Question& question) {
  ReleaseChoice choice = defaults_;
  if (question.on) {
    choice.on = question.on;
    if (choice.release) choice.set = choice.release->set;
    choice.release.reset();
  }
  if (!question.set.empty()) {
    choice.set = question.set;
    if (choice.release && choice.release->set != choice.set) {
      choice.release.reset();
    }
  }
  std::string name =
      Concat(choice.on ? choice.on->ToString() : "", " ", choice.set, " ",
             choice.release ? choice.release->ToString() : "");
  auto [at, added] = exams_.try_emplace(std::move(name));
  if (added) {
    absl::StatusOr<std::unique_ptr<Exam>> exam = OpenExam(*catalog_, choice);
    if (!exam.ok()) {
      exams_.erase(at);
      return exam.status();
    }
    at->second = *std::move(exam);
  }
  return at->second.get();
}

absl::StatusOr<std::vector<ExamItem>> Exams::ReadItems(
    const Exam& exam, const Question& question) {
  std::vector<ExamItem> items;
  for (const KeyItem& item : question.items) {
    ExamItem& read =
        items.emplace_back(ExamItem{.role = item.role, .codes = {}});
    for (const std::string& code : item.codes) {
      read.codes.push_back(ReadKeyCode(exam.validator, code));
      if (!question.exam_year) continue;
      absl::Status status =
          CheckYear(*catalog_, *question.exam_year, read.codes.back());
      if (!status.ok()) return status;
    }
  }
  return items;
}

absl::Status QuestionError(const AnswerKey& key, const Question& question,
                           const absl::Status& status) {
  const absl::string_view message = status.message();
  return absl::Status(
      status.code(),
      Concat(key.name, ":", question.line, ": question '", question.id,
             "': ", std::string_view(message.data(), message.size())));
}

}  // namespace codebook
