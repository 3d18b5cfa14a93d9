#include "codesets/accents.h"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

namespace codebook {

std::string WithoutAccents(std::string_view text) {
  utf8proc_uint8_t* folded = nullptr;
  const utf8proc_ssize_t size = utf8proc_map(
      reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
      static_cast<utf8proc_ssize_t>(text.size()), &folded,
      static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
                                     UTF8PROC_STRIPMARK));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(
      folded, &std::free);
  if (size < 0) return std::string(text);
  return std::string(reinterpret_cast<const char*>(folded),
                     static_cast<size_t>(size));
}

bool EqualButForAccents(std::string_view a, std::string_view b) {
  return a == b || WithoutAccents(a) == WithoutAccents(b);
}

}  // namespace codebook
