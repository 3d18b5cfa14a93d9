#include "codesets/diff/change_writer.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/concat.h"

namespace codebook {
namespace {

bool HasGroups(const CodeSet& release) {
  return release.node_count() > release.row_count();
}

NodeId TopOf(const CodeSet& release, NodeId node) {
  const std::vector<NodeId> ancestors = release.Ancestors(node);
  return ancestors.empty() ? node : ancestors.back();
}

}  // namespace

ChangeWriter::ChangeWriter(const Pairing& pairing, const Comparable& comparable,
                           const CodeSet* chapters)
    : pairing_(pairing), comparable_(comparable), chapters_(chapters) {
  if (HasGroups(older())) chapters_ = &older();
  if (HasGroups(newer())) chapters_ = &newer();
}

Change& ChangeWriter::AddNewer(ChangeKind kind, NodeId node,
                               std::string_view part) {
  return Add({.kind = kind,
              .code = newer().Name(node),
              .part = std::string(part),
              .title = std::string(newer().title(node)),
              .chapter = ChapterOf(newer(), node),
              .place = pairing_.PlaceOfNewer(node)});
}

Change& ChangeWriter::AddOlder(ChangeKind kind, NodeId node,
                               std::string_view part) {
  return Add({.kind = kind,
              .code = older().Name(node),
              .part = std::string(part),
              .title = std::string(older().title(node)),
              .chapter = ChapterOf(older(), node),
              .place = pairing_.PlaceOfOlder(node)});
}

Change& ChangeWriter::AddGone(ChangeKind kind, NodeId node,
                              std::string_view part) {
  const std::optional<NodeId> now = pairing_.NewerOf(node);
  return now ? AddNewer(kind, *now, part) : AddOlder(kind, node, part);
}

Change& ChangeWriter::Add(Change change) {
  return changes_.emplace_back(std::move(change));
}

std::vector<Change> ChangeWriter::Take() {
  std::ranges::stable_sort(changes_, [](const Change& a, const Change& b) {
    return a.place != b.place ? a.place < b.place : a.kind < b.kind;
  });
  return std::move(changes_);
}

std::string ChangeWriter::ChapterTitle(const CodeSet& release, NodeId top) {
  const std::string_view title = release.title(top);
  return release.kind(top) == Kind::kChapter
             ? Concat("Chapter ", release.Name(top), ": ", title)
             : Concat(release.Name(top), " ", title);
}

std::optional<NodeId> ChangeWriter::NeighbourOf(Code code) const {
  for (size_t length = code.size(); length > 0; --length) {
    const auto rows = chapters_->automaton().Range(code.Prefix(length));
    if (rows) return rows->first;
  }
  return std::nullopt;
}

std::string ChangeWriter::ChapterOf(const CodeSet& release, NodeId node) {
  if (HasGroups(release)) return ChapterTitle(release, TopOf(release, node));
  const Code code = release.code(node);
  if (chapters_ != nullptr) {
    const std::optional<NodeId> there = NeighbourOf(code);
    if (there) return ChapterTitle(*chapters_, TopOf(*chapters_, *there));
  }
  const char first = code[0];
  const std::vector<AxisValue> axes = release.Axes(code);
  if (!axes.empty())
    return Concat("Section ", std::string(1, first), ": ", axes[0].label.text);
  return Concat("Codes that begin with ", std::string(1, first));
}

}  // namespace codebook
