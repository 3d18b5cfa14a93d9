// What the two formats of answer keys share.

#ifndef CODEBOOK_CODESETS_GRADE_KEY_READER_H_
#define CODEBOOK_CODESETS_GRADE_KEY_READER_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "codesets/grade/answer_key.h"
#include "codesets/source_file.h"

namespace codebook {

// The form of the line that sets defaults for the questions after it.
inline constexpr std::string_view kDefaultsForm = "defaults";

// None for defaults. Invalid argument when there is no such form.
absl::StatusOr<std::optional<Form>> ReadForm(std::string_view text);

// Set a field, or say what was expected.
absl::Status SetDate(std::string_view text, Question& question);
absl::Status SetExamYear(double year, Question& question);
absl::Status SetPoints(double points, Question& question);
absl::Status SetCodeSet(std::string_view set, Question& question);

// Adds questions to a key: checks each, and that no id is there twice.
class KeyBuilder {
 public:
  explicit KeyBuilder(std::string_view name) { key_.name = name; }

  // What a question has that says nothing else.
  Question defaults;

  absl::Status Add(Question question);
  // Not OK for a key without questions.
  absl::StatusOr<AnswerKey> Take();

 private:
  AnswerKey key_;
  // The line in which each id stands.
  absl::flat_hash_map<std::string, size_t> lines_;
};

absl::StatusOr<AnswerKey> ReadJsonKey(const SourceFile& file);
absl::StatusOr<AnswerKey> ReadCsvKey(const SourceFile& file);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_GRADE_KEY_READER_H_
