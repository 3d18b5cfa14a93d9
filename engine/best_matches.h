// The best matches of a search so far.

#ifndef CODEBOOK_ENGINE_BEST_MATCHES_H_
#define CODEBOOK_ENGINE_BEST_MATCHES_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/text_query.h"

namespace codebook {

class BestMatches {
 public:
  // Keeps those with a score above `bar` in `matches`, the best first; of equal
  // scores the earlier document. `limit` is not 0.
  BestMatches(size_t limit, int32_t bar, std::vector<Match>& matches)
      : limit_(limit), bar_(bar), matches_(matches) {
    matches_.clear();
  }

  // What a score must be above for `document`, or a later one, to be kept.
  int32_t Bar(uint32_t document) const {
    if (matches_.size() < limit_) return bar_;
    const Match& last = matches_.back();
    return document > last.document ? last.score : last.score - 1;
  }

  // Each document once.
  void Add(const Match& match) {
    if (match.score <= Bar(match.document)) return;
    if (matches_.size() == limit_) matches_.pop_back();
    const auto at = std::upper_bound(matches_.begin(), matches_.end(), match,
                                     [](const Match& a, const Match& b) {
                                       return a.score != b.score
                                                  ? a.score > b.score
                                                  : a.document < b.document;
                                     });
    matches_.insert(at, match);
  }

 private:
  size_t limit_;
  int32_t bar_;
  std::vector<Match>& matches_;
};

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_BEST_MATCHES_H_
