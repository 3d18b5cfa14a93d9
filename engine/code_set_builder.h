// Makes a release: what a reader of official files fills in.
//
// Nodes are added in the order of the official list, a parent before its
// children. Texts are copied; nothing that is passed in need live longer than
// the call. A builder is used by one thread, for one release.
//
// Example:
//   CodeSetBuilder builder({.set = "icd10cm", .effective = day,
//                           .point_after = 3});
//   NodeId chapter = builder.AddGroup(Kind::kChapter, "1", "Certain ...");
//   NodeId a00 = builder.AddRow(*Code::FromCharacters("A00"),
//                               {.kind = Kind::kCategory, .title = "Cholera",
//                                .parent = chapter});
//   builder.AddNote(a00, NoteKind::kExcludes1, 0, "...");
//   absl::StatusOr<std::string> image = std::move(builder).Build();

#ifndef CODEBOOK_ENGINE_CODE_SET_BUILDER_H_
#define CODEBOOK_ENGINE_CODE_SET_BUILDER_H_

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "engine/automaton_builder.h"
#include "engine/code.h"
#include "engine/code_set.h"
#include "engine/date.h"
#include "engine/index_terms_builder.h"
#include "engine/kinds.h"
#include "engine/note_references.h"
#include "engine/records.h"
#include "engine/string_pool.h"
#include "engine/text_index_builder.h"

namespace codebook {

class CodeSetBuilder {
 public:
  static constexpr NodeId kNoNode = std::numeric_limits<NodeId>::max();
  static constexpr uint32_t kNoAxisRow = std::numeric_limits<uint32_t>::max();

  struct Release {
    std::string_view set;
    Date effective;
    // Characters before the printed point; 0 for none.
    uint32_t point_after = 0;
    std::string_view source_version;
  };

  struct Row {
    Kind kind = Kind::kCode;
    bool billable = false;
    bool placeholder = false;
    // The code is its parent extended by a seventh character.
    bool extended = false;
    // The title is `title` directly followed by `title_tail`.
    std::string_view title = {};
    std::string_view title_tail = {};
    std::string_view short_title = {};
    NodeId parent = kNoNode;
    // What the last character means, as AddLabel named it; 0 for nothing.
    uint32_t label = 0;
    // How many characters before the last only hold its place, and what such a
    // character is called, as AddLabel named it.
    uint32_t placeholders = 0;
    uint32_t placeholder_label = 0;
    // The table row that gives every character its meaning.
    uint32_t axis_row = kNoAxisRow;
  };

  struct AxisPosition {
    char character;
    // As AddLabel named it.
    uint32_t label;
  };

  explicit CodeSetBuilder(const Release& release);
  CodeSetBuilder(const CodeSetBuilder&) = delete;
  CodeSetBuilder& operator=(const CodeSetBuilder&) = delete;

  // Adds a chapter or section.
  NodeId AddGroup(Kind kind, std::string_view name, std::string_view title,
                  NodeId parent = kNoNode);
  // Says that the range of `group` lies in that of `enclosing` beside it.
  void SetEnclosing(NodeId group, NodeId enclosing);

  // Adds a code or header. Codes are distinct; Build refuses a second one.
  NodeId AddRow(Code code, const Row& row);

  // Notes of one node are kept in the order they are added. Returns a number
  // for SetReferences.
  uint32_t AddNote(NodeId node, NoteKind kind, uint32_t block,
                   std::string_view text);
  // Says to which codes a note points. Once for each note that is of a kind
  // which points to codes, even where it names none.
  void SetReferences(uint32_t note, NoteReferences references);
  // Defines the seventh characters at `node` and below.
  void SetSeventhCharacters(NodeId node, std::string_view note,
                            std::span<const SeventhCharacter> characters);

  // Makes room for texts of so many bytes together, so that those that are
  // there need not move. Room that is not used takes no memory.
  void ReserveText(size_t bytes) { strings_.Reserve(bytes); }

