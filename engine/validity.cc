#include "engine/validity.h"

#include <algorithm>
#include <cstddef>
#include <span>

#include "absl/functional/function_ref.h"
#include "engine/code_set.h"
#include "engine/release_id.h"

namespace codebook {
namespace {

// The node of a release whose validity is asked, if the release has it.
using NodeFinder =
    absl::FunctionRef<std::optional<NodeId>(const CodeSet& release)>;

// The days of `in_force` on which the row's own dates allow it.
std::optional<Period> Cut(Period in_force, const Validity& own) {
  if (own.from) in_force.from = std::max(in_force.from, *own.from);
  if (own.to) {
    in_force.to = in_force.to ? std::min(*in_force.to, *own.to) : *own.to;
  }
  if (in_force.to && *in_force.to < in_force.from) return std::nullopt;
  return in_force;
}

void AddPeriod(const Period& period, std::vector<Period>& periods) {
  const bool follows = !periods.empty() && periods.back().to &&
                       *periods.back().to == period.from.Previous();
  if (follows) {
    periods.back().to = period.to;
  } else {
    periods.push_back(period);
  }
}

absl::StatusOr<std::vector<Period>> PeriodsOf(const Catalog& catalog,
                                              std::string_view set,
                                              NodeFinder find) {
  std::vector<Period> periods;
  const std::span<const ReleaseId> releases = catalog.ReleasesOf(set);
  for (size_t i = 0; i < releases.size(); ++i) {
    absl::StatusOr<CodeSetPtr> release = catalog.Get(releases[i]);
    if (!release.ok()) return release.status();
    const std::optional<NodeId> node = find(**release);
    if (!node) continue;
    Period in_force{.from = releases[i].effective, .to = std::nullopt};
    if (i + 1 < releases.size()) {
      in_force.to = releases[i + 1].effective.Previous();
    }
    const std::optional<Period> valid =
        Cut(in_force, (*release)->validity(*node));
    if (valid) AddPeriod(*valid, periods);
  }
  return periods;
}

}  // namespace

absl::StatusOr<std::vector<Period>> BillablePeriods(const Catalog& catalog,
                                                    std::string_view set,
                                                    Code code) {
  return PeriodsOf(catalog, set, [code](const CodeSet& release) {
    const std::optional<NodeId> row = release.Find(code);
    return row && release.billable(*row) ? row : std::nullopt;
  });
}

absl::StatusOr<std::vector<Period>> ListedPeriods(const Catalog& catalog,
                                                  std::string_view set,
                                                  Code code) {
  return PeriodsOf(catalog, set, [code](const CodeSet& release) {
    return release.Find(code);
  });
}

absl::StatusOr<std::vector<Period>> GroupPeriods(const Catalog& catalog,
                                                 std::string_view set,
                                                 std::string_view name) {
  return PeriodsOf(catalog, set, [name](const CodeSet& release) {
    return release.FindGroup(name);
  });
}

}  // namespace codebook
