// Terms for the beginnings of words. A part of TextIndexBuilder.

#ifndef CODEBOOK_ENGINE_TEXT_BEGINNINGS_H_
#define CODEBOOK_ENGINE_TEXT_BEGINNINGS_H_

#include <cstdint>

#include "engine/text_index_builder.h"

namespace codebook {

// Beginnings of one and of two characters that many documents have get a term
// of their own: a search behind the first keystrokes need not join hundreds.
// All else of `tables` is complete.
void AddBeginnings(TextIndexTables& tables);

// What a term is worth that `count` documents have; see TextIndex::weight.
uint32_t TermWeight(const TextIndexTables& tables, uint64_t count);

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_TEXT_BEGINNINGS_H_
