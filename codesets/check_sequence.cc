// Code first, use additional code, code also: whether the companion is there,
// and in the right order.

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "codesets/check_notes.h"
#include "codesets/checked_encounter.h"
#include "engine/concat.h"

namespace codebook {
namespace {

using Flags = NoteReferenceRecord;

// What a kind of notes asks for, and how its findings are named.
struct Rule {
  NoteKind kind;
  std::string_view name;
  CheckId order;
  CheckId missing;
  CheckId undecidable;
};

constexpr Rule kRules[] = {
    {NoteKind::kCodeFirst, "code first", CheckId::kCodeFirstOrder,
     CheckId::kCodeFirstMissing, CheckId::kCodeFirstUndecidable},
    {NoteKind::kUseAdditionalCode, "use additional code",
     CheckId::kUseAdditionalOrder, CheckId::kUseAdditionalMissing,
     CheckId::kUseAdditionalUndecidable},
    // Any order will do, so its first id is never used.
    {NoteKind::kCodeAlso, "code also", CheckId::kCodeAlsoMissing,
     CheckId::kCodeAlsoMissing, CheckId::kCodeAlsoUndecidable},
};

// Pairs of a disease and its manifestation have a paragraph of their own.
std::string_view Guideline(const Rule& rule, bool manifestation) {
  if (rule.kind == NoteKind::kCodeAlso) return "I.A.17";
  return manifestation ? "I.A.13" : "I.B.7";
}

// A note, or a heading and the lines of its list: one thing that is asked for,
// any of the codes will do.
using Instruction = std::span<const NoteReferenceRecord>;

class SequenceCheck {
 public:
  explicit SequenceCheck(CheckedEncounter& encounter)
      : encounter_(encounter), release_(encounter.release()) {}

  void Run() {
    ForEachNodeWithNotes(encounter_, [this](const NodeNotes& notes) {
      const Instruction all = notes.references;
      for (size_t begin = 0; begin < all.size() && !encounter_.full();) {
        const size_t end = EndOfInstruction(all, begin);
        for (const Rule& rule : kRules) {
          if (rule.kind != all[begin].kind()) continue;
          Check(rule, notes, all.subspan(begin, end - begin));
        }
        begin = end;
      }
    });
  }

 private:
  // A heading has its list after it. Of what may come first all that stands
  // together is one choice, "postprocedural sepsis (T81.4-)" or "sepsis during
  // labor (O75.3)", with or without a heading.
  size_t EndOfInstruction(Instruction all, size_t begin) const {
    const bool choice = all[begin].kind() == NoteKind::kCodeFirst;
    const bool heads = (all[begin].info & Flags::kHeading) != 0;
    size_t end = begin + 1;
    while (end < all.size() && all[end].kind() == all[begin].kind() &&
           ((heads && (all[end].info & Flags::kItem) != 0) ||
            (choice &&
             release_.BlockOf(all[end]) == release_.BlockOf(all[begin])))) {
      ++end;
    }
    return end;
  }

  void Check(const Rule& rule, const NodeNotes& notes,
             Instruction instruction) {
    const std::optional<Diagnosis> first = FirstUnder(notes, instruction[0]);
    if (!first) return;
    companions_.clear();
    for (const NoteReferenceRecord& note : instruction) {
      encounter_.Collect(note.codes, companions_);
    }
    const Diagnosis* misplaced = nullptr;
    for (const Diagnosis& companion : companions_) {
      if (companion.code == first->code) continue;
      const bool placed =
          rule.kind == NoteKind::kCodeAlso ||
          (companion.code < first->code) == (rule.kind == NoteKind::kCodeFirst);
      if (placed) return;
      if (misplaced == nullptr || companion.code < misplaced->code) {
        misplaced = &companion;
      }
    }
    if (misplaced != nullptr) {
      AddOrder(rule, notes, instruction, *first, *misplaced);
    } else {
      AddMissing(rule, notes, instruction, *first);
    }
  }

  // The first diagnosis in the encounter that the note is about.
  std::optional<Diagnosis> FirstUnder(const NodeNotes& notes,
                                      const NoteReferenceRecord& note) const {
    std::optional<Diagnosis> first;
    for (const CheckedEncounter::Reach& reach : notes.reaches) {
      if (note.scope != 0 &&
          !encounter_.Contains(note.scope, reach.diagnosis.row)) {
        continue;
      }
      if (!first || reach.diagnosis.code < first->code) first = reach.diagnosis;
    }
    return first;
  }

  CheckedNote Quote(const NodeNotes& notes, Instruction instruction) const {
    CheckedNote quote{.kind = instruction[0].kind(),
                      .from = notes.node,
                      .heading = {},
                      .lines = {}};
    for (const NoteReferenceRecord& note : instruction) {
      quote.lines.push_back(release_.NoteOf(note, notes.node).text);
    }
    if ((instruction[0].info & Flags::kHeading) != 0) {
      quote.heading = quote.lines.front();
      quote.lines.erase(quote.lines.begin());
    }
    return quote;
  }

