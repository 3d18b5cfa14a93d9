#include "tools/codebook/entry_text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/concat.h"

namespace codebook {
namespace {

constexpr size_t kIndent = 2;
// The code column: "S52.501A" and two blanks.
constexpr size_t kCodeWidth = 10;
constexpr size_t kMostChildren = 20;

// What coders call the kinds of notes; indexed by NoteKind.
constexpr std::array<std::string_view, 8> kNoteTitles = {
    "Note",      "Includes",   "Inclusion terms",     "Excludes1",
    "Excludes2", "Code first", "Use additional code", "Code also"};

void AppendHeading(std::string_view text, const TextWriter& writer) {
  writer.EmptyLine();
  writer.Line(0, writer.Paint(Ink::kBold, text));
}

std::string ValidText(const Entry& entry) {
  if (!entry.valid) return {};
  if (entry.valid->empty()) return "in no loaded release valid";
  std::string text;
  for (const Period& period : *entry.valid) {
    text.append(text.empty() ? "" : ", ");
    text.append(period.to ? Concat(period.from.ToString(), " to ",
                                   period.to->ToString())
                          : Concat("since ", period.from.ToString()));
  }
  return Concat(entry.release->billable(entry.node) ? "valid " : "listed ",
                text);
}

// "code, billable · icd10cm@2025-10-01 · valid since 2024-10-01"
std::string Facts(const Entry& entry, const TextWriter& writer) {
  constexpr std::string_view kDot = " \u00B7 ";
  const CodeSet& release = *entry.release;
  const std::string_view kind = KindName(release.kind(entry.node));
  const std::string what =
      !release.is_row(entry.node)
          ? std::string(kind)
          : writer.Paint(
                release.billable(entry.node) ? Ink::kGreen : Ink::kYellow,
                Concat(kind, release.billable(entry.node) ? ", billable"
                                                          : ", not billable"));
  const std::string valid = ValidText(entry);
  return Concat(what, kDot, release.id().ToString(), valid.empty() ? "" : kDot,
                valid);
}

void AppendHead(const Entry& entry, const TextWriter& writer) {
  const CodeSet& release = *entry.release;
  const std::string name = release.Name(entry.node);
  const size_t width = std::max(kCodeWidth, name.size() + 2);
  writer.Entry(0, name, width, Ink::kBold, release.title(entry.node));
  writer.Line(width, Facts(entry, writer));
  const std::string_view short_title = release.short_title(entry.node);
  if (!short_title.empty() && short_title != release.title(entry.node)) {
    writer.Line(width, Concat("short: ", short_title));
  }
  if (release.placeholder(entry.node)) {
    writer.Line(width, "X holds the place of a character");
  }
  for (const Property& property : release.Properties(entry.node)) {
    writer.Line(width, Concat(property.name, ": ", property.value));
  }
}

// The names of `nodes` in a column, each with its title.
void AppendNodes(const CodeSet& release, const std::vector<NodeId>& nodes,
                 const TextWriter& writer) {
  size_t width = kCodeWidth;
  for (const NodeId node : nodes) {
    width = std::max(width, NameInTree(release, node).size() + 2);
  }
  for (const NodeId node : nodes) {
    writer.Entry(kIndent, NameInTree(release, node), width, Ink::kCyan,
                 release.title(node));
  }
}

void AppendPlace(const Entry& entry, const TextWriter& writer) {
  std::vector<NodeId> path = entry.release->Lineage(entry.node);
  if (path.empty()) return;
  std::ranges::reverse(path);
  AppendHeading("In", writer);
  AppendNodes(*entry.release, path, writer);
}

void AppendNotes(const Entry& entry, const TextWriter& writer) {
  const CodeSet& release = *entry.release;
  const Note* last = nullptr;
  // Whether a note that ends in ":" has begun a list.
  bool in_list = false;
  const std::vector<Note> notes = release.Notes(entry.node);
  for (const Note& note : notes) {
    const bool same_heading =
        last != nullptr && last->kind == note.kind && last->from == note.from;
    if (!same_heading) {
      const std::string origin =
          note.from == entry.node
              ? std::string()
              : Concat(" (from ", NameInTree(release, note.from), ")");
      AppendHeading(Concat(NoteTitle(note.kind), origin), writer);
    }
    if (!same_heading || last->block != note.block) in_list = false;
    const bool begins_list = note.text.ends_with(':');
    const size_t indent = in_list && !begins_list ? 2 * kIndent : kIndent;
    writer.Line(indent, note.text, indent + kIndent);
    in_list = in_list || begins_list;
    last = &note;
  }
}

void AppendSeventhCharacters(const Entry& entry, const TextWriter& writer) {
  const CodeSet& release = *entry.release;
  const std::optional<SeventhCharacterSet> set =
      release.SeventhCharacters(entry.node);
  if (!set) return;
  const std::string origin =
      set->from == entry.node
          ? std::string()
          : Concat(" (from ", NameInTree(release, set->from), ")");
  AppendHeading(Concat("Seventh characters", origin), writer);
  if (!set->note.empty()) writer.Line(kIndent, set->note);
  for (const SeventhCharacter& seventh : set->characters) {
    writer.Entry(kIndent, std::string(1, seventh.character), 3, Ink::kCyan,
                 seventh.label);
    if (!seventh.note.empty()) writer.Line(2 * kIndent + 1, seventh.note);
  }
}

void AppendAxes(const Entry& entry, const TextWriter& writer) {
  const std::vector<AxisValue> axes =
      entry.release->Axes(entry.release->code(entry.node));
  if (axes.empty()) return;
  size_t width = 0;
  for (const AxisValue& value : axes) {
    width = std::max(width, DisplayWidth(value.label.axis));
  }
  AppendHeading("Axes", writer);
  for (size_t i = 0; i < axes.size(); ++i) {
    const Label& label = axes[i].label;
    const std::string head =
        Concat(i + 1, "  ", Padded(label.axis, width), "  ",
               std::string_view(&axes[i].character, 1));
    writer.Entry(kIndent, head, head.size() + 2, Ink::kCyan, label.text);
    if (!label.definition.empty()) {
      writer.Line(kIndent + head.size() + 2,
                  writer.Paint(Ink::kDim, label.definition));
    }
  }
}

void AppendBelow(const Entry& entry, const TextWriter& writer) {
  const CodeSet& release = *entry.release;
  const std::vector<NodeId> enclosed = release.Enclosed(entry.node);
  if (!enclosed.empty()) {
    AppendHeading("Encloses", writer);
    AppendNodes(release, enclosed, writer);
  }
  std::vector<NodeId> children = release.Children(entry.node);
  if (children.empty()) return;
  const size_t count = children.size();
  children.resize(std::min(count, kMostChildren));
  AppendHeading("Below it", writer);
  AppendNodes(release, children, writer);
  if (count > kMostChildren) {
    writer.Line(kIndent, Concat("and ", count - kMostChildren, " more"));
  }
}

}  // namespace

std::string_view NoteTitle(NoteKind kind) {
  const auto index = static_cast<size_t>(kind);
  return index < kNoteTitles.size() ? kNoteTitles[index] : kNoteTitles[0];
}

std::string NameInTree(const CodeSet& release, NodeId node) {
  const std::string name = release.Name(node);
  return release.kind(node) == Kind::kChapter ? Concat("Chapter ", name) : name;
}

void AppendEntryText(const Entry& entry, const TextWriter& writer) {
  AppendHead(entry, writer);
  AppendPlace(entry, writer);
  AppendAxes(entry, writer);
  AppendNotes(entry, writer);
  AppendSeventhCharacters(entry, writer);
  AppendBelow(entry, writer);
}

}  // namespace codebook
