#include "engine/kinds.h"

#include <array>
#include <cstddef>

namespace codebook {
namespace {

constexpr std::array<std::string_view, 8> kKindNames = {
    "none",        "chapter", "section", "category",
    "subcategory", "code",    "table",   "modifier"};

constexpr std::array<std::string_view, 8> kNoteKindNames = {
    "note",      "includes",   "inclusion_term",      "excludes1",
    "excludes2", "code_first", "use_additional_code", "code_also"};

}  // namespace

std::string_view KindName(Kind kind) {
  const auto index = static_cast<size_t>(kind);
  return index < kKindNames.size() ? kKindNames[index] : kKindNames[0];
}

std::string_view NoteKindName(NoteKind kind) {
  const auto index = static_cast<size_t>(kind);
  return index < kNoteKindNames.size() ? kNoteKindNames[index]
                                       : kNoteKindNames[0];
}

}  // namespace codebook
