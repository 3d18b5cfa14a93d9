// Where the links of the official alphabetic lists lead. See Searcher for how
// to find terms by words.

#ifndef CODEBOOK_CODESETS_INDEX_LOOKUP_H_
#define CODEBOOK_CODESETS_INDEX_LOOKUP_H_

#include <optional>
#include <string>
#include <string_view>

#include "engine/index_terms.h"

namespace codebook {

// The term that a see or see also names: "Pain, abdominal" is the term
// "abdominal" below the main term "Pain", whatever modifiers they have. None
// when it does not name one ("condition", "Forces of nature, by type").
std::optional<TermId> FollowSee(const IndexTerms& index, std::string_view see);

// The terms from the main term to `term`, joined by commas.
std::string IndexPath(const IndexTerms& index, TermId term);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_INDEX_LOOKUP_H_
