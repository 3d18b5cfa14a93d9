#include "codesets/cpt/category.h"

#include "re2/re2.h"

namespace codebook {
namespace {

re2::StringPiece ToRe2(std::string_view text) {
  return {text.data(), text.size()};
}

}  // namespace

CptPatterns::CptPatterns() {
  for (const CptCategory& category : kCptCategories) {
    patterns_.push_back(std::make_unique<re2::RE2>(ToRe2(category.pattern)));
  }
}

CptPatterns::~CptPatterns() = default;

std::optional<size_t> CptPatterns::CategoryOf(std::string_view code) const {
  for (size_t i = 0; i < patterns_.size(); ++i) {
    if (re2::RE2::FullMatch(ToRe2(code), *patterns_[i])) return i;
  }
  return std::nullopt;
}

}  // namespace codebook
