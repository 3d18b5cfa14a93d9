// codebook validate: one verdict a code.

#include <algorithm>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
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
    case Format::kText:
      AppendVerdictText(verdict, writer);
      break;
    case Format::kTsv:
      AppendVerdictTsv(verdict, writer.out());
      break;
    case Format::kJson:
      AppendLine(VerdictJson(verdict), writer.out());
      break;
  }
}

// A code that several sets have need be valid in one of them only.
bool AnyValid(const std::vector<Verdict>& verdicts) {
  return std::ranges::find(verdicts, VerdictStatus::kValid, &Verdict::status) !=
         verdicts.end();
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
  const TextWriter writer(arguments.color, out);
  bool all_valid = true;
  const absl::Status status =
      ForEachCode(arguments.operands, out, [&](std::string_view input) {
        const std::vector<Verdict> verdicts = validator->Validate(input);
        for (const Verdict& verdict : verdicts) {
          AppendVerdict(verdict, arguments.format, writer);
        }
        all_valid = all_valid && AnyValid(verdicts);
      });
  if (!status.ok()) {
    Complain(status);
    return kExitError;
  }
  return all_valid ? kExitOk : kExitNotAll;
}

}  // namespace codebook
