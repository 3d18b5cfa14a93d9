// Excludes1 and Excludes2: codes that a note tells apart.

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "codesets/check_notes.h"
#include "codesets/checked_encounter.h"
#include "engine/concat.h"

namespace codebook {
namespace {

using Flags = NoteReferenceRecord;

std::string Excludes1Sentence(const CheckedEncounter& encounter, uint32_t under,
                              uint32_t other, const std::string& from) {
  return Concat(encounter.Name(other), " is not reported together with ",
                encounter.Name(under), ": an Excludes1 note at ", from,
                " sends it elsewhere, unless the two conditions have nothing "
                "to do with each other");
}

std::string Excludes2Sentence(const CheckedEncounter& encounter, uint32_t under,
                              uint32_t other, const std::string& from) {
  return Concat(encounter.Name(under), " does not take in what ",
                encounter.Name(other), " stands for (Excludes2 at ", from,
                "): both are reported when the patient has both");
}

// One kind of Excludes notes, over all nodes.
class ExcludesCheck {
 public:
  ExcludesCheck(NoteKind kind, CheckedEncounter& encounter)
      : first_(kind == NoteKind::kExcludes1),
        kind_(kind),
        encounter_(encounter),
        release_(encounter.release()) {}

  void Run() {
    ForEachNodeWithNotes(encounter_, [this](const NodeNotes& notes) {
      const NoteReferenceRecord* heading = nullptr;
      for (const NoteReferenceRecord& note : notes.references) {
        if (note.kind() != kind_) continue;
        if ((note.info & Flags::kHeading) != 0) heading = &note;
        if ((note.info & Flags::kItem) == 0 && heading != &note) {
          heading = nullptr;
        }
        Check(notes, note, heading);
        if (encounter_.full()) return;
      }
    });
  }

 private:
  CheckedNote Quote(const NodeNotes& notes, const NoteReferenceRecord& note,
                    const NoteReferenceRecord* heading) const {
    CheckedNote quote{.kind = kind_,
                      .from = notes.node,
                      .heading = {},
                      .lines = {release_.NoteOf(note, notes.node).text}};
    if (heading != nullptr && heading != &note) {
      quote.heading = release_.NoteOf(*heading, notes.node).text;
    }
    return quote;
  }

  void Check(const NodeNotes& notes, const NoteReferenceRecord& note,
             const NoteReferenceRecord* heading) {
    if (note.codes != 0) CheckPairs(notes, note, heading);
    const bool only_heads = (note.info & Flags::kHeading) != 0 &&
                            (note.info & Flags::kNamesCode) == 0;
    const bool all_read = (note.info & Flags::kNamesCode) != 0 &&
                          (note.info & Flags::kNotAllRead) == 0;
    if (!only_heads && !all_read && encounter_.diagnoses().size() > 1) {
      AddUndecidable(notes, note, heading);
    }
  }

  void CheckPairs(const NodeNotes& notes, const NoteReferenceRecord& note,
                  const NoteReferenceRecord* heading) {
    others_.clear();
    encounter_.Collect(note.codes, others_);
    if (others_.empty()) return;
    for (const CheckedEncounter::Reach& reach : notes.reaches) {
      const NodeId row = reach.diagnosis.row;
      if (note.scope != 0 && !encounter_.Contains(note.scope, row)) continue;
      // A code that the note itself names is not told apart by it.
      if (std::ranges::binary_search(others_, row, {}, &Diagnosis::row)) {
        continue;
      }
      for (const Diagnosis& other : others_) {
        if (!AddPair(notes, note, heading, reach.diagnosis.code, other.code)) {
          return;
        }
      }
    }
  }

  bool AddPair(const NodeNotes& notes, const NoteReferenceRecord& note,
               const NoteReferenceRecord* heading, uint32_t under,
               uint32_t other) {
    if (encounter_.full()) return false;
    CheckedNote quote = Quote(notes, note, heading);
    const CheckId id = first_ ? CheckId::kExcludes1 : CheckId::kExcludes2;
    if (encounter_.Quoted(id, under, other, notes.node, quote.lines[0])) {
      return true;
    }
    const std::string from = encounter_.Place(notes.reaches.front());
    return encounter_.Add(
        {.id = id,
         .severity = first_ ? Severity::kWarning : Severity::kInfo,
         .codes = {under, other},
         .note = std::move(quote),
         .guideline = first_ ? "I.A.12.a" : "I.A.12.b",
         .message = first_
                        ? Excludes1Sentence(encounter_, under, other, from)
                        : Excludes2Sentence(encounter_, under, other, from)});
  }

  void AddUndecidable(const NodeNotes& notes, const NoteReferenceRecord& note,
                      const NoteReferenceRecord* heading) {
    CheckFinding finding{
        .id = first_ ? CheckId::kExcludes1Undecidable
                     : CheckId::kExcludes2Undecidable,
        .severity = Severity::kInfo,
        .undecidable = true,
        .note = Quote(notes, note, heading),
        .guideline = first_ ? "I.A.12.a" : "I.A.12.b",
        .message = Concat(first_ ? "an Excludes1" : "an Excludes2", " note at ",
                          encounter_.Place(notes.reaches.front()),
                          " is in words that name no code of the release: "
                          "see whether it is about another code here")};
    NameCodes(notes, note.scope, encounter_, finding);
    if (!finding.codes.empty()) encounter_.Add(std::move(finding));
  }

  bool first_;
  NoteKind kind_;
  CheckedEncounter& encounter_;
  const CodeSet& release_;
  std::vector<Diagnosis> others_;
};

}  // namespace

void CheckExcludes(CheckedEncounter& encounter) {
  ExcludesCheck(NoteKind::kExcludes1, encounter).Run();
  if (encounter.encounter().excludes2) {
    ExcludesCheck(NoteKind::kExcludes2, encounter).Run();
  }
}

}  // namespace codebook
