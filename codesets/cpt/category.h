// The categories of CPT codes and what their codes look like.
//
// Example:
//   CptPatterns patterns;
//   std::optional<size_t> category = patterns.CategoryOf("0042T");
//   kCptCategories[*category].name;  // "Category III"

#ifndef CODEBOOK_CODESETS_CPT_CATEGORY_H_
#define CODEBOOK_CODESETS_CPT_CATEGORY_H_

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/kinds.h"

namespace re2 {
class RE2;
}  // namespace re2

namespace codebook {

struct CptCategory {
  std::string_view name;
  // An RE2 regular expression for the whole code.
  std::string_view pattern;
  // The pattern in words.
  std::string_view form;
  Kind kind;
};

// In the order in which a release lists them.
inline constexpr std::array<CptCategory, 7> kCptCategories = {{
    {"Category I", "[0-9]{5}", "five digits", Kind::kCode},
    {"Category II", "[0-9]{4}F", "four digits and F", Kind::kCode},
    {"Category III", "[0-9]{4}T", "four digits and T", Kind::kCode},
    {"PLA", "[0-9]{4}U", "four digits and U", Kind::kCode},
    {"MAAA", "[0-9]{4}M", "four digits and M", Kind::kCode},
    {"Administrative", "[0-9]{4}A", "four digits and A", Kind::kCode},
    {"Modifier", "[0-9A-Z]{2}", "two digits or letters", Kind::kModifier},
}};

// The patterns, compiled. Const functions are safe to call from any thread.
class CptPatterns {
 public:
  CptPatterns();
  CptPatterns(const CptPatterns&) = delete;
  CptPatterns& operator=(const CptPatterns&) = delete;
  ~CptPatterns();

  // The index in kCptCategories of the category of `code`, which is in upper
  // case; none when it has the form of no category.
  std::optional<size_t> CategoryOf(std::string_view code) const;

 private:
  std::vector<std::unique_ptr<re2::RE2>> patterns_;
};

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_CPT_CATEGORY_H_
