// One release of a code set, open for reading.
//
// A CodeSet is immutable. Every function is safe to call from any number of
// threads, without locks, and every view it returns lives as long as the
// CodeSet. Opening costs the same for any size of release: the image is
// mapped and read where it is asked.
//
// A node is anything with a title: a row (a code or a header of the official
// order file; rows are numbered in ASCII order of their codes) or a group
// (chapter or section, numbered after the rows). A node number that is out of
// range gives empty answers.
//
// Example:
//   absl::StatusOr<CodeSetPtr> release = CodeSet::Open("icd10cm@...codebook");
//   std::optional<NodeId> row = (*release)->Find("s52.501a");
//   (*release)->title(*row);     // "Unspecified fracture of ..."
//   (*release)->billable(*row);  // true
//
// Errors of Open and FromMemory are those of image.h.

#ifndef CODEBOOK_ENGINE_CODE_SET_H_
#define CODEBOOK_ENGINE_CODE_SET_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/automaton.h"
#include "engine/code.h"
#include "engine/code_index.h"
#include "engine/date.h"
#include "engine/image.h"
#include "engine/index_terms.h"
#include "engine/kinds.h"
#include "engine/records.h"
#include "engine/release_id.h"
#include "engine/string_pool.h"
#include "engine/text_index.h"

namespace codebook {

class CodeSet;
using CodeSetPtr = std::shared_ptr<const CodeSet>;
using NodeId = uint32_t;

// An instruction printed in the official list.
struct Note {
  NoteKind kind;
  std::string_view text;
  // Where it stands: the node itself or one it lies under.
  NodeId from;
  // Notes of one kind under one node that stand in separate lists differ here.
  uint32_t block;
};

// A seventh character and what it means.
struct SeventhCharacter {
  char character;
  std::string_view label;
  // A remark printed below it; mostly empty.
  std::string_view note;
};

struct SeventhCharacterSet {
  // Where the definition stands.
  NodeId from;
  // The official instruction; may be empty.
  std::string_view note;
  std::vector<SeventhCharacter> characters;
};

// What a character of a code means.
struct Label {
  // The name of the axis: "Approach"; empty where positions have no names.
  std::string_view axis;
  std::string_view text;
  // The official definition; mostly empty.
  std::string_view definition;
};

struct AxisValue {
  char character;
  Label label;
};

// What may follow a beginning of codes.
struct Continuation {
  char character;
  // What it means: the label of the release, or, where that is empty, the title
  // of the row it leads to.
  Label label;
  // Billable codes that are reached through it.
  uint32_t codes;
  // The row that is complete with it.
  std::optional<NodeId> row;
};

// The first and last day something may be reported, where the release says so.
struct Validity {
  std::optional<Date> from;
  std::optional<Date> to;
};

// A fact about a node beyond those all sets share: a name and a value.
struct Property {
  std::string_view name;
  std::string_view value;
};

// A file the release was built from.
struct Source {
  std::string_view file;
  std::span<const uint8_t, 32> sha256;
};

class CodeSet {
 public:
  // Opens the image at `path`.
  static absl::StatusOr<CodeSetPtr> Open(const std::string& path);

  // Opens an image in memory; see Image::FromMemory.
  static absl::StatusOr<CodeSetPtr> FromMemory(
      std::string_view bytes, std::shared_ptr<const void> owner,
      std::string_view name);

  // Opens an image; `name` stands in errors.
  static absl::StatusOr<CodeSetPtr> FromImage(
      absl::StatusOr<std::shared_ptr<const Image>> image,
      std::string_view name);

  // The release.
  std::string_view set() const { return strings_.Get(meta_.set); }
  Date effective() const { return Date::FromDays(meta_.effective); }
  ReleaseId id() const { return {std::string(set()), effective()}; }
  // The version its files give themselves; empty when they give none.
  std::string_view source_version() const {
    return strings_.Get(meta_.source_version);
  }
  uint32_t row_count() const { return meta_.rows; }
  uint32_t billable_count() const { return meta_.billable; }
  uint32_t node_count() const { return meta_.rows + meta_.groups; }
  // Integrity findings reported when it was imported.
  uint32_t finding_count() const { return meta_.findings; }
  // The image itself, for copying elsewhere.
  std::string_view image_bytes() const { return image_->bytes(); }
  std::vector<Source> sources() const;
  absl::Status VerifyChecksums() const { return image_->VerifyChecksums(); }

  // Characters before the point; 0 when codes are written without one.
  size_t point_after() const { return meta_.point_after; }

  // The row of a code.
  std::optional<NodeId> Find(Code code) const {
    return Checked(index_.Find(code).row);
  }
  // The row of a code as users type it: any case, blanks around it, with or
  // without the point in its place.
  std::optional<NodeId> Find(std::string_view text) const;
  // The chapter or section of this name ("9", "I20-I25").
  std::optional<NodeId> FindGroup(std::string_view name) const;

  bool is_row(NodeId node) const { return node < meta_.rows; }
  // The code of a row; the empty code for a group.
  Code code(NodeId row) const {
    return is_row(row) ? automaton_.CodeAt(row) : Code();
  }
  // The code as it is printed, with its point; for a group its name.
  std::string Name(NodeId node) const;
  std::string Print(Code code) const { return code.ToString(point_after()); }

  Kind kind(NodeId node) const {
    return static_cast<Kind>(record(node).info & NodeRecord::kKindMask);
  }
  bool billable(NodeId row) const {
    return row / 64 < billable_.size() && (billable_[row / 64] >> row % 64 & 1);
  }
  // The official node that only holds a place for an X ("H21.1X").
  bool placeholder(NodeId node) const {
    return (record(node).info & NodeRecord::kPlaceholder) != 0;
  }
  // Whether the code is its parent with X as far as needed and a seventh
  // character.
  bool extended(NodeId node) const {
    return (record(node).info & NodeRecord::kExtended) != 0;
  }
  std::string_view title(NodeId node) const {
    return strings_.Get(record(node).title);
  }
  // Empty when the release has none.
  std::string_view short_title(NodeId node) const {
    return strings_.Get(record(node).short_title);
  }

