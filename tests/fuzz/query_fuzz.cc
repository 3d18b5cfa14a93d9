// Any bytes as a search over the sample: hits are codes, the best first, none
// twice, and the same when asked again.

#include <set>

#include "absl/strings/ascii.h"
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
  const auto ten = TheSearcher().Search(query, {.limit = 10}, scratch);
  CheckHits(ten, 10);
  const auto again = TheSearcher().Search(query, {.limit = 10}, scratch);
  Require(again.hits.size() == ten.hits.size(), "a second search differs");
  for (size_t i = 0; i < ten.hits.size(); ++i) {
    Require(again.hits[i].node == ten.hits[i].node, "a second search differs");
  }
  for (const SearchOptions::Words words :
       {SearchOptions::Words::kAll, SearchOptions::Words::kAny}) {
    const auto result =
        TheSearcher().Search(query, {.limit = 100, .words = words}, scratch);
    CheckHits(result, 100);
    const auto few =
        TheSearcher().Search(query, {.limit = 3, .words = words}, scratch);
    CheckHits(few, 3);
    Require(few.hits.empty() == result.hits.empty(),
            "few are asked for, and none is found", query);
    if (words == SearchOptions::Words::kAny) continue;
    for (const codebook::SearchHit& hit : result.hits) {
      Require(hit.all_words, "a hit without a word that must be there", query);
    }
  }
  const auto billable = TheSearcher().Search(
      query, {.limit = 20, .billable_only = true, .within = "S00-T88"},
      scratch);
  CheckHits(billable, 20);
  for (const codebook::IndexEntry& entry :
       TheSearcher().SearchIndex(query, 10, scratch)) {
    Require(entry.term < entry.release->index_terms().term_count(),
            "a term that is none");
  }
  return 0;
}
