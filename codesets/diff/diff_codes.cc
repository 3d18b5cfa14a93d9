// Codes and headers of two releases.

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "codesets/accents.h"
#include "codesets/diff/diff_parts.h"

namespace codebook {
namespace {

class CodeDiff {
 public:
  explicit CodeDiff(ChangeWriter& changes)
      : changes_(changes),
        pairing_(changes.pairing()),
        comparable_(changes.comparable()),
        older_(changes.older()),
        newer_(changes.newer()) {}

  void Run() {
    for (NodeId row = 0; row < older_.row_count(); ++row) {
      const std::optional<NodeId> now = pairing_.NewerOf(row);
      if (!now) {
        Deleted(row);
      } else {
        Compare(row, *now);
      }
    }
    for (NodeId row = 0; row < newer_.row_count(); ++row) {
      if (!pairing_.OlderOf(row)) Added(row);
    }
    if (comparable_.kinds) {
      CompareParents();
      CompareOrder();
    }
  }

 private:
  void Deleted(NodeId row) {
    if (!comparable_.headers && !older_.billable(row)) return;
    Change& change = changes_.AddOlder(ChangeKind::kCodeDeleted, row);
    change.before = change.title;
    change.billable = older_.billable(row);
    change.node_kind = older_.kind(row);
  }

  void Added(NodeId row) {
    if (!comparable_.headers && !newer_.billable(row)) return;
    Change& change = changes_.AddNewer(ChangeKind::kCodeAdded, row);
    change.after = change.title;
    change.billable = newer_.billable(row);
    change.node_kind = newer_.kind(row);
    change.follows = CodeBefore(pairing_.newer(), row);
  }

  void Compare(NodeId before, NodeId after) {
    if (comparable_.titles) CompareTitles(before, after);
    if (comparable_.short_titles) {
      Text(ChangeKind::kTitleRevised, after, "short title",
           older_.short_title(before), newer_.short_title(after));
    }
    CompareStatus(before, after);
    if (comparable_.dates) CompareDates(before, after);
    if (older_.has_properties() || newer_.has_properties()) {
      CompareProperties(before, after);
    }
  }

  void CompareTitles(NodeId before, NodeId after) {
    const std::string_view was = older_.title(before);
    const std::string_view is = newer_.title(after);
    if (was == is) return;
    const bool accents_only = EqualButForAccents(was, is);
    if (accents_only && !comparable_.accents) return;
    Text(ChangeKind::kTitleRevised, after, "long title", was, is);
    last_->accents_only = accents_only;
  }

  void CompareStatus(NodeId before, NodeId after) {
    const bool was = older_.billable(before);
    const bool is = newer_.billable(after);
    if (was != is) {
      Text(ChangeKind::kStatusChanged, after, {}, was ? "billable" : "header",
           is ? "billable" : "header");
      last_->billable = is;
      last_->node_kind = newer_.kind(after);
    } else if (comparable_.kinds && older_.kind(before) != newer_.kind(after)) {
      Text(ChangeKind::kKindChanged, after, {}, KindName(older_.kind(before)),
           KindName(newer_.kind(after)));
      last_->billable = is;
      last_->node_kind = newer_.kind(after);
    }
  }

  void CompareDates(NodeId before, NodeId after) {
    const Validity was = older_.validity(before);
    const Validity is = newer_.validity(after);
    const auto day = [](const std::optional<Date>& date) {
      return date ? date->ToString() : std::string();
    };
    Text(ChangeKind::kDatesRevised, after, "first day", day(was.from),
         day(is.from));
    Text(ChangeKind::kDatesRevised, after, "last day", day(was.to), day(is.to));
  }

  void CompareProperties(NodeId before, NodeId after) {
    const std::vector<Property> was = older_.Properties(before);
    const std::vector<Property> is = newer_.Properties(after);
    const auto value_in = [](const std::vector<Property>& all,
                             std::string_view name) {
      const auto found = std::ranges::find(all, name, &Property::name);
      return found == all.end() ? std::string_view() : found->value;
    };
    for (const Property& property : was) {
      PropertyText(after, property.name, property.value,
                   value_in(is, property.name));
    }
    for (const Property& property : is) {
      if (std::ranges::find(was, property.name, &Property::name) == was.end()) {
        PropertyText(after, property.name, {}, property.value);
      }
    }
  }

