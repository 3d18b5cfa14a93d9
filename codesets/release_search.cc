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
                             const Query& query, const NodeChoice& choice,
                             ReleaseScratch& scratch)
    : text_(release.text_index()),
      number_(number),
      query_(query),
      choice_(choice),
      scratch_(scratch) {}

void ReleaseSearch::LookAtNext() {
  const size_t words = query_.words.size();
  if (wanted_.empty()) wanted_.reserve(words);
  const uint64_t bit = uint64_t{1} << looked_;
  const bool known =
      WordLookup(text_, scratch_.forms)
          .Look(query_.words[looked_], (forgive_ & bit) != 0, wanted_);
  if (known) known_ |= bit;
  if (++looked_ < words) return;
  DropRepeated(wanted_);
  around_ = wanted_.size();
}

bool ReleaseSearch::HasAll() {
  const auto all_known = [&] { return known_ + 1 == uint64_t{1} << looked_; };
  while (looked_ < query_.words.size() && all_known()) LookAtNext();
  return all_known();
}

void ReleaseSearch::LookAtAll() {
  while (looked_ < query_.words.size()) LookAtNext();
}

void ReleaseSearch::LookAgain(uint64_t forgive) {
  forgive_ = forgive;
  looked_ = 0;
  known_ = 0;
  wanted_.clear();
  LookAtAll();
}

QueryTerm ReleaseSearch::MakeUnion(const TermChoices& choices,
                                   DocumentKind kind) {
  const size_t documents = text_.documents(kind).size();
  scratch_.parts.clear();
  for (const TermChoice& choice : choices) {
    scratch_.parts.push_back({text_.postings(choice.term, kind), choice.most});
  }
  QueryTerm term;
  term.postings = scratch_.unions.Make(scratch_.parts, documents);
  const TermChoice& first = choices.front();
  if (choices.size() > 1 && first.most != choices.back().most) {
    term.weight = text_.weight(first.term);
    return term;
  }
  // As if all were one term.
  term.weight = static_cast<int32_t>(
      std::lround(1024 * std::log1p(static_cast<double>(documents) /
                                    (term.postings.count() + 1.0))));
  return term;
}

void ReleaseSearch::MakeTerms(DocumentKind kind) {
  scratch_.terms.clear();
  scratch_.unions.Reset();
  for (size_t i = 0; i < wanted_.size(); ++i) {
    const TermChoices& choices = wanted_[i];
    const TermChoice& first = choices.front();
    QueryTerm term;
    if (choices.size() == 1 && first.most == TermPlace::kTitle) {
      term.postings = text_.postings(first.term, kind);
      term.weight = text_.weight(first.term);
    } else {
      term = MakeUnion(choices, kind);
    }
    if (i >= around_) term.weight /= 2;
    scratch_.terms.push_back(term);
  }
}

void ReleaseSearch::AddMatches(DocumentKind kind, bool all,
                               std::vector<Candidate>& candidates) const {
  const auto documents = text_.documents(kind);
  for (const Match& match : scratch_.matches) {
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

int32_t ReleaseSearch::FindAll(DocumentKind kind, size_t limit, int32_t bar,
                               std::vector<Candidate>& candidates) {
  if (!HasAll() || wanted_.empty()) return kNoScore;
  MakeTerms(kind);
  MatchAll(scratch_.terms, text_.documents(kind), choice_, LimitOf(kind, limit),
           scratch_.matches, bar);
  AddMatches(kind, true, candidates);
  return kind == DocumentKind::kCode && scratch_.matches.size() == limit
             ? scratch_.matches.back().score
             : kNoScore;
}

void ReleaseSearch::FindSome(size_t limit, bool around,
                             std::vector<Candidate>& candidates) {
  LookAtAll();
  if (around) {
    WordLookup lookup(text_, scratch_.forms);
    for (const QueryWord& word : query_.words) lookup.LookAround(word, wanted_);
    DropRepeated(wanted_);
  }
  for (const DocumentKind kind : {DocumentKind::kCode, DocumentKind::kPhrase}) {
    MakeTerms(kind);
    MatchAny(scratch_.terms, text_.documents(kind), choice_,
             LimitOf(kind, limit), scratch_.matches);
    AddMatches(kind, false, candidates);
  }
}

void ReleaseSearch::FindIndexTerms(bool all, size_t limit,
                                   std::vector<Candidate>& candidates) {
  if (all && (!HasAll() || wanted_.empty())) return;
  // Notes, and the other cells of a row, are found as well.
  const size_t documents = limit * 10 + 100;
  const auto any = [](NodeId) { return true; };
  MakeTerms(DocumentKind::kPhrase);
  const auto phrases = text_.documents(DocumentKind::kPhrase);
  if (all) {
    MatchAll(scratch_.terms, phrases, any, documents, scratch_.matches);
  } else {
    MatchAny(scratch_.terms, phrases, any, documents, scratch_.matches);
  }
  std::erase_if(scratch_.matches, [&](const Match& match) {
    return PhraseKindOf(phrases[match.document]) != PhraseKind::kIndexTerm;
  });
  AddMatches(DocumentKind::kPhrase, all, candidates);
}

}  // namespace codebook
