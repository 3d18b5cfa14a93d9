// Reads all that a release can be asked, whatever state its image is in.

#ifndef CODEBOOK_TESTS_TOUCH_RELEASE_H_
#define CODEBOOK_TESTS_TOUCH_RELEASE_H_

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string_view>

#include "engine/code_set.h"

namespace codebook {

// Reads every byte of `text`.
inline size_t Touch(std::string_view text) {
  return static_cast<size_t>(std::ranges::count(text, 'e'));
}

inline size_t Touch(const Label& label) {
  return Touch(label.axis) + Touch(label.text) + Touch(label.definition);
}

inline size_t TouchNotes(const CodeSet& release, NodeId node) {
  size_t touched = 0;
  for (const Note& note : release.Notes(node)) {
    touched += Touch(note.text) + Touch(NoteKindName(note.kind));
  }
  for (const NoteReferenceRecord& reference : release.References(node)) {
    touched += Touch(release.NoteOf(reference, node).text);
    for (const uint32_t set : {reference.codes, reference.scope}) {
      for (const RowRange& rows : release.RowSet(set)) touched += rows.first;
    }
  }
  if (const auto set = release.SeventhCharacters(node)) {
    touched += Touch(set->note);
    for (const SeventhCharacter& character : set->characters) {
      touched += Touch(character.label) + Touch(character.note);
    }
  }
  return touched;
}

inline size_t TouchNode(const CodeSet& release, NodeId node) {
  size_t touched = Touch(release.Name(node)) + release.code(node).size() +
                   Touch(KindName(release.kind(node))) +
                   Touch(release.title(node)) +
                   Touch(release.short_title(node)) + TouchNotes(release, node);
  touched += size_t{release.billable(node)} + release.placeholder(node) +
             release.extended(node) + release.parent(node).has_value() +
             release.points_to_codes(node);
  touched += release.Children(node).size() + release.Ancestors(node).size() +
             release.Lineage(node).size() + release.Enclosed(node).size();
  for (const AxisValue& value : release.Axes(release.code(node))) {
    touched += Touch(value.label);
  }
  const Validity validity = release.validity(node);
  if (validity.from) touched += Touch(validity.from->ToString());
  if (validity.to) touched += Touch(validity.to->ToString());
  for (const Property& property : release.Properties(node)) {
    touched += Touch(property.name) + Touch(property.value);
  }
  return touched;
}

inline size_t TouchIndex(const IndexTerms& index) {
  size_t touched = index.empty();
  for (const IndexList& list : index.Lists()) {
    touched += Touch(list.title) + Touch(IndexKindName(list.kind));
    touched += list.end - list.first;
    for (const IndexColumn& column : list.columns) {
      touched += Touch(column.heading);
    }
  }
  for (TermId term = 0; term < index.term_count() + 1; ++term) {
    touched += Touch(index.title(term)) + Touch(index.words(term));
    touched += index.parent(term).has_value() + index.Children(term).size() +
               index.Path(term).size() + index.ListOf(term).has_value();
    for (const IndexLink& link : index.Links(term)) {
      touched += Touch(link.text) + Touch(LinkKindName(link.kind));
    }
  }
  return touched;
}

// What the release says of itself, its tree and lists, and of its first nodes;
// `nodes` at most, because a damaged one may say that it has far more than it
// has.
inline size_t TouchRelease(const CodeSet& release, NodeId nodes) {
  size_t touched =
      Touch(release.id().ToString()) + Touch(release.source_version()) +
      release.TabularOrder().size() + TouchIndex(release.index_terms());
  for (const Source& source : release.sources()) {
    touched += Touch(source.file) + source.sha256[31];
  }
  for (const NodeId node : release.SeventhCharacterNodes()) {
    touched += TouchNode(release, node);
  }
  for (NodeId node = 0; node < nodes; ++node) {
    touched += TouchNode(release, node);
  }
  return touched + TouchNode(release, release.node_count()) +
         TouchNode(release, std::numeric_limits<NodeId>::max());
}

// The table's rows and what their axes may be.
inline size_t TouchTable(const CodeSet& release, Code table) {
  size_t touched = 0;
  for (const AxisRowRecord& row : release.AxisRowsOf(table)) {
    for (size_t position = 0; position < 8; ++position) {
      for (const AxisValue& value : release.AxisValues(row, position)) {
        touched += Touch(value.label);
      }
    }
  }
  return touched;
}

}  // namespace codebook

#endif  // CODEBOOK_TESTS_TOUCH_RELEASE_H_
