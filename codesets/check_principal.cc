// What may not be the principal diagnosis, what may not be there twice, and
// which records codes are for.

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "codesets/checked_encounter.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// Notes of a chapter are long, which this is quicker for than a string's find.
bool Contains(std::string_view text, std::string_view phrase) {
  return !text.empty() && memmem(text.data(), text.size(), phrase.data(),
                                 phrase.size()) != nullptr;
}

// The first of `notes` that has one of `phrases` in it.
std::optional<CheckedNote> NoteWith(
    const std::vector<Note>& notes,
    std::initializer_list<std::string_view> phrases) {
  for (const Note& note : notes) {
    const bool has = std::ranges::any_of(phrases, [&](std::string_view phrase) {
      return Contains(note.text, phrase);
    });
    if (!has) continue;
    return CheckedNote{.kind = note.kind,
                       .from = note.from,
                       .heading = {},
                       .lines = {note.text}};
  }
  return std::nullopt;
}

// Chapter 20, which in every release holds the codes from V to Y.
bool IsExternalCause(Code code) { return code[0] >= 'V' && code[0] <= 'Y'; }

void CheckManifestation(const Diagnosis& principal,
                        CheckedEncounter& encounter) {
  const std::string_view title = encounter.Title(principal);
  if (!IsManifestation(title)) return;
  // The convention names these words; others like them mean the same.
  const bool certain =
      title.find("disease classified elsewhere") != std::string_view::npos ||
      title.find("diseases classified elsewhere") != std::string_view::npos;
  encounter.Add(
      {.id = CheckId::kManifestationPrincipal,
       .severity = certain ? Severity::kError : Severity::kWarning,
       .codes = {principal.code},
       .guideline = "I.A.13",
       .message = Concat(encounter.Name(principal.code),
                         " is what another disease brings with it, as its "
                         "title says, and never comes first: the code of that "
                         "disease does")});
}

void CheckExternalCause(const Diagnosis& principal,
                        const std::vector<Note>& notes,
                        CheckedEncounter& encounter) {
  if (!IsExternalCause(encounter.CodeOf(principal))) return;
  encounter.Add(
      {.id = CheckId::kExternalCausePrincipal,
       .severity = Severity::kError,
       .codes = {principal.code},
       .note = NoteWith(notes, {"secondary to a code from another chapter",
                                "never the principal diagnosis"}),
       .guideline = "I.C.20.a.6",
       .message = Concat(encounter.Name(principal.code),
                         " tells how something came about, and never comes "
                         "first: the code for the injury or condition does")});
}

void CheckNotesOnUse(const Diagnosis& principal, const std::vector<Note>& notes,
                     CheckedEncounter& encounter) {
  const std::string name = encounter.Name(principal.code);
  if (auto note =
          NoteWith(notes, {"for use as supplementary or additional codes",
                           "for use as additional codes",
                           "for use as an additional code"})) {
    encounter.Add({.id = CheckId::kAdditionalOnlyPrincipal,
                   .severity = Severity::kError,
                   .codes = {principal.code},
                   .note = std::move(note),
                   .message = Concat(name,
                                     " only adds to another code, as a note "
                                     "says, and does not come first")});
  }
  if (auto note = NoteWith(notes, {"as the primary code only when"})) {
    encounter.Add({.id = CheckId::kPrincipalUndecidable,
                   .severity = Severity::kInfo,
                   .undecidable = true,
                   .codes = {principal.code},
                   .note = std::move(note),
                   .message = Concat("whether ", name,
                                     " may come first depends on what the "
                                     "chart says, as a note tells")});
  }
}

}  // namespace

void CheckPrincipal(CheckedEncounter& encounter) {
  const std::optional<Diagnosis> principal = encounter.principal();
  if (!principal) return;
  CheckManifestation(*principal, encounter);
  const std::vector<Note> notes =
      encounter.release().Notes(principal->row, NoteKind::kNote);
  CheckExternalCause(*principal, notes, encounter);
  CheckNotesOnUse(*principal, notes, encounter);
}

void CheckDuplicates(CheckedEncounter& encounter) {
  for (const Diagnosis& again : encounter.repeated()) {
    const auto first = std::ranges::lower_bound(encounter.diagnoses(),
                                                again.row, {}, &Diagnosis::row);
    encounter.Add({.id = CheckId::kDuplicateCode,
                   .severity = Severity::kError,
                   .codes = {first->code, again.code},
                   .guideline = "I.B.12",
                   .message = Concat(encounter.Name(again.code),
                                     " is there twice; a diagnosis is reported "
                                     "once for an encounter")});
  }
}

void CheckMaternalAndNewborn(CheckedEncounter& encounter) {
  const CodeSet& release = encounter.release();
  // A code whose letter is one of `letters`, and the note that keeps it to one
  // of the two records. Of each category only the first code is asked.
  const auto find = [&](std::string_view letters,
                        std::initializer_list<std::string_view> phrases)
      -> std::optional<std::pair<Diagnosis, CheckedNote>> {
    Code category;
    for (const Diagnosis& diagnosis : encounter.diagnoses()) {
      const Code code = encounter.CodeOf(diagnosis);
      if (letters.find(code[0]) == std::string_view::npos) continue;
      if (std::exchange(category, code.Prefix(3)) == code.Prefix(3)) continue;
      if (auto note = NoteWith(release.Notes(diagnosis.row, NoteKind::kNote),
                               phrases)) {
        return std::pair(diagnosis, *std::move(note));
      }
    }
    return std::nullopt;
  };
  const auto maternal =
      find("O", {"NEVER ON NEWBORN RECORDS", "NEVER FOR NEWBORN RECORDS",
                 "never on newborn records"});
  if (!maternal) return;
  const auto newborn = find(
      "PZ", {"never on maternal records", "never on the record of the mother",
             "not to be used on the mother's record"});
  if (!newborn) return;
  encounter.Add(
      {.id = CheckId::kMaternalAndNewborn,
       .severity = Severity::kError,
       .codes = {maternal->first.code, newborn->first.code},
       .note = maternal->second,
       .guideline = {},
       .message = Concat(encounter.Name(maternal->first.code),
                         " belongs on the mother's record and ",
                         encounter.Name(newborn->first.code),
                         " on the newborn's: one record has not both")});
}

}  // namespace codebook
