// codebook validate: one verdict a code.

#include <algorithm>
#include <array>
#include <atomic>
#include <span>
#include <string_view>

#include "absl/status/statusor.h"
#include "codesets/plain_code.h"
#include "codesets/validator.h"
#include "engine/catalog.h"
#include "engine/verdict.h"
#include "tools/codebook/catalog_choice.h"
#include "tools/codebook/code_input.h"
#include "tools/codebook/command.h"
#include "tools/codebook/json_output.h"
#include "tools/codebook/text_output.h"
#include "tools/codebook/verdict_text.h"

namespace codebook {
namespace {

void AppendVerdict(const Verdict& verdict, Format format,
                   const TextWriter& writer) {
  if (format == Format::kJson) {
    AppendLine(VerdictJson(verdict), writer.out());
  } else {
    AppendVerdictText(verdict, writer);
  }
}

class Validation {
 public:
  Validation(const Validator& validator, const Arguments& arguments)
      : validator_(validator),
        format_(arguments.format),
        color_(arguments.color) {}

  // What is said of a code goes to `out`. Safe to call from any thread.
  void Validate(std::span<const std::string_view> inputs, Output& out) {
    if (format_ == Format::kTsv) return ValidateTsv(inputs, out);
    const TextWriter writer(color_, out);
    for (const std::string_view input : inputs) {
      for (const Verdict& verdict : Judge(input, Detail::kFull)) {
        AppendVerdict(verdict, format_, writer);
      }
    }
  }

  bool all_valid() const { return all_valid_; }

 private:
  void ValidateTsv(std::span<const std::string_view> inputs, Output& out) {
    // Most codes of a stream are right, and are told from others without a
    // verdict.
    std::array<PlainCode, kMostCodes> plain;
    FindPlainCodes(validator_.releases(), inputs, plain);
    for (size_t i = 0; i < inputs.size(); ++i) {
      if (plain[i].release != nullptr) {
        AppendPlainTsv(inputs[i], plain[i], out);
        continue;
      }
      for (const Verdict& verdict : Judge(inputs[i], Detail::kNoSuggestions)) {
        AppendVerdictTsv(verdict, out);
      }
    }
  }

  Verdicts Judge(std::string_view input, Detail detail) {
    Verdicts verdicts = validator_.Validate(input, detail);
    // A code that several sets have need be valid in one of them only.
    if (std::ranges::find(verdicts, VerdictStatus::kValid, &Verdict::status) ==
        verdicts.end()) {
      all_valid_ = false;
    }
    return verdicts;
  }

  const Validator& validator_;
  Format format_;
  Color color_;
  std::atomic<bool> all_valid_ = true;
};

// Explained verdicts take a hundred times the room and time of plain ones.
size_t PieceOf(Format format) {
  return format == Format::kTsv ? size_t{1} << 17 : size_t{1} << 14;
}

}  // namespace

int RunValidate(const Arguments& arguments, Output& out) {
  const absl::StatusOr<Catalog> catalog = OpenCatalog(arguments.catalog);
  if (!catalog.ok()) {
    Complain(catalog.status());
    return kExitError;
  }
  const absl::StatusOr<Validator> validator =
      Validator::Open(*catalog, arguments.choice);
  if (!validator.ok()) {
    Complain(validator.status());
    return kExitError;
  }
  Validation validation(*validator, arguments);
  const absl::Status status =
      ForEachCodes(arguments.operands, PieceOf(arguments.format), out,
                   [&](std::span<const std::string_view> inputs, Output& to) {
                     validation.Validate(inputs, to);
                   });
  if (!status.ok()) {
    Complain(status);
    return kExitError;
  }
  return validation.all_valid() ? kExitOk : kExitNotAll;
}

}  // namespace codebook
