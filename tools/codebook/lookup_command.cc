// codebook lookup: everything about a code, a chapter or a section.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "codesets/validator.h"
#include "engine/catalog.h"
#include "engine/concat.h"
#include "engine/verdict.h"
#include "tools/codebook/catalog_choice.h"
#include "tools/codebook/code_input.h"
#include "tools/codebook/command.h"
#include "tools/codebook/entry.h"
#include "tools/codebook/entry_json.h"
#include "tools/codebook/entry_text.h"
#include "tools/codebook/json_output.h"
#include "tools/codebook/text_output.h"

namespace codebook {
namespace {

// One run of the command.
class Lookup {
 public:
  // Both outlive the Lookup.
  Lookup(const Arguments& arguments, const Catalog& catalog,
         std::vector<CodeSetPtr> releases, Output& out)
      : arguments_(arguments),
        catalog_(catalog),
        releases_(std::move(releases)),
        writer_(arguments.color, out) {}

  // Shows all that the chosen releases have under the name `input`.
  void Show(std::string_view input) {
    bool found = false;
    for (const CodeSetPtr& release : releases_) {
      if (const auto node = FindEntry(*release, input)) {
        found = true;
        ShowNode(release, *node);
      }
    }
    if (!found) TellNotFound(input);
  }

  int exit_status() const { return exit_status_; }

 private:
  void ShowNode(const CodeSetPtr& release, NodeId node) {
    Entry entry{.release = release, .node = node, .valid = std::nullopt};
    absl::StatusOr<std::vector<Period>> valid =
        PeriodsOf(catalog_, *release, node);
    if (valid.ok()) {
      entry.valid = *std::move(valid);
    } else {
      Complain(valid.status());
      exit_status_ = kExitError;
    }
    if (arguments_.format == Format::kJson) {
      AppendLine(EntryJson(entry), writer_.out());
      return;
    }
    if (std::exchange(shown_, true)) writer_.EmptyLine();
    AppendEntryText(entry, writer_);
  }

  // Says what the validator knows about it: retired, a slip of the pen, ...
  void TellNotFound(std::string_view input) {
    if (exit_status_ == kExitOk) exit_status_ = kExitNotAll;
    std::string message = Concat("'", Printable(input), "' not found");
    const absl::StatusOr<Validator> validator =
        Validator::Open(catalog_, arguments_.choice);
    if (validator.ok()) {
      const Verdicts verdicts = validator->Validate(input);
      if (!verdicts.empty()) message += Hint(verdicts.front());
    }
    Complain(message);
    if (arguments_.format == Format::kJson) {
      AppendLine({{"type", "not_found"},
                  {"input", input},
                  {"set", TextOrNull(arguments_.choice.set)}},
                 writer_.out());
    }
  }

  static std::string Hint(const Verdict& verdict) {
    std::string hint = Concat(" in ", verdict.release->id().ToString());
    for (const Issue& issue : verdict.issues) {
      if (issue.severity != Severity::kError) continue;
      hint += Concat(": ", issue.message);
      break;
    }
    if (verdict.other_release) {
      hint +=
          Concat("; see it with --release ", verdict.other_release->ToString());
    }
    if (!verdict.suggestions.empty()) {
      hint += Concat("; did you mean ", verdict.suggestions.front().code, "?");
    }
    return hint;
  }

  const Arguments& arguments_;
  const Catalog& catalog_;
  std::vector<CodeSetPtr> releases_;
  TextWriter writer_;
  int exit_status_ = kExitOk;
  // Whether an entry stands above the next one.
  bool shown_ = false;
};

}  // namespace

int RunLookup(const Arguments& arguments, Output& out) {
  const absl::StatusOr<Catalog> catalog = OpenCatalog(arguments.catalog);
  if (!catalog.ok()) {
    Complain(catalog.status());
    return kExitError;
  }
  absl::StatusOr<std::vector<CodeSetPtr>> releases =
      ChooseReleases(*catalog, arguments.choice);
  if (!releases.ok()) {
    Complain(releases.status());
    return kExitError;
  }
  Lookup lookup(arguments, *catalog, *std::move(releases), out);
  const absl::Status status =
      ForEachCode(arguments.operands, out,
                  [&lookup](std::string_view input) { lookup.Show(input); });
  if (!status.ok()) {
    Complain(status);
    return kExitError;
  }
  return lookup.exit_status();
}

}  // namespace codebook
