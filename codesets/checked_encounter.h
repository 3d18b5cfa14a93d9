// What the rules of check.h work on: the diagnoses of an encounter, in the
// order of their rows, and the nodes whose notes reach them.

#ifndef CODEBOOK_CODESETS_CHECKED_ENCOUNTER_H_
#define CODEBOOK_CODESETS_CHECKED_ENCOUNTER_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "codesets/check.h"
#include "engine/code_set.h"

namespace codebook {

// A diagnosis, and where it stands in the encounter.
struct Diagnosis {
  NodeId row;
  // Index in CheckReport::codes.
  uint32_t code;
};

class CheckedEncounter {
 public:
  // A node, and a diagnosis it stands over (or is).
  struct Reach {
    NodeId node;
    Diagnosis diagnosis;
  };

  // A node whose notes point to codes, and the diagnoses it stands over, in the
  // order of their rows.
  struct NodeNotes {
    NodeId node;
    std::span<const NoteReferenceRecord> references;
    // Not empty.
    std::span<const Reach> reaches;
  };

  // `report` has its release and codes; both arguments outlive this.
  // The lists and edits in force on `day` are asked.
  CheckedEncounter(const Encounter& encounter, Date day, CheckReport& report);

  const Encounter& encounter() const { return encounter_; }
  Date day() const { return day_; }
  const CodeSet& release() const { return *report_.release; }
  const CheckedCode& code(uint32_t index) const { return report_.codes[index]; }
  std::string Name(uint32_t code) const { return report_.codes[code].Name(); }
  // What sentences call the node of a reach: "chapter 19", "E08-E13".
  std::string Place(const Reach& reach) const;
  Code CodeOf(const Diagnosis& diagnosis) const {
    return report_.codes[diagnosis.code].code;
  }
  std::string_view Title(const Diagnosis& diagnosis) const {
    return release().title(diagnosis.row);
  }

  // Sorted by row, each row once, at its first place in the encounter.
  std::span<const Diagnosis> diagnoses() const { return diagnoses_; }
  // Those left out above: the row is there already. Sorted.
  std::span<const Diagnosis> repeated() const { return repeated_; }
  // The first-listed diagnosis; none when the first code is not known.
  std::optional<Diagnosis> principal() const { return principal_; }
  // The nodes over diagnoses whose notes point to codes.
  std::span<const NodeNotes> notes() const { return notes_; }

  // Whether `row` is in the set.
  bool Contains(uint32_t set, NodeId row) const;
  // Adds the diagnoses whose rows are in the set.
  void Collect(uint32_t set, std::vector<Diagnosis>& found) const;

  // Adds a finding, unless there are too many. False when there are.
  bool Add(CheckFinding finding);
  // Whether no further finding is taken.
  bool full() const { return full_; }
  // Whether the note was quoted for the same codes before: some stand twice
  // under a node.
  bool Quoted(CheckId id, uint32_t first, uint32_t second, NodeId from,
              std::string_view text) const;

 private:
  const Encounter& encounter_;
  Date day_;
  CheckReport& report_;
  void FindNotes();

  std::vector<Diagnosis> diagnoses_;
  std::vector<Diagnosis> repeated_;
  std::optional<Diagnosis> principal_;
  std::vector<Reach> reaches_;
  std::vector<NodeNotes> notes_;
  bool full_ = false;
};

// Whether a title is that of a manifestation: "Dementia in other diseases
// classified elsewhere". "... as the cause of diseases classified elsewhere"
// and "not elsewhere classified" are none.
bool IsManifestation(std::string_view title);

// The rules, a family each; each adds what it finds.
void CheckPrincipal(CheckedEncounter& encounter);
void CheckDuplicates(CheckedEncounter& encounter);
void CheckMaternalAndNewborn(CheckedEncounter& encounter);
void CheckSides(CheckedEncounter& encounter);
void CheckEncounterCharacters(CheckedEncounter& encounter);
void CheckExcludes(CheckedEncounter& encounter);
void CheckSequence(CheckedEncounter& encounter);
// `exempt` and `edits` may be null.
void CheckPoa(const CodeSetPtr& exempt, CheckedEncounter& encounter);
void CheckEdits(const CodeSetPtr& edits, CheckedEncounter& encounter);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_CHECKED_ENCOUNTER_H_
