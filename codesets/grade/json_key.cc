// Answer keys of JSON Lines.

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_join.h"
#include "codesets/grade/json_line.h"
#include "codesets/grade/key_reader.h"
#include "codesets/text_lines.h"
#include "engine/concat.h"

namespace codebook {
namespace {

using nlohmann::json;

constexpr auto kFields = std::to_array<std::string_view>(
    {"question", "form", "code", "accept", "options", "answer", "codes",
     "principal", "additional", "procedures", "ordered", "on", "exam_year",
     "set", "points", "policy", "text"});
constexpr auto kDefaultFields = std::to_array<std::string_view>(
    {"form", "on", "exam_year", "set", "points", "policy", "text"});

absl::Status Expected(std::string_view field, std::string_view what,
                      const json& found) {
  return absl::InvalidArgumentError(Concat(
      "field '", field, "': ", what, " expected, found ", found.type_name()));
}

std::string_view Text(const json& value) {
  return value.get_ref<const std::string&>();
}

absl::StatusOr<std::string> ReadText(std::string_view field,
                                     const json& value) {
  if (!value.is_string()) return Expected(field, "a string", value);
  return std::string(WithoutBlanksAround(Text(value)));
}

absl::StatusOr<double> ReadNumber(std::string_view field, const json& value) {
  if (!value.is_number()) return Expected(field, "a number", value);
  return value.get<double>();
}

// A list of texts, or one.
absl::Status AddTexts(std::string_view field, const json& value,
                      std::vector<std::string>& to) {
  if (!value.is_array()) {
    absl::StatusOr<std::string> text = ReadText(field, value);
    if (!text.ok()) return text.status();
    to.push_back(*std::move(text));
    return absl::OkStatus();
  }
  for (const json& element : value) {
    absl::StatusOr<std::string> text = ReadText(field, element);
    if (!text.ok()) return text.status();
    to.push_back(*std::move(text));
  }
  return absl::OkStatus();
}

// "I10", or {"code": "I10", "accept": ["I15.9"]}.
absl::Status AddItem(std::string_view field, Role role, const json& value,
                     Question& question) {
  KeyItem& item =
      question.items.emplace_back(KeyItem{.role = role, .codes = {}});
  if (value.is_array()) return Expected(field, "one code", value);
  if (!value.is_object()) return AddTexts(field, value, item.codes);
  const json* code = nullptr;
  const json* accept = nullptr;
  for (const auto& [name, part] : value.items()) {
    if (name != "code" && name != "accept") {
      return absl::InvalidArgumentError(
          Concat("field '", field, "': unknown field '", name,
                 "'; expected 'code' and 'accept'"));
    }
    (name == "code" ? code : accept) = &part;
  }
  if (code == nullptr || !code->is_string()) {
    return absl::InvalidArgumentError(
        Concat("field '", field, "': a code, as a string, is missing"));
  }
  absl::Status status = AddTexts(field, *code, item.codes);
  if (accept != nullptr) status.Update(AddTexts(field, *accept, item.codes));
  return status;
}

absl::Status AddItems(std::string_view field, Role role, const json& value,
                      Question& question) {
  if (!value.is_array()) return Expected(field, "a list of codes", value);
  absl::Status status;
  for (const json& element : value) {
    status.Update(AddItem(field, role, element, question));
  }
  return status;
}

absl::Status ReadOptions(const json& value, Question& question) {
  if (value.is_object()) {
    for (const auto& [label, code] : value.items()) {
      absl::StatusOr<std::string> text = ReadText("options", code);
      if (!text.ok()) return text.status();
      question.options.push_back({label, *std::move(text)});
    }
    return absl::OkStatus();
  }
  std::vector<std::string> codes;
  if (!value.is_array()) {
    return Expected("options", "a list of codes, or an object of them", value);
  }
  if (absl::Status status = AddTexts("options", value, codes); !status.ok()) {
    return status;
  }
  constexpr size_t kLetters = 26;
  if (codes.size() > kLetters) {
    return absl::InvalidArgumentError(
        "field 'options': more than 26 in a list; give an object with labels");
  }
  for (std::string& code : codes) {
    const char label = static_cast<char>('A' + question.options.size());
    question.options.push_back({std::string(1, label), std::move(code)});
  }
  return absl::OkStatus();
}

absl::Status ReadPolicy(const json& value, Policy& policy) {
  if (!value.is_object()) return Expected("policy", "an object", value);
  const auto set = [&](const std::string& name, const json& setting) {
    if (!setting.is_number() && !setting.is_boolean()) {
      return Expected(Concat("policy.", name), "a number, true or false",
                      setting);
    }
    return SetPolicy(
        name,
        setting.is_boolean() ? (setting ? 1.0 : 0.0) : setting.get<double>(),
        policy);
  };
  // What is set for all kinds comes before what is set for one.
  absl::Status status;
  if (value.contains("near_miss"))
    status = set("near_miss", value["near_miss"]);
  for (const auto& [name, setting] : value.items()) {
    if (name != "near_miss") status.Update(set(name, setting));
  }
  return status;
}

// The fields that defaults have, too.
absl::Status ReadSettings(const json& line, Question& question) {
  const auto on = line.find("on");
  const auto year = line.find("exam_year");
  if (on != line.end() && year != line.end()) {
    return absl::InvalidArgumentError(
        "fields 'on' and 'exam_year' both choose a day; give one of them");
  }
  absl::Status status;
  const auto text = [&](const char* field, auto apply) {
    const auto found = line.find(field);
    if (found == line.end() || !status.ok()) return;
    const absl::StatusOr<std::string> value = ReadText(field, *found);
    status = value.ok() ? apply(*value, question) : value.status();
  };
  const auto number = [&](const char* field, auto apply) {
    const auto found = line.find(field);
    if (found == line.end() || !status.ok()) return;
    const absl::StatusOr<double> value = ReadNumber(field, *found);
    status = value.ok() ? apply(*value, question) : value.status();
  };
  text("on", SetDate);
  number("exam_year", SetExamYear);
  text("set", SetCodeSet);
  number("points", SetPoints);
  if (line.contains("policy") && status.ok()) {
    status = ReadPolicy(line["policy"], question.policy);
  }
  return status;
}

absl::Status CheckFields(const json& line,
                         std::span<const std::string_view> fields) {
  for (const auto& [name, value] : line.items()) {
    if (std::ranges::find(fields, name) != fields.end()) continue;
    return absl::InvalidArgumentError(
        Concat("unknown field '", name, "'; expected ",
               absl::StrJoin(fields, ", ", [](std::string* text, auto field) {
                 text->append(field);
               })));
  }
  return absl::OkStatus();
}

// The fields with codes that a form has; the first is one it needs.
std::span<const std::string_view> CodeFieldsOf(Form form) {
  static constexpr auto kSingle =
      std::to_array<std::string_view>({"code", "accept"});
  static constexpr auto kChoice =
      std::to_array<std::string_view>({"answer", "accept", "options"});
  static constexpr auto kSelectAll = std::to_array<std::string_view>({"codes"});
  static constexpr auto kScenario = std::to_array<std::string_view>(
      {"principal", "additional", "procedures", "ordered"});
  switch (form) {
    case Form::kSingle:
      return kSingle;
    case Form::kChoice:
      return kChoice;
    case Form::kSelectAll:
      return kSelectAll;
    case Form::kScenario:
      break;
  }
  return kScenario;
}

absl::Status CheckCodeFields(const json& line, Form form) {
  const std::span<const std::string_view> fields = CodeFieldsOf(form);
  for (const std::string_view field : kFields) {
    const bool of_codes =
        std::ranges::find(kDefaultFields, field) == kDefaultFields.end() &&
        field != "question";
    if (!of_codes || !line.contains(std::string(field))) continue;
    if (std::ranges::find(fields, field) != fields.end()) continue;
    return absl::InvalidArgumentError(
        Concat("field '", field, "' is none of form '", FormName(form), "'"));
  }
  if (!line.contains(std::string(fields.front()))) {
    return absl::InvalidArgumentError(Concat("field '", fields.front(),
                                             "' is missing in form '",
                                             FormName(form), "'"));
  }
  return absl::OkStatus();
}

absl::Status ReadCodes(const json& line, Question& question) {
  const auto one = [&](const char* field) {
    absl::Status status = AddItem(field, Role::kCode, line[field], question);
    if (status.ok() && line.contains("accept")) {
      status = AddTexts("accept", line["accept"], question.items.back().codes);
    }
    return status;
  };
  switch (question.form) {
    case Form::kSingle:
      return one("code");
    case Form::kChoice: {
      if (!line.contains("options")) {
        return absl::InvalidArgumentError("field 'options' is missing");
      }
      absl::Status status = ReadOptions(line["options"], question);
      if (status.ok()) status = one("answer");
      return status;
    }
    case Form::kSelectAll:
      return AddItems("codes", Role::kCode, line["codes"], question);
    case Form::kScenario:
      break;
  }
  absl::Status status =
      AddItem("principal", Role::kPrincipal, line["principal"], question);
  if (line.contains("additional")) {
    status.Update(AddItems("additional", Role::kAdditional, line["additional"],
                           question));
  }
  if (line.contains("procedures")) {
    status.Update(
        AddItems("procedures", Role::kProcedure, line["procedures"], question));
  }
  if (line.contains("ordered")) {
    if (!line["ordered"].is_boolean()) {
      return Expected("ordered", "true or false", line["ordered"]);
    }
    question.ordered = line["ordered"].get<bool>();
  }
  return status;
}

absl::Status ReadLine(const json& line, size_t number, KeyBuilder& key) {
  if (absl::Status status = CheckFields(line, kFields); !status.ok()) {
    return status;
  }
  const auto form_field = line.find("form");
  if (form_field == line.end()) {
    return absl::InvalidArgumentError("field 'form' is missing");
  }
  const absl::StatusOr<std::string> form_text = ReadText("form", *form_field);
  if (!form_text.ok()) return form_text.status();
  const absl::StatusOr<std::optional<Form>> form = ReadForm(*form_text);
  if (!form.ok()) return form.status();
  if (!*form) {
    absl::Status status = CheckFields(line, kDefaultFields);
    status.Update(ReadSettings(line, key.defaults));
    return status;
  }
  Question question = key.defaults;
  question.form = **form;
  question.line = number;
  absl::Status status = CheckCodeFields(line, question.form);
  if (status.ok() && line.contains("question")) {
    absl::StatusOr<std::string> id = ReadText("question", line["question"]);
    if (!id.ok()) return id.status();
    question.id = *std::move(id);
  }
  if (status.ok()) status = ReadSettings(line, question);
  if (status.ok()) status = ReadCodes(line, question);
  return status.ok() ? key.Add(std::move(question)) : status;
}

}  // namespace

std::span<const std::string_view> KeyFields() { return kFields; }

absl::StatusOr<AnswerKey> ReadJsonKey(const SourceFile& file) {
  KeyBuilder key(file.name);
  TextLines lines(file.bytes);
  size_t number = 0;
  for (TextLine text; lines.Next(text);) {
    ++number;
    if (WithoutBlanksAround(text.text).empty()) continue;
    json line;
    JsonMistake mistake;
    if (!ParseJsonLine(text.text, line, mistake)) {
      return SourceError(file, text.offset + mistake.offset, mistake.what);
    }
    if (const absl::Status status = ReadLine(line, number, key); !status.ok()) {
      const absl::string_view message = status.message();
      return SourceError(file, text.offset, {message.data(), message.size()});
    }
  }
  return key.Take();
}

}  // namespace codebook
