#include "codesets/searcher.h"

#include <algorithm>
#include <array>
#include <bit>

#include "absl/container/flat_hash_map.h"
#include "absl/container/inlined_vector.h"
#include "absl/strings/ascii.h"
#include "codesets/coder_words.h"
#include "codesets/index_lookup.h"
#include "codesets/release_search.h"
#include "codesets/text_documents.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// Of what has not all words, so many hits of one category at most, before every
// other category had its turn.
constexpr size_t kMostOfCategory = 4;

// Of documents that have not all words, so many are looked at for one hit: many
// are left out because of their category.
constexpr size_t kDocumentsPerHit = 3;

// Where no code has all words, the one for everything else may be meant.
constexpr int32_t kOtherBonus = 1024;

// Where a side is named, codes that leave something open come later.
constexpr int32_t kUnspecifiedSidePenalty = 512;

// "DM2" begins codes of ICD-10-PCS; coders mean diabetes.
bool IsAbbreviation(std::string_view text) {
  const std::string lower = absl::AsciiStrToLower({text.data(), text.size()});
  return !Abbreviations().MeaningOf(lower).empty();
}

bool NamesSide(const Query& query) {
  return std::ranges::any_of(query.words, [](const QueryWord& word) {
    return word.text == "left" || word.text == "right" ||
           word.text == "bilateral" || word.text == "both";
  });
}

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

struct SearchScratch::State {
  ReleaseScratch releases;
  std::vector<Candidate> candidates;
};

SearchScratch::SearchScratch() : state_(std::make_unique<State>()) {}
SearchScratch::SearchScratch(SearchScratch&&) noexcept = default;
SearchScratch::~SearchScratch() = default;

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

namespace {

// Makes hits of the candidates of all releases.
class HitMaker {
 public:
  HitMaker(const std::vector<CodeSetPtr>& releases,
           const std::vector<std::optional<ReleaseSearch>>& searches,
           const Query& query, const SearchOptions& options)
      : releases_(releases),
        searches_(searches),
        options_(options),
        names_side_(NamesSide(query)) {}

