// Answers of JSON Lines. Read event by event: a tree of values for each line
// would take longer than to grade it.

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "codesets/grade/answers.h"
#include "codesets/grade/json_line.h"
#include "codesets/text_lines.h"
#include "engine/concat.h"

namespace codebook {
namespace {

enum Field : size_t {
  kLearner,
  kQuestion,
  kAnswer,
  kPrincipal,
  kAdditional,
  kProcedures,
  kOther,
};

constexpr auto kNames = std::to_array<std::string_view>(
    {"learner", "question", "answer", "principal", "additional", "procedures"});

Role RoleOf(Field field) {
  if (field == kPrincipal) return Role::kPrincipal;
  if (field == kAdditional) return Role::kAdditional;
  return field == kProcedures ? Role::kProcedure : Role::kCode;
}

class Handler : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit Handler(Answer& answer) : answer_(answer) {}

  bool null() override {
    // Nothing was entered.
    return lists_ > 0 ? Value("null") : objects_ > 0;
  }
  bool boolean(bool) override { return Value("true or false"); }
  bool number_integer(number_integer_t value) override {
    return Number(std::to_string(value));
  }
  bool number_unsigned(number_unsigned_t value) override {
    return Number(std::to_string(value));
  }
  bool number_float(number_float_t, const string_t&) override {
    return Value("a number");
  }
  bool binary(binary_t&) override { return Value("bytes"); }

  bool string(string_t& text) override {
    if (objects_ != 1) return objects_ > 1 || NoObject();
    switch (field_) {
      case kLearner:
      case kQuestion:
        if (lists_ > 0) return Expected("a string", "a list");
        (field_ == kLearner ? answer_.learner : answer_.question) = text;
        return true;
      case kOther:
        return true;
      default:
        return Entry(text);
    }
  }

  bool start_object(size_t) override {
    if (objects_ == 0 && lists_ > 0) return NoObject();
    if (objects_ == 1 && field_ != kOther) {
      return Expected("a string or a list of strings", "an object");
    }
    ++objects_;
    return true;
  }
  bool end_object() override {
    --objects_;
    return true;
  }

  bool key(string_t& name) override {
    if (objects_ > 1) return true;
    field_ =
        static_cast<Field>(std::ranges::find(kNames, name) - kNames.begin());
    if (field_ == kOther) return true;
    if ((seen_ & 1U << field_) != 0) {
      problem_ = Concat("field '", name, "' found twice");
      return false;
    }
    seen_ |= 1U << field_;
    return true;
  }

  bool start_array(size_t) override {
    if (objects_ == 0) return NoObject();
    if (objects_ > 1 || field_ == kOther) return true;
    const bool list_allowed =
        field_ == kAnswer || field_ == kAdditional || field_ == kProcedures;
    if (!list_allowed) return Expected("a string", "a list");
    if (lists_ > 0) return Expected("a list of strings", "a list in a list");
    ++lists_;
    return true;
  }
  bool end_array() override {
    if (objects_ == 1 && lists_ > 0) --lists_;
    return true;
  }

  bool parse_error(size_t position, const std::string&,
                   const nlohmann::json::exception& error) override {
    offset_ = position > 0 ? position - 1 : 0;
    problem_ = PlainJsonMessage(error.what());
    return false;
  }

  bool Check() {
    if ((seen_ & 1U << kQuestion) == 0 || answer_.question.empty()) {
      problem_ = "field 'question' is missing";
      return false;
    }
    const bool roles =
        (seen_ & (1U << kPrincipal | 1U << kAdditional | 1U << kProcedures)) !=
        0;
    const bool plain = (seen_ & 1U << kAnswer) != 0;
    if (roles != plain) return true;
    problem_ = plain ? "field 'answer' found beside 'principal', 'additional' "
                       "or 'procedures'; one or the other expected"
                     : "field 'answer' is missing (in scenarios 'principal', "
                       "'additional' and 'procedures')";
    return false;
  }

  // "COLUMN: what"
  std::string problem() const { return Concat(offset_ + 1, ": ", problem_); }

 private:
  bool NoObject() {
    problem_ = "a JSON object expected";
    return false;
  }

  bool Expected(std::string_view what, std::string_view found) {
    problem_ = Concat("field '", kNames[field_], "': ", what,
                      " expected, found ", found);
    return false;
  }

  // A value of a kind that no field of an answer has.
  bool Value(std::string_view found) {
    if (objects_ == 0) return NoObject();
    if (objects_ > 1 || field_ == kOther) return true;
    return Expected("a string", found);
  }

  bool Number(std::string digits) {
    const bool name = field_ == kLearner || field_ == kQuestion;
    return objects_ == 1 && name && lists_ == 0 ? string(digits)
                                                : Value("a number");
  }

  bool Entry(const std::string& text) {
    if (WithoutBlanksAround(text).empty()) return true;
    if (answer_.entries.size() == Answer::kMostEntries) {
      problem_ =
          Concat("more than ", Answer::kMostEntries, " codes in one answer");
      return false;
    }
    answer_.entries.push_back({RoleOf(field_), text});
    return true;
  }

  Answer& answer_;
  Field field_ = kOther;
  unsigned seen_ = 0;
  size_t objects_ = 0;
  // Lists of codes only.
  size_t lists_ = 0;
  size_t offset_ = 0;
  std::string problem_;
};

}  // namespace

bool ReadJsonAnswer(std::string_view line, Answer& answer,
                    std::string& problem) {
  answer.learner.clear();
  answer.question.clear();
  answer.entries.clear();
  Handler handler(answer);
  if (nlohmann::json::sax_parse(line.begin(), line.end(), &handler) &&
      handler.Check()) {
    // Whatever the order of the fields is.
    std::ranges::stable_sort(answer.entries, {}, &AnswerEntry::role);
    return true;
  }
  problem = handler.problem();
  return false;
}

}  // namespace codebook
