#include "codesets/alphabetic_index.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// Official lists nest nine deep.
constexpr int kMaxNesting = 24;

std::optional<LinkKind> LinkKindOf(std::string_view element) {
  static constexpr std::array<std::pair<std::string_view, LinkKind>, 10>
      kKinds = {{{"code", LinkKind::kCode},
                 {"cell", LinkKind::kCode},
                 {"manif", LinkKind::kManifestation},
                 {"see", LinkKind::kSee},
                 {"seeAlso", LinkKind::kSeeAlso},
                 {"seecat", LinkKind::kPrefix},
                 {"subcat", LinkKind::kPrefix},
                 {"codes", LinkKind::kPrefix},
                 {"tab", LinkKind::kPrefix},
                 {"use", LinkKind::kUse}}};
  for (const auto& [name, kind] : kKinds) {
    if (name == element) return kind;
  }
  return std::nullopt;
}

bool IsElement(pugi::xml_node node, const char* name) {
  return std::strcmp(node.name(), name) == 0;
}

bool IsTerm(pugi::xml_node node) {
  return IsElement(node, "term") || IsElement(node, "mainTerm");
}

void AppendWord(std::string_view text, std::string& line) {
  const absl::string_view bare = absl::StripAsciiWhitespace(ToAbsl(text));
  if (bare.empty()) return;
  const bool joins = bare[0] == ',' || bare[0] == ';';
  if (!line.empty() && !joins) line.push_back(' ');
  line.append(bare.data(), bare.size());
}

class IndexReader {
 public:
  IndexReader(XmlSource& xml, IndexTermsBuilder& index, Findings& findings)
      : xml_(xml), index_(index), findings_(findings) {}

  absl::Status Read(IndexKind kind) {
    const pugi::xml_node root = xml_.root();
    index_.BeginList(kind, xml_.Text(root.child("title")));
    ReadHeading(root);
    const size_t before = index_.terms().size();
    for (const pugi::xml_node letter : root.children()) {
      if (!IsElement(letter, "letter")) {
        ExpectAmong(letter, {"version", "title", "indexHeading"});
        continue;
      }
      absl::Status status = ReadTerms(letter, IndexTermsBuilder::kNoTerm, 0);
      if (!status.ok()) return status;
    }
    if (index_.terms().size() == before) {
      return xml_.Error(root, "no <mainTerm> found, an index has terms");
    }
    return absl::OkStatus();
  }

 private:
  void ReadHeading(pugi::xml_node root) {
    for (const pugi::xml_node head :
         root.child("indexHeading").children("head")) {
      index_.AddColumn(head.attribute("col").as_uint(), xml_.Text(head));
    }
  }

  absl::Status ReadTerms(pugi::xml_node above, TermId parent, int depth) {
    for (const pugi::xml_node child : above.children()) {
      if (!IsTerm(child)) continue;
      if (depth == kMaxNesting) {
        return xml_.Error(child, Concat("this term lies ", depth,
                                        " deep; no index nests that deep"));
      }
      const TermId term = ReadTerm(child, parent);
      absl::Status status = ReadTerms(child, term, depth + 1);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  TermId ReadTerm(pugi::xml_node element, TermId parent) {
    ReadTitle(element.child("title"));
    const TermId term = index_.AddTerm(parent, printed_, words_);
    for (const pugi::xml_node child : element.children()) {
      if (IsTerm(child) || child.type() != pugi::node_element) continue;
      if (const std::optional<LinkKind> kind = LinkKindOf(child.name())) {
        ReadLink(child, *kind);
      } else {
        ExpectAmong(child, {"title"});
      }
    }
    return term;
  }

  // "artery<nemod>(peripheral)</nemod> NEC": as printed, and the words alone.
  void ReadTitle(pugi::xml_node title) {
    printed_.clear();
    words_.clear();
    for (const pugi::xml_node part : title.children()) {
      if (part.type() == pugi::node_element) {
        AppendWord(xml_.Text(part), printed_);
        if (!IsElement(part, "nemod")) AppendWord(xml_.Text(part), words_);
      } else {
        AppendWord(part.value(), printed_);
        AppendWord(part.value(), words_);
      }
    }
    Straighten(printed_);
    Straighten(words_);
  }

  // Line ends and tabs inside a text are blanks.
  static void Straighten(std::string& text) {
    if (text.find_first_of("\t\r\n") == std::string::npos) return;
    std::ranges::replace_if(text, absl::ascii_isspace, ' ');
    absl::RemoveExtraAsciiWhitespace(&text);
  }

  // A see may hold the codes it leads to; an empty cell is printed as dashes.
  void ReadLink(pugi::xml_node element, LinkKind kind) {
    std::string text;
    for (const pugi::xml_node part : element.children()) {
      if (part.type() != pugi::node_element) AppendWord(part.value(), text);
    }
    if (element.first_child().empty()) return;
    Straighten(text);
    const bool dashes = text.find_first_not_of('-') == std::string::npos;
    if (!dashes) {
      index_.AddLink(kind, element.attribute("col").as_uint(), text);
    }
    for (const pugi::xml_node part : element.children()) {
      if (part.type() != pugi::node_element) continue;
      if (const std::optional<LinkKind> inner = LinkKindOf(part.name())) {
        ReadLink(part, *inner);
      } else {
        ExpectAmong(part, {});
      }
    }
  }

  // Reports the first element of each name that stands where none is known.
  void ExpectAmong(pugi::xml_node element,
                   std::initializer_list<std::string_view> known) {
    if (element.type() != pugi::node_element) return;
    const std::string_view name = element.name();
    for (const std::string_view expected : known) {
      if (name == expected) return;
    }
    if (!unknown_.insert(std::string(name)).second) return;
    findings_.push_back(
        {.id = "element-not-understood",
         .code = "",
         .message = Concat(xml_.file().name, ": <", name,
                           "> is nothing an index is known to have here; it "
                           "was left out")});
  }

  XmlSource& xml_;
  IndexTermsBuilder& index_;
  Findings& findings_;
  std::string printed_;
  std::string words_;
  absl::flat_hash_set<std::string> unknown_;
};

}  // namespace

IndexKind Icd10cmIndexKind(const SourceFile& file) {
  const std::string_view head = file.bytes.substr(0, 4000);
  const auto has = [head](std::string_view text) {
    return head.find(text) != std::string_view::npos;
  };
  if (has("<cell") || has("<indexHeading")) {
    return has("Malignant") ? IndexKind::kNeoplasms : IndexKind::kDrugs;
  }
  return has("External") ? IndexKind::kExternalCauses : IndexKind::kDiseases;
}

std::string_view IndexTitle(IndexKind kind) {
  static constexpr std::array<std::string_view, 6> kTitles = {
      "Index to Diseases and Injuries",
      "External Cause of Injuries Index",
      "Table of Neoplasms",
      "Table of Drugs and Chemicals",
      "ICD-10-PCS Index",
      "ICD-10-PCS Definitions"};
  const auto number = static_cast<size_t>(kind);
  return number < kTitles.size() ? kTitles[number] : std::string_view();
}

absl::Status ReadAlphabeticIndex(XmlSource& xml, IndexKind kind,
                                 IndexTermsBuilder& index, Findings& findings) {
  absl::Status status = IndexReader(xml, index, findings).Read(kind);
  status.Update(xml.text_status());
  return status;
}

}  // namespace codebook
