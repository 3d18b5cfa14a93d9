// The word a user probably meant.

#ifndef CODEBOOK_TOOLS_CODEBOOK_DID_YOU_MEAN_H_
#define CODEBOOK_TOOLS_CODEBOOK_DID_YOU_MEAN_H_

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/concat.h"

namespace codebook {

// How many characters must be added, dropped, replaced or swapped with their
// neighbour to make `b` out of `a` (optimal string alignment).
inline size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<size_t> before_last(b.size() + 1), last(b.size() + 1),
      current(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      current[j] = std::min({last[j] + 1, current[j - 1] + 1, replaced});
      const bool swapped =
          i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) current[j] = std::min(current[j], before_last[j - 2] + 1);
    }
    before_last.swap(last);
    last.swap(current);
  }
  return last[b.size()];
}

// The candidate nearest to `word`, the first of several: at most a third of the
// word is wrong, or the word begins the candidate. Empty when none is near.
inline std::string_view Nearest(std::string_view word,
                                std::span<const std::string_view> candidates) {
  constexpr size_t kLongest = 64;
  if (word.empty() || word.size() > kLongest) return {};
  std::string_view nearest;
  size_t best = std::max<size_t>(word.size() / 3, 1) + 1;
  for (const std::string_view candidate : candidates) {
    const size_t distance = EditDistance(word, candidate);
    if (distance < best) {
      best = distance;
      nearest = candidate;
    }
  }
  if (!nearest.empty()) return nearest;
  const auto begun = std::ranges::find_if(
      candidates, [&](std::string_view c) { return c.starts_with(word); });
  return begun == candidates.end() ? std::string_view() : *begun;
}

// "; did you mean 'validate'?", or nothing when no candidate is near.
inline std::string DidYouMean(std::string_view word,
                              std::span<const std::string_view> candidates) {
  const std::string_view nearest = Nearest(word, candidates);
  return nearest.empty() ? "" : Concat("; did you mean '", nearest, "'?");
}

}  // namespace codebook

#endif  // CODEBOOK_TOOLS_CODEBOOK_DID_YOU_MEAN_H_
