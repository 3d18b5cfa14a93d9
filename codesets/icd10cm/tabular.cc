#include "codesets/icd10cm/tabular.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"
#include "codesets/icd10cm/enclosing_sections.h"
#include "codesets/icd10cm/seventh_character_rule.h"
#include "codesets/icd10cm/visual_impairment.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// Official lists nest four deep.
constexpr int kMaxNesting = 12;

std::optional<NoteKind> NoteKindOf(std::string_view element) {
  constexpr std::array<std::pair<std::string_view, NoteKind>, 8> kKinds = {{
      {"inclusionTerm", NoteKind::kInclusionTerm},
      {"excludes1", NoteKind::kExcludes1},
      {"excludes2", NoteKind::kExcludes2},
      {"useAdditionalCode", NoteKind::kUseAdditionalCode},
      {"includes", NoteKind::kIncludes},
      {"codeFirst", NoteKind::kCodeFirst},
      {"codeAlso", NoteKind::kCodeAlso},
      {"notes", NoteKind::kNote},
  }};
  for (const auto& [name, kind] : kKinds) {
    if (name == element) return kind;
  }
  return std::nullopt;
}

// The name of a section: its id, or in the oldest files the range at the end
// of its description.
std::string_view SectionName(XmlSource& xml, pugi::xml_node section,
                             std::string_view description) {
  const pugi::xml_attribute id = section.attribute("id");
  if (!id.empty()) return id.value();
  const std::string_view name = xml.Text(section.child("name"));
  if (!name.empty()) return name;
  const size_t open = description.rfind('(');
  if (open == std::string_view::npos || !description.ends_with(')')) return {};
  return description.substr(open + 1, description.size() - open - 2);
}

class TabularReader {
 public:
  TabularReader(XmlSource& xml, Findings& findings)
      : xml_(xml), findings_(findings) {}

  absl::StatusOr<TabularList> Read() && {
    list_.version = xml_.Text(xml_.root().child("version"));
    // A code takes about a hundred bytes of the list.
    list_.nodes.reserve(xml_.file().bytes.size() / 64);
    for (const pugi::xml_node chapter : xml_.root().children("chapter")) {
      if (absl::Status status = ReadChapter(chapter); !status.ok()) {
        return status;
      }
    }
    if (codes_.empty()) {
      return xml_.Error(xml_.root(),
                        "no <diag> found, a tabular list has codes");
    }
    return std::move(list_);
  }

 private:
  // What is in force where the reader stands.
  struct Scope {
    uint32_t parent;
    // Number in list_.seventh_characters, or kNone.
    uint32_t seventh = TabularNode::kNone;
    int depth = 0;
  };

  uint32_t Add(const TabularNode& node) {
    list_.nodes.push_back(node);
    return static_cast<uint32_t>(list_.nodes.size()) - 1;
  }

  absl::Status ReadChapter(pugi::xml_node chapter) {
    TabularNode node{.kind = Kind::kChapter};
    node.name = xml_.Text(chapter.child("name"));
    node.title = xml_.Text(chapter.child("desc"));
    if (node.name.empty()) {
      return xml_.Error(chapter, "this chapter has no <name>");
    }
    Scope scope{.parent = Add(node)};
    if (absl::Status status = ReadNotes(chapter, scope); !status.ok()) {
      return status;
    }
    for (const pugi::xml_node section : chapter.children("section")) {
      if (absl::Status status = ReadSection(section, scope); !status.ok()) {
        return status;
      }
    }
    return ReadDiagnoses(chapter, scope);
  }

  absl::Status ReadSection(pugi::xml_node section, Scope scope) {
    TabularNode node{.kind = Kind::kSection, .parent = scope.parent};
    node.title = xml_.Text(section.child("desc"));
    node.name = SectionName(xml_, section, node.title);
    if (node.name.empty()) {
      return xml_.Error(section,
                        "this section has no id and no range in its <desc>");
    }
    scope.parent = Add(node);
    if (absl::Status status = ReadNotes(section, scope); !status.ok()) {
      return status;
    }
    return ReadDiagnoses(section, scope);
  }

