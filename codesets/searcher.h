// Finds codes by words.
//
// All loaded text is searched: titles, inclusion terms, includes notes, the
// alphabetic lists. Codes that have all words come first, then those with the
// weightiest of them. Word order, case, accents and endings do not matter; the
// last word may be unfinished; words of three letters and more may be the
// beginnings of words ("fx fem neck"); one slip in a longer word is forgiven.
// A code in place of words is that code and what lies below it.
//
// Example:
//   const Catalog catalog = SampleCatalog();
//   const auto searcher = Searcher::Open(catalog, {.set = "icd10cm"});
//   if (!searcher.ok()) return searcher.status();
//   SearchScratch scratch;
//   const SearchResult result = searcher->Search("dm2 w/ ckd", {}, scratch);
//   for (const SearchHit& hit : result.hits) {
//     hit.release->Name(hit.node);              // "E11.22"
//     WhatMatched(hit, result.query).text;      // "Diabetes, ..., with, ..."
//   }
//
// A Searcher may be used from any number of threads, each with a SearchScratch
// of its own. Views in results live as long as the Searcher's releases.

#ifndef CODEBOOK_CODESETS_SEARCHER_H_
#define CODEBOOK_CODESETS_SEARCHER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "codesets/query_words.h"
#include "codesets/validator.h"
#include "engine/catalog.h"
#include "engine/code_set.h"
#include "engine/text_query.h"
#include "engine/words.h"

namespace codebook {

struct SearchOptions {
  enum class Words {
    // Codes with all words, and when they are too few, codes with some.
    kAllThenSome,
    kAll,
    kAny,
  };
  size_t limit = 10;
  Words words = Words::kAllThenSome;
  bool billable_only = false;
  // Only below this code, beginning of codes, section or chapter.
  std::string within = {};
};

// What of a hit the words were found in.
enum class MatchedKind {
  kCode,
  kTitle,
  kInclusionTerm,
  kIncludes,
  kIndex,
  // Not in a text of its own: in what stands above it.
  kAbove,
};
// "code", "title", "inclusion_term", "includes", "index", "above".
std::string_view MatchedKindName(MatchedKind kind);

struct SearchHit {
  const CodeSet* release;
  NodeId node;
  // Whether it has all words.
  bool all_words;
  int32_t score;
  // How it was found, for WhatMatched.
  struct Found {
    // A code was typed.
    bool typed = false;
    DocumentKind kind = DocumentKind::kCode;
    // Whether every word is in the title, or the phrase.
    bool named = true;
    uint32_t source = 0;
  } found;
};

// What of a hit the words were found in, and the text: a title or note; of an
// entry of an alphabetic list its path, joined by commas. Worked out when it is
// asked for: a search behind every keystroke shows codes and titles.
struct Matched {
  MatchedKind kind = MatchedKind::kTitle;
  std::string text;
};
Matched WhatMatched(const SearchHit& hit, const Query& query);

struct SearchResult {
  // The best first.
  std::vector<SearchHit> hits;
  Query query;
  // Words that stand in no release, not even with a slip forgiven.
  std::vector<std::string> unknown;
  // Whether no release has what SearchOptions::within names.
  bool nothing_within = false;
};

// A term of the official alphabetic lists; see IndexTerms.
struct IndexEntry {
  const CodeSet* release;
  TermId term;
  // Whether it has all words, in its own text or that of a term above it.
  bool all_words;
};

// Memory and a stemmer, kept from search to search.
class SearchScratch {
 public:
  SearchScratch();
  SearchScratch(SearchScratch&&) noexcept;
  ~SearchScratch();

 private:
  friend class Searcher;
  struct State;
  std::unique_ptr<State> state_;
};

class Searcher {
 public:
  // Searches the releases of `choice`.
  static absl::StatusOr<Searcher> Open(const Catalog& catalog,
                                       const ReleaseChoice& choice);
  explicit Searcher(std::vector<CodeSetPtr> releases)
      : releases_(std::move(releases)) {}

  // Any bytes may be searched for. A query without words has no hits.
  SearchResult Search(std::string_view query, const SearchOptions& options,
                      SearchScratch& scratch) const;

  // The terms of the alphabetic lists that have all words, those with the
  // fewest others first; when none has all, those with the weightiest.
  std::vector<IndexEntry> SearchIndex(std::string_view words, size_t limit,
                                      SearchScratch& scratch) const;

  const std::vector<CodeSetPtr>& releases() const { return releases_; }

 private:
  std::vector<CodeSetPtr> releases_;
};

// Tells which words of a text a query found; for showing them.
class WordMatcher {
 public:
  WordMatcher(const CodeSet& release, const Query& query);

  // Whether `word`, any spelling and case, is one of the query's.
  bool Matches(std::string_view word) const;

 private:
  const TextIndex* text_;
  std::vector<uint32_t> terms_;
};

// The hits of a code, or the beginning of codes, typed in place of words; none
// when `text` is none.
std::vector<SearchHit> FindTypedCode(const std::vector<CodeSetPtr>& releases,
                                     std::string_view text,
                                     const SearchOptions& options);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_SEARCHER_H_
