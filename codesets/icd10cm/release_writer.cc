#include "codesets/icd10cm/release_writer.h"

#include <algorithm>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "codesets/icd10cm/note_references.h"
#include "codesets/icd10cm/order_tree.h"

namespace codebook {
namespace {

constexpr NodeId kNoNode = CodeSetBuilder::kNoNode;

constexpr bool IsGroup(const TabularNode& node) {
  return node.kind == Kind::kChapter || node.kind == Kind::kSection;
}

class ReleaseWriter {
 public:
  ReleaseWriter(const TabularList& list, CodeSetBuilder& builder)
      : list_(list), builder_(builder), node_of_(list.nodes.size(), kNoNode) {}

  void WriteGroups() {
    for (size_t i = 0; i < list_.nodes.size(); ++i) {
      const TabularNode& node = list_.nodes[i];
      if (!IsGroup(node)) continue;
      node_of_[i] = builder_.AddGroup(node.kind, node.name, node.title,
                                      NodeOf(node.parent));
    }
    for (size_t i = 0; i < list_.nodes.size(); ++i) {
      if (list_.nodes[i].enclosing == TabularNode::kNone) continue;
      builder_.SetEnclosing(node_of_[i], NodeOf(list_.nodes[i].enclosing));
    }
  }

  void WriteListedCodes() {
    for (size_t i = 0; i < list_.nodes.size(); ++i) {
      const TabularNode& node = list_.nodes[i];
      if (IsGroup(node)) continue;
      CodeSetBuilder::Row row = RowOf(node);
      row.parent = NodeOf(node.parent);
      if (node.extended) {
        FillUp(row, list_.nodes[node.parent].code, node.code);
      }
      node_of_[i] = builder_.AddRow(node.code, row);
    }
  }

  void WriteOrderRows(std::span<const OrderRow> rows) {
    const auto listed_at = PlacesOfCodes();
    const std::vector<OrderNode> tree = BuildOrderTree(rows);
    std::vector<NodeId> added(rows.size());
    std::vector<const TabularNode*> nodes(rows.size(), nullptr);
    for (size_t i = 0; i < rows.size(); ++i) {
      const auto listed = listed_at.find(rows[i].code.key());
      const TabularNode* const node =
          listed == listed_at.end() ? nullptr : &list_.nodes[listed->second];
      nodes[i] = node;
      CodeSetBuilder::Row row = node != nullptr
                                    ? Merged(*node, rows[i], tree[i])
                                    : RowOf(rows[i], tree[i]);
      // The list decides where both have the code and what is above it: it
      // prints H54.512A below H54.511.
      const uint32_t implied = tree[i].parent;
      const bool top = implied == OrderNode::kNone;
      if (node != nullptr && (top || nodes[implied] != nullptr)) {
        row.parent = NodeOf(node->parent);
      }
      if (row.parent == kNoNode) {
        row.parent = top ? GroupFor(rows[i].code, node) : added[implied];
      }
      if (row.extended && !top) FillUp(row, rows[implied].code, rows[i].code);
      added[i] = builder_.AddRow(rows[i].code, row);
      if (node != nullptr) node_of_[listed->second] = added[i];
    }
    if (list_.nodes.empty()) WriteImpliedSeventhCharacters(rows, tree, added);
  }

  void WriteNotes() {
    NoteReferenceReader references;
    for (const TabularNote& note : list_.notes) {
      const NodeId node = node_of_[note.node];
      if (node == kNoNode) continue;
      const uint32_t number =
          builder_.AddNote(node, note.kind, note.block, note.text);
      if (PointsToCodes(note.kind)) {
        builder_.SetReferences(number,
                               references.Read(note, list_.nodes[note.node]));
      }
    }
    for (const TabularSeventhCharacters& set : list_.seventh_characters) {
      const NodeId node = node_of_[set.node];
      if (node == kNoNode) continue;
      builder_.SetSeventhCharacters(node, set.note, set.characters);
    }
  }

 private:
  NodeId NodeOf(uint32_t listed) const {
    return listed == TabularNode::kNone ? kNoNode : node_of_[listed];
  }

  uint32_t Label(std::string_view text) {
    if (text.empty()) return 0;
    return builder_.AddLabel(
        {.axis = "Seventh character", .text = text, .definition = {}});
  }

