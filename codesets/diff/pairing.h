// Which node of one release is which of another.

#ifndef CODEBOOK_CODESETS_DIFF_PAIRING_H_
#define CODEBOOK_CODESETS_DIFF_PAIRING_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "codesets/diff/change.h"
#include "engine/code.h"
#include "engine/code_set.h"

namespace codebook {

// A release and its nodes in order.
struct DiffSide {
  explicit DiffSide(const CodeSet& release);

  const CodeSet& release;
  // Of each row.
  std::vector<Code> codes;
  // The official list.
  std::vector<NodeId> order;
  // Where each node stands in it, from 0.
  std::vector<uint32_t> ordinal;
  // The node of the other release that is the same; kNone when there is none.
  std::vector<NodeId> other;
};

// Rows are the same when their codes are; chapters and sections when their
// names are, or else sections of one title whose range was changed. The
// releases must outlive the pairing.
class Pairing {
 public:
  static constexpr NodeId kNone = ~NodeId{0};

  Pairing(const CodeSet& older, const CodeSet& newer);

  const DiffSide& older() const { return older_; }
  const DiffSide& newer() const { return newer_; }
  // The newer when `newer`, else the older.
  const DiffSide& side(bool newer) const { return newer ? newer_ : older_; }

  std::optional<NodeId> NewerOf(NodeId older) const {
    return Known(older_.other, older);
  }
  std::optional<NodeId> OlderOf(NodeId newer) const {
    return Known(newer_.other, newer);
  }

  ChangePlace PlaceOfNewer(NodeId node) const {
    return {newer_.ordinal[node], ~uint32_t{0}};
  }
  // Before what stands behind it in the older list.
  ChangePlace PlaceOfOlder(NodeId node) const { return older_places_[node]; }

 private:
  static std::optional<NodeId> Known(const std::vector<NodeId>& nodes,
                                     NodeId node) {
    return nodes[node] == kNone ? std::nullopt : std::optional(nodes[node]);
  }
  void Join(NodeId older, NodeId newer);
  void PairRows();
  void PairGroups();
  void PlaceOlder();

  DiffSide older_;
  DiffSide newer_;
  std::vector<ChangePlace> older_places_;
};

// The title of a section without the range behind it: "Heart (I20-I25)".
std::string_view WithoutRange(std::string_view title);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_DIFF_PAIRING_H_
