// Answer keys of CSV.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "codesets/delimited_file.h"
#include "codesets/grade/key_reader.h"
#include "codesets/grade/lists.h"
#include "codesets/text_lines.h"
#include "engine/concat.h"

namespace codebook {
namespace {

enum Column : size_t {
  kQuestion,
  kForm,
  kCodes,
  kOptions,
  kPrincipal,
  kAdditional,
  kProcedures,
  kOrdered,
  kOn,
  kExamYear,
  kSet,
  kPoints,
  kPolicy,
  kText,
  kColumnCount,
};

constexpr std::array<std::string_view, kColumnCount> kColumns = {
    "question",   "form",       "codes",   "options", "principal",
    "additional", "procedures", "ordered", "on",      "exam_year",
    "set",        "points",     "policy",  "text"};

// The cells of a row by column; empty where the file has no such column.
using Cells = std::array<std::string_view, kColumnCount>;

std::string ColumnNames() {
  return absl::StrJoin(kColumns, ", ", [](std::string* text, auto column) {
    text->append(column);
  });
}

absl::StatusOr<double> ReadNumber(std::string_view column,
                                  std::string_view cell) {
  double value = 0;
  if (absl::SimpleAtod(ToAbsl(cell), &value)) return value;
  return absl::InvalidArgumentError(
      Concat("column '", column, "': a number expected, found '", cell, "'"));
}

// "I10|I15.9; E11.9": items, each with what is accepted for it.
void AddItems(Role role, std::string_view cell, Question& question) {
  ForEachPart(cell, ';', [&](std::string_view part) {
    KeyItem& item =
        question.items.emplace_back(KeyItem{.role = role, .codes = {}});
    ForEachPart(part, '|',
                [&](std::string_view code) { item.codes.emplace_back(code); });
  });
}

// "A=I10; B=I15.9"
absl::Status ReadOptions(std::string_view cell, Question& question) {
  absl::Status status;
  ForEachPart(cell, ';', [&](std::string_view part) {
    const size_t equals = part.find('=');
    if (equals == std::string_view::npos) {
      status.Update(absl::InvalidArgumentError(
          Concat("column 'options': '", part,
                 "' found, LABEL=CODE expected, as in A=I10; B=I15.9")));
      return;
    }
    question.options.push_back(
        {std::string(WithoutBlanksAround(part.substr(0, equals))),
         std::string(WithoutBlanksAround(part.substr(equals + 1)))});
  });
  return status;
}

// "near_miss=0.25; extra=0"
absl::Status ReadPolicy(std::string_view cell, Policy& policy) {
  absl::Status status;
  const auto set = [&](bool all_kinds, std::string_view part) {
    const size_t equals = part.find('=');
    const std::string_view name = WithoutBlanksAround(part.substr(0, equals));
    if ((name == "near_miss") != all_kinds || !status.ok()) return;
    if (equals == std::string_view::npos) {
      status = absl::InvalidArgumentError(
          Concat("column 'policy': '", part,
                 "' found, SETTING=NUMBER expected, as in extra=0.25"));
      return;
    }
    const absl::StatusOr<double> value =
        ReadNumber("policy", WithoutBlanksAround(part.substr(equals + 1)));
    status = value.ok() ? SetPolicy(name, *value, policy) : value.status();
  };
  // What is set for all kinds comes before what is set for one.
  for (const bool all_kinds : {true, false}) {
    ForEachPart(cell, ';',
                [&](std::string_view part) { set(all_kinds, part); });
  }
  return status;
}

absl::Status ReadSettings(const Cells& cells, Question& question) {
  if (!cells[kOn].empty() && !cells[kExamYear].empty()) {
    return absl::InvalidArgumentError(
        "columns 'on' and 'exam_year' both choose a day; give one of them");
  }
  absl::Status status;
  const auto number = [&](Column column, auto apply) {
    if (cells[column].empty() || !status.ok()) return;
    const absl::StatusOr<double> value =
        ReadNumber(kColumns[column], cells[column]);
    status = value.ok() ? apply(*value, question) : value.status();
  };
  if (!cells[kOn].empty()) status = SetDate(cells[kOn], question);
  number(kExamYear, SetExamYear);
  number(kPoints, SetPoints);
  if (!cells[kSet].empty()) status.Update(SetCodeSet(cells[kSet], question));
  status.Update(ReadPolicy(cells[kPolicy], question.policy));
  return status;
}

absl::Status ReadOrdered(std::string_view cell, Question& question) {
  if (cell.empty()) return absl::OkStatus();
  const bool yes = cell == "true" || cell == "yes" || cell == "1";
  if (!yes && cell != "false" && cell != "no" && cell != "0") {
    return absl::InvalidArgumentError(
        Concat("column 'ordered': true or false expected, found '", cell, "'"));
  }
  question.ordered = yes;
  return absl::OkStatus();
}

// Every form takes its codes from columns of its own.
absl::Status CheckCells(const Cells& cells, Form form) {
  for (const Column column : {kCodes, kPrincipal, kAdditional, kProcedures}) {
    const bool of_scenario = column != kCodes;
    if (cells[column].empty() || of_scenario == (form == Form::kScenario)) {
      continue;
    }
    return absl::InvalidArgumentError(Concat("column '", kColumns[column],
                                             "' is none of form '",
                                             FormName(form), "'"));
  }
  return absl::OkStatus();
}

absl::Status ReadRow(const Cells& cells, size_t line, KeyBuilder& key) {
  const absl::StatusOr<std::optional<Form>> form = ReadForm(cells[kForm]);
  if (!form.ok()) return form.status();
  if (!*form) return ReadSettings(cells, key.defaults);
  Question question = key.defaults;
  question.form = **form;
  question.line = line;
  question.id = cells[kQuestion];
  absl::Status status = CheckCells(cells, question.form);
  status.Update(ReadSettings(cells, question));
  status.Update(ReadOptions(cells[kOptions], question));
  status.Update(ReadOrdered(cells[kOrdered], question));
  AddItems(Role::kCode, cells[kCodes], question);
  AddItems(Role::kPrincipal, cells[kPrincipal], question);
  AddItems(Role::kAdditional, cells[kAdditional], question);
  AddItems(Role::kProcedure, cells[kProcedures], question);
  return status.ok() ? key.Add(std::move(question)) : status;
}

// Which column of the key each field of a row is.
absl::StatusOr<std::vector<size_t>> ReadHeader(const SourceFile& file,
                                               const DelimitedRow& header) {
  std::vector<size_t> columns;
  for (const DelimitedField& field : header) {
    const auto column = std::ranges::find(kColumns, field.text);
    const auto number = static_cast<size_t>(column - kColumns.begin());
    if (column == kColumns.end() ||
        std::ranges::find(columns, number) != columns.end()) {
      return SourceError(
          file, field.offset,
          Concat(column == kColumns.end() ? "unknown column '" : "column '",
                 field.text,
                 column == kColumns.end()
                     ? "'; the columns of an answer key are "
                     : "' found twice; the columns are ",
                 ColumnNames()));
    }
    columns.push_back(number);
  }
  for (const Column needed : {kQuestion, kForm}) {
    if (std::ranges::find(columns, needed) != columns.end()) continue;
    return SourceError(file, header.front().offset,
                       Concat("column '", kColumns[needed],
                              "' is missing; the columns of an answer key are ",
                              ColumnNames()));
  }
  return columns;
}

}  // namespace

std::span<const std::string_view> KeyColumns() { return kColumns; }

absl::StatusOr<AnswerKey> ReadCsvKey(const SourceFile& file) {
  KeyBuilder key(file.name);
  std::vector<size_t> columns;
  size_t line = 1;
  size_t counted = 0;
  const size_t begin = file.bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  const absl::Status status =
      ReadDelimited(file, begin, ',', [&](const DelimitedRow& row) {
        if (columns.empty()) {
          absl::StatusOr<std::vector<size_t>> read = ReadHeader(file, row);
          if (!read.ok()) return read.status();
          columns = *std::move(read);
          return absl::OkStatus();
        }
        Cells cells;
        for (size_t i = 0; i < columns.size(); ++i) {
          cells[columns[i]] = WithoutBlanksAround(row[i].text);
        }
        const size_t offset = row.front().offset;
        line += static_cast<size_t>(std::count(
            file.bytes.data() + counted, file.bytes.data() + offset, '\n'));
        counted = offset;
        absl::Status row_status = ReadRow(cells, line, key);
        if (row_status.ok()) return row_status;
        const absl::string_view message = row_status.message();
        return SourceError(file, offset, {message.data(), message.size()});
      });
  if (!status.ok()) return status;
  return key.Take();
}

}  // namespace codebook
