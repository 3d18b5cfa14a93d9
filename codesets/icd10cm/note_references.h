// Which codes a note of the tabular list names.
//
// Most notes end in codes in parentheses: "(A04.7-)", "(J00-J06; J20-J22)".
// Some add what the codes must have besides, "(E08-E13 with .42)", "(T36-T50
// with fifth or sixth character 5)", and some name codes without parentheses
// ("code from category T31 or T32"). Whatever else is in a note stays text.

#ifndef CODEBOOK_CODESETS_ICD10CM_NOTE_REFERENCES_H_
#define CODEBOOK_CODESETS_ICD10CM_NOTE_REFERENCES_H_

#include <string_view>
#include <vector>

#include "codesets/icd10cm/tabular.h"
#include "engine/code_set_builder.h"
#include "engine/kinds.h"
#include "engine/note_references.h"

namespace codebook {

// The codes a note names. Codes that only say which conditions are meant ("any
// condition in I51.4-I51.9 due to hypertension (I11.-)") stand apart.
struct NamedCodes {
  std::vector<CodeRange> codes = {};
  std::vector<CodeRange> aside = {};
  // Something that looks like a code or a condition was not understood.
  bool not_all_read = false;
};

NamedCodes ParseNamedCodes(std::string_view note);

// Whether notes of this kind point to other codes.
bool PointsToCodes(NoteKind kind);

// Goes through the notes of a list, in order, and says what each points to.
class NoteReferenceReader {
 public:
  // `owner` is where the note stands. `note` is of a kind that points to codes.
  NoteReferences Read(const TabularNote& note, const TabularNode& owner);

 private:
  // The heading that the next notes of its list stand under.
  struct Heading {
    const TabularNode* owner = nullptr;
    uint32_t block = 0;
    NoteReferences references = {};
  };

  Heading heading_;
};

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_ICD10CM_NOTE_REFERENCES_H_
