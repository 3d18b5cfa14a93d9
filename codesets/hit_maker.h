// Makes the hits of a search of its candidates.

#ifndef CODEBOOK_CODESETS_HIT_MAKER_H_
#define CODEBOOK_CODESETS_HIT_MAKER_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "codesets/extension_choice.h"
#include "codesets/query_words.h"
#include "codesets/release_search.h"
#include "codesets/searcher.h"
#include "engine/catalog.h"

namespace codebook {

// Whether a side is named: then codes that leave something open come later.
bool NamesSide(const Query& query);
inline constexpr int32_t kUnspecifiedSidePenalty = 512;

class HitMaker {
 public:
  // All outlive it. `searches` are those of the releases, in their order.
  HitMaker(const std::vector<CodeSetPtr>& releases,
           const ReleaseSearches& searches, const Query& query,
           const SearchOptions& options)
      : releases_(releases),
        options_(options),
        extensions_(releases, searches, options.billable_only),
        names_side_(NamesSide(query)) {}

  // Leaves the best candidate of each node, the best node first.
  void Rank(std::vector<Candidate>& candidates) const;

  // The hits of ranked candidates.
  std::vector<SearchHit> Make(const std::vector<Candidate>& ranked);

 private:
  bool Full() const { return hits_.size() >= options_.limit; }
  bool ComesBefore(const Candidate& a, const Candidate& b) const;
  void Adjust(Candidate& candidate) const;
  void Add(const Candidate& candidate);

  const std::vector<CodeSetPtr>& releases_;
  const SearchOptions& options_;
  ExtensionChoice extensions_;
  bool names_side_;
  std::vector<SearchHit> hits_;
};

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_HIT_MAKER_H_
