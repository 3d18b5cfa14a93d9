// codebook validate: one verdict a code.

#include <algorithm>
#include <array>
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
  switch (format) {
    case Format::kTsv:
      AppendVerdictTsv(verdict, writer.out());
      break;
    case Format::kJson:
      AppendLine(VerdictJson(verdict), writer.out());
      break;
    default:
      AppendVerdictText(verdict, writer);
  }
}

class Validation {
 public:
  Validation(const Validator& validator, const Arguments& arguments,
             Output& out)
      : validator_(validator),
        format_(arguments.format),
        writer_(arguments.color, out) {}

  void Validate(std::span<const std::string_view> inputs) {
    // Most codes of a stream are right, and are told from others without a
    // verdict.
    std::array<PlainCode, kMostCodes> plain;
    if (format_ == Format::kTsv) {
      FindPlainCodes(validator_.releases(), inputs, plain);
    }
    for (size_t i = 0; i < inputs.size(); ++i) {
      if (plain[i].release != nullptr) {
        AppendPlainTsv(inputs[i], plain[i], writer_.out());
      } else {
        Validate(inputs[i]);
      }
    }
  }

  bool all_valid() const { return all_valid_; }

 private:
  void Validate(std::string_view input) {
    const Detail detail =
        format_ == Format::kTsv ? Detail::kNoSuggestions : Detail::kFull;
    const Verdicts verdicts = validator_.Validate(input, detail);
    for (const Verdict& verdict : verdicts) {
      AppendVerdict(verdict, format_, writer_);
    }
    // A code that several sets have need be valid in one of them only.
    all_valid_ =
        all_valid_ && std::ranges::find(verdicts, VerdictStatus::kValid,
                                        &Verdict::status) != verdicts.end();
  }

  const Validator& validator_;
  Format format_;
  TextWriter writer_;
  bool all_valid_ = true;
};

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
  Validation validation(*validator, arguments, out);
  const absl::Status status = ForEachCodes(
      arguments.operands, out, [&](std::span<const std::string_view> inputs) {
        validation.Validate(inputs);
      });
  if (!status.ok()) {
    Complain(status);
    return kExitError;
  }
  return validation.all_valid() ? kExitOk : kExitNotAll;
}

}  // namespace codebook