  void PropertyText(NodeId node, std::string_view name, std::string_view was,
                    std::string_view is) {
    const auto& skipped = comparable_.skipped_properties;
    if (std::ranges::find(skipped, name) != skipped.end()) return;
    Text(ChangeKind::kPropertyRevised, node, name, was, is);
  }

  void Text(ChangeKind kind, NodeId node, std::string_view part,
            std::string_view was, std::string_view is) {
    if (was == is) return;
    last_ = &changes_.AddNewer(kind, node, part);
    last_->before = was;
    last_->after = is;
  }

  // What a code stands directly under, where it does not follow from its
  // characters that this had to change.
  void CompareParents() {
    for (NodeId row = 0; row < older_.row_count(); ++row) {
      const std::optional<NodeId> now = pairing_.NewerOf(row);
      if (!now) continue;
      const std::optional<NodeId> was = older_.parent(row);
      const std::optional<NodeId> is = newer_.parent(*now);
      const std::optional<NodeId> was_now =
          was ? pairing_.NewerOf(*was) : std::nullopt;
      const bool same = was.has_value() == is.has_value() && was_now == is;
      if (same) continue;
      Text(ChangeKind::kCodeMoved, *now, "parent", NameOf(older_, was),
           NameOf(newer_, is));
    }
  }

  static std::string NameOf(const CodeSet& release,
                            std::optional<NodeId> node) {
    return node ? release.Name(*node) : std::string();
  }

  // The code before `row` in the list; empty for the first.
  static std::string CodeBefore(const DiffSide& side, NodeId row) {
    for (uint32_t at = side.ordinal[row]; at-- > 0;) {
      const NodeId node = side.order[at];
      if (side.release.is_row(node)) return side.release.Name(node);
    }
    return {};
  }

  // Codes that have to be taken out of the older list and put elsewhere so that
  // it is in the order of the newer: all but the longest sequence that is.
  void CompareOrder() {
    std::vector<NodeId> common;
    for (const NodeId node : pairing_.newer().order) {
      if (newer_.is_row(node) && pairing_.OlderOf(node)) common.push_back(node);
    }
    const auto older_place = [this](NodeId node) {
      return pairing_.older().ordinal[*pairing_.OlderOf(node)];
    };
    if (std::ranges::is_sorted(common, {}, older_place)) return;
    // The smallest last place of an ascending sequence of each length, and
    // which element that is; the element before each.
    std::vector<uint32_t> ends;
    std::vector<size_t> end_elements;
    std::vector<size_t> previous(common.size(), common.size());
    for (size_t i = 0; i < common.size(); ++i) {
      const uint32_t place = older_place(common[i]);
      const auto at = static_cast<size_t>(
          std::ranges::lower_bound(ends, place) - ends.begin());
      if (at == ends.size()) {
        ends.push_back(place);
        end_elements.push_back(i);
      } else {
        ends[at] = place;
        end_elements[at] = i;
      }
      if (at > 0) previous[i] = end_elements[at - 1];
    }
    std::vector<bool> stays(common.size(), false);
    for (size_t i = end_elements.back(); i < common.size(); i = previous[i]) {
      stays[i] = true;
    }
    for (size_t i = 0; i < common.size(); ++i) {
      if (stays[i]) continue;
      last_ = &changes_.AddNewer(ChangeKind::kCodeMoved, common[i], "order");
      last_->before =
          CodeBefore(pairing_.older(), *pairing_.OlderOf(common[i]));
      last_->after = CodeBefore(pairing_.newer(), common[i]);
    }
  }

  ChangeWriter& changes_;
  const Pairing& pairing_;
  const Comparable& comparable_;
  const CodeSet& older_;
  const CodeSet& newer_;
  // The change added last.
  Change* last_ = nullptr;
};

}  // namespace

void DiffCodes(ChangeWriter& changes) { CodeDiff(changes).Run(); }

}  // namespace codebook
