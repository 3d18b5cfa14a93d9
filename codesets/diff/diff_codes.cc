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

// Which of `numbers` make up a longest ascending sequence of them.
std::vector<bool> LongestAscending(const std::vector<uint32_t>& numbers) {
  std::vector<bool> chosen(numbers.size(), false);
  if (std::ranges::is_sorted(numbers)) {
    chosen.flip();
    return chosen;
  }
  // Of the sequences of each length the one with the smallest end: that number,
  // and where it stands; for each number the one before it.
  std::vector<uint32_t> ends;
  std::vector<size_t> end_places;
  std::vector<size_t> previous(numbers.size(), numbers.size());
  for (size_t i = 0; i < numbers.size(); ++i) {
    const auto length = static_cast<size_t>(
        std::ranges::lower_bound(ends, numbers[i]) - ends.begin());
    if (length == ends.size()) {
      ends.push_back(numbers[i]);
      end_places.push_back(i);
    } else {
      ends[length] = numbers[i];
      end_places[length] = i;
    }
    if (length > 0) previous[i] = end_places[length - 1];
  }
  for (size_t i = end_places.back(); i < numbers.size(); i = previous[i]) {
    chosen[i] = true;
  }
  return chosen;
}

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
  // it is in the order of the newer.
  void CompareOrder() {
    // The same ones whichever release comes first.
    const bool backward = newer_.effective() < older_.effective();
    const DiffSide& from = pairing_.side(backward);
    const DiffSide& to = pairing_.side(!backward);
    std::vector<NodeId> common;
    std::vector<uint32_t> places;
    for (const NodeId node : to.order) {
      if (!to.release.is_row(node) || to.other[node] == Pairing::kNone) {
        continue;
      }
      common.push_back(node);
      places.push_back(from.ordinal[to.other[node]]);
    }
    const std::vector<bool> stays = LongestAscending(places);
    for (size_t i = 0; i < common.size(); ++i) {
      if (stays[i]) continue;
      const NodeId was = backward ? common[i] : to.other[common[i]];
      const NodeId is = backward ? to.other[common[i]] : common[i];
      last_ = &changes_.AddNewer(ChangeKind::kCodeMoved, is, "order");
      last_->before = CodeBefore(pairing_.older(), was);
      last_->after = CodeBefore(pairing_.newer(), is);
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
