#include "codesets/hit_maker.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace codebook {
namespace {

// Of what has not all words, so many hits of one category at most, before every
// other category had its turn.
constexpr size_t kMostOfCategory = 4;

// Where no code has all words, the one for everything else may be meant.
constexpr int32_t kOtherBonus = 1024;

// Counts the hits of each category: of what begins with the same three
// characters, in any release.
class CategoryCounts {
 public:
  explicit CategoryCounts(const std::vector<CodeSetPtr>& releases)
      : releases_(releases) {}

  size_t& Of(const Candidate& candidate) {
    // Rows of a category stand together: only the first is asked for its code.
    const auto behind = std::upper_bound(
        known_.begin(), known_.end(), candidate,
        [](const Candidate& c, const Known& known) {
          return c.release != known.release ? c.release < known.release
                                            : c.node < known.rows.first;
        });
    if (behind != known_.begin()) {
      const Known& known = *(behind - 1);
      if (known.release == candidate.release &&
          candidate.node < known.rows.last) {
        return counts_[known.count].second;
      }
    }
    const CodeSet& release = *releases_[candidate.release];
    const Code category = release.code(candidate.node).Prefix(3);
    const RowRange alone{candidate.node, candidate.node + 1};
    const Known known{candidate.release,
                      release.automaton().Range(category).value_or(alone),
                      NumberOf(category.key())};
    known_.insert(behind, known);
    return counts_[known.count].second;
  }

 private:
  struct Known {
    uint32_t release;
    RowRange rows;
    size_t count;
  };

  size_t NumberOf(uint64_t key) {
    for (size_t i = 0; i < counts_.size(); ++i) {
      if (counts_[i].first == key) return i;
    }
    counts_.push_back({key, 0});
    return counts_.size() - 1;
  }

  const std::vector<CodeSetPtr>& releases_;
  std::vector<Known> known_;
  std::vector<std::pair<uint64_t, size_t>> counts_;
};

}  // namespace

bool NamesSide(const Query& query) {
  return std::ranges::any_of(query.words, [](const QueryWord& word) {
    return word.text == "left" || word.text == "right" ||
           word.text == "bilateral" || word.text == "both";
  });
}

bool HitMaker::ComesBefore(const Candidate& a, const Candidate& b) const {
  if (a.all != b.all) return a.all;
  if (a.score != b.score) return a.score > b.score;
  const bool a_billable = releases_[a.release]->billable(a.node);
  const bool b_billable = releases_[b.release]->billable(b.node);
  if (a_billable != b_billable) return a_billable;
  if (a.release != b.release) return a.release < b.release;
  if (a.node != b.node) return a.node < b.node;
  if (a.kind != b.kind) return a.kind < b.kind;
  return a.source < b.source;
}

void HitMaker::Rank(std::vector<Candidate>& candidates) const {
  for (Candidate& candidate : candidates) Adjust(candidate);
  std::ranges::sort(candidates, [&](const Candidate& a, const Candidate& b) {
    return ComesBefore(a, b);
  });
  // Few enough for looking through them all.
  size_t kept = 0;
  for (const Candidate& candidate : candidates) {
    // More with all words are of no use.
    if (candidate.all && kept >= options_.limit) break;
    const auto end = candidates.begin() + static_cast<ptrdiff_t>(kept);
    const auto known =
        std::find_if(candidates.begin(), end, [&](const Candidate& c) {
          return c.node == candidate.node && c.release == candidate.release;
        });
    if (known == end) candidates[kept++] = candidate;
  }
  candidates.resize(kept);
}

std::vector<SearchHit> HitMaker::Make(const std::vector<Candidate>& ranked) {
  hits_.reserve(std::min(options_.limit, ranked.size()));
  std::vector<const Candidate*> later;
  CategoryCounts categories(releases_);
  for (const Candidate& candidate : ranked) {
    if (Full()) break;
    if (!candidate.all) {
      const size_t most =
          hits_.size() < options_.limit * 6 / 10 ? kMostOfCategory : 1;
      if (++categories.Of(candidate) > most) {
        later.push_back(&candidate);
        continue;
      }
    }
    Add(candidate);
  }
  for (const Candidate* candidate : later) {
    if (Full()) break;
    Add(*candidate);
  }
  return std::move(hits_);
}

// What only the text of the title tells.
void HitMaker::Adjust(Candidate& candidate) const {
  if (candidate.all && !names_side_) return;
  const std::string_view title =
      releases_[candidate.release]->title(candidate.node);
  if (!candidate.all && title.starts_with("Other ")) {
    candidate.score += kOtherBonus;
  }
  if (names_side_ && title.find("nspecified") != std::string_view::npos) {
    candidate.score -= kUnspecifiedSidePenalty;
  }
}

void HitMaker::Add(const Candidate& candidate) {
  SearchHit hit{.release = releases_[candidate.release].get(),
                .node = candidate.node,
                .all_words = candidate.all,
                .score = candidate.score,
                .found = {.kind = candidate.kind,
                          .named = NotInTitle(candidate) == 0,
                          .source = candidate.source}};
  const std::vector<NodeId> extended = extensions_.Of(candidate);
  if (extended.empty()) {
    hits_.push_back(hit);
    return;
  }
  for (const NodeId node : extended) {
    if (Full()) return;
    hit.node = node;
    hits_.push_back(hit);
  }
}

}  // namespace codebook
