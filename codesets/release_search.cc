#include "codesets/release_search.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "absl/strings/ascii.h"
#include "codesets/text_documents.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// A code is one document; several phrases may lead to one code.
size_t LimitOf(DocumentKind kind, size_t limit) {
  constexpr size_t kPhrasesPerCode = 2;
  return kind == DocumentKind::kCode ? limit : limit * kPhrasesPerCode;
}

// "Hemorrhage, hemorrhagic" asks for one thing.
void DropRepeated(std::vector<TermChoices>& wanted) {
  size_t kept = 0;
  for (size_t i = 0; i < wanted.size() && kept < kMaxQueryTerms; ++i) {
    const bool known = std::any_of(
        wanted.begin(), wanted.begin() + static_cast<ptrdiff_t>(kept),
        [&](const TermChoices& other) {
          return std::ranges::find(other, wanted[i].front()) != other.end();
        });
    if (known) continue;
    if (kept != i) wanted[kept] = std::move(wanted[i]);
    ++kept;
  }
  wanted.resize(kept);
}

}  // namespace

std::optional<NodeChoice> NodeChoice::Of(const CodeSet& release,
                                         const SearchOptions& options) {
  NodeChoice choice(release);
  choice.billable_only_ = options.billable_only;
  if (options.within.empty()) return choice;
  const std::string name = absl::AsciiStrToUpper(options.within);
  const auto code = Code::Parse(name, release.point_after());
  const auto rows = code ? release.automaton().Range(*code) : std::nullopt;
  choice.group_ = release.FindGroup(name);
  if (!rows && !choice.group_) return std::nullopt;
  // A section of one category shares its name; what it holds is the same.
  if (rows) {
    choice.rows_ = *rows;
    choice.group_.reset();
  }
  return choice;
}

bool NodeChoice::operator()(NodeId node) const {
  if (node < rows_.first || node >= rows_.last) return false;
  // Extended codes are found through the code they extend.
  if (billable_only_ && !release_->billable(node) &&
      !NeedsSeventhCharacter(*release_, node)) {
    return false;
  }
  if (!group_) return true;
  const std::vector<NodeId> above = release_->Lineage(node);
  return std::ranges::find(above, *group_) != above.end();
}

ReleaseSearch::ReleaseSearch(const CodeSet& release, uint32_t number,
                             const Query& query, uint64_t forgive,
                             const NodeChoice& choice, Stemmer& stemmer,
                             QueryScratch& scratch)
    : text_(release.text_index()),
      number_(number),
      query_(query),
      choice_(choice),
      stemmer_(stemmer),
      scratch_(scratch) {
  WordLookup lookup(text_, stemmer_);
  for (size_t i = 0; i < query_.words.size(); ++i) {
    const uint64_t bit = uint64_t{1} << i;
    const bool known =
        lookup.Look(query_.words[i], (forgive & bit) != 0, wanted_);
    if (!known) unknown_ |= bit;
  }
  DropRepeated(wanted_);
  around_ = wanted_.size();
}

void ReleaseSearch::MakeTerms(DocumentKind kind,
                              std::vector<QueryTerm>& terms) {
  const size_t documents = text_.documents(kind).size();
  terms.clear();
  for (size_t i = 0; i < wanted_.size(); ++i) {
    const TermChoices& choices = wanted_[i];
    QueryTerm& term = terms.emplace_back();
    const TermChoice& first = choices.front();
    if (choices.size() == 1 && first.most == TermPlace::kTitle) {
      term.postings = text_.postings(first.term, kind);
      term.weight = text_.weight(first.term);
    } else {
      std::vector<QueryScratch::Part> parts;
      parts.reserve(choices.size());
      for (const TermChoice& choice : choices) {
        parts.push_back({text_.postings(choice.term, kind), choice.most});
      }
      term.postings = scratch_.Union(parts, documents);
      // The word itself, or as if all were one term.
      const bool exact =
          choices.size() > 1 && first.most != choices.back().most;
      term.weight =
          exact ? text_.weight(first.term)
                : static_cast<int32_t>(std::lround(
                      1024 * std::log1p(static_cast<double>(documents) /
                                        (term.postings.count() + 1.0))));
    }
    if (i >= around_) term.weight /= 2;
  }
}

void ReleaseSearch::AddMatches(DocumentKind kind, bool all,
                               std::vector<Candidate>& candidates) const {
  const auto documents = text_.documents(kind);
  for (const Match& match : matches_) {
    const DocumentRecord& document = documents[match.document];
    candidates.push_back({.release = number_,
                          .node = document.node,
                          .score = match.score,
                          .kind = kind,
                          .source = document.source,
                          .terms = match.terms,
                          .all = all});
  }
}

void ReleaseSearch::FindAll(size_t limit, std::vector<Candidate>& candidates) {
  if (unknown_ != 0 || wanted_.empty()) return;
  std::vector<QueryTerm> terms;
  for (const DocumentKind kind : {DocumentKind::kCode, DocumentKind::kPhrase}) {
    MakeTerms(kind, terms);
    MatchAll(terms, text_.documents(kind), choice_, LimitOf(kind, limit),
             matches_);
    AddMatches(kind, true, candidates);
    scratch_.Reset();
  }
}

void ReleaseSearch::FindSome(size_t limit, bool around,
                             std::vector<Candidate>& candidates) {
  if (around) {
    WordLookup lookup(text_, stemmer_);
    for (const QueryWord& word : query_.words) lookup.LookAround(word, wanted_);
    DropRepeated(wanted_);
  }
  std::vector<QueryTerm> terms;
  for (const DocumentKind kind : {DocumentKind::kCode, DocumentKind::kPhrase}) {
    MakeTerms(kind, terms);
    MatchAny(terms, text_.documents(kind), choice_, LimitOf(kind, limit),
             matches_);
    AddMatches(kind, false, candidates);
    scratch_.Reset();
  }
}

void ReleaseSearch::FindIndexTerms(bool all, size_t limit,
                                   std::vector<Candidate>& candidates) {
  if (all && (unknown_ != 0 || wanted_.empty())) return;
  // Notes, and the other cells of a row, are found as well.
  const size_t documents = limit * 10 + 100;
  const auto any = [](NodeId) { return true; };
  std::vector<QueryTerm> terms;
  MakeTerms(DocumentKind::kPhrase, terms);
  const auto phrases = text_.documents(DocumentKind::kPhrase);
  if (all) {
    MatchAll(terms, phrases, any, documents, matches_);
  } else {
    MatchAny(terms, phrases, any, documents, matches_);
  }
  scratch_.Reset();
  std::erase_if(matches_, [&](const Match& match) {
    return PhraseKindOf(phrases[match.document]) != PhraseKind::kIndexTerm;
  });
  AddMatches(DocumentKind::kPhrase, all, candidates);
}

}  // namespace codebook
