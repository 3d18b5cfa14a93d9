// Chapters and sections of two releases.

#include <optional>

#include "codesets/diff/diff_parts.h"

namespace codebook {

void DiffGroups(ChangeWriter& changes) {
  if (!changes.comparable().groups) return;
  const CodeSet& older = changes.older();
  const CodeSet& newer = changes.newer();
  const auto is_chapter = [](const CodeSet& release, NodeId node) {
    return release.kind(node) == Kind::kChapter;
  };
  for (NodeId node = older.row_count(); node < older.node_count(); ++node) {
    if (changes.pairing().NewerOf(node)) continue;
    Change& change =
        changes.AddOlder(is_chapter(older, node) ? ChangeKind::kChapterDeleted
                                                 : ChangeKind::kSectionDeleted,
                         node);
    change.before = change.title;
  }
  for (NodeId node = newer.row_count(); node < newer.node_count(); ++node) {
    const std::optional<NodeId> was = changes.pairing().OlderOf(node);
    const bool chapter = is_chapter(newer, node);
    if (!was) {
      Change& change = changes.AddNewer(
          chapter ? ChangeKind::kChapterAdded : ChangeKind::kSectionAdded,
          node);
      change.after = change.title;
      continue;
    }
    const ChangeKind revised =
        chapter ? ChangeKind::kChapterRevised : ChangeKind::kSectionRevised;
    if (older.Name(*was) != newer.Name(node)) {
      Change& change = changes.AddNewer(revised, node, "range");
      change.before = older.Name(*was);
      change.after = newer.Name(node);
    }
    if (older.title(*was) != newer.title(node)) {
      Change& change = changes.AddNewer(revised, node, "title");
      change.before = older.title(*was);
      change.after = newer.title(node);
    }
  }
}

}  // namespace codebook
