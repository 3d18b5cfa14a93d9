#include "engine/code_set.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

#include "absl/container/inlined_vector.h"
#include "absl/strings/ascii.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// Deeper than any list nests; ends the walk up a damaged tree that is a ring.
constexpr size_t kMaxDepth = 32;

bool IsBlank(char c) {
  return absl::ascii_isspace(static_cast<unsigned char>(c));
}

template <typename Record>
std::span<const Record> Slice(std::span<const Record> all, uint64_t first,
                              uint64_t last) {
  if (first > last || last > all.size()) return {};
  return all.subspan(first, last - first);
}

Automaton OpenAutomaton(const Image& image) {
  using Record = Automaton::EdgeRecord;
  const auto root = image.Section<Record>(SectionId::kAutomatonRoot);
  return {root.empty() ? Record{} : root[0],
          image.Section<Record>(SectionId::kAutomatonEdges)};
}

}  // namespace

absl::StatusOr<CodeSetPtr> CodeSet::Open(const std::string& path) {
  return FromImage(Image::Open(path), path);
}

absl::StatusOr<CodeSetPtr> CodeSet::FromMemory(
    std::string_view bytes, std::shared_ptr<const void> owner,
    std::string_view name) {
  return FromImage(Image::FromMemory(bytes, std::move(owner), name), name);
}

absl::StatusOr<CodeSetPtr> CodeSet::FromImage(
    absl::StatusOr<std::shared_ptr<const Image>> image, std::string_view name) {
  if (!image.ok()) return image.status();
  const std::shared_ptr<CodeSet> code_set(new CodeSet(*std::move(image)));
  if (absl::Status status = code_set->CheckShape(name); !status.ok()) {
    return status;
  }
  return code_set;
}

CodeSet::CodeSet(std::shared_ptr<const Image> image)
    : image_(std::move(image)),
      strings_(image_->SectionBytes(SectionId::kStrings)),
      automaton_(OpenAutomaton(*image_)),
      billable_(image_->Section<uint64_t>(SectionId::kBillable)),
      nodes_(image_->Section<NodeRecord>(SectionId::kNodes)),
      groups_(image_->Section<GroupRecord>(SectionId::kGroups)),
      labels_(image_->Section<LabelRecord>(SectionId::kLabels)),
      note_begins_(image_->Section<uint32_t>(SectionId::kNoteBegins)),
      notes_(image_->Section<NoteRecord>(SectionId::kNotes)),
      references_(
          image_->Section<NoteReferenceRecord>(SectionId::kNoteReferences)),
      reference_begins_(
          image_->Section<uint32_t>(SectionId::kNoteReferenceBegins)),
      row_set_begins_(image_->Section<uint32_t>(SectionId::kRowSetBegins)),
      row_set_ranges_(image_->Section<RowRange>(SectionId::kRowSetRanges)),
      axis_rows_(image_->Section<AxisRowRecord>(SectionId::kAxisRows)),
      axis_values_(image_->Section<AxisValueRecord>(SectionId::kAxisValues)),
      index_terms_(*image_, strings_),
      text_index_(*image_) {
  const auto meta = image_->Section<MetaRecord>(SectionId::kMeta);
  if (!meta.empty()) meta_ = meta[0];
  if (meta_.point_after >= Code::kMaxLength) return;
  index_ = CodeIndex(image_->Section<uint16_t>(SectionId::kIndexPilots),
                     image_->Section<uint64_t>(SectionId::kIndexSlots),
                     meta_.point_after);
}

absl::Status CodeSet::CheckShape(std::string_view name) const {
  const bool sound =
      image_->Section<MetaRecord>(SectionId::kMeta).size() == 1 &&
      meta_.rows > 0 && meta_.rows <= CodeIndex::kMaxRows &&
      nodes_.size() == uint64_t{meta_.rows} + meta_.groups &&
      groups_.size() == meta_.groups &&
      note_begins_.size() == nodes_.size() + 1 &&
      billable_.size() == (meta_.rows + 63) / 64 &&
      image_->Section<Automaton::EdgeRecord>(SectionId::kAutomatonRoot)
              .size() == 1 &&
      automaton_.codes(automaton_.root()) == meta_.rows &&
      !image_->Section<uint16_t>(SectionId::kIndexPilots).empty() &&
      !image_->Section<uint64_t>(SectionId::kIndexSlots).empty() &&
      meta_.point_after < Code::kMaxLength && !set().empty();
  if (sound) return absl::OkStatus();
  return absl::DataLossError(Concat(
      name, ": the image is damaged: its sections do not fit one another"));
}

