// What the rules that read notes share.

#ifndef CODEBOOK_CODESETS_CHECK_NOTES_H_
#define CODEBOOK_CODESETS_CHECK_NOTES_H_

#include <cstdint>
#include <span>

#include "codesets/checked_encounter.h"
#include "engine/kinds.h"
#include "engine/records.h"

namespace codebook {

// A node whose notes point to codes, and the diagnoses it stands over.
struct NodeNotes {
  NodeId node;
  std::span<const NoteReferenceRecord> references;
  // Not empty.
  std::span<const CheckedEncounter::Reach> reaches;
};

inline NoteKind KindOf(const NoteReferenceRecord& note) {
  return static_cast<NoteKind>(note.info & NoteReferenceRecord::kKindMask);
}

// Calls `each` for every node with notes, until the encounter is full.
template <typename Each>
void ForEachNodeWithNotes(const CheckedEncounter& encounter, Each each) {
  const std::span<const CheckedEncounter::Reach> all = encounter.reaches();
  for (size_t begin = 0; begin < all.size() && !encounter.full();) {
    size_t end = begin + 1;
    while (end < all.size() && all[end].node == all[begin].node) ++end;
    each(
        NodeNotes{.node = all[begin].node,
                  .references = encounter.release().References(all[begin].node),
                  .reaches = all.subspan(begin, end - begin)});
    begin = end;
  }
}

// Adds to `finding` the codes that `notes` stand over, as far as they are in
// the set `scope` (0: all) and not too many.
inline void NameCodes(const NodeNotes& notes, uint32_t scope,
                      const CheckedEncounter& encounter,
                      CheckFinding& finding) {
  for (const CheckedEncounter::Reach& reach : notes.reaches) {
    if (finding.codes.size() == CheckFinding::kMostCodes) break;
    if (scope == 0 || encounter.Contains(scope, reach.diagnosis.row)) {
      finding.codes.push_back(reach.diagnosis.code);
    }
  }
}

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_CHECK_NOTES_H_
