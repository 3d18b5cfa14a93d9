#include "codesets/extension_choice.h"

#include <algorithm>
#include <bit>
#include <cstddef>

#include "engine/words.h"

namespace codebook {

std::vector<NodeId> ExtensionChoice::Of(const Candidate& candidate) {
  const CodeSet& release = *releases_[candidate.release];
  const uint64_t rest = NotInTitle(candidate);
  const bool wanted = (billable_only_ ||
                       (rest != 0 && candidate.kind == DocumentKind::kCode)) &&
                      NeedsSeventhCharacter(release, candidate.node);
  std::vector<NodeId> best;
  if (!wanted) return best;
  int most = billable_only_ ? 0 : 1;
  const std::string_view title = release.title(candidate.node);
  for (const NodeId child : release.Children(candidate.node)) {
    if (!release.extended(child)) break;
    const std::string_view whole = release.title(child);
    const uint64_t terms = TermsOf(
        candidate.release, whole.substr(std::min(title.size(), whole.size())));
    const int count = std::popcount(terms & rest);
    if (count > most || (count == most && best.empty())) {
      best.assign(1, child);
      most = count;
    }
  }
  return best;
}

uint64_t ExtensionChoice::TermsOf(uint32_t release, std::string_view tail) {
  constexpr size_t kMostKept = 64;
  for (const Tail& known : tails_) {
    if (known.release == release && known.words == tail) return known.terms;
  }
  const TextIndex& text = releases_[release]->text_index();
  const std::vector<TermChoices>& wanted = searches_[release]->wanted();
  uint64_t terms = 0;
  ForEachWord(tail, [&](std::string_view word) {
    const auto known = text.FindWord(word);
    if (!known) return;
    for (size_t i = 0; i < wanted.size(); ++i) {
      for (const TermChoice& choice : wanted[i]) {
        if (choice.term == text.term_of(*known)) terms |= uint64_t{1} << i;
      }
    }
  });
  if (tails_.size() < kMostKept) tails_.push_back({release, tail, terms});
  return terms;
}

}  // namespace codebook
