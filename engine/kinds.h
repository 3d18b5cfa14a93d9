// What stands in a release: kinds of nodes and kinds of notes.

#ifndef CODEBOOK_ENGINE_KINDS_H_
#define CODEBOOK_ENGINE_KINDS_H_

#include <cstdint>
#include <string_view>

namespace codebook {

// On disk: numbers are never reused. See FORMAT.md.
enum class Kind : uint8_t {
  kNone = 0,
  // Groups: they have a name, no code.
  kChapter = 1,
  kSection = 2,
  // Rows.
  kCategory = 3,
  kSubcategory = 4,
  // The final level of subdivision. A code that still needs a seventh
  // character is a code, not a subcategory (ICD-10-CM Official Guidelines,
  // I.A.2), but not billable.
  kCode = 5,
  // The first three characters of an ICD-10-PCS code.
  kTable = 6,
  // Two characters that go with a CPT or HCPCS code.
  kModifier = 7,
};

// On disk: numbers are never reused. See FORMAT.md.
enum class NoteKind : uint8_t {
  kNote = 0,
  kIncludes = 1,
  kInclusionTerm = 2,
  kExcludes1 = 3,
  kExcludes2 = 4,
  kCodeFirst = 5,
  kUseAdditionalCode = 6,
  kCodeAlso = 7,
};

// "chapter", "section", ...; "none" for a number that is no kind.
std::string_view KindName(Kind kind);

// "note", "includes", "inclusion_term", ...
std::string_view NoteKindName(NoteKind kind);

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_KINDS_H_
