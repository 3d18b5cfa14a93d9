#include "engine/code_set_builder.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/code_index.h"
#include "engine/concat.h"
#include "engine/image.h"

namespace codebook {

CodeSetBuilder::CodeSetBuilder(const Release& release) {
  meta_.set = strings_.Add(release.set);
  meta_.source_version = strings_.Add(release.source_version);
  meta_.effective = release.effective.days();
  meta_.point_after = release.point_after;
}

NodeId CodeSetBuilder::AddNode(const NodeRecord& record, NodeId parent) {
  const auto node = static_cast<NodeId>(nodes_.size());
  nodes_.push_back(record);
  nodes_.back().parent = parent;
  nodes_.back().first_child = kNoNode;
  nodes_.back().next_sibling = kNoNode;
  last_child_.push_back(kNoNode);
  NodeId& last = parent == kNoNode ? last_root_ : last_child_[parent];
  if (last != kNoNode) {
    nodes_[last].next_sibling = node;
  } else if (parent != kNoNode) {
    nodes_[parent].first_child = node;
  }
  last = node;
  return node;
}

NodeId CodeSetBuilder::AddGroup(Kind kind, std::string_view name,
                                std::string_view title, NodeId parent) {
  NodeRecord record{};
  record.title = strings_.Add(title);
  record.info = static_cast<uint32_t>(kind);
  const NodeId node = AddNode(record, parent);
  groups_[node] = {.name = strings_.Add(name), .enclosing = kNoNode};
  return node;
}

void CodeSetBuilder::SetEnclosing(NodeId group, NodeId enclosing) {
  groups_[group].enclosing = enclosing;
}

NodeId CodeSetBuilder::AddRow(Code code, const Row& row) {
  NodeRecord record{};
  record.title = strings_.Add(row.title, row.title_tail);
  // Most short titles of the order files are the whole title.
  record.short_title = row.short_title == strings_.Get(record.title)
                           ? record.title
                           : strings_.Add(row.short_title);
  record.info = static_cast<uint32_t>(row.kind) |
                (row.billable ? NodeRecord::kBillable : 0) |
                (row.placeholder ? NodeRecord::kPlaceholder : 0) |
                (row.extended ? NodeRecord::kExtended : 0);
  const NodeId node = AddNode(record, row.parent);
  rows_.push_back({.key = code.key(),
                   .node = node,
                   .label = row.label,
                   .placeholders = row.placeholders,
                   .placeholder_label = row.placeholder_label,
                   .axis_row = row.axis_row});
  return node;
}

uint32_t CodeSetBuilder::AddNote(NodeId node, NoteKind kind, uint32_t block,
                                 std::string_view text) {
  notes_.push_back(
      {.node = node,
       .record = {.text = strings_.Add(text),
                  .kind_and_block = static_cast<uint32_t>(kind) | block << 8}});
  return static_cast<uint32_t>(notes_.size()) - 1;
}

void CodeSetBuilder::SetReferences(uint32_t note, NoteReferences references) {
  const PendingNote& pending = notes_[note];
  nodes_[pending.node].info |= NodeRecord::kPointsToCodes;
  references_.Add(note, pending.record.kind(), std::move(references));
}

void CodeSetBuilder::SetSeventhCharacters(
    NodeId node, std::string_view note,
    std::span<const SeventhCharacter> characters) {
  seventh_uses_.push_back(
      {.node = node, .set = static_cast<uint32_t>(seventh_sets_.size())});
  seventh_sets_.push_back(
      {.first = static_cast<uint32_t>(seventh_characters_.size()),
       .count = static_cast<uint32_t>(characters.size()),
       .note = strings_.Intern(note)});
  for (const SeventhCharacter& character : characters) {
    seventh_characters_.push_back(
        {.character = static_cast<unsigned char>(character.character),
         .label = strings_.Intern(character.label),
         .note = strings_.Intern(character.note)});
  }
}

uint32_t CodeSetBuilder::AddLabel(const Label& label) {
  const LabelRecord record{.axis = strings_.Intern(label.axis),
                           .text = strings_.Intern(label.text),
                           .definition = strings_.Intern(label.definition)};
  const auto [known, added] =
      known_labels_.try_emplace({record.axis, record.text, record.definition},
                                static_cast<uint32_t>(labels_.size()) + 1);
  if (added) labels_.push_back(record);
  return known->second;
}

uint32_t CodeSetBuilder::AddAxisRow(
    Code table,
    const std::array<std::span<const AxisPosition>, Code::kMaxLength>&
        positions) {
  AxisRowRecord row{.table = table.key(), .begins = {}};
  for (size_t position = 0; position < positions.size(); ++position) {
    row.begins[position] = static_cast<uint32_t>(axis_values_.size());
    for (const AxisPosition& value : positions[position]) {
      axis_values_.push_back(
          {.character = static_cast<unsigned char>(value.character),
           .label = value.label});
    }
  }
  row.begins.back() = static_cast<uint32_t>(axis_values_.size());
  axis_rows_.push_back(row);
  return static_cast<uint32_t>(axis_rows_.size()) - 1;
}

void CodeSetBuilder::SetValidity(NodeId row, const Validity& validity) {
  using Limits = std::numeric_limits<int32_t>;
  validity_[row] = {
      .from = validity.from ? validity.from->days() : Limits::min(),
      .to = validity.to ? validity.to->days() : Limits::max()};
}

void CodeSetBuilder::AddProperty(NodeId node, std::string_view name,
                                 std::string_view value) {
  properties_.push_back({.node = node,
                         .name = strings_.Intern(name),
                         .value = strings_.Add(value)});
}

void CodeSetBuilder::AddSource(std::string_view file,
                               std::span<const uint8_t, 32> sha256) {
  SourceRecord record{.file = strings_.Add(file), .reserved = 0, .sha256 = {}};
  std::ranges::copy(sha256, record.sha256.begin());
  sources_.push_back(record);
}

std::vector<Code> CodeSetBuilder::Codes() const {
  std::vector<Code> codes;
  codes.reserve(rows_.size());
  for (const RowDetail& row : rows_) codes.push_back(Code::FromKey(row.key));
  // Those of a list stand in order already.
  if (!std::ranges::is_sorted(codes)) std::ranges::sort(codes);
  return codes;
}

absl::Status CodeSetBuilder::SortRows() {
  if (rows_.empty()) return absl::InvalidArgumentError("there is no code");
  if (!std::ranges::is_sorted(rows_, {}, &RowDetail::key)) {
    std::ranges::stable_sort(rows_, {}, &RowDetail::key);
  }
  const auto twice = std::ranges::adjacent_find(rows_, {}, &RowDetail::key);
  if (twice != rows_.end()) {
    return absl::InvalidArgumentError(Concat(
        "the code ", Code::FromKey(twice->key).ToString(meta_.point_after),
        " occurs twice"));
  }
  return absl::OkStatus();
}

CodeSetBuilder::Numbering CodeSetBuilder::NumberNodes() const {
  Numbering numbering;
  numbering.number_of.assign(nodes_.size(), kNoNode);
  NodeId next = 0;
  for (const RowDetail& row : rows_) numbering.number_of[row.node] = next++;
  for (NodeId& number : numbering.number_of) {
    if (number == kNoNode) number = next++;
  }
  return numbering;
}

uint32_t CodeSetBuilder::LabelOf(const RowDetail& row, size_t position) const {
  if (row.axis_row == kNoAxisRow) {
    const size_t after = Code::FromKey(row.key).size() - 1 - position;
    if (after == 0) return row.label;
    return after <= row.placeholders ? row.placeholder_label : 0;
  }
  const AxisRowRecord& axes = axis_rows_[row.axis_row];
  const char character = Code::FromKey(row.key)[position];
  for (uint32_t i = axes.begins[position]; i < axes.begins[position + 1]; ++i) {
    if (axis_values_[i].character == static_cast<unsigned char>(character)) {
      return axis_values_[i].label;
    }
  }
  return 0;
}

// Two rows of one table may give a character different meanings behind the
// same beginning; before the rest of the code decides, it means either.
uint32_t CodeSetBuilder::JoinLabels(uint32_t a, uint32_t b) {
  const auto known = joined_labels_.find({a, b});
  if (known != joined_labels_.end()) return known->second;
  const LabelRecord first = labels_[a - 1];
  const LabelRecord second = labels_[b - 1];
  const std::string text =
      Concat(strings_.Get(first.text), " / ", strings_.Get(second.text));
  const std::string axis(strings_.Get(first.axis));
  const uint32_t joined =
      AddLabel({.axis = axis, .text = text, .definition = {}});
  joined_labels_[{a, b}] = joined;
  return joined;
}

uint32_t CodeSetBuilder::SharedLabel(RowRange rows, size_t position) {
  uint32_t shared = 0;
  uint32_t last_label = 0;
  uint32_t last_axis_row = kNoAxisRow;
  std::vector<uint32_t> seen;
  for (uint32_t row = rows.first; row < rows.last; ++row) {
    const RowDetail& detail = rows_[row];
    if (detail.axis_row == last_axis_row && detail.axis_row != kNoAxisRow) {
      continue;
    }
    last_axis_row = detail.axis_row;
    const uint32_t label = LabelOf(detail, position);
    if (label == 0 || label == last_label) continue;
    last_label = label;
    if (std::ranges::find(seen, label) != seen.end()) continue;
    seen.push_back(label);
    shared = shared == 0 ? label : JoinLabels(shared, label);
  }
  return shared;
}

std::vector<NodeRecord> CodeSetBuilder::FinishNodes(
    const Numbering& numbering) const {
  std::vector<NodeRecord> finished(nodes_.size());
  for (NodeId added = 0; added < nodes_.size(); ++added) {
    NodeRecord record = nodes_[added];
    record.parent = numbering.Reference(record.parent);
    record.first_child = numbering.Reference(record.first_child);
    record.next_sibling = numbering.Reference(record.next_sibling);
    finished[numbering.number_of[added]] = record;
  }
  return finished;
}

std::vector<ValidityRecord> CodeSetBuilder::FinishValidity() const {
  std::vector<ValidityRecord> finished;
  if (validity_.empty()) return finished;
  using Limits = std::numeric_limits<int32_t>;
  finished.assign(rows_.size(), {.from = Limits::min(), .to = Limits::max()});
  for (size_t row = 0; row < rows_.size(); ++row) {
    const auto known = validity_.find(rows_[row].node);
    if (known != validity_.end()) finished[row] = known->second;
  }
  return finished;
}

std::vector<GroupRecord> CodeSetBuilder::FinishGroups(
    const Numbering& numbering) const {
  std::vector<GroupRecord> finished(groups_.size());
  for (const auto& [added, group] : groups_) {
    finished[numbering.number_of[added] - rows_.size()] = {
        .name = group.name, .enclosing = numbering.Reference(group.enclosing)};
  }
  return finished;
}

CodeSetBuilder::FinishedNotes CodeSetBuilder::FinishNotes(
    const Numbering& numbering) const {
  FinishedNotes finished;
  finished.begins.assign(nodes_.size() + 1, 0);
  for (const PendingNote& note : notes_) {
    ++finished.begins[numbering.number_of[note.node] + 1];
  }
  std::partial_sum(finished.begins.begin(), finished.begins.end(),
                   finished.begins.begin());
  std::vector<uint32_t> next = finished.begins;
  finished.notes.resize(notes_.size());
  finished.number_of.reserve(notes_.size());
  for (const PendingNote& note : notes_) {
    const uint32_t number = next[numbering.number_of[note.node]]++;
    finished.notes[number] = note.record;
    finished.number_of.push_back(number);
  }
  return finished;
}

void CodeSetBuilder::FinishReferences(std::span<const Code> codes,
                                      const Numbering& numbering,
                                      const FinishedNotes& notes) {
  std::vector<uint32_t> places(rows_.size());
  uint32_t place = 0;
  for (const NodeId number : numbering.number_of) {
    if (number < places.size()) places[number] = place++;
  }
  references_.Finish({.codes = codes,
                      .places = places,
                      .title =
                          [this](uint32_t row) {
                            return strings_.Get(nodes_[rows_[row].node].title);
                          }},
                     notes.number_of);
}

absl::StatusOr<std::string> CodeSetBuilder::Build() && {
  return std::move(*this).Build(
      [](const CodeSet&) { return TextIndexTables(); });
}

absl::StatusOr<std::string> CodeSetBuilder::Build(TextIndexer index_text) && {
  if (absl::Status status = SortRows(); !status.ok()) return status;
  const Numbering numbering = NumberNodes();
  const std::vector<Code> codes = Codes();
  // Joins labels, so it comes before the texts and labels are laid out. It and
  // the index hold as many codes.
  static_assert(CodeIndex::kMaxRows + 1 == Automaton::EdgeRecord::kNumbers);
  const absl::StatusOr<AutomatonTables> automaton =
      BuildAutomaton(codes, [&](RowRange rows, size_t position) {
        return SharedLabel(rows, position);
      });
  if (!automaton.ok()) return automaton.status();
  std::vector<uint64_t> billable((rows_.size() + 63) / 64);
  for (size_t row = 0; row < rows_.size(); ++row) {
    if ((nodes_[rows_[row].node].info & NodeRecord::kBillable) == 0) continue;
    billable[row / 64] |= uint64_t{1} << row % 64;
    ++meta_.billable;
  }
  const CodeIndexTables index = CodeIndexTables::Build(codes, billable);

  meta_.rows = static_cast<uint32_t>(rows_.size());
  meta_.groups = static_cast<uint32_t>(groups_.size());
  meta_.first_root = numbering.Reference(0);
  const std::vector<NodeRecord> nodes = FinishNodes(numbering);
  const std::vector<GroupRecord> groups = FinishGroups(numbering);
  const FinishedNotes notes = FinishNotes(numbering);
  FinishReferences(codes, numbering, notes);
  const std::vector<ValidityRecord> validity = FinishValidity();
  for (auto& use : seventh_uses_) use.node = numbering.number_of[use.node];
  std::ranges::sort(seventh_uses_, {}, &SeventhCharacterUseRecord::node);
  for (auto& property : properties_) {
    property.node = numbering.number_of[property.node];
  }
  std::ranges::stable_sort(properties_, {}, &PropertyRecord::node);
  std::ranges::stable_sort(axis_rows_, {}, &AxisRowRecord::table);
  if (strings_.overflowed()) {
    return absl::InvalidArgumentError("the texts are larger than 4 GiB");
  }

  // The words of the texts take memory as well.
  nodes_ = {};
  rows_ = {};
  notes_ = {};
  ImageWriter writer;
  writer.Set(SectionId::kMeta, std::span<const MetaRecord>(&meta_, 1));
  writer.SetBytes(SectionId::kStrings, strings_.bytes());
  writer.Set(SectionId::kAutomatonRoot, std::span(&automaton->root, 1));
  writer.Set(SectionId::kAutomatonEdges, std::span(automaton->edges));
  writer.Set(SectionId::kLabels, std::span(labels_));
  writer.Set(SectionId::kIndexPilots, std::span(index.pilots));
  writer.Set(SectionId::kIndexSlots, std::span(index.slots));
  writer.Set(SectionId::kBillable, std::span(billable));
  writer.Set(SectionId::kNodes, std::span(nodes));
  writer.Set(SectionId::kGroups, std::span(groups));
  writer.Set(SectionId::kNoteBegins, std::span(notes.begins));
  writer.Set(SectionId::kNotes, std::span(notes.notes));
  writer.Set(SectionId::kSeventhCharacterUses, std::span(seventh_uses_));
  writer.Set(SectionId::kSeventhCharacterSets, std::span(seventh_sets_));
  writer.Set(SectionId::kSeventhCharacters, std::span(seventh_characters_));
  writer.Set(SectionId::kAxisRows, std::span(axis_rows_));
  writer.Set(SectionId::kAxisValues, std::span(axis_values_));
  writer.Set(SectionId::kValidity, std::span(validity));
  writer.Set(SectionId::kProperties, std::span(properties_));
  writer.Set(SectionId::kSources, std::span(sources_));
  writer.Set(SectionId::kNoteReferences, references_.records());
  writer.Set(SectionId::kNoteReferenceBegins, references_.begins());
  writer.Set(SectionId::kRowSetBegins, references_.set_begins());
  writer.Set(SectionId::kRowSetRanges, references_.set_ranges());
  index_terms_.Finish(writer);
  const absl::StatusOr<CodeSetPtr> release =
      CodeSet::FromImage(writer.View(), "the release");
  if (!release.ok()) return release.status();
  const TextIndexTables text = index_text(**release);
  text.Write(writer);
  return writer.ToBytes();
}

}  // namespace codebook