  // Says which characters of `code` hold the place between `stem` and its
  // seventh character.
  void FillUp(CodeSetBuilder::Row& row, Code stem, Code code) {
    row.placeholders = static_cast<uint32_t>(code.size() - 1 - stem.size());
    if (placeholder_label_ == 0) {
      placeholder_label_ = builder_.AddLabel(
          {.axis = {}, .text = "placeholder", .definition = {}});
    }
    row.placeholder_label = placeholder_label_;
  }

  CodeSetBuilder::Row RowOf(const TabularNode& node) {
    return {.kind = node.kind,
            .billable = node.billable,
            .placeholder = node.placeholder,
            .extended = node.extended,
            .title = node.title,
            .title_tail = node.title_tail,
            .label = Label(node.label)};
  }

  CodeSetBuilder::Row RowOf(const OrderRow& order, const OrderNode& tree) {
    return {.kind = tree.kind,
            .billable = order.billable,
            .extended = tree.extended,
            .title = order.title,
            .short_title = order.short_title,
            .label = Label(tree.label)};
  }

  CodeSetBuilder::Row Merged(const TabularNode& node, const OrderRow& order,
                             const OrderNode& tree) {
    CodeSetBuilder::Row row = RowOf(node);
    row.short_title = order.short_title;
    if (order.billable != node.billable) row.kind = tree.kind;
    row.billable = order.billable;
    return row;
  }

  // Where each code of the list stands in it, by its key.
  absl::flat_hash_map<uint64_t, uint32_t> PlacesOfCodes() const {
    absl::flat_hash_map<uint64_t, uint32_t> places;
    places.reserve(list_.nodes.size());
    for (uint32_t i = 0; i < list_.nodes.size(); ++i) {
      if (!IsGroup(list_.nodes[i])) {
        places.emplace(list_.nodes[i].code.key(), i);
      }
    }
    return places;
  }

  // The chapter or section over a code, which the list may have as `node`.
  NodeId GroupFor(Code code, const TabularNode* node) const {
    if (node == nullptr) return SectionFor(code);
    uint32_t above = node->parent;
    while (above != TabularNode::kNone && !IsGroup(list_.nodes[above])) {
      above = list_.nodes[above].parent;
    }
    return NodeOf(above);
  }

  // The section with codes whose range takes in a category that the list does
  // not have.
  NodeId SectionFor(Code code) const {
    const std::string category = code.Prefix(3).ToString();
    for (uint32_t i = 0; i < list_.nodes.size(); ++i) {
      const std::string_view name = list_.nodes[i].name;
      if (list_.nodes[i].kind == Kind::kSection && name.size() == 7 &&
          name.substr(0, 3) <= category && category <= name.substr(4)) {
        return node_of_[i];
      }
    }
    return kNoNode;
  }

  // Without the tabular list, the titles tell what seventh characters mean.
  void WriteImpliedSeventhCharacters(std::span<const OrderRow> rows,
                                     std::span<const OrderNode> tree,
                                     std::span<const NodeId> added) {
    std::vector<SeventhCharacter> characters;
    for (size_t i = 0; i < rows.size(); ++i) {
      if (!tree[i].extended) continue;
      characters.push_back(
          {.character = rows[i].code[6], .label = tree[i].label, .note = {}});
      const bool last = i + 1 == rows.size() || !tree[i + 1].extended ||
                        tree[i + 1].parent != tree[i].parent;
      if (!last) continue;
      builder_.SetSeventhCharacters(added[tree[i].parent], {}, characters);
      characters.clear();
    }
  }

  const TabularList& list_;
  CodeSetBuilder& builder_;
  // Where each node of the list went.
  std::vector<NodeId> node_of_;
  // As the builder named it; 0 as long as it has not.
  uint32_t placeholder_label_ = 0;
};

}  // namespace

void WriteTabular(const TabularList& list, CodeSetBuilder& builder) {
  ReleaseWriter writer(list, builder);
  writer.WriteGroups();
  writer.WriteListedCodes();
  writer.WriteNotes();
}

void WriteOrderRows(std::span<const OrderRow> rows, const TabularList& list,
                    CodeSetBuilder& builder) {
  ReleaseWriter writer(list, builder);
  writer.WriteGroups();
  writer.WriteOrderRows(rows);
  writer.WriteNotes();
}

}  // namespace codebook
