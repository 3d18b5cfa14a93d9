// codebook export: every row of a release, in the order of the official list.

#include "absl/status/statusor.h"
#include "engine/catalog.h"
#include "engine/code_set.h"
#include "tools/codebook/catalog_choice.h"
#include "tools/codebook/command.h"
#include "tools/codebook/json_output.h"
#include "tools/codebook/release_operand.h"
#include "tools/codebook/text_output.h"

namespace codebook {
namespace {

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
