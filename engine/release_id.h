// The name of a release: its code set and the day it takes effect.
//
// Example:
//   ReleaseId::Parse("icd10cm@2022-10-01")->set;  // "icd10cm"

#ifndef CODEBOOK_ENGINE_RELEASE_ID_H_
#define CODEBOOK_ENGINE_RELEASE_ID_H_

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "engine/date.h"

namespace codebook {

struct ReleaseId {
  std::string set;
  Date effective;

  // Reads exactly "SET@YYYY-MM-DD"; SET is lower-case letters and digits.
  static std::optional<ReleaseId> Parse(std::string_view text);

  // "SET@YYYY-MM-DD".
  std::string ToString() const;

  // By set, then by date.
  friend auto operator<=>(const ReleaseId&, const ReleaseId&) = default;
};

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_RELEASE_ID_H_
