#include "engine/release_id.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "engine/concat.h"

namespace codebook {

std::optional<ReleaseId> ReleaseId::Parse(std::string_view text) {
  const size_t at = text.find('@');
  if (at == 0 || at == std::string_view::npos) return std::nullopt;
  const std::string_view set = text.substr(0, at);
  const bool plain = std::ranges::all_of(set, [](unsigned char c) {
    return absl::ascii_islower(c) || absl::ascii_isdigit(c);
  });
  const std::optional<Date> effective = Date::Parse(text.substr(at + 1));
  if (!plain || !effective) return std::nullopt;
  return ReleaseId{std::string(set), *effective};
}

std::string ReleaseId::ToString() const {
  return Concat(set, "@", effective.ToString());
}

}  // namespace codebook
