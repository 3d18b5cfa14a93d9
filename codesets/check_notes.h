// What the rules that read notes share.

#ifndef CODEBOOK_CODESETS_CHECK_NOTES_H_
#define CODEBOOK_CODESETS_CHECK_NOTES_H_

#include <cstdint>
#include <span>

#include "codesets/checked_encounter.h"

namespace codebook {

using NodeNotes = CheckedEncounter::NodeNotes;

// Calls `each` for every node with notes, until the encounter is full.
template <typename Each>
void ForEachNodeWithNotes(const CheckedEncounter& encounter, Each each) {
  for (const NodeNotes& notes : encounter.notes()) {
    if (encounter.full()) return;
    each(notes);
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
