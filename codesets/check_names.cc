#include <array>
#include <cstddef>

#include "codesets/check.h"

namespace codebook {

std::string_view CheckName(CheckId id) {
  // In the order of CheckId.
  constexpr std::array<std::string_view, 31> kNames = {
      "code-not-valid",
      "other-code-set",
      "notes-missing",
      "duplicate-code",
      "manifestation-principal",
      "external-cause-principal",
      "additional-only-principal",
      "principal-undecidable",
      "maternal-and-newborn",
      "excludes1",
      "excludes1-undecidable",
      "excludes2",
      "excludes2-undecidable",
      "code-first-order",
      "code-first-missing",
      "code-first-undecidable",
      "use-additional-order",
      "use-additional-missing",
      "use-additional-undecidable",
      "code-also-missing",
      "code-also-undecidable",
      "laterality",
      "encounter-characters",
      "poa-on-exempt",
      "poa-missing",
      "poa-undecidable",
      "age-conflict",
      "sex-conflict",
      "unacceptable-principal",
      "edits-undecidable",
      "too-many-findings",
  };
  return kNames[static_cast<size_t>(id)];
}

}  // namespace codebook
