// One query in one release: its documents, before they are made hits.

#ifndef CODEBOOK_CODESETS_RELEASE_SEARCH_H_
#define CODEBOOK_CODESETS_RELEASE_SEARCH_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "codesets/query_words.h"
#include "codesets/searcher.h"
#include "codesets/word_lookup.h"
#include "engine/code_set.h"
#include "engine/text_query.h"

namespace codebook {

// A document that was found.
struct Candidate {
  // The number of the release among those that are searched.
  uint32_t release;
  NodeId node;
  int32_t score;
  DocumentKind kind;
  // Of the document of a phrase; see DocumentRecord.
  uint32_t source;
  // As in Match.
  uint64_t terms;
  // Whether it has all words of the query.
  bool all;
};

// Whether the row is a code that only seventh characters make billable.
inline bool NeedsSeventhCharacter(const CodeSet& release, NodeId row) {
  return release.kind(row) == Kind::kCode && !release.billable(row);
}

// Which nodes of a release a search is about.
class NodeChoice {
 public:
  // None when `within` names nothing in the release.
  static std::optional<NodeChoice> Of(const CodeSet& release,
                                      const SearchOptions& options);
  // All of them.
  explicit NodeChoice(const CodeSet& release)
      : release_(&release), rows_{0, release.row_count()} {}

  bool operator()(NodeId node) const;

 private:
  const CodeSet* release_;
  bool billable_only_ = false;
  RowRange rows_;
  std::optional<NodeId> group_;
};

class ReleaseSearch {
 public:
  // All outlive the search. `scratch` is reset. Bit i of `forgive`: word i of
  // the query may have a slip in it.
  ReleaseSearch(const CodeSet& release, uint32_t number, const Query& query,
                uint64_t forgive, const NodeChoice& choice, Stemmer& stemmer,
                QueryScratch& scratch);
  ReleaseSearch(const ReleaseSearch&) = delete;
  ReleaseSearch& operator=(const ReleaseSearch&) = delete;

  // Bit i: word i of the query is in no text of the release.
  uint64_t unknown() const { return unknown_; }
  // What the words came to; Candidate::terms count these.
  const std::vector<TermChoices>& wanted() const { return wanted_; }

  // Adds the best documents that have all words.
  void FindAll(size_t limit, std::vector<Candidate>& candidates);
  // Adds the best documents that have some; with `around`, also those that have
  // what may stand for a word: the larger site, the parts of a learned word.
  void FindSome(size_t limit, bool around, std::vector<Candidate>& candidates);
  // Adds the best terms of the alphabetic lists that have all words, or some.
  void FindIndexTerms(bool all, size_t limit,
                      std::vector<Candidate>& candidates);

 private:
  void MakeTerms(DocumentKind kind, std::vector<QueryTerm>& terms);
  void AddMatches(DocumentKind kind, bool all,
                  std::vector<Candidate>& candidates) const;

  const TextIndex& text_;
  uint32_t number_;
  const Query& query_;
  NodeChoice choice_;
  Stemmer& stemmer_;
  QueryScratch& scratch_;
  std::vector<TermChoices> wanted_;
  // From here on, what only stands for words of the query.
  size_t around_ = 0;
  uint64_t unknown_ = 0;
  std::vector<Match> matches_;
};

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_RELEASE_SEARCH_H_
