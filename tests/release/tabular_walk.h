// The tabular list of ICD-10-CM, walked without the reader under test: what
// stands where in the XML, and which codes its seventh characters make.

#ifndef CODEBOOK_TESTS_RELEASE_TABULAR_WALK_H_
#define CODEBOOK_TESTS_RELEASE_TABULAR_WALK_H_

#include <gtest/gtest.h>

#include <cstddef>
#include <map>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/kinds.h"
#include "tests/release/official_files.h"

namespace codebook {

struct WalkedNote {
  NoteKind kind;
  std::string text;
  // Which list of its node it stands in.
  size_t list;
  // The cells of the table of visual impairment, which has no text of its own.
  std::vector<std::string> cells;
};

struct WalkedExtension {
  char character;
  std::string label;
  // What is printed below it.
  std::string remark;
};

struct WalkedNode {
  static constexpr size_t kNone = ~size_t{0};

  Kind kind;
  // The name of a chapter or section; a code as it is printed.
  std::string name;
  std::string title;
  size_t parent = kNone;
  std::vector<size_t> children = {};
  // Sections beside this one whose range takes it in, the narrowest first.
  std::vector<size_t> enclosing = {};
  std::vector<WalkedNote> notes = {};
  std::string extension_note = {};
  std::vector<WalkedExtension> extensions = {};
  // Where the extensions that apply stand: here, nearest above, or nowhere.
  size_t extended_by = kNone;
  bool placeholder = false;
  bool billable = false;

  bool is_group() const {
    return kind == Kind::kChapter || kind == Kind::kSection;
  }
};

namespace tabular_walk {

class Walk {
 public:
  explicit Walk(const std::string& xml) {
    pugi::xml_document document;
    EXPECT_TRUE(document.load_buffer(xml.data(), xml.size()));
    dead_have_no_later_encounters_ =
        xml.find("characters D and S do not apply to codes in category S06") !=
        std::string::npos;
    for (auto chapter : document.child("ICD10CM.tabular").children("chapter")) {
      const size_t at = Add(Kind::kChapter, OfficialText(chapter.child("name")),
                            chapter, WalkedNode::kNone);
      for (auto section : chapter.children("section")) {
        AddSection(section, at);
      }
      EnclosingSections(at);
    }
  }

  std::vector<WalkedNode> Nodes() && { return std::move(nodes_); }

 private:
  size_t Add(Kind kind, const std::string& name, pugi::xml_node element,
             size_t parent) {
    const size_t at = nodes_.size();
    nodes_.push_back({.kind = kind,
                      .name = name,
                      .title = OfficialText(element.child("desc")),
                      .parent = parent});
    WalkedNode& node = nodes_.back();
    node.placeholder = element.attribute("placeholder").as_bool();
    ReadNotes(element, node);
    for (auto child : element.child("sevenChrDef").children()) {
      const std::string text = OfficialText(child);
      if (std::string_view(child.name()) == "extension") {
        node.extensions.push_back(
            {*child.attribute("char").value(), text, std::string()});
      } else if (!node.extensions.empty()) {
        node.extensions.back().remark = text;
      }
    }
    node.extension_note =
        OfficialText(element.child("sevenChrNote").child("note"));
    node.extended_by = !node.extensions.empty() ? at
                       : parent != WalkedNode::kNone
                           ? nodes_[parent].extended_by
                           : WalkedNode::kNone;
    if (parent != WalkedNode::kNone) nodes_[parent].children.push_back(at);
    return at;
  }

  static void ReadNotes(pugi::xml_node element, WalkedNode& node) {
    static const std::map<std::string_view, NoteKind> kKinds = {
        {"codeAlso", NoteKind::kCodeAlso},
        {"codeFirst", NoteKind::kCodeFirst},
        {"excludes1", NoteKind::kExcludes1},
        {"excludes2", NoteKind::kExcludes2},
        {"includes", NoteKind::kIncludes},
        {"inclusionTerm", NoteKind::kInclusionTerm},
        {"notes", NoteKind::kNote},
        {"useAdditionalCode", NoteKind::kUseAdditionalCode},
        {"visualImpairment", NoteKind::kNote}};
    size_t list = 0;
    for (auto child : element.children()) {
      const auto kind = kKinds.find(child.name());
      if (kind == kKinds.end()) continue;
      ++list;
      for (auto note : child.children("note")) {
        const std::string text = OfficialText(note);
        if (!text.empty()) node.notes.push_back({kind->second, text, list, {}});
      }
      if (kind->first != "visualImpairment") continue;
      WalkedNote table{kind->second, {}, list, {}};
      for (auto cell : child.select_nodes(".//text()")) {
        table.cells.push_back(OfficialText(cell.node().parent()));
      }
      node.notes.push_back(std::move(table));
    }
  }

