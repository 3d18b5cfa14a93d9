// codebook export: every row of a release, in the order of the official list.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "codesets/code_system.h"
#include "engine/catalog.h"
#include "engine/code_set.h"
#include "engine/concat.h"
#include "tools/codebook/catalog_choice.h"
#include "tools/codebook/command.h"
#include "tools/codebook/did_you_mean.h"
#include "tools/codebook/json_output.h"
#include "tools/codebook/text_output.h"

namespace codebook {
namespace {

absl::Status NoRelease(const std::string& text) {
  std::vector<std::string_view> names;
  for (const CodeSystem& system : CodeSystems()) names.push_back(system.name);
  return absl::InvalidArgumentError(
      Concat("'", text, "' is not a release", DidYouMean(text, names),
             " (expected SET@YYYY-MM-DD or a code set; see codebook list)"));
}

// The release that the operand names: "SET@DATE", or "SET" for the one that
// --on chooses.
absl::StatusOr<CodeSetPtr> FindRelease(const Catalog& catalog,
                                       const std::string& text,
                                       const ReleaseChoice& choice) {
  if (const std::optional<ReleaseId> id = ReleaseId::Parse(text)) {
    return catalog.Get(*id);
  }
  if (FindCodeSystem(text) == nullptr) return NoRelease(text);
  return catalog.InForce(text, choice.on);
}

void AppendTsvRow(const CodeSet& release, NodeId row, Output& out) {
  out.Append(release.Name(row));
  out.Append(release.billable(row) ? "\t1\t" : "\t0\t");
  out.Append(KindName(release.kind(row)));
  out.Append('\t');
  AppendTsvField(release.title(row), out);
  out.EndLine();
}

void AppendJsonRow(const CodeSet& release, NodeId row, Output& out) {
  out.Append(R"({"type":"code","code":")");
  out.Append(release.Name(row));
  out.Append(release.billable(row) ? R"(","billable":true,"kind":")"
                                   : R"(","billable":false,"kind":")");
  out.Append(KindName(release.kind(row)));
  out.Append(R"(","title":)");
  AppendJsonString(release.title(row), out);
  out.Append('}');
  out.EndLine();
}

}  // namespace

int RunExport(const Arguments& arguments, Output& out) {
  const absl::StatusOr<Catalog> catalog = OpenCatalog(arguments.catalog);
  if (!catalog.ok()) {
    Complain(catalog.status());
    return kExitError;
  }
  const absl::StatusOr<CodeSetPtr> release =
      FindRelease(*catalog, arguments.operands.front(), arguments.choice);
  if (!release.ok()) {
    Complain(release.status());
    return kExitError;
  }
  const auto append =
      arguments.format == Format::kJson ? AppendJsonRow : AppendTsvRow;
  for (const NodeId node : (*release)->TabularOrder()) {
    if ((*release)->is_row(node)) append(**release, node, out);
    if (out.closed()) break;
  }
  return kExitOk;
}

}  // namespace codebook