std::vector<Source> CodeSet::sources() const {
  std::vector<Source> sources;
  for (const SourceRecord& record :
       image_->Section<SourceRecord>(SectionId::kSources)) {
    sources.push_back(
        {.file = strings_.Get(record.file), .sha256 = record.sha256});
  }
  return sources;
}

std::optional<NodeId> CodeSet::Find(std::string_view text) const {
  if (const auto row = Checked(index_.Find(text).row)) return row;
  // Only blanks around the code can still be in the way.
  if (text.empty() || (!IsBlank(text.front()) && !IsBlank(text.back()))) {
    return std::nullopt;
  }
  const std::optional<Code> code = Code::Parse(text, point_after());
  return code ? Find(*code) : std::nullopt;
}

std::optional<NodeId> CodeSet::FindGroup(std::string_view name) const {
  for (uint32_t group = 0; group < groups_.size(); ++group) {
    if (strings_.Get(groups_[group].name) == name) return meta_.rows + group;
  }
  return std::nullopt;
}

std::string CodeSet::Name(NodeId node) const {
  if (is_row(node)) return Print(code(node));
  const size_t group = node - meta_.rows;
  return group < groups_.size() ? std::string(strings_.Get(groups_[group].name))
                                : std::string();
}

std::vector<NodeId> CodeSet::Children(NodeId node) const {
  std::vector<NodeId> children;
  std::optional<NodeId> child = Reference(record(node).first_child);
  while (child && children.size() < nodes_.size()) {
    children.push_back(*child);
    child = Reference(record(*child).next_sibling);
  }
  return children;
}

std::vector<NodeId> CodeSet::Ancestors(NodeId node) const {
  std::vector<NodeId> ancestors;
  std::optional<NodeId> above = parent(node);
  while (above && ancestors.size() < kMaxDepth) {
    ancestors.push_back(*above);
    above = parent(*above);
  }
  return ancestors;
}

std::optional<NodeId> CodeSet::Enclosing(NodeId node) const {
  if (node < meta_.rows || node - meta_.rows >= groups_.size()) {
    return std::nullopt;
  }
  return Reference(groups_[node - meta_.rows].enclosing);
}

std::vector<NodeId> CodeSet::Lineage(NodeId node) const {
  std::vector<NodeId> lineage;
  AppendLineage(node, lineage);
  return lineage;
}

void CodeSet::AppendLineage(NodeId node, std::vector<NodeId>& lineage) const {
  std::optional<NodeId> at = node;
  for (size_t height = 0; at && height <= kMaxDepth; ++height) {
    if (height > 0) lineage.push_back(*at);
    std::optional<NodeId> wider = Enclosing(*at);
    for (size_t depth = 0; wider && depth < kMaxDepth; ++depth) {
      lineage.push_back(*wider);
      wider = Enclosing(*wider);
    }
    at = parent(*at);
  }
}

std::vector<NodeId> CodeSet::Enclosed(NodeId node) const {
  std::vector<NodeId> enclosed;
  for (uint32_t group = 0; group < groups_.size(); ++group) {
    if (Reference(groups_[group].enclosing) == node) {
      enclosed.push_back(meta_.rows + group);
    }
  }
  return enclosed;
}

std::vector<NodeId> CodeSet::TabularOrder() const {
  std::vector<NodeId> order;
  order.reserve(nodes_.size());
  // What is still to visit after the current node, nearest last.
  std::vector<uint32_t> next{meta_.first_root};
  while (!next.empty() && order.size() < nodes_.size()) {
    const std::optional<NodeId> node = Reference(next.back());
    next.pop_back();
    if (!node) continue;
    order.push_back(*node);
    next.push_back(record(*node).next_sibling);
    next.push_back(record(*node).first_child);
  }
  return order;
}

