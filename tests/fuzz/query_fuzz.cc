// Any bytes as a search over the sample: hits are codes, the best first, none
// twice, and the same when asked again.

#include <numeric>
#include <set>

#include "codesets/sample/sample.h"
#include "codesets/searcher.h"
#include "tests/fuzz/fuzzing.h"

namespace codebook::fuzz {
namespace {

const Searcher& TheSearcher() {
  static const Catalog& catalog = *new Catalog(SampleCatalog());
  static const Searcher& searcher =
      *new Searcher(Searcher::Open(catalog, {}).value());
  return searcher;
}

void CheckHits(const SearchResult& result, size_t limit) {
  Require(result.hits.size() <= limit, "more hits than asked for");
  std::set<std::pair<const CodeSet*, NodeId>> seen;
  for (const SearchHit& hit : result.hits) {
    Require(hit.node < hit.release->node_count(), "a hit that is none");
    Require(seen.insert({hit.release, hit.node}).second, "a hit twice");
    WhatMatched(hit, result.query);
    const WordMatcher matcher(*hit.release, result.query);
    matcher.Matches(hit.release->title(hit.node));
  }
}

}  // namespace
}  // namespace codebook::fuzz

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace codebook::fuzz;  // NOLINT
  using codebook::SearchOptions;
  const std::string_view query = TextOf(data, size);
  codebook::SearchScratch scratch;
  // One of the ways to search, by what is searched for.
  const SearchOptions ways[] = {
      {.limit = 10},
      {.limit = 100, .words = SearchOptions::Words::kAll},
      {.limit = 5, .words = SearchOptions::Words::kAny},
      {.limit = 20, .billable_only = true, .within = "S00-T88"}};
  const SearchOptions& options =
      ways[std::accumulate(query.begin(), query.end(), size_t{0}) % 4];
  const auto result = TheSearcher().Search(query, options, scratch);
  CheckHits(result, options.limit);
  for (const codebook::SearchHit& hit : result.hits) {
    Require(hit.all_words || options.words != SearchOptions::Words::kAll,
            "a hit without a word that must be there", query);
    Require(!options.billable_only || hit.release->billable(hit.node) ||
                hit.release->kind(hit.node) == codebook::Kind::kModifier,
            "a hit that is not billable", query);
  }
  // With scratch memory that has been used.
  const auto again = TheSearcher().Search(query, options, scratch);
  Require(again.hits.size() == result.hits.size(), "a second search differs");
  for (size_t i = 0; i < result.hits.size(); ++i) {
    Require(again.hits[i].node == result.hits[i].node &&
                again.hits[i].release == result.hits[i].release,
            "a second search differs", query);
  }
  for (const codebook::IndexEntry& entry :
       TheSearcher().SearchIndex(query, 10, scratch)) {
    Require(entry.term < entry.release->index_terms().term_count(),
            "a term that is none");
  }
  return 0;
}
