#include "codesets/index_lookup.h"

#include "absl/strings/match.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// Whether `see` begins with the whole of `words`: what is left of it behind the
// comma that follows.
std::optional<std::string_view> Behind(std::string_view see,
                                       std::string_view words) {
  if (words.empty() ||
      !absl::StartsWithIgnoreCase(ToAbsl(see), ToAbsl(words))) {
    return std::nullopt;
  }
  see.remove_prefix(words.size());
  if (see.empty()) return see;
  if (see[0] != ',') return std::nullopt;
  see.remove_prefix(1);
  while (see.starts_with(' ')) see.remove_prefix(1);
  return see;
}

// The term at `first` or beside it, up to `end`, that takes most of `see`.
std::optional<TermId> Descend(const IndexTerms& index, TermId first, TermId end,
                              std::string_view see, int depth) {
  for (TermId term = first; term < end; term = index.end(term)) {
    const std::optional<std::string_view> rest = Behind(see, index.words(term));
    if (!rest) continue;
    if (rest->empty()) return term;
    if (depth == 0) continue;
    if (const auto below =
            Descend(index, term + 1, index.end(term), *rest, depth - 1)) {
      return below;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<TermId> FollowSee(const IndexTerms& index, std::string_view see) {
  constexpr int kDeepest = 16;
  for (const IndexList& list : index.Lists()) {
    const auto term = Descend(index, list.first, list.end, see, kDeepest);
    if (term) return term;
  }
  return std::nullopt;
}

std::string IndexPath(const IndexTerms& index, TermId term) {
  std::string path;
  for (const TermId part : index.Path(term)) {
    if (index.title(part).empty()) continue;
    path = Concat(path, path.empty() ? "" : ", ", index.title(part));
  }
  return path;
}

}  // namespace codebook
