#include "codesets/grade/answers.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "absl/strings/str_join.h"
#include "codesets/delimited_file.h"
#include "codesets/grade/lists.h"
#include "codesets/source_file.h"
#include "codesets/text_lines.h"
#include "engine/concat.h"

namespace codebook {
namespace {

enum Column : size_t {
  kLearner,
  kQuestion,
  kAnswer,
  kPrincipal,
  kAdditional,
  kProcedures,
  kColumnCount,
};

constexpr std::array<std::string_view, kColumnCount> kColumns = {
    "learner", "question", "answer", "principal", "additional", "procedures"};

std::string ColumnNames() {
  return absl::StrJoin(kColumns, ", ", [](std::string* text, auto column) {
    text->append(column);
  });
}

// One line of CSV, as it is; errors are "COLUMN: what".
absl::StatusOr<DelimitedRow> ReadRow(std::string_view line) {
  SourceFile file;
  file.bytes = line;
  if (absl::Status status = CheckUtf8(file); !status.ok()) return status;
  DelimitedRow cells;
  absl::Status status =
      ReadDelimited(file, 0, ',', [&](const DelimitedRow& row) {
        cells = row;
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return cells;
}

// Without the empty name and the line number of a file that is one line.
std::string PlaceInLine(const absl::Status& status) {
  constexpr std::string_view kPlace = ":1:";
  std::string text(status.message());
  if (text.starts_with(kPlace)) text.erase(0, kPlace.size());
  return text;
}

absl::Status CheckHeader(const std::vector<size_t>& columns) {
  const auto has = [&](Column column) {
    return std::ranges::find(columns, column) != columns.end();
  };
  if (has(kQuestion) && (has(kAnswer) || has(kPrincipal))) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      Concat("1: column '", has(kQuestion) ? "answer" : "question",
             "' is missing; the columns of answers are ", ColumnNames()));
}

}  // namespace

std::span<const std::string_view> AnswerColumns() { return kColumns; }

AnswerReader::AnswerReader(ReadSome read)
    : read_(std::move(read)), buffer_(size_t{1} << 16) {}

// Makes room and reads. False at the end, and when nothing can be read.
bool AnswerReader::Fill() {
  if (at_end_) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ == buffer_.size()) buffer_.resize(2 * buffer_.size());
  const absl::StatusOr<size_t> count = read_(std::span(buffer_).subspan(end_));
  if (!count.ok()) status_ = count.status();
  at_end_ = !count.ok() || *count == 0;
  if (!at_end_) end_ += *count;
  return !at_end_;
}

// The bytes of a line that is too long are dropped as they come.
bool AnswerReader::NextLine(std::string_view& line, bool& too_long) {
  too_long = false;
  size_t searched = 0;
  while (true) {
    const char* const from = buffer_.data() + begin_ + searched;
    const size_t rest = end_ - begin_ - searched;
    const void* const found =
        rest > 0 ? std::memchr(from, '\n', rest) : nullptr;
    if (found != nullptr || (at_end_ && begin_ < end_)) {
      const size_t at =
          found == nullptr
              ? end_
              : static_cast<size_t>(static_cast<const char*>(found) -
                                    buffer_.data());
      line = std::string_view(buffer_.data() + begin_, at - begin_);
      too_long = too_long || line.size() > kMostLineBytes;
      begin_ = std::min(at + 1, end_);
      ++line_;
      if (line.ends_with('\r')) line.remove_suffix(1);
      return true;
    }
    searched = end_ - begin_;
    if (searched > kMostLineBytes) {
      too_long = true;
      begin_ = end_;
      searched = 0;
    }
    if (!Fill() && (!status_.ok() || begin_ == end_)) {
      if (too_long) ++line_;
      return too_long && status_.ok();
    }
  }
}

bool AnswerReader::ReadHeader(std::string_view line) {
  const auto fail = [&](const absl::Status& status) {
    status_ =
        absl::InvalidArgumentError(Concat(line_, ":", PlaceInLine(status)));
    return false;
  };
  const absl::StatusOr<DelimitedRow> row = ReadRow(line);
  if (!row.ok()) return fail(row.status());
  for (const DelimitedField& field : *row) {
    const auto column = std::ranges::find(kColumns, field.text);
    const auto number = static_cast<size_t>(column - kColumns.begin());
    const bool twice = std::ranges::find(columns_, number) != columns_.end();
    if (column == kColumns.end() || twice) {
      return fail(absl::InvalidArgumentError(
          Concat(field.offset + 1, twice ? ": column '" : ": unknown column '",
                 field.text, twice ? "' found twice" : "'",
                 "; the columns of answers are ", ColumnNames())));
    }
    columns_.push_back(number);
  }
  const absl::Status checked = CheckHeader(columns_);
  return checked.ok() || fail(checked);
}

bool AnswerReader::ReadCsv(std::string_view line, Answer& answer) {
  answer.entries.clear();
  answer.learner.clear();
  answer.question.clear();
  absl::StatusOr<DelimitedRow> row = ReadRow(line);
  if (!row.ok()) {
    problem_ = PlaceInLine(row.status());
    return false;
  }
  if (row->size() != columns_.size()) {
    problem_ = Concat("1: ", row->size(), " fields found, ", columns_.size(),
                      " expected as in the heading");
    return false;
  }
  std::array<std::string_view, kColumnCount> cells;
  for (size_t i = 0; i < columns_.size(); ++i) {
    cells[columns_[i]] = WithoutBlanksAround((*row)[i].text);
  }
  answer.learner = cells[kLearner];
  answer.question = cells[kQuestion];
  const auto add = [&](Role role, std::string_view cell) {
    ForEachPart(cell, ';', [&](std::string_view part) {
      if (answer.entries.size() <= Answer::kMostEntries) {
        answer.entries.push_back({role, std::string(part)});
      }
    });
  };
  add(Role::kCode, cells[kAnswer]);
  const bool plain = !answer.entries.empty();
  // The principal diagnosis is one code.
  if (!cells[kPrincipal].empty()) {
    answer.entries.push_back(
        {Role::kPrincipal, std::string(cells[kPrincipal])});
  }
  add(Role::kAdditional, cells[kAdditional]);
  add(Role::kProcedure, cells[kProcedures]);
  if (answer.question.empty()) {
    problem_ = "1: column 'question' is empty";
  } else if (answer.entries.size() > Answer::kMostEntries) {
    problem_ =
        Concat("1: more than ", Answer::kMostEntries, " codes in one answer");
  } else if (plain && answer.entries.back().role != Role::kCode) {
    problem_ =
        "1: column 'answer' found beside 'principal', 'additional' or "
        "'procedures'; one or the other expected";
  } else {
    return true;
  }
  return false;
}

AnswerLine AnswerReader::Next(Answer& answer) {
  std::string_view line;
  bool too_long = false;
  while (status_.ok() && NextLine(line, too_long)) {
    if (line_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
    const std::string_view text = WithoutBlanksAround(line);
    if (text.empty() && !too_long) continue;
    if (too_long) {
      problem_ = Concat("1: a line of more than ", kMostLineBytes, " bytes");
      return AnswerLine::kBad;
    }
    if (format_ == Format::kUnknown) {
      format_ = text.starts_with('{') ? Format::kJson : Format::kCsv;
      if (format_ == Format::kCsv) {
        if (!ReadHeader(line)) break;
        continue;
      }
    }
    answer.line = line_;
    const bool read = format_ == Format::kJson
                          ? ReadJsonAnswer(line, answer, problem_)
                          : ReadCsv(line, answer);
    return read ? AnswerLine::kAnswer : AnswerLine::kBad;
  }
  return AnswerLine::kEnd;
}

}  // namespace codebook