  absl::Status ReadDiagnoses(pugi::xml_node parent, const Scope& scope) {
    for (const pugi::xml_node diagnosis : parent.children("diag")) {
      if (absl::Status status = ReadDiagnosis(diagnosis, scope); !status.ok()) {
        return status;
      }
    }
    return absl::OkStatus();
  }

  absl::Status ReadDiagnosis(pugi::xml_node diagnosis, Scope scope) {
    const std::string_view name = xml_.Text(diagnosis.child("name"));
    const std::optional<Code> code = Code::Parse(name, 3);
    if (!code || code->size() < 3) {
      return xml_.Error(diagnosis, Concat("\"", name,
                                          "\" found in <name>, a code of three "
                                          "to seven characters expected"));
    }
    if ((*code)[0] < 'A') {
      return xml_.Error(diagnosis, Concat("\"", name,
                                          "\" found in <name>, a code that "
                                          "begins with a letter expected"));
    }
    if (!codes_.insert(code->key()).second) {
      return xml_.Error(diagnosis, Concat("the code ", name, " occurs twice"));
    }
    if (++scope.depth > kMaxNesting) {
      return xml_.Error(diagnosis, "codes are nested too deeply");
    }
    const bool leaf = diagnosis.child("diag").empty();
    TabularNode node{.kind = leaf               ? Kind::kCode
                             : code->size() > 3 ? Kind::kSubcategory
                                                : Kind::kCategory,
                     .code = *code,
                     .parent = scope.parent};
    node.title = xml_.Text(diagnosis.child("desc"));
    node.placeholder =
        std::strcmp(diagnosis.attribute("placeholder").value(), "true") == 0;
    scope.parent = Add(node);
    if (absl::Status status = ReadNotes(diagnosis, scope); !status.ok()) {
      return status;
    }
    if (!leaf) return ReadDiagnoses(diagnosis, scope);
    Extend(scope);
    return absl::OkStatus();
  }

  // Makes the codes that the seventh characters in force make of a leaf; a
  // leaf without any, or with seven characters of its own, is the code.
  void Extend(const Scope& scope) {
    const TabularNode leaf = list_.nodes[scope.parent];
    if (scope.seventh == TabularNode::kNone ||
        leaf.code.size() == Code::kMaxLength) {
      list_.nodes[scope.parent].billable = true;
      return;
    }
    Code padded = leaf.code;
    while (padded.size() < Code::kMaxLength - 1) padded = padded.Append('X');
    const std::vector<SeventhCharacter>& characters =
        list_.seventh_characters[scope.seventh].characters;
    for (size_t i = 0; i < characters.size(); ++i) {
      const char character = characters[i].character;
      const bool excluded =
          std::ranges::any_of(rules_, [&](const SeventhCharacterRule& rule) {
            return rule.Excludes(padded, character);
          });
      if (excluded) continue;
      TabularNode node{.kind = Kind::kCode, .billable = true, .extended = true};
      node.code = padded.Append(character);
      node.title = leaf.title;
      node.title_tail = tails_[scope.seventh][i];
      node.label = characters[i].label;
      node.parent = scope.parent;
      Add(node);
    }
  }