  // The best candidate of each node, the best node first.
  void Rank(std::vector<Candidate>& candidates) const {
    for (Candidate& candidate : candidates) Adjust(candidate);
    std::ranges::sort(candidates, [&](const Candidate& a, const Candidate& b) {
      if (a.all != b.all) return a.all;
      if (a.score != b.score) return a.score > b.score;
      const bool a_billable = releases_[a.release]->billable(a.node);
      const bool b_billable = releases_[b.release]->billable(b.node);
      if (a_billable != b_billable) return a_billable;
      if (a.release != b.release) return a.release < b.release;
      if (a.node != b.node) return a.node < b.node;
      if (a.kind != b.kind) return a.kind < b.kind;
      return a.source < b.source;
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

  std::vector<SearchHit> Make(const std::vector<Candidate>& ranked) {
    std::vector<const Candidate*> later;
    absl::flat_hash_map<uint64_t, size_t> categories;
    for (const Candidate& candidate : ranked) {
      if (Full()) break;
      if (!candidate.all) {
        const Code code = releases_[candidate.release]->code(candidate.node);
        const size_t most =
            hits_.size() < options_.limit * 6 / 10 ? kMostOfCategory : 1;
        if (++categories[code.Prefix(3).key()] > most) {
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

 private:
  bool Full() const { return hits_.size() >= options_.limit; }

  // What only the text of the title tells.
  void Adjust(Candidate& candidate) const {
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

  void Add(const Candidate& candidate) {
    SearchHit hit{.release = releases_[candidate.release].get(),
                  .node = candidate.node,
                  .all_words = candidate.all,
                  .score = candidate.score,
                  .found = {.kind = candidate.kind,
                            .named = NotInTitle(candidate) == 0,
                            .source = candidate.source}};
    const std::vector<NodeId> extended = Extensions(candidate);
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

  // The terms that it has, but not in the title or phrase.
  static uint64_t NotInTitle(const Candidate& candidate) {
    return (candidate.terms & 0xFFFFFFFF) & ~(candidate.terms >> 32);
  }

  // The codes with seventh characters that are meant: those that say most of
  // the words that the title does not. None when no word is about them.
  std::vector<NodeId> Extensions(const Candidate& candidate) const {
    const CodeSet& release = *releases_[candidate.release];
    const uint64_t rest = NotInTitle(candidate);
    const bool wanted = NeedsSeventhCharacter(release, candidate.node) &&
                        (options_.billable_only ||
                         (rest != 0 && candidate.kind == DocumentKind::kCode));
    std::vector<NodeId> best;
    if (!wanted) return best;
    size_t most = options_.billable_only ? 0 : 1;
    const std::string_view title = release.title(candidate.node);
    for (const NodeId child : release.Children(candidate.node)) {
      if (!release.extended(child)) break;
      const std::string_view whole = release.title(child);
      const size_t count = CountOf(
          candidate, rest, whole.substr(std::min(title.size(), whole.size())));
      if (count < most) continue;
      if (count > most || (count == most && best.empty())) {
        best.assign(1, child);
        most = count;
      }
    }
    return best;
  }

  // How many of the terms `rest` a text has.
  size_t CountOf(const Candidate& candidate, uint64_t rest,
                 std::string_view words) const {
    const TextIndex& text = releases_[candidate.release]->text_index();
    const auto& wanted = searches_[candidate.release]->wanted();
    uint64_t found = 0;
    ForEachWord(words, [&](std::string_view word) {
      const auto known = text.FindWord(word);
      if (!known) return;
      for (size_t i = 0; i < wanted.size(); ++i) {
        for (const TermChoice& choice : wanted[i]) {
          if (choice.term == text.term_of(*known)) found |= uint64_t{1} << i;
        }
      }
    });
    return static_cast<size_t>(std::popcount(found & rest));
  }

  const std::vector<CodeSetPtr>& releases_;
  const std::vector<std::optional<ReleaseSearch>>& searches_;
  const SearchOptions& options_;
  bool names_side_;
  std::vector<SearchHit> hits_;
};

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
void FindAll(std::vector<std::optional<ReleaseSearch>>& searches, size_t limit,
             bool names_side, std::vector<Candidate>& candidates) {
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

// Bit i: no release has word i of the query, not even with a slip forgiven. A
// release is asked for what is behind a word it has not only when no other has
// it.
uint64_t UnknownWords(std::vector<std::optional<ReleaseSearch>>& searches,
                      size_t words) {
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

  std::vector<Candidate>& candidates = scratch.state_->candidates;
  candidates.clear();
  scratch.state_->releases.forms.Reset();
  const size_t documents =
      options.limit *
      (options.words == SearchOptions::Words::kAny ? 1 : kDocumentsPerHit);
  std::vector<std::optional<ReleaseSearch>> searches(releases_.size());
  for (uint32_t i = 0; i < releases_.size(); ++i) {
    const auto choice = NodeChoice::Of(*releases_[i], options);
    if (!choice) continue;
    searches[i].emplace(*releases_[i], i, result.query, *choice,
                        scratch.state_->releases);
  }
  const auto searched = [](const auto& search) { return search.has_value(); };
  if (std::ranges::none_of(searches, searched)) return result;
  const uint64_t unknown = UnknownWords(searches, result.query.words.size());
  if (options.words != SearchOptions::Words::kAny) {
    FindAll(searches, options.limit, NamesSide(result.query), candidates);
  }
  if (options.words != SearchOptions::Words::kAll &&
      !HaveEnough(candidates, options.limit)) {
    const bool around = options.words != SearchOptions::Words::kAny;
    for (std::optional<ReleaseSearch>& search : searches) {
      if (search) search->FindSome(documents, around, candidates);
    }
  }
  for (size_t i = 0; i < result.query.words.size(); ++i) {
    if ((unknown >> i & 1) != 0) {
      result.unknown.push_back(result.query.words[i].text);
    }
  }
  HitMaker maker(releases_, searches, result.query, options);
  maker.Rank(candidates);
  result.hits = maker.Make(candidates);
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
  std::vector<std::optional<ReleaseSearch>> searches(releases_.size());
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

std::vector<SearchHit> FindTypedCode(const std::vector<CodeSetPtr>& releases,
                                     std::string_view text,
                                     const SearchOptions& options) {
  std::vector<SearchHit> hits;
  const absl::string_view bare = absl::StripAsciiWhitespace(ToAbsl(text));
  const bool plausible = bare.size() >= 3 && bare.size() <= 8 &&
                         std::ranges::any_of(bare, absl::ascii_isdigit) &&
                         std::ranges::none_of(bare, [](unsigned char c) {
                           return absl::ascii_isspace(c);
                         });
  if (!plausible || IsAbbreviation({bare.data(), bare.size()})) return hits;
  for (const CodeSetPtr& release : releases) {
    const auto code =
        Code::Parse({bare.data(), bare.size()}, release->point_after());
    if (!code) continue;
    const std::optional<RowRange> rows = release->automaton().Range(*code);
    const auto choice = NodeChoice::Of(*release, options);
    if (!rows || !choice) continue;
    for (NodeId row = rows->first; row < rows->last; ++row) {
      if (hits.size() >= options.limit) return hits;
      if (options.billable_only && !release->billable(row)) continue;
      if (!(*choice)(row)) continue;
      hits.push_back({.release = release.get(),
                      .node = row,
                      .all_words = true,
                      .score = 0,
                      .found = {.typed = true}});
    }
  }
  return hits;
}

}  // namespace codebook