  // The same with the one line that names `companion`.
  CheckedNote QuoteFor(const NodeNotes& notes, Instruction instruction,
                       const Diagnosis& companion) const {
    CheckedNote quote = Quote(notes, instruction);
    for (const NoteReferenceRecord& note : instruction) {
      if (!encounter_.Contains(note.codes, companion.row)) continue;
      quote.lines = {release_.NoteOf(note, notes.node).text};
      if (quote.lines[0] == quote.heading) quote.heading = {};
      break;
    }
    return quote;
  }

  void AddOrder(const Rule& rule, const NodeNotes& notes,
                Instruction instruction, const Diagnosis& first,
                const Diagnosis& companion) {
    const bool code_first = rule.kind == NoteKind::kCodeFirst;
    const bool manifestation =
        code_first && IsManifestation(encounter_.Title(first));
    const std::string name = encounter_.Name(companion.code);
    encounter_.Add(
        {.id = rule.order,
         .severity = manifestation ? Severity::kError : Severity::kWarning,
         .codes = {first.code, companion.code},
         .note = QuoteFor(notes, instruction, companion),
         .guideline = Guideline(rule, IsManifestation(encounter_.Title(
                                          code_first ? first : companion))),
         .message =
             Concat(name, code_first ? " comes before " : " comes after ",
                    encounter_.Name(first.code),
                    code_first ? ", not after it: a note at "
                               : ", not before it: a note at ",
                    encounter_.Place(notes.reaches.front()),
                    code_first ? " says to code first what it is due to"
                               : " asks for it as an additional code")});
  }

  void AddMissing(const Rule& rule, const NodeNotes& notes,
                  Instruction instruction, const Diagnosis& first) {
    uint32_t any = 0;
    bool all_named = true;
    for (const NoteReferenceRecord& note : instruction) {
      any |= note.info;
      const bool only_heads =
          instruction.size() > 1 && (note.info & Flags::kHeading) != 0;
      all_named = all_named &&
                  (only_heads || (note.info & Flags::kNamesCode) != 0) &&
                  (note.info & Flags::kNotAllRead) == 0;
    }
    const bool closed = all_named && (any & Flags::kExamples) == 0;
    // Only a manifestation never goes without what it is due to (I.A.13); with
    // other codes what is "due to" comes first where there is such a thing and
    // it is known (I.B.7).
    const bool required = rule.kind == NoteKind::kCodeFirst &&
                          (instruction[0].info & Flags::kIfApplicable) == 0 &&
                          IsManifestation(encounter_.Title(first));
    // What is asked for may be a code that the note does not name, where there
    // is a code in the right place.
    const bool names_code = (any & Flags::kNamesCode) != 0;
    const bool decided =
        closed || (!OthersInPlace(rule, first) && (names_code || required));
    CheckFinding finding{
        .id = decided ? rule.missing : rule.undecidable,
        .severity = decided && required ? Severity::kWarning : Severity::kInfo,
        .undecidable = !decided,
        .note = Quote(notes, instruction),
        .guideline = Guideline(rule, required),
        .message = decided ? MissingSentence(rule, notes, first, required)
                           : UndecidableSentence(rule, notes, first)};
    finding.codes.push_back(first.code);
    for (const CheckedEncounter::Reach& reach : notes.reaches) {
      if (finding.codes.size() == CheckFinding::kMostCodes) break;
      const uint32_t scope = instruction[0].scope;
      if (reach.diagnosis.code != first.code &&
          (scope == 0 || encounter_.Contains(scope, reach.diagnosis.row))) {
        finding.codes.push_back(reach.diagnosis.code);
      }
    }
    encounter_.Add(std::move(finding));
  }

  // Whether any other diagnosis stands where the companion would.
  bool OthersInPlace(const Rule& rule, const Diagnosis& first) const {
    for (const Diagnosis& other : encounter_.diagnoses()) {
      if (other.code == first.code) continue;
      if (rule.kind == NoteKind::kCodeAlso) return true;
      if ((other.code < first.code) == (rule.kind == NoteKind::kCodeFirst)) {
        return true;
      }
    }
    return false;
  }

  std::string MissingSentence(const Rule& rule, const NodeNotes& notes,
                              const Diagnosis& first, bool required) const {
    const std::string from = encounter_.Place(notes.reaches.front());
    const std::string name = encounter_.Name(first.code);
    if (rule.kind == NoteKind::kCodeFirst) {
      return required ? Concat(name,
                               " needs a code before it for what it is due to, "
                               "and there is none: ",
                               from, " says which come first")
                      : Concat("before ", name,
                               " comes the code for what it is due to, where "
                               "that applies: ",
                               from, " says which");
    }
    return Concat(name, " may need another code ",
                  rule.kind == NoteKind::kCodeAlso ? "beside" : "after",
                  " it, and none of those that ", from, " names is there");
  }

  std::string UndecidableSentence(const Rule& rule, const NodeNotes& notes,
                                  const Diagnosis& first) const {
    return Concat("whether a \"", rule.name, "\" note at ",
                  encounter_.Place(notes.reaches.front()), " is followed for ",
                  encounter_.Name(first.code),
                  " cannot be told from codes: it leaves open which code it "
                  "asks for");
  }

  CheckedEncounter& encounter_;
  const CodeSet& release_;
  std::vector<Diagnosis> companions_;
};

}  // namespace

void CheckSequence(CheckedEncounter& encounter) {
  SequenceCheck(encounter).Run();
}

}  // namespace codebook
