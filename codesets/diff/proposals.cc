#include "codesets/diff/proposals.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>

#include "absl/strings/ascii.h"
#include "engine/concat.h"
#include "engine/text_difference.h"

namespace codebook {
namespace {

constexpr size_t kMost = 5;
// Titles that share less say nothing.
constexpr double kLeastLikeness = 0.5;
// What is less alike than the best by more than this is not proposed.
constexpr double kMargin = 0.05;
// The beginning that codes of one category or table share.
constexpr size_t kCategory = 3;

}  // namespace

Proposals::Proposals(const Pairing& pairing)
    : pairing_(pairing),
      older_(pairing.older().release),
      newer_(pairing.newer().release) {
  for (NodeId row = 0; row < newer_.row_count(); ++row) {
    if (!newer_.billable(row) || pairing.OlderOf(row)) continue;
    added_[pairing.newer().codes[row].Prefix(kCategory).key()].push_back(row);
    by_title_.emplace(std::string(newer_.title(row)), row);
  }
}

std::vector<NodeId> Proposals::Near(NodeId older) const {
  std::vector<NodeId> near;
  const Code code = pairing_.older().codes[older];
  const auto same = added_.find(code.Prefix(kCategory).key());
  if (same != added_.end()) near = same->second;
  const std::optional<NodeId> parent = older_.parent(older);
  const std::optional<NodeId> now =
      parent ? pairing_.NewerOf(*parent) : std::nullopt;
  // A table has thousands of codes below it; those that are new are enough.
  if (now && newer_.is_row(*now) && newer_.kind(*now) != Kind::kTable) {
    for (const NodeId child : newer_.Children(*now)) {
      if (newer_.billable(child) && pairing_.OlderOf(child)) {
        near.push_back(child);
      }
    }
  }
  return near;
}

Proposals::Words Proposals::NumberWords(std::string_view title) {
  const std::string lower = absl::AsciiStrToLower(ToAbsl(title));
  Words numbers;
  for (const std::string_view word : SplitWords(lower)) {
    if (!absl::ascii_isalnum(static_cast<unsigned char>(word.front()))) {
      continue;
    }
    const auto next = static_cast<uint32_t>(numbers_.size());
    numbers.push_back(
        numbers_.try_emplace(std::string(word), next).first->second);
  }
  std::ranges::sort(numbers);
  return numbers;
}

const Proposals::Words& Proposals::WordsOf(NodeId newer) {
  const auto known = words_.find(newer);
  if (known != words_.end()) return known->second;
  return words_.emplace(newer, NumberWords(newer_.title(newer))).first->second;
}

std::vector<Successor> Proposals::For(NodeId older) {
  std::vector<Successor> successors;
  const auto propose = [&](NodeId node, std::string why) {
    successors.push_back({.code = newer_.Name(node),
                          .title = std::string(newer_.title(node)),
                          .proposed = true,
                          .why = std::move(why)});
  };
  const Words words = NumberWords(older_.title(older));
  const std::optional<NodeId> now = pairing_.NewerOf(older);
  std::vector<Candidate> candidates;
  const auto consider = [&](NodeId node) {
    const Words& other = WordsOf(node);
    Words shared;
    std::ranges::set_intersection(words, other, std::back_inserter(shared));
    const auto all = static_cast<double>(words.size() + other.size());
    candidates.push_back(
        {node, all == 0 ? 0 : 2 * static_cast<double>(shared.size()) / all});
  };
  if (now) {
    const auto below = newer_.automaton().Range(pairing_.older().codes[older]);
    for (NodeId row = below->first; row < below->last; ++row) {
      if (newer_.billable(row)) consider(row);
    }
  } else {
    for (const NodeId node : Near(older)) consider(node);
    const auto same = by_title_.find(std::string(older_.title(older)));
    if (same != by_title_.end() &&
        std::ranges::find(candidates, same->second, &Candidate::node) ==
            candidates.end()) {
      consider(same->second);
    }
  }
  std::ranges::stable_sort(candidates, std::ranges::greater{},
                           &Candidate::likeness);
  for (const Candidate& candidate : candidates) {
    if (successors.size() == kMost) break;
    if (!now && (candidate.likeness < kLeastLikeness ||
                 candidate.likeness < candidates[0].likeness - kMargin)) {
      break;
    }
    const auto percent =
        static_cast<int>(std::lround(candidate.likeness * 100));
    propose(candidate.node,
            percent == 0 ? std::string("below it now")
                         : Concat(now ? "below it now, " : "", percent,
                                  " % of the words of the titles the same"));
  }
  return successors;
}

}  // namespace codebook