  // Reads everything below an element but codes and sections, whichever order
  // they stand in, so that it is known before the codes are read.
  absl::Status ReadNotes(pugi::xml_node element, Scope& scope) {
    std::string_view seventh_note;
    pugi::xml_node seventh_definition;
    uint32_t block = 0;
    for (const pugi::xml_node child : element.children()) {
      const std::string_view name = child.name();
      if (name == "name" || name == "desc" || name == "diag" ||
          name == "section" || name == "sectionIndex" ||
          child.type() != pugi::node_element) {
        continue;
      }
      if (const std::optional<NoteKind> kind = NoteKindOf(name)) {
        ReadNoteBlock(child, *kind, block++, scope.parent);
      } else if (name == "sevenChrNote") {
        seventh_note = xml_.Text(child.child("note"));
      } else if (name == "sevenChrDef") {
        seventh_definition = child;
      } else if (name == "visualImpairment") {
        AddNote({.node = scope.parent,
                 .kind = NoteKind::kNote,
                 .block = block++,
                 .text = xml_.Keep(VisualImpairmentText(xml_, child))});
      } else {
        findings_.push_back(
            {.id = "element-not-understood",
             .code = std::string(xml_.Text(element.child("name"))),
             .message = Concat("<", name,
                               "> is nothing a tabular list is known to have "
                               "here; it was left out")});
      }
    }
    if (seventh_definition.empty()) return absl::OkStatus();
    return ReadSeventhCharacters(seventh_definition, seventh_note, scope);
  }

  void ReadNoteBlock(pugi::xml_node list, NoteKind kind, uint32_t block,
                     uint32_t node) {
    for (const pugi::xml_node note : list.children("note")) {
      const std::string_view text = xml_.Text(note);
      if (text.empty()) continue;
      AddNote({.node = node, .kind = kind, .block = block, .text = text});
      if (!MayBeSeventhCharacterRule(text)) continue;
      if (auto rule = ParseSeventhCharacterRule(text)) {
        rules_.push_back(*std::move(rule));
      } else {
        findings_.push_back(
            {.id = "note-not-understood",
             .code = list_.nodes[node].code.ToString(3),
             .message = Concat("this note takes characters back in words that "
                               "are not understood: \"",
                               text, "\"")});
      }
    }
  }

  void AddNote(const TabularNote& note) { list_.notes.push_back(note); }

  absl::Status ReadSeventhCharacters(pugi::xml_node definition,
                                     std::string_view note, Scope& scope) {
    TabularSeventhCharacters set{
        .node = scope.parent, .note = note, .characters = {}};
    std::vector<std::string_view> tails;
    for (const pugi::xml_node child : definition.children()) {
      const std::string_view text = xml_.Text(child);
      if (std::strcmp(child.name(), "note") == 0) {
        // A remark belongs to the character it stands below.
        if (!set.characters.empty()) set.characters.back().note = text;
        continue;
      }
      if (std::strcmp(child.name(), "extension") != 0) continue;
      const std::string_view character = child.attribute("char").value();
      const char upper =
          character.size() == 1
              ? absl::ascii_toupper(static_cast<unsigned char>(character[0]))
              : '\0';
      if (SymbolOf(upper) < 0) {
        return xml_.Error(child, Concat("char=\"", character,
                                        "\" found, one letter or digit "
                                        "expected"));
      }
      set.characters.push_back({.character = upper, .label = text, .note = {}});
      tails.push_back(xml_.Keep(Concat(", ", text)));
    }
    scope.seventh = static_cast<uint32_t>(list_.seventh_characters.size());
    list_.seventh_characters.push_back(std::move(set));
    tails_.push_back(std::move(tails));
    return absl::OkStatus();
  }

  XmlSource& xml_;
  Findings& findings_;
  TabularList list_;
  std::vector<SeventhCharacterRule> rules_;
  // For each set of seventh characters, what each adds to a title.
  std::vector<std::vector<std::string_view>> tails_;
  absl::flat_hash_set<uint64_t> codes_;
};

}  // namespace

absl::StatusOr<TabularList> ReadTabularList(XmlSource& xml,
                                            Findings& findings) {
  absl::StatusOr<TabularList> list = TabularReader(xml, findings).Read();
  if (!list.ok()) return list;
  if (!xml.text_status().ok()) return xml.text_status();
  FindEnclosingSections(list->nodes);
  return list;
}

}  // namespace codebook
