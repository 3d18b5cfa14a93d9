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
#include "codesets/word_forms.h"
#include "codesets/word_lookup.h"
#include "engine/code_set.h"
#include "engine/term_unions.h"
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

// Memory that the searches of a query share, and keep from query to query.
struct ReleaseScratch {
  FormsOfWords forms;
  TermUnions unions;
  std::vector<TermUnions::Part> parts;
  std::vector<QueryTerm> terms;
  std::vector<Match> matches;
};

class ReleaseSearch {
 public:
  // All outlive the search.
  ReleaseSearch(const CodeSet& release, uint32_t number, const Query& query,
                const NodeChoice& choice, ReleaseScratch& scratch);
  ReleaseSearch(const ReleaseSearch&) = delete;
  ReleaseSearch& operator=(const ReleaseSearch&) = delete;

  // Looks the words of the query up, up to the first that is in no text of the
  // release; whether there is none such.
  bool HasAll();
  // Looks them all up.
  void LookAtAll();
  // The same again, where bit i of `forgive` says that word i may have a slip
  // in it.
  void LookAgain(uint64_t forgive);

  // Of the words that were looked up, bit i: the release has word i.
  uint64_t known() const { return known_; }
  // What the words came to; Candidate::terms count these.
  const std::vector<TermChoices>& wanted() const { return wanted_; }

  // Adds the best documents of a kind that have all words and a score above
  // `bar`. When these are `limit` codes, the score of the last; else kNoScore.
  int32_t FindAll(DocumentKind kind, size_t limit, int32_t bar,
                  std::vector<Candidate>& candidates);
  // Adds the best documents that have some; with `around`, also those that have
  // what may stand for a word: the larger site, the parts of a learned word.
  void FindSome(size_t limit, bool around, std::vector<Candidate>& candidates);
  // Adds the best terms of the alphabetic lists that have all words, or some.
  void FindIndexTerms(bool all, size_t limit,
                      std::vector<Candidate>& candidates);

 private:
  void LookAtNext();
  void MakeTerms(DocumentKind kind);
  QueryTerm MakeUnion(const TermChoices& choices, DocumentKind kind);
  void AddMatches(DocumentKind kind, bool all,
                  std::vector<Candidate>& candidates) const;

  const TextIndex& text_;
  uint32_t number_;
  const Query& query_;
  NodeChoice choice_;
  ReleaseScratch& scratch_;
  std::vector<TermChoices> wanted_;
  // From here on, what only stands for words of the query.
  size_t around_ = 0;
  // So many words were looked up.
  size_t looked_ = 0;
  uint64_t forgive_ = 0;
  uint64_t known_ = 0;
};

// Of each release that is searched; none where nothing of it is asked for.
using ReleaseSearches = std::vector<std::optional<ReleaseSearch>>;

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_RELEASE_SEARCH_H_
