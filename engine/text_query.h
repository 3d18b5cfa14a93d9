// The best documents for the terms of a query.
//
// A document's score is its rank and, for each term it has, the weight of the
// term, in full where the document is named by it and less elsewhere. Ranks
// fall from document to document, so a search ends as soon as no later one can
// be among the best.
//
// Safe from any number of threads.

#ifndef CODEBOOK_ENGINE_TEXT_QUERY_H_
#define CODEBOOK_ENGINE_TEXT_QUERY_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "absl/functional/function_ref.h"
#include "engine/records.h"
#include "engine/text_index.h"

namespace codebook {

// A term of a query; at most kMaxQueryTerms are looked at.
inline constexpr size_t kMaxQueryTerms = 32;
struct QueryTerm {
  Postings postings;
  int32_t weight = 0;
};

struct Match {
  uint32_t document;
  int32_t score;
  // Bit i: the document has term i; bit 32 + i: it is named by it.
  uint64_t terms;
};

// What a document must be, by its node, to be found.
using NodeFilter = absl::FunctionRef<bool(uint32_t node)>;

// Less than any score, and far enough from the ends of the numbers.
inline constexpr int32_t kNoScore = -(1 << 29);

// The best `limit` documents that have all terms, the best first; of equal
// scores the earlier. Only those with a score above `bar`.
void MatchAll(std::span<const QueryTerm> terms,
              std::span<const DocumentRecord> documents, NodeFilter filter,
              size_t limit, std::vector<Match>& best, int32_t bar = kNoScore);

// The best `limit` documents that have any of the terms.
void MatchAny(std::span<const QueryTerm> terms,
              std::span<const DocumentRecord> documents, NodeFilter filter,
              size_t limit, std::vector<Match>& best);

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_TEXT_QUERY_H_