  // Names a meaning; equal ones get equal names, never 0.
  uint32_t AddLabel(const Label& label);
  // Adds a row of `table`: for each position the values it may have. Rows of
  // one table are added one after the other.
  uint32_t AddAxisRow(Code table,
                      const std::array<std::span<const AxisPosition>,
                                       Code::kMaxLength>& positions);

  void SetValidity(NodeId row, const Validity& validity);
  void AddProperty(NodeId node, std::string_view name, std::string_view value);
  void AddSource(std::string_view file, std::span<const uint8_t, 32> sha256);
  void CountFinding() { ++meta_.findings; }

  // The alphabetic lists.
  IndexTermsBuilder& index_terms() { return index_terms_; }

  size_t row_count() const { return rows_.size(); }
  // Of the rows added so far, in ASCII order.
  std::vector<Code> Codes() const;

  // The image. Invalid argument when there is no row, when a code was added
  // twice, or when the release is too large for the format (2,097,151 rows,
  // 4 GiB of text).
  // With `index_text`, the image has the text index that it makes of the
  // release.
  using TextIndexer = absl::FunctionRef<TextIndexTables(const CodeSet&)>;
  absl::StatusOr<std::string> Build() &&;
  absl::StatusOr<std::string> Build(TextIndexer index_text) &&;

 private:
  struct RowDetail {
    uint64_t key;
    NodeId node;
    uint32_t label;
    uint32_t placeholders;
    uint32_t placeholder_label;
    uint32_t axis_row;
  };
  struct PendingNote {
    NodeId node;
    NoteRecord record;
  };
  // Where nodes added in list order end up: rows by code, then groups.
  struct Numbering {
    std::vector<NodeId> number_of;
    uint32_t Reference(NodeId added) const {
      return added == kNoNode ? 0 : number_of[added] + 1;
    }
  };
  struct FinishedNotes {
    // The notes of node n are [begins[n], begins[n + 1]).
    std::vector<uint32_t> begins;
    std::vector<NoteRecord> notes;
    // Where each note ended up, in the order of addition.
    std::vector<uint32_t> number_of;
  };

  NodeId AddNode(const NodeRecord& record, NodeId parent);
  absl::Status SortRows();
  Numbering NumberNodes() const;
  uint32_t SharedLabel(RowRange rows, size_t position);
  uint32_t LabelOf(const RowDetail& row, size_t position) const;
  uint32_t JoinLabels(uint32_t a, uint32_t b);
  std::vector<NodeRecord> FinishNodes(const Numbering& numbering) const;
  std::vector<GroupRecord> FinishGroups(const Numbering& numbering) const;
  FinishedNotes FinishNotes(const Numbering& numbering) const;
  void FinishReferences(std::span<const Code> codes, const Numbering& numbering,
                        const FinishedNotes& notes);
  std::vector<ValidityRecord> FinishValidity() const;

  MetaRecord meta_{};
  StringPoolBuilder strings_;
  // In the order of addition; the references are NodeIds of that order.
  std::vector<NodeRecord> nodes_;
  std::vector<NodeId> last_child_;
  NodeId last_root_ = kNoNode;
  std::vector<RowDetail> rows_;
  absl::flat_hash_map<NodeId, GroupRecord> groups_;
  std::vector<PendingNote> notes_;
  NoteReferencesBuilder references_;
  std::vector<SeventhCharacterUseRecord> seventh_uses_;
  std::vector<SeventhCharacterSetRecord> seventh_sets_;
  std::vector<SeventhCharacterRecord> seventh_characters_;
  std::vector<LabelRecord> labels_;
  absl::flat_hash_map<std::array<uint32_t, 3>, uint32_t> known_labels_;
  absl::flat_hash_map<std::array<uint32_t, 2>, uint32_t> joined_labels_;
  std::vector<AxisRowRecord> axis_rows_;
  std::vector<AxisValueRecord> axis_values_;
  absl::flat_hash_map<NodeId, ValidityRecord> validity_;
  std::vector<PropertyRecord> properties_;
  std::vector<SourceRecord> sources_;
  IndexTermsBuilder index_terms_{strings_};
};

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_CODE_SET_BUILDER_H_
