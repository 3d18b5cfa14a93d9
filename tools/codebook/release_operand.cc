#include "tools/codebook/release_operand.h"

#include <optional>
#include <string_view>
#include <vector>

#include "codesets/code_system.h"
#include "engine/concat.h"
#include "engine/release_id.h"
#include "tools/codebook/did_you_mean.h"

namespace codebook {
namespace {

absl::Status NoRelease(const std::string& text) {
  std::vector<std::string_view> names;
  for (const CodeSystem& system : CodeSystems()) names.push_back(system.name);
  return absl::InvalidArgumentError(
      Concat("'", text, "' is not a release", DidYouMean(text, names),
             " (expected SET@YYYY-MM-DD or a code set; see codebook list)"));
}

}  // namespace

absl::StatusOr<CodeSetPtr> FindRelease(const Catalog& catalog,
                                       const std::string& text,
                                       const ReleaseChoice& choice) {
  if (const std::optional<ReleaseId> id = ReleaseId::Parse(text)) {
    return catalog.Get(*id);
  }
  if (FindCodeSystem(text) == nullptr) return NoRelease(text);
  return catalog.InForce(text, choice.on);
}

}  // namespace codebook
