#include "codesets/searcher.h"

#include <algorithm>

#include "absl/container/inlined_vector.h"
#include "codesets/hit_maker.h"
#include "codesets/release_search.h"
#include "codesets/text_documents.h"

namespace codebook {
namespace {

// Of documents that have not all words, so many are looked at for one hit: many
// are left out because of their category.
constexpr size_t kDocumentsPerHit = 3;

// So many are looked for though fewer are wanted: a header and a code of one
// title have the same score, and only when both are there the code comes first.
constexpr size_t kFewestRanked = 10;

}  // namespace

struct SearchScratch::State {
  ReleaseScratch releases;
  std::vector<Candidate> candidates;
};

SearchScratch::SearchScratch() : state_(std::make_unique<State>()) {}
SearchScratch::SearchScratch(SearchScratch&&) noexcept = default;
SearchScratch::~SearchScratch() = default;

namespace {

// Whether there are `limit` different nodes.
bool HaveEnough(const std::vector<Candidate>& candidates, size_t limit) {
  absl::InlinedVector<uint64_t, 32> nodes;
  for (const Candidate& candidate : candidates) {
    const uint64_t node = uint64_t{candidate.release} << 32 | candidate.node;
    if (std::ranges::find(nodes, node) != nodes.end()) continue;
    nodes.push_back(node);
    if (nodes.size() >= limit) return true;
  }
  return false;
}

// Adds the best documents with all words. Behind `limit` codes, which are all
// different, only what scores as much is of use.
void FindAll(ReleaseSearches& searches, size_t limit, bool names_side,
             std::vector<Candidate>& candidates) {
  const int32_t slack = names_side ? kUnspecifiedSidePenalty + 1 : 1;
  int32_t bar = kNoScore;
  for (const DocumentKind kind : {DocumentKind::kCode, DocumentKind::kPhrase}) {
    for (std::optional<ReleaseSearch>& search : searches) {
      if (!search) continue;
      const int32_t last = search->FindAll(kind, limit, bar, candidates);
      if (last != kNoScore) bar = std::max(bar, last - slack);
    }
  }
}

void FindCandidates(ReleaseSearches& searches, const SearchOptions& options,
                    bool names_side, std::vector<Candidate>& candidates) {
  candidates.clear();
  const bool any = options.words == SearchOptions::Words::kAny;
  if (!any) {
    FindAll(searches, std::max(options.limit, kFewestRanked), names_side,
            candidates);
  }
  if (options.words == SearchOptions::Words::kAll ||
      HaveEnough(candidates, options.limit)) {
    return;
  }
  const size_t documents = options.limit * (any ? 1 : kDocumentsPerHit);
  for (std::optional<ReleaseSearch>& search : searches) {
    if (search) search->FindSome(documents, !any, candidates);
  }
}

// Bit i: no release has word i of the query, not even with a slip forgiven. A
// release is asked for what is behind a word it has not only when no other has
// it.
uint64_t UnknownWords(ReleaseSearches& searches, size_t words) {
  const uint64_t all = (uint64_t{1} << words) - 1;
  uint64_t known = 0;
  for (std::optional<ReleaseSearch>& search : searches) {
    if (!search) continue;
    (void)search->HasAll();
    known |= search->known();
  }
  for (std::optional<ReleaseSearch>& search : searches) {
    if (known == all) return 0;
    if (!search) continue;
    search->LookAtAll();
    known |= search->known();
  }
  if (known == all) return 0;
  const uint64_t forgive = all & ~known;
  for (std::optional<ReleaseSearch>& search : searches) {
    if (!search) continue;
    search->LookAgain(forgive);
    known |= search->known();
  }
  return all & ~known;
}

}  // namespace

absl::StatusOr<Searcher> Searcher::Open(const Catalog& catalog,
                                        const ReleaseChoice& choice) {
  absl::StatusOr<std::vector<CodeSetPtr>> releases =
      ChooseReleases(catalog, choice);
  if (!releases.ok()) return releases.status();
  return Searcher(*std::move(releases));
}

SearchResult Searcher::Search(std::string_view query,
                              const SearchOptions& options,
                              SearchScratch& scratch) const {
  SearchResult result;
  result.query = ParseQuery(query);
  result.hits = FindTypedCode(releases_, query, options);
  if (!result.hits.empty() || result.query.words.empty()) return result;

  SearchScratch::State& state = *scratch.state_;
  state.releases.forms.Reset();
  ReleaseSearches searches(releases_.size());
  for (uint32_t i = 0; i < releases_.size(); ++i) {
    const auto choice = NodeChoice::Of(*releases_[i], options);
    if (!choice) continue;
    searches[i].emplace(*releases_[i], i, result.query, *choice,
                        state.releases);
  }
  const auto searched = [](const auto& search) { return search.has_value(); };
  result.nothing_within = std::ranges::none_of(searches, searched);
  if (result.nothing_within) return result;
  const uint64_t unknown = UnknownWords(searches, result.query.words.size());
  for (size_t i = 0; i < result.query.words.size(); ++i) {
    if ((unknown >> i & 1) != 0) {
      result.unknown.push_back(result.query.words[i].text);
    }
  }
  FindCandidates(searches, options, NamesSide(result.query), state.candidates);
  HitMaker maker(releases_, searches, result.query, options);
  maker.Rank(state.candidates);
  result.hits = maker.Make(state.candidates);
  return result;
}

std::vector<IndexEntry> Searcher::SearchIndex(std::string_view words,
                                              size_t limit,
                                              SearchScratch& scratch) const {
  std::vector<IndexEntry> entries;
  const Query query = ParseQuery(words);
  if (query.words.empty()) return entries;
  std::vector<Candidate>& candidates = scratch.state_->candidates;
  candidates.clear();
  scratch.state_->releases.forms.Reset();
  ReleaseSearches searches(releases_.size());
  for (uint32_t i = 0; i < releases_.size(); ++i) {
    if (releases_[i]->index_terms().empty()) continue;
    searches[i].emplace(*releases_[i], i, query, NodeChoice(*releases_[i]),
                        scratch.state_->releases);
    searches[i]->LookAgain(~uint64_t{0});
    searches[i]->FindIndexTerms(true, limit, candidates);
  }
  if (candidates.empty()) {
    for (std::optional<ReleaseSearch>& search : searches) {
      if (search) search->FindIndexTerms(false, limit, candidates);
    }
  }
  std::ranges::stable_sort(candidates, std::ranges::greater(),
                           &Candidate::score);
  for (const Candidate& candidate : candidates) {
    const IndexEntry entry{.release = releases_[candidate.release].get(),
                           .term = candidate.source >> kPhraseKindBits,
                           .all_words = candidate.all};
    const bool known = std::ranges::any_of(entries, [&](const IndexEntry& e) {
      return e.release == entry.release && e.term == entry.term;
    });
    if (!known && entries.size() < limit) entries.push_back(entry);
  }
  return entries;
}

}  // namespace codebook