  void AddSection(pugi::xml_node section, size_t chapter) {
    const std::string id = section.attribute("id").value();
    const size_t at = Add(Kind::kSection, id, section, chapter);
    for (auto diagnosis : section.children("diag")) AddDiagnosis(diagnosis, at);
  }

  void AddDiagnosis(pugi::xml_node diagnosis, size_t parent) {
    const std::string name = OfficialText(diagnosis.child("name"));
    const bool leaf = !diagnosis.child("diag");
    const Kind kind = leaf              ? Kind::kCode
                      : name.size() > 3 ? Kind::kSubcategory
                                        : Kind::kCategory;
    const size_t at = Add(kind, name, diagnosis, parent);
    for (auto child : diagnosis.children("diag")) AddDiagnosis(child, at);
    if (leaf) Extend(at);
  }

  // The codes that seventh characters make of a leaf.
  void Extend(size_t leaf) {
    std::string name = nodes_[leaf].name;
    const size_t by = nodes_[leaf].extended_by;
    // Seven characters and the point.
    if (by == WalkedNode::kNone || name.size() == 8) {
      nodes_[leaf].billable = true;
      return;
    }
    if (name.size() == 3) name += '.';
    name.resize(7, 'X');
    for (const WalkedExtension& extension : nodes_[by].extensions) {
      // The sixth character of S06 tells who died before regaining
      // consciousness.
      const bool dead = dead_have_no_later_encounters_ &&
                        name.starts_with("S06.") &&
                        (name.back() == '7' || name.back() == '8');
      if (dead && (extension.character == 'D' || extension.character == 'S')) {
        continue;
      }
      nodes_[leaf].children.push_back(nodes_.size());
      nodes_.push_back({.kind = Kind::kCode,
                        .name = name + extension.character,
                        .title = nodes_[leaf].title + ", " + extension.label,
                        .parent = leaf,
                        .extended_by = by,
                        .billable = true});
    }
  }

  // A section without codes of its own is printed over all sections of its
  // chapter whose categories lie between the two that it is named after.
  void EnclosingSections(size_t chapter) {
    std::map<std::string, size_t> place;
    for (const size_t section : nodes_[chapter].children) {
      for (const size_t category : nodes_[section].children) {
        place.emplace(nodes_[category].name, category);
      }
    }
    const auto range = [&](size_t section) {
      const WalkedNode& node = nodes_[section];
      if (!node.children.empty()) {
        return std::pair(node.children.front(), node.children.back());
      }
      const size_t dash = node.name.find('-');
      return std::pair(place.at(node.name.substr(0, dash)),
                       place.at(node.name.substr(dash + 1)));
    };
    for (const size_t outer : nodes_[chapter].children) {
      if (!nodes_[outer].children.empty()) continue;
      const auto [first, last] = range(outer);
      for (const size_t inner : nodes_[chapter].children) {
        const auto [from, to] = range(inner);
        if (inner == outer || from < first || to > last) continue;
        // The wider one is printed first.
        nodes_[inner].enclosing.insert(nodes_[inner].enclosing.begin(), outer);
      }
    }
  }

  std::vector<WalkedNode> nodes_;
  // Whether the list prints that S06 knows no seventh characters D and S then.
  // Those of 2015-10-01 and 2016-10-01 have these codes.
  bool dead_have_no_later_encounters_ = false;
};

}  // namespace tabular_walk

// Every node, in the order of the list.
inline std::vector<WalkedNode> WalkTabular(const std::string& xml) {
  return tabular_walk::Walk(xml).Nodes();
}

}  // namespace codebook

#endif  // CODEBOOK_TESTS_RELEASE_TABULAR_WALK_H_
