// Answers of learners, one at a time, from a stream of any length.
//
// Answers are JSON Lines or CSV; see FORMAT.md beside this file, and
// answers.schema.json for one line of JSON.
//
// Example:
//   AnswerReader reader(read_from_file);
//   Answer answer;
//   while (true) {
//     switch (reader.Next(answer)) { ... }
//   }

#ifndef CODEBOOK_CODESETS_GRADE_ANSWERS_H_
#define CODEBOOK_CODESETS_GRADE_ANSWERS_H_

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "codesets/grade/answer_key.h"

namespace codebook {

struct AnswerEntry {
  Role role = Role::kCode;
  // As typed. Never blank: where nothing was typed there is no entry.
  std::string text;
};

struct Answer {
  // May be empty.
  std::string learner = {};
  std::string question = {};
  // In the order in which they were entered; within a scenario the principal
  // diagnosis, additional diagnoses, then procedures.
  std::vector<AnswerEntry> entries = {};
  // Where it stands, from 1.
  size_t line = 0;

  // An answer with more entries is a bad line.
  static constexpr size_t kMostEntries = 200;
};

enum class AnswerLine {
  kAnswer,
  // It cannot be understood; see problem().
  kBad,
  kEnd,
};

// Reads answers from a stream in constant memory: a line, at most
// kMostLineBytes, at a time.
class AnswerReader {
 public:
  // Puts as many bytes as are at hand into the span and tells how many; 0 at
  // the end.
  using ReadSome = std::function<absl::StatusOr<size_t>(std::span<char>)>;

  // A longer line is a bad line.
  static constexpr size_t kMostLineBytes = size_t{4} << 20;

  explicit AnswerReader(ReadSome read);

  // The next line that is not blank. After kEnd, status() tells whether it is
  // the end, or an error of reading, or a first line that is no heading of
  // answers: invalid argument then.
  AnswerLine Next(Answer& answer);

  // Of the line that was last read, from 1.
  size_t line() const { return line_; }
  // "COLUMN: what", for a bad line.
  const std::string& problem() const { return problem_; }
  const absl::Status& status() const { return status_; }

 private:
  enum class Format { kUnknown, kJson, kCsv };

  bool NextLine(std::string_view& line, bool& too_long);
  bool Fill();
  bool ReadHeader(std::string_view line);
  bool ReadCsv(std::string_view line, Answer& answer);

  ReadSome read_;
  std::vector<char> buffer_;
  size_t begin_ = 0;
  size_t end_ = 0;
  bool at_end_ = false;
  size_t line_ = 0;
  Format format_ = Format::kUnknown;
  // What each column of CSV is.
  std::vector<size_t> columns_;
  std::string problem_;
  absl::Status status_;
};

// Reads one line of JSON into `answer`. False, and says why in `problem`
// ("COLUMN: what"), when it is no answer. Names that are not those of an answer
// are passed over.
bool ReadJsonAnswer(std::string_view line, Answer& answer,
                    std::string& problem);

// The columns of CSV.
std::span<const std::string_view> AnswerColumns();

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_GRADE_ANSWERS_H_
