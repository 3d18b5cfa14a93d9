#include "tools/codebook/entry.h"

#include <string>

#include "absl/strings/ascii.h"
#include "engine/concat.h"

namespace codebook {

std::optional<NodeId> FindEntry(const CodeSet& release, std::string_view text) {
  if (const std::optional<NodeId> row = release.Find(text)) return row;
  const absl::string_view bare = absl::StripAsciiWhitespace(ToAbsl(text));
  const std::string name = absl::AsciiStrToUpper(bare);
  if (const std::optional<NodeId> group = release.FindGroup(name)) return group;
  const size_t dash = name.find('-');
  const bool one_category = dash != std::string::npos &&
                            name.substr(0, dash) == name.substr(dash + 1);
  return one_category ? release.FindGroup(name.substr(0, dash)) : std::nullopt;
}

absl::StatusOr<std::vector<Period>> PeriodsOf(const Catalog& catalog,
                                              const CodeSet& release,
                                              NodeId node) {
  if (!release.is_row(node)) {
    return GroupPeriods(catalog, release.set(), release.Name(node));
  }
  const Code code = release.code(node);
  return release.billable(node) ? BillablePeriods(catalog, release.set(), code)
                                : ListedPeriods(catalog, release.set(), code);
}

}  // namespace codebook
