// codebook grade: answers against a key.

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "codesets/grade/answer_key.h"
#include "codesets/grade/answers.h"
#include "codesets/grade/grader.h"
#include "codesets/grade/tally.h"
#include "engine/catalog.h"
#include "engine/concat.h"
#include "tools/codebook/catalog_choice.h"
#include "tools/codebook/command.h"
#include "tools/codebook/grade_output.h"
#include "tools/codebook/key_input.h"

namespace codebook {
namespace {

std::string_view MessageOf(const absl::Status& status) {
  return {status.message().data(), status.message().size()};
}

// The file of answers, or standard input for "-".
class AnswerFile {
 public:
  explicit AnswerFile(const std::string& path)
      : name_(path == "-" ? "standard input" : path),
        descriptor_(path == "-" ? STDIN_FILENO
                                : open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (descriptor_ < 0) status_ = absl::ErrnoToStatus(errno, name_);
  }
  AnswerFile(const AnswerFile&) = delete;
  AnswerFile& operator=(const AnswerFile&) = delete;
  ~AnswerFile() {
    if (descriptor_ > STDIN_FILENO) close(descriptor_);
  }

  const std::string& name() const { return name_; }
  const absl::Status& status() const { return status_; }

  absl::StatusOr<size_t> Read(std::span<char> to) const {
    while (true) {
      const ssize_t count = read(descriptor_, to.data(), to.size());
      if (count >= 0) return static_cast<size_t>(count);
      if (errno != EINTR) {
        return absl::ErrnoToStatus(errno, Concat(name_, ": cannot be read"));
      }
    }
  }

 private:
  std::string name_;
  int descriptor_;
  absl::Status status_;
};

class GradeRun {
 public:
  GradeRun(const Grader& grader, const Arguments& arguments, Output& out)
      : grader_(grader),
        format_(arguments.format),
        writer_(arguments.color, out),
        tally_(grader.key()) {}

  // Grades all answers; the exit status.
  int Run(const AnswerFile& file) {
    Output& out = writer_.out();
    AnswerReader reader([&](std::span<char> to) -> absl::StatusOr<size_t> {
      // A program that sends one answer at a time gets each result at once.
      if (absl::Status status = out.Flush(); !status.ok()) return status;
      return file.Read(to);
    });
    Answer answer;
    while (!out.closed()) {
      const AnswerLine line = reader.Next(answer);
      if (line == AnswerLine::kEnd) break;
      if (line == AnswerLine::kBad) {
        Report(file, reader.line(), reader.problem());
      } else {
        Grade(file, answer);
      }
    }
    if (!reader.status().ok()) {
      const bool heading = absl::IsInvalidArgument(reader.status());
      Complain(Concat(heading ? Concat(file.name(), ":") : std::string(),
                      MessageOf(reader.status())));
      return kExitError;
    }
    Summarise();
    if (bad_lines_ > 0) return kExitError;
    return tally_.correct() == tally_.answers() ? kExitOk : kExitNotAll;
  }

 private:
  void Report(const AnswerFile& file, size_t line, std::string_view problem) {
    ++bad_lines_;
    Complain(Concat(file.name(), ":", line, ":", problem));
  }

  void Grade(const AnswerFile& file, const Answer& answer) {
    // A line for machines does not show what was probably meant.
    const Detail detail =
        format_ == Format::kTsv ? Detail::kNoSuggestions : Detail::kFull;
    const absl::StatusOr<GradeResult> result = grader_.Grade(answer, detail);
    if (!result.ok()) {
      Report(file, answer.line, Concat("1: ", MessageOf(result.status())));
      return;
    }
    tally_.Add(answer.learner, *result);
    switch (format_) {
      case Format::kTsv:
        AppendGradeTsv(answer, *result, writer_.out());
        break;
      case Format::kJson:
        AppendGradeJson(answer, *result, writer_.out());
        break;
      default:
        AppendGradeText(answer, *result, writer_);
    }
  }

  void Summarise() {
    if (format_ == Format::kText) {
      AppendTallyText(grader_.key(), tally_, bad_lines_, writer_);
    } else if (format_ == Format::kJson) {
      AppendTallyJson(grader_.key(), tally_, bad_lines_, writer_.out());
    }
  }

  const Grader& grader_;
  Format format_;
  TextWriter writer_;
  Tally tally_;
  uint64_t bad_lines_ = 0;
};

}  // namespace

int RunGrade(const Arguments& arguments, Output& out) {
  const auto fail = [](const absl::Status& status) {
    Complain(status);
    return kExitError;
  };
  const std::string& key_path = arguments.operands[0];
  const AnswerFile answers(arguments.operands[1]);
  if (!answers.status().ok()) return fail(answers.status());
  const absl::StatusOr<Catalog> catalog = OpenCatalog(arguments.catalog);
  if (!catalog.ok()) return fail(catalog.status());
  absl::StatusOr<AnswerKey> key = ReadKeyFile(key_path);
  if (!key.ok()) return fail(key.status());
  const absl::StatusOr<Grader> grader =
      Grader::Open(*catalog, *std::move(key), arguments.choice);
  if (!grader.ok()) return fail(grader.status());
  if (grader->doubtful_codes() > 0) {
    Complain(
        Concat(key_path, ": of the codes of the key ", grader->doubtful_codes(),
               " are not valid on their date; see: codebook audit ", key_path));
  }
  return GradeRun(*grader, arguments, out).Run(answers);
}

}  // namespace codebook
