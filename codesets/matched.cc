// What of a hit the words were found in: declared in searcher.h.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "codesets/index_lookup.h"
#include "codesets/searcher.h"
#include "codesets/text_documents.h"
#include "codesets/word_forms.h"
#include "codesets/word_lookup.h"

namespace codebook {
namespace {

MatchedKind KindOf(const Note& note) {
  return note.kind == NoteKind::kIncludes ? MatchedKind::kIncludes
                                          : MatchedKind::kInclusionTerm;
}

// The inclusion term or includes note that has most of the words, the first of
// several.
std::optional<Note> BestNote(const std::vector<Note>& notes,
                             const WordMatcher& matcher) {
  std::optional<Note> best;
  size_t most = 0;
  for (const Note& note : notes) {
    if (note.kind != NoteKind::kInclusionTerm &&
        note.kind != NoteKind::kIncludes) {
      continue;
    }
    size_t count = 0;
    ForEachWord(note.text,
                [&](std::string_view word) { count += matcher.Matches(word); });
    if (count > most) {
      most = count;
      best = note;
    }
  }
  return best;
}

}  // namespace

std::string_view MatchedKindName(MatchedKind kind) {
  constexpr std::array<std::string_view, 6> kNames = {
      "code", "title", "inclusion_term", "includes", "index", "above"};
  return kNames[static_cast<size_t>(kind)];
}

Matched WhatMatched(const SearchHit& hit, const Query& query) {
  const CodeSet& release = *hit.release;
  const SearchHit::Found& found = hit.found;
  Matched matched{MatchedKind::kTitle, std::string(release.title(hit.node))};
  if (found.typed) matched.kind = MatchedKind::kCode;
  // Codes with a seventh character are found through the one they extend.
  NodeId node = hit.node;
  if (release.extended(node)) node = release.parent(node).value_or(node);
  if (found.kind == DocumentKind::kPhrase) {
    const DocumentRecord document{
        .node = node, .source = found.source, .rank = 0};
    const uint32_t number = PhraseNumberOf(document);
    if (PhraseKindOf(document) == PhraseKind::kIndexTerm) {
      return {MatchedKind::kIndex, IndexPath(release.index_terms(), number)};
    }
    const std::vector<Note> notes = release.OwnNotes(node);
    if (number >= notes.size()) return matched;
    return {KindOf(notes[number]), std::string(notes[number].text)};
  }
  if (found.named) return matched;
  const WordMatcher matcher(release, query);
  if (const auto note = BestNote(release.OwnNotes(node), matcher)) {
    return {KindOf(*note), std::string(note->text)};
  }
  bool any = false;
  ForEachWord(release.title(hit.node),
              [&](std::string_view word) { any |= matcher.Matches(word); });
  if (!any) matched.kind = MatchedKind::kAbove;
  return matched;
}

WordMatcher::WordMatcher(const CodeSet& release, const Query& query)
    : text_(&release.text_index()) {
  FormsOfWords forms;
  WordLookup lookup(*text_, forms);
  std::vector<TermChoices> wanted;
  for (const QueryWord& word : query.words) lookup.Look(word, true, wanted);
  for (const TermChoices& choices : wanted) {
    for (const TermChoice& choice : choices) terms_.push_back(choice.term);
  }
  std::ranges::sort(terms_);
}

bool WordMatcher::Matches(std::string_view word) const {
  bool matches = false;
  ForEachWord(word, [&](std::string_view folded) {
    const auto known = text_->FindWord(folded);
    matches |=
        known && std::ranges::binary_search(terms_, text_->term_of(*known));
  });
  return matches;
}

}  // namespace codebook
