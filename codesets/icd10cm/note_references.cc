#include "codesets/icd10cm/note_references.h"

#include <algorithm>
#include <string>
#include <utility>

namespace codebook {
namespace {

using Flags = NoteReferenceRecord;

bool ContainsAny(std::string_view text,
                 std::initializer_list<std::string_view> parts) {
  return std::ranges::any_of(parts, [&](std::string_view part) {
    return text.find(part) != std::string_view::npos;
  });
}

// "if applicable", "where applicable", "if known and applicable": whether
// anything is asked for depends on the chart.
bool AsksOnlyIfApplicable(std::string_view note) {
  return ContainsAny(
      note, {"applicable", "if known", "if any", "if present", "if desired",
             "if appropriate", "when specified", "any associated",
             "when associated", "-induced", "if documented", "where known"});
}

bool GivesExamples(std::string_view note) {
  return ContainsAny(note, {"such as", "e.g."});
}

// Whether `range` lies within what `owner` stands over.
bool LiesUnder(const CodeRange& range, const TabularNode& owner) {
  if (!owner.code.empty()) {
    return range.first.StartsWith(owner.code) &&
           range.last.StartsWith(owner.code);
  }
  if (owner.kind != Kind::kSection) return false;
  const size_t dash = owner.name.find('-');
  const std::string_view first = owner.name.substr(0, dash);
  const std::string_view last =
      dash == std::string_view::npos ? first : owner.name.substr(dash + 1);
  return first <= range.first.Prefix(3).ToString() &&
         range.last.Prefix(3).ToString() <= last;
}

}  // namespace

bool PointsToCodes(NoteKind kind) {
  switch (kind) {
    case NoteKind::kExcludes1:
    case NoteKind::kExcludes2:
    case NoteKind::kCodeFirst:
    case NoteKind::kUseAdditionalCode:
    case NoteKind::kCodeAlso:
      return true;
    case NoteKind::kNote:
    case NoteKind::kIncludes:
    case NoteKind::kInclusionTerm:
      return false;
  }
  return false;
}

NoteReferences NoteReferenceReader::Read(const TabularNote& note,
                                         const TabularNode& owner) {
  NamedCodes named = ParseNamedCodes(note.text);
  NoteReferences references;
  if (!named.codes.empty()) references.flags |= Flags::kNamesCode;
  if (named.not_all_read) {
    references.flags |= Flags::kNamesCode | Flags::kNotAllRead;
  }
  references.codes = std::move(named.codes);
  for (CodeRange& range : named.aside) {
    if (LiesUnder(range, owner)) references.scope.push_back(std::move(range));
  }
  const bool excludes =
      note.kind == NoteKind::kExcludes1 || note.kind == NoteKind::kExcludes2;
  if (!excludes) {
    if (AsksOnlyIfApplicable(note.text)) {
      references.flags |= Flags::kIfApplicable;
    }
    if (GivesExamples(note.text)) references.flags |= Flags::kExamples;
  }
  if (note.text.ends_with(':')) {
    references.flags |= Flags::kHeading;
    heading_ = {.owner = &owner, .block = note.block, .references = references};
  } else if (heading_.owner == &owner && heading_.block == note.block) {
    // What the heading says holds for every line of its list.
    references.flags |= Flags::kItem;
    references.flags |=
        heading_.references.flags & (Flags::kIfApplicable | Flags::kExamples);
    if (references.scope.empty()) {
      references.scope = heading_.references.scope;
    }
  }
  return references;
}

}  // namespace codebook