Note CodeSet::MakeNote(const NoteRecord& record, NodeId from) const {
  return {.kind = record.kind(),
          .text = strings_.Get(record.text),
          .from = from,
          .block = record.block()};
}

std::span<const NoteRecord> CodeSet::NoteRecords(NodeId node) const {
  if (node >= nodes_.size()) return {};
  return Slice(notes_, note_begins_[node], note_begins_[node + 1]);
}

std::vector<Note> CodeSet::OwnNotes(NodeId node) const {
  std::vector<Note> notes;
  for (const NoteRecord& note : NoteRecords(node)) {
    notes.push_back(MakeNote(note, node));
  }
  return notes;
}

std::vector<Note> CodeSet::Notes(NodeId node,
                                 std::optional<NoteKind> kind) const {
  std::vector<Note> notes;
  const auto add = [&](NodeId from) {
    for (const NoteRecord& note : NoteRecords(from)) {
      if (!kind || note.kind() == *kind) notes.push_back(MakeNote(note, from));
    }
  };
  add(node);
  for (const NodeId above : Lineage(node)) add(above);
  return notes;
}

std::span<const NoteReferenceRecord> CodeSet::References(NodeId node) const {
  if (node >= nodes_.size()) return {};
  const uint32_t first = note_begins_[node];
  const size_t step = first / NoteReferenceRecord::kNotesPerBegin;
  if (step >= reference_begins_.size()) return {};
  size_t at = reference_begins_[step];
  while (at < references_.size() && references_[at].note < first) ++at;
  size_t end = at;
  while (end < references_.size() &&
         references_[end].note < note_begins_[node + 1]) {
    ++end;
  }
  return Slice(references_, at, end);
}

std::span<const RowRange> CodeSet::RowSet(uint32_t set) const {
  if (set == 0 || set >= row_set_begins_.size()) return {};
  return Slice(row_set_ranges_, row_set_begins_[set - 1], row_set_begins_[set]);
}

Note CodeSet::NoteOf(const NoteReferenceRecord& reference, NodeId from) const {
  if (reference.note >= notes_.size()) return {};
  return MakeNote(notes_[reference.note], from);
}

uint32_t CodeSet::BlockOf(const NoteReferenceRecord& reference) const {
  if (reference.note >= notes_.size()) return 0;
  return notes_[reference.note].block();
}

std::optional<SeventhCharacterSet> CodeSet::SeventhCharacters(
    NodeId node) const {
  const auto uses = image_->Section<SeventhCharacterUseRecord>(
      SectionId::kSeventhCharacterUses);
  const auto sets = image_->Section<SeventhCharacterSetRecord>(
      SectionId::kSeventhCharacterSets);
  const auto characters =
      image_->Section<SeventhCharacterRecord>(SectionId::kSeventhCharacters);
  std::vector<NodeId> path = Lineage(node);
  path.insert(path.begin(), node);
  for (const NodeId at : path) {
    const auto use = std::ranges::lower_bound(uses, at, {},
                                              &SeventhCharacterUseRecord::node);
    if (use == uses.end() || use->node != at) continue;
    if (use->set >= sets.size()) return std::nullopt;
    const SeventhCharacterSetRecord& set = sets[use->set];
    SeventhCharacterSet result{
        .from = at, .note = strings_.Get(set.note), .characters = {}};
    for (const SeventhCharacterRecord& record :
         Slice(characters, set.first, uint64_t{set.first} + set.count)) {
      result.characters.push_back(
          {.character = static_cast<char>(record.character),
           .label = strings_.Get(record.label),
           .note = strings_.Get(record.note)});
    }
    return result;
  }
  return std::nullopt;
}

