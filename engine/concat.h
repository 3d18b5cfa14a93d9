// absl::StrCat for std::string_view.
//
// Abseil may be built with a string_view of its own (Debian's is), which its
// functions do not convert from std::string_view.

#ifndef CODEBOOK_ENGINE_CONCAT_H_
#define CODEBOOK_ENGINE_CONCAT_H_

#include <string>
#include <string_view>
#include <type_traits>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace codebook {

// `text` as Abseil's functions take it.
inline absl::string_view ToAbsl(std::string_view text) {
  return {text.data(), text.size()};
}

// The parts, texts and numbers, one after the other.
template <typename... Parts>
std::string Concat(const Parts&... parts) {
  const auto piece = [](const auto& part) -> decltype(auto) {
    if constexpr (std::is_convertible_v<decltype(part), std::string_view>) {
      return ToAbsl(part);
    } else {
      return (part);
    }
  };
  return absl::StrCat(piece(parts)...);
}

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_CONCAT_H_
