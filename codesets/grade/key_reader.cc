#include "codesets/grade/key_reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "codesets/code_system.h"
#include "codesets/grade/policy.h"
#include "codesets/text_lines.h"
#include "engine/concat.h"

namespace codebook {
namespace {

constexpr std::array<std::string_view, 4> kForms = {"single", "choice",
                                                    "select-all", "scenario"};
constexpr std::array<std::string_view, 4> kRoles = {"code", "principal",
                                                    "additional", "procedure"};

absl::Status CheckIds(const Question& question) {
  if (question.id.empty()) {
    return absl::InvalidArgumentError("field 'question', its id, is missing");
  }
  return absl::OkStatus();
}

absl::Status CheckItems(const Question& question) {
  size_t codes = 0;
  size_t principals = 0;
  for (const KeyItem& item : question.items) {
    codes += item.codes.size();
    principals += item.role == Role::kPrincipal ? 1U : 0U;
    if (item.codes.empty() ||
        std::ranges::any_of(item.codes, &std::string::empty)) {
      return absl::InvalidArgumentError("a code of the key is empty");
    }
  }
  if (codes > AnswerKey::kMostCodes) {
    return absl::InvalidArgumentError(Concat(codes, " codes found, at most ",
                                             AnswerKey::kMostCodes,
                                             " a question expected"));
  }
  const bool scenario = question.form == Form::kScenario;
  if (scenario && principals != 1) {
    return absl::InvalidArgumentError(
        "a scenario needs exactly one principal diagnosis");
  }
  if (question.ordered && !scenario) {
    return absl::InvalidArgumentError(
        "field 'ordered' is for scenarios; the codes of other forms have no "
        "sequence");
  }
  if (question.items.empty()) {
    return absl::InvalidArgumentError(
        "a question needs a code that answers it");
  }
  const bool one =
      question.form == Form::kSingle || question.form == Form::kChoice;
  if (one && question.items.size() != 1) {
    return absl::InvalidArgumentError(
        Concat(question.items.size(), " codes found, one expected in form '",
               FormName(question.form),
               "'; several codes that are all wanted are form 'select-all'"));
  }
  return absl::OkStatus();
}

absl::Status CheckOptions(const Question& question) {
  const bool choice = question.form == Form::kChoice;
  if (!choice && !question.options.empty()) {
    return absl::InvalidArgumentError(
        Concat("form '", FormName(question.form),
               "' has no options; they are of form 'choice'"));
  }
  if (choice && question.options.size() < 2) {
    return absl::InvalidArgumentError(
        "form 'choice' needs two or more options");
  }
  for (auto option = question.options.begin(); option != question.options.end();
       ++option) {
    if (option->label.empty() || option->code.empty()) {
      return absl::InvalidArgumentError(
          "an option needs a label and a code that are not empty");
    }
    if (std::find_if(question.options.begin(), option,
                     [&](const KeyOption& other) {
                       return other.label == option->label;
                     }) != option) {
      return absl::InvalidArgumentError(
          Concat("option '", option->label, "' is there twice"));
    }
  }
  return absl::OkStatus();
}

// Puts codes for labels, where the answer and what is accepted name options by
// these.
absl::Status ResolveOptions(Question& question) {
  if (question.form != Form::kChoice) return absl::OkStatus();
  for (std::string& code : question.items.front().codes) {
    const auto option =
        std::ranges::find(question.options, code, &KeyOption::label);
    if (option != question.options.end()) {
      code = option->code;
    } else if (std::ranges::find(question.options, code, &KeyOption::code) ==
               question.options.end()) {
      return absl::InvalidArgumentError(
          Concat("'", code, "' is none of the options"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

std::string_view FormName(Form form) {
  return kForms[static_cast<size_t>(form)];
}

std::string_view RoleName(Role role) {
  return kRoles[static_cast<size_t>(role)];
}

absl::StatusOr<std::optional<Form>> ReadForm(std::string_view text) {
  if (text == kDefaultsForm) return std::optional<Form>();
  const auto form = std::ranges::find(kForms, text);
  if (form != kForms.end()) {
    return std::optional(static_cast<Form>(form - kForms.begin()));
  }
  return absl::InvalidArgumentError(
      Concat("unknown form '", text,
             "'; expected single, choice, select-all, scenario or defaults"));
}

absl::Status SetDate(std::string_view text, Question& question) {
  question.on = Date::Parse(text);
  question.exam_year.reset();
  if (question.on) return absl::OkStatus();
  return absl::InvalidArgumentError(
      Concat("field 'on': '", text, "' is not a day; expected YYYY-MM-DD"));
}

absl::Status SetExamYear(double year, Question& question) {
  constexpr int kFirst = 1990;
  constexpr int kLast = 2199;
  if (!(year >= kFirst && year <= kLast) || year != std::floor(year)) {
    return absl::InvalidArgumentError(Concat("field 'exam_year': a year from ",
                                             kFirst, " to ", kLast,
                                             " expected, found ", year));
  }
  question.exam_year = static_cast<int>(year);
  question.on = Date::FromCivil(*question.exam_year, 1, 1);
  return absl::OkStatus();
}

absl::Status SetPoints(double points, Question& question) {
  constexpr double kMost = 1e6;
  if (!(points > 0 && points <= kMost)) {
    return absl::InvalidArgumentError(
        Concat("field 'points': a number above 0 and up to 1000000 expected, "
               "found ",
               points));
  }
  question.points = points;
  return absl::OkStatus();
}

absl::Status SetCodeSet(std::string_view set, Question& question) {
  if (FindCodeSystem(set) == nullptr) {
    return absl::InvalidArgumentError(
        Concat("field 'set': unknown code set '", set,
               "'; expected icd10cm, icd10pcs, hcpcs or cpt"));
  }
  question.set = set;
  return absl::OkStatus();
}

absl::Status KeyBuilder::Add(Question question) {
  for (const auto check : {CheckIds, CheckItems, CheckOptions}) {
    if (absl::Status status = check(question); !status.ok()) return status;
  }
  if (absl::Status status = ResolveOptions(question); !status.ok()) {
    return status;
  }
  const auto [at, added] = lines_.try_emplace(question.id, question.line);
  if (!added) {
    return absl::InvalidArgumentError(Concat(
        "question '", question.id, "' is there already, in line ", at->second));
  }
  key_.questions.push_back(std::move(question));
  return absl::OkStatus();
}

absl::StatusOr<AnswerKey> KeyBuilder::Take() {
  if (key_.questions.empty()) {
    return absl::InvalidArgumentError(
        Concat(key_.name, ": an answer key without questions"));
  }
  return std::move(key_);
}

absl::StatusOr<AnswerKey> ReadAnswerKey(const SourceFile& file) {
  if (absl::Status status = CheckUtf8(file); !status.ok()) return status;
  TextLines lines(file.bytes);
  for (TextLine line; lines.Next(line);) {
    const std::string_view text = WithoutBlanksAround(line.text);
    if (text.empty()) continue;
    return text.starts_with('{') ? ReadJsonKey(file) : ReadCsvKey(file);
  }
  return absl::InvalidArgumentError(
      Concat(file.name,
             ": an empty file found, an answer key (JSON Lines or CSV) "
             "expected"));
}

}  // namespace codebook
