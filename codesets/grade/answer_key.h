// Answer keys: the questions of an exam and the codes that answer them.
//
// A key is a file of JSON Lines or CSV; see FORMAT.md beside this file, and
// key.schema.json for one line of JSON.
//
// Example:
//   absl::StatusOr<AnswerKey> key = ReadAnswerKey(file);
//   key->questions[0].items[0].codes[0];  // "S52.501A"

#ifndef CODEBOOK_CODESETS_GRADE_ANSWER_KEY_H_
#define CODEBOOK_CODESETS_GRADE_ANSWER_KEY_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "codesets/grade/policy.h"
#include "codesets/source_file.h"
#include "engine/date.h"

namespace codebook {

enum class Form : uint8_t {
  kSingle,
  // One of several options, which are codes.
  kChoice,
  kSelectAll,
  // A principal diagnosis, additional diagnoses, and procedures.
  kScenario,
};

// "single", "choice", "select-all", "scenario".
std::string_view FormName(Form form);

// What a code is in its question.
enum class Role : uint8_t {
  // Of every form but scenarios.
  kCode,
  kPrincipal,
  kAdditional,
  kProcedure,
};

// "code", "principal", "additional", "procedure".
std::string_view RoleName(Role role);

// One thing that is asked for.
struct KeyItem {
  Role role = Role::kCode;
  // The code as the key writes it, and after it what is accepted for it; never
  // empty.
  std::vector<std::string> codes = {};
};

// What a multiple choice question offers.
struct KeyOption {
  // "A"
  std::string label;
  std::string code;
};

struct Question {
  std::string id = {};
  Form form = Form::kSingle;
  std::vector<KeyItem> items = {};
  std::vector<KeyOption> options = {};
  // Scenarios: whether the sequence of additional diagnoses and of procedures
  // matters.
  bool ordered = false;
  // The date of service, if the key tells; January 1 of `exam_year`, if that
  // is what it tells. On that day ICD-10 of the fiscal year and CPT and HCPCS
  // of the calendar year of that number are in force.
  std::optional<Date> on = {};
  std::optional<int> exam_year = {};
  // The one set its codes are of; empty for any.
  std::string set = {};
  double points = 1;
  Policy policy = {};
  // The line of the key it begins in, from 1.
  size_t line = 0;
};

struct AnswerKey {
  // The name of its file.
  std::string name;
  std::vector<Question> questions;

  // So many codes and alternatives one question may have.
  static constexpr size_t kMostCodes = 100;
};

// Reads a key: JSON Lines where the first character that is not blank is "{",
// else CSV. Invalid argument, with file, line and column, when it is not well
// formed: unknown or missing fields, no question, a question id twice, an
// answer that is none of its options.
absl::StatusOr<AnswerKey> ReadAnswerKey(const SourceFile& file);

// The fields of a question and of the defaults of a key in JSON, and the
// columns of CSV.
std::span<const std::string_view> KeyFields();
std::span<const std::string_view> KeyColumns();

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_GRADE_ANSWER_KEY_H_
