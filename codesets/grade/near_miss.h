// In what an entry is nearly the code that was asked for.

#ifndef CODEBOOK_CODESETS_GRADE_NEAR_MISS_H_
#define CODEBOOK_CODESETS_GRADE_NEAR_MISS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "codesets/grade/key_code.h"
#include "codesets/grade/policy.h"
#include "engine/catalog.h"
#include "engine/verdict.h"

namespace codebook {

struct NearMiss {
  NearMissKind kind;
  // The character that differs, from 1 without the point; 0 where it is not
  // one character.
  size_t at = 0;
  // Of kAxis: "Approach". Lives as long as the release.
  std::string_view axis = {};
};

// None when the entry is not near, or is the code. Releases of `catalog` are
// asked for codes that came or went.
std::optional<NearMiss> FindNearMiss(const Verdict& entered,
                                     const KeyCode& wanted,
                                     const Catalog& catalog);

// The near miss in words a learner can act on.
std::string ExplainNearMiss(const NearMiss& miss, const Verdict& entered,
                            const KeyCode& wanted);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_GRADE_NEAR_MISS_H_
