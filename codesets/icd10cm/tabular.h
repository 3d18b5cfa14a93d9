// The tabular list as its XML has it, with the seventh characters expanded.

#ifndef CODEBOOK_CODESETS_ICD10CM_TABULAR_H_
#define CODEBOOK_CODESETS_ICD10CM_TABULAR_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "codesets/finding.h"
#include "codesets/xml_source.h"
#include "engine/code.h"
#include "engine/code_set.h"
#include "engine/kinds.h"

namespace codebook {

// A chapter, a section, a diagnosis, or a code that the seventh characters
// make of one. Texts are views of the XmlSource they were read from.
struct TabularNode {
  static constexpr uint32_t kNone = ~uint32_t{0};

  Kind kind;
  bool billable = false;
  bool placeholder = false;
  bool extended = false;
  // Chapters and sections have a name, the others a code.
  std::string_view name = {};
  Code code = {};
  // The title is `title` followed by `title_tail`.
  std::string_view title = {};
  std::string_view title_tail = {};
  // What the seventh character of an extended code means.
  std::string_view label = {};
  // Numbers in TabularList::nodes.
  uint32_t parent = kNone;
  uint32_t enclosing = kNone;
};

struct TabularNote {
  uint32_t node;
  NoteKind kind;
  uint32_t block;
  std::string_view text;
};

struct TabularSeventhCharacters {
  uint32_t node;
  std::string_view note;
  std::vector<SeventhCharacter> characters;
};

struct TabularList {
  std::string_view version;
  // A parent before its children, in the order of the list.
  std::vector<TabularNode> nodes;
  std::vector<TabularNote> notes;
  std::vector<TabularSeventhCharacters> seventh_characters;
};

// Reads the list out of `xml`, whose root is ICD10CM.tabular. Refuses, with
// line and column, a list without a code, a code that is none, a code that
// occurs twice, and nesting deeper than any list has. What it does not
// understand but need not refuse becomes a finding.
absl::StatusOr<TabularList> ReadTabularList(XmlSource& xml, Findings& findings);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_ICD10CM_TABULAR_H_
