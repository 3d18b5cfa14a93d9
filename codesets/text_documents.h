// What of a release can be found by words.
//
// A document is a row with its title, its inclusion terms and includes notes,
// and around it what stands above it and what its seventh characters say. Codes
// with a seventh character of their own are found through the code they extend.
// Phrases that lead to a code are documents too: its inclusion terms and
// includes notes, and the terms of the alphabetic lists.

#ifndef CODEBOOK_CODESETS_TEXT_DOCUMENTS_H_
#define CODEBOOK_CODESETS_TEXT_DOCUMENTS_H_

#include <cstdint>

#include "engine/code_set.h"
#include "engine/text_index_builder.h"

namespace codebook {

// On disk: what a phrase is, in DocumentRecord::source; see FORMAT.md.
enum class PhraseKind : uint32_t {
  // The number above it is that of a note among the node's own.
  kNote = 0,
  // ... of a term of the alphabetic lists.
  kIndexTerm = 1,
};
inline constexpr uint32_t kPhraseKindBits = 2;

constexpr PhraseKind PhraseKindOf(const DocumentRecord& document) {
  return static_cast<PhraseKind>(document.source &
                                 ((1u << kPhraseKindBits) - 1));
}
constexpr uint32_t PhraseNumberOf(const DocumentRecord& document) {
  return document.source >> kPhraseKindBits;
}

// The node of a phrase that leads to no code by itself ("see ...").
inline constexpr uint32_t kNoCode = ~uint32_t{0};

// The text index of a release, which is built at its import.
TextIndexTables MakeTextIndex(const CodeSet& release);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_TEXT_DOCUMENTS_H_
