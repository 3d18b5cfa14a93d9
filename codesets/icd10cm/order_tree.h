// The tree that an order file implies: which row lies under which, and which
// headers are codes that only lack their seventh character.

#ifndef CODEBOOK_CODESETS_ICD10CM_ORDER_TREE_H_
#define CODEBOOK_CODESETS_ICD10CM_ORDER_TREE_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "codesets/order_file.h"
#include "engine/kinds.h"

namespace codebook {

struct OrderNode {
  static constexpr uint32_t kNone = ~uint32_t{0};

  // The row it lies under, or kNone.
  uint32_t parent = kNone;
  // Of one that is billable, or awaits a seventh character, kCode.
  Kind kind = Kind::kCode;
  // The row is its parent with a seventh character, which means this.
  bool extended = false;
  std::string_view label = {};
};

// One node for each row. A header awaits a seventh character when everything
// below it has seven characters and a title that is the header's, a comma, and
// more: what distinguishes S52.501 from H54.0X3, whose seventh characters are
// subdivisions like any other.
std::vector<OrderNode> BuildOrderTree(std::span<const OrderRow> rows);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_ICD10CM_ORDER_TREE_H_
