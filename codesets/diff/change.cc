#include "codesets/diff/change.h"

#include <array>

namespace codebook {

std::string_view ChangeKindName(ChangeKind kind) {
  constexpr std::array<std::string_view, kChangeKinds> kNames = {
      "code-added",
      "code-deleted",
      "code-moved",
      "title-revised",
      "status-changed",
      "kind-changed",
      "dates-revised",
      "property-revised",
      "chapter-added",
      "chapter-deleted",
      "chapter-revised",
      "section-added",
      "section-deleted",
      "section-revised",
      "note-added",
      "note-deleted",
      "note-revised",
      "note-moved",
      "seventh-character-added",
      "seventh-character-deleted",
      "seventh-character-revised",
      "seventh-character-note-revised",
      "row-added",
      "row-deleted",
      "row-revised",
      "row-split",
      "row-merged",
      "row-regrouped",
      "label-revised",
      "definition-revised",
      "index-added",
      "index-deleted",
      "index-revised",
  };
  return kNames[static_cast<size_t>(kind)];
}

}  // namespace codebook
