#include "codesets/diff/successors.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "codesets/add_ons/conversions.h"
#include "codesets/diff/proposals.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// Successors of successors, as far as any releases lie apart.
constexpr size_t kMostSteps = 20;

class OfficialSuccessors {
 public:
  OfficialSuccessors(const Pairing& pairing, const CodeSet& conversions)
      : newer_(pairing.newer().release),
        table_(ConversionsBetween(conversions,
                                  pairing.older().release.effective(),
                                  newer_.effective())) {}

  std::vector<Successor> For(Code code) {
    std::vector<Successor> successors;
    std::set<Code> seen = {code};
    Follow(code, 0, seen, successors);
    return successors;
  }

 private:
  // Takes the codes that `code` became, and what became of those that were in
  // turn deleted before the newer release.
  void Follow(Code code, size_t step, std::set<Code>& seen,
              std::vector<Successor>& successors) {
    for (const Conversion* conversion : table_.From(code)) {
      if (!seen.insert(conversion->code).second) continue;
      const std::optional<NodeId> node = newer_.Find(conversion->code);
      if (node && newer_.billable(*node)) {
        successors.push_back({.code = newer_.Name(*node),
                              .title = std::string(newer_.title(*node)),
                              .proposed = false,
                              .why = Concat("the conversion table has it for ",
                                            conversion->previous_text, " from ",
                                            conversion->effective.ToString())});
      } else if (step < kMostSteps) {
        Follow(conversion->code, step + 1, seen, successors);
      }
    }
  }

  const CodeSet& newer_;
  ConversionTable table_;
};

}  // namespace

void FindSuccessors(const Pairing& pairing, const CodeSet* conversions,
                    std::vector<Change>& changes) {
  const CodeSet& older = pairing.older().release;
  const auto takes_away = [](const Change& change) {
    return change.kind == ChangeKind::kCodeDeleted
               ? change.billable
               : change.kind == ChangeKind::kStatusChanged && !change.billable;
  };
  if (std::ranges::none_of(changes, takes_away)) return;
  std::optional<OfficialSuccessors> official;
  if (conversions != nullptr) official.emplace(pairing, *conversions);
  Proposals proposals(pairing);
  for (Change& change : changes) {
    if (!takes_away(change)) continue;
    const std::optional<NodeId> node = older.Find(change.code);
    if (!node) continue;
    if (official) change.successors = official->For(older.code(*node));
    if (change.successors.empty()) change.successors = proposals.For(*node);
  }
}

}  // namespace codebook
