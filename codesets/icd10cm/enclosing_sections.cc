#include "codesets/icd10cm/enclosing_sections.h"

#include <string_view>
#include <utility>

namespace codebook {
namespace {

// The first and last category of a section, by its name; one category names a
// section of one.
struct CategoryRange {
  std::string_view first;
  std::string_view last;

  bool Contains(const CategoryRange& other) const {
    return first <= other.first && other.last <= last;
  }
  friend bool operator==(const CategoryRange&, const CategoryRange&) = default;
};

CategoryRange RangeOf(std::string_view name) {
  const size_t dash = name.find('-');
  if (dash == std::string_view::npos) return {name, name};
  return {name.substr(0, dash), name.substr(dash + 1)};
}

}  // namespace

void FindEnclosingSections(std::vector<TabularNode>& nodes) {
  std::vector<bool> has_code(nodes.size(), false);
  std::vector<uint32_t> sections;
  for (uint32_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].kind == Kind::kSection) sections.push_back(i);
    if (nodes[i].kind == Kind::kCategory || nodes[i].kind == Kind::kCode) {
      if (nodes[i].parent != TabularNode::kNone)
        has_code[nodes[i].parent] = true;
    }
  }
  for (const uint32_t inner : sections) {
    const CategoryRange range = RangeOf(nodes[inner].name);
    CategoryRange narrowest;
    for (const uint32_t outer : sections) {
      const CategoryRange wider = RangeOf(nodes[outer].name);
      if (has_code[outer] || nodes[outer].parent != nodes[inner].parent ||
          wider == range || !wider.Contains(range)) {
        continue;
      }
      if (nodes[inner].enclosing == TabularNode::kNone ||
          narrowest.Contains(wider)) {
        nodes[inner].enclosing = outer;
        narrowest = wider;
      }
    }
  }
}

}  // namespace codebook
