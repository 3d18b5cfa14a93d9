#include "codesets/icd10cm/order_tree.h"

namespace codebook {
namespace {

// What `row`'s title adds to `header`'s, as a seventh character does; empty
// when it is not such a title.
std::string_view SeventhCharacterLabel(const OrderRow& header,
                                       const OrderRow& row) {
  std::string_view rest = row.title;
  if (row.code.size() != Code::kMaxLength || !rest.starts_with(header.title)) {
    return {};
  }
  rest.remove_prefix(header.title.size());
  return rest.starts_with(", ") ? rest.substr(2) : std::string_view();
}

}  // namespace

std::vector<OrderNode> BuildOrderTree(std::span<const OrderRow> rows) {
  std::vector<OrderNode> nodes(rows.size());
  std::vector<uint32_t> children(rows.size(), 0);
  std::vector<uint32_t> extensions(rows.size(), 0);
  std::vector<uint32_t> path;
  for (uint32_t i = 0; i < rows.size(); ++i) {
    while (!path.empty() && !rows[i].code.StartsWith(rows[path.back()].code)) {
      path.pop_back();
    }
    if (!path.empty()) {
      const uint32_t parent = path.back();
      nodes[i].parent = parent;
      nodes[i].label = SeventhCharacterLabel(rows[parent], rows[i]);
      ++children[parent];
      if (!nodes[i].label.empty()) ++extensions[parent];
    }
    path.push_back(i);
  }
  const auto awaits = [&](uint32_t i) {
    return !rows[i].billable && children[i] != 0 &&
           children[i] == extensions[i];
  };
  for (uint32_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].billable && !awaits(i)) {
      nodes[i].kind =
          rows[i].code.size() > 3 ? Kind::kSubcategory : Kind::kCategory;
    }
    nodes[i].extended =
        nodes[i].parent != OrderNode::kNone && awaits(nodes[i].parent);
    if (!nodes[i].extended) nodes[i].label = {};
  }
  return nodes;
}

}  // namespace codebook