  // The tree, as the official list nests it. Lists of nodes are in the order
  // of that list.
  std::optional<NodeId> parent(NodeId node) const {
    return Reference(record(node).parent);
  }
  std::vector<NodeId> Children(NodeId node) const;
  // Nearest first.
  std::vector<NodeId> Ancestors(NodeId node) const;
  // The ancestors, and after each section the sections beside it whose ranges
  // take it in (C00-C75, then C00-C96, after C15-C26): everything whose notes
  // reach the node. Nearest first.
  std::vector<NodeId> Lineage(NodeId node) const;
  // The same, added to `lineage`, which may be used again.
  void AppendLineage(NodeId node, std::vector<NodeId>& lineage) const;
  // The sections directly beside `node` that its range takes in.
  std::vector<NodeId> Enclosed(NodeId node) const;
  std::vector<NodeId> TabularOrder() const;

  // The notes of the node alone.
  std::vector<Note> OwnNotes(NodeId node) const;
  // The notes that reach the node, or those of one kind: its own, then those of
  // its lineage.
  std::vector<Note> Notes(NodeId node,
                          std::optional<NoteKind> kind = std::nullopt) const;
  // Whether any note of the node points to codes.
  bool points_to_codes(NodeId node) const {
    return (record(node).info & NodeRecord::kPointsToCodes) != 0;
  }
  // The notes of the node that point to codes. Empty for a release that was
  // read without its notes.
  std::span<const NoteReferenceRecord> References(NodeId node) const;
  // All of them, in the order of the notes.
  std::span<const NoteReferenceRecord> AllReferences() const {
    return references_;
  }
  // A set of rows that a NoteReferenceRecord names: ranges in order that do not
  // touch.
  std::span<const RowRange> RowSet(uint32_t set) const;
  // The note of a NoteReferenceRecord, which stands at `from`.
  Note NoteOf(const NoteReferenceRecord& reference, NodeId from) const;
  // Its Note::block alone.
  uint32_t BlockOf(const NoteReferenceRecord& reference) const;
  // The definition in force at the node: its own or the nearest above.
  std::optional<SeventhCharacterSet> SeventhCharacters(NodeId node) const;
  // The nodes on which a definition stands.
  std::vector<NodeId> SeventhCharacterNodes() const;

  // What the characters of a code mean, for sets that are built of axes: one
  // value a position. Empty for other sets.
  std::vector<AxisValue> Axes(Code code) const;
  bool has_axis_rows() const { return !axis_rows_.empty(); }
  // The rows of a table, for sets that have them; see records.h.
  std::span<const AxisRowRecord> AxisRowsOf(Code table) const;
  std::vector<AxisValue> AxisValues(const AxisRowRecord& row,
                                    size_t position) const;
  // The label of an edge of the automaton.
  Label label(uint32_t label) const;

  Validity validity(NodeId row) const;
  // Whether any row has a first or last day of its own.
  bool has_validity() const {
    return !image_->SectionBytes(SectionId::kValidity).empty();
  }
  std::vector<Property> Properties(NodeId node) const;
  // Whether any node has one.
  bool has_properties() const {
    return !image_->SectionBytes(SectionId::kProperties).empty();
  }

  // The billable codes among `rows`.
  uint32_t CountBillable(RowRange rows) const;
  // What may follow where a walk through the automaton ended, in ASCII order.
  std::vector<Continuation> Continuations(const Automaton::Walk& walk) const;

  const Automaton& automaton() const { return automaton_; }
  const CodeIndex& index() const { return index_; }
  // The alphabetic lists; empty when none was loaded.
  const IndexTerms& index_terms() const { return index_terms_; }
  // The words; see codesets/searcher.h for how to search.
  const TextIndex& text_index() const { return text_index_; }

 private:
  explicit CodeSet(std::shared_ptr<const Image> image);
  absl::Status CheckShape(std::string_view name) const;

  std::optional<NodeId> Checked(uint32_t row) const {
    return row < meta_.rows ? std::optional<NodeId>(row) : std::nullopt;
  }
  NodeRecord record(NodeId node) const {
    return node < nodes_.size() ? nodes_[node] : NodeRecord{};
  }
  std::optional<NodeId> Reference(uint32_t reference) const {
    if (reference == 0 || reference > nodes_.size()) return std::nullopt;
    return reference - 1;
  }
  std::optional<NodeId> Enclosing(NodeId node) const;
  Note MakeNote(const NoteRecord& record, NodeId from) const;
  std::span<const NoteRecord> NoteRecords(NodeId node) const;

  std::shared_ptr<const Image> image_;
  MetaRecord meta_{};
  StringPool strings_;
  Automaton automaton_;
  CodeIndex index_;
  std::span<const uint64_t> billable_;
  std::span<const NodeRecord> nodes_;
  std::span<const GroupRecord> groups_;
  std::span<const LabelRecord> labels_;
  std::span<const uint32_t> note_begins_;
  std::span<const NoteRecord> notes_;
  std::span<const NoteReferenceRecord> references_;
  std::span<const uint32_t> reference_begins_;
  std::span<const uint32_t> row_set_begins_;
  std::span<const RowRange> row_set_ranges_;
  std::span<const AxisRowRecord> axis_rows_;
  std::span<const AxisValueRecord> axis_values_;
  IndexTerms index_terms_;
  TextIndex text_index_;
};

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_CODE_SET_H_