std::vector<NodeId> CodeSet::SeventhCharacterNodes() const {
  std::vector<NodeId> nodes;
  for (const SeventhCharacterUseRecord& use :
       image_->Section<SeventhCharacterUseRecord>(
           SectionId::kSeventhCharacterUses)) {
    nodes.push_back(use.node);
  }
  return nodes;
}

Label CodeSet::label(uint32_t label) const {
  if (label == 0 || label > labels_.size()) return {};
  const LabelRecord& record = labels_[label - 1];
  return {.axis = strings_.Get(record.axis),
          .text = strings_.Get(record.text),
          .definition = strings_.Get(record.definition)};
}

std::vector<AxisValue> CodeSet::AxisValues(const AxisRowRecord& row,
                                           size_t position) const {
  std::vector<AxisValue> values;
  if (position >= Code::kMaxLength) return values;
  for (const AxisValueRecord& record :
       Slice(axis_values_, row.begins[position], row.begins[position + 1])) {
    values.push_back({.character = static_cast<char>(record.character),
                      .label = label(record.label)});
  }
  return values;
}

std::span<const AxisRowRecord> CodeSet::AxisRowsOf(Code table) const {
  const uint64_t key = table.key();
  return {std::ranges::lower_bound(axis_rows_, key, {}, &AxisRowRecord::table),
          std::ranges::upper_bound(axis_rows_, key, {}, &AxisRowRecord::table)};
}

std::vector<AxisValue> CodeSet::Axes(Code code) const {
  for (const AxisRowRecord& row : AxisRowsOf(code.Prefix(3))) {
    std::vector<AxisValue> axes;
    for (size_t position = 0; position < code.size(); ++position) {
      const std::vector<AxisValue> values = AxisValues(row, position);
      const auto value =
          std::ranges::find(values, code[position], &AxisValue::character);
      if (value == values.end()) break;
      axes.push_back(*value);
    }
    if (axes.size() == code.size()) return axes;
  }
  return {};
}

uint32_t CodeSet::CountBillable(RowRange rows) const {
  uint32_t count = 0;
  const uint32_t last = std::min(rows.last, meta_.rows);
  for (uint32_t row = rows.first; row < last;) {
    const uint32_t bits = std::min(64 - row % 64, last - row);
    const uint64_t mask = (~uint64_t{0} >> (64 - bits)) << row % 64;
    count += static_cast<uint32_t>(std::popcount(billable_[row / 64] & mask));
    row += bits;
  }
  return count;
}

std::vector<Continuation> CodeSet::Continuations(
    const Automaton::Walk& walk) const {
  std::vector<Continuation> continuations;
  for (const Automaton::Edge edge : automaton_.edges(walk.state)) {
    const uint32_t first = walk.row + edge.before;
    Continuation next{.character = edge.character,
                      .label = label(edge.label),
                      .codes = CountBillable({first, first + edge.codes}),
                      .row = std::nullopt};
    if (automaton_.accepts(edge.target)) {
      next.row = first;
      if (next.label.text.empty()) next.label.text = title(first);
    }
    continuations.push_back(next);
  }
  return continuations;
}

Validity CodeSet::validity(NodeId row) const {
  const auto all = image_->Section<ValidityRecord>(SectionId::kValidity);
  Validity validity;
  if (row >= all.size()) return validity;
  using Limits = std::numeric_limits<int32_t>;
  if (all[row].from != Limits::min()) {
    validity.from = Date::FromDays(all[row].from);
  }
  if (all[row].to != Limits::max()) {
    validity.to = Date::FromDays(all[row].to);
  }
  return validity;
}

std::vector<Property> CodeSet::Properties(NodeId node) const {
  const auto all = image_->Section<PropertyRecord>(SectionId::kProperties);
  std::vector<Property> properties;
  const std::span<const PropertyRecord> own = {
      std::ranges::lower_bound(all, node, {}, &PropertyRecord::node),
      std::ranges::upper_bound(all, node, {}, &PropertyRecord::node)};
  for (const PropertyRecord& record : own) {
    properties.push_back({.name = strings_.Get(record.name),
                          .value = strings_.Get(record.value)});
  }
  return properties;
}

}  // namespace codebook
