#include "codesets/word_lookup.h"

#include <algorithm>

#include "codesets/coder_words.h"
#include "engine/words.h"

namespace codebook {
namespace {

// Shorter words have too many neighbours.
constexpr size_t kShortestMisspelt = 5;
// Shorter ones begin too much, unless one is still being typed.
constexpr size_t kShortestBeginning = 3;
constexpr size_t kMostMisspelt = 12;

}  // namespace

bool WithinOneSlip(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  if (i == a.size()) return true;
  if (a.size() != b.size()) return a.substr(i) == b.substr(i + 1);
  if (a.substr(i + 1) == b.substr(i + 1)) return true;
  return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] &&
         a.substr(i + 2) == b.substr(i + 2);
}

void WordLookup::Add(uint32_t term, TermPlace most,
                     TermChoices& choices) const {
  const bool anywhere =
      text_.postings(term, DocumentKind::kCode).count() != 0 ||
      text_.postings(term, DocumentKind::kPhrase).count() != 0;
  if (!anywhere) return;
  for (const TermChoice& choice : choices) {
    if (choice.term == term) return;
  }
  choices.push_back({term, most});
}

// The term of a word that the release has, or has in another form.
std::optional<uint32_t> WordLookup::TermOfWord(std::string_view word) {
  const auto has = [&](std::optional<uint32_t> known) {
    if (!known) return false;
    const uint32_t term = text_.term_of(*known);
    return text_.postings(term, DocumentKind::kCode).count() != 0 ||
           text_.postings(term, DocumentKind::kPhrase).count() != 0;
  };
  std::optional<uint32_t> known = text_.FindWord(word);
  if (!has(known)) {
    WordForms& forms = forms_.Of(word);
    if (forms.spelt() != word) known = text_.FindWord(forms.spelt());
    if (!has(known)) known = text_.FindWord(forms.stem());
    if (!has(known)) return std::nullopt;
  }
  return text_.term_of(*known);
}

bool WordLookup::AddTerm(std::string_view word,
                         std::vector<TermChoices>& wanted) {
  const std::optional<uint32_t> term = TermOfWord(word);
  if (!term) return false;
  wanted.emplace_back().push_back({*term});
  return true;
}

bool WordLookup::AddAllOf(std::string_view words,
                          std::vector<TermChoices>& wanted) {
  const size_t before = wanted.size();
  bool all = !words.empty();
  ForEachWord(words, [&](std::string_view word) {
    if (all && !IsStopWord(word)) all = AddTerm(word, wanted);
  });
  if (!all) wanted.resize(before);
  return all;
}

bool WordLookup::AddAllOf(std::span<const std::string_view> words,
                          std::vector<TermChoices>& wanted) {
  const size_t before = wanted.size();
  bool all = !words.empty();
  for (const std::string_view word : words) {
    if (all && !IsStopWord(word)) all = AddTerm(word, wanted);
  }
  if (!all) wanted.resize(before);
  return all;
}

void WordLookup::AddBeginning(std::string_view word, TermPlace most,
                              TermChoices& choices) const {
  // Words of one term mostly stand together: it is enough not to add the same
  // twice in a row, a term twice does no harm.
  if (const auto common = text_.TermOfBeginning(word)) {
    choices.push_back({*common, most});
    return;
  }
  uint32_t last = text_.term_count();
  const WordRange range = text_.WordsWithPrefix(word);
  for (uint32_t i = range.first; i < range.last; ++i) {
    const uint32_t term = text_.term_of(i);
    if (term == last) continue;
    last = term;
    choices.push_back({term, most});
  }
}

void WordLookup::AddMisspelt(std::string_view word, bool beginning,
                             TermChoices& choices) const {
  for (uint32_t i = 0; i < text_.word_count(); ++i) {
    std::string_view known = text_.word(i);
    if (known.size() + 1 < word.size()) continue;
    bool near = known.size() <= word.size() + 1 && WithinOneSlip(word, known);
    if (!near && beginning && known.size() > word.size()) {
      near = WithinOneSlip(word, known.substr(0, word.size()));
    }
    if (near) Add(text_.term_of(i), TermPlace::kNote, choices);
    if (choices.size() == kMostMisspelt) return;
  }
}

bool WordLookup::Look(const QueryWord& word, bool forgive,
                      std::vector<TermChoices>& wanted) {
  const std::optional<uint32_t> term = TermOfWord(word.text);
  if (term && !word.beginning) {
    wanted.emplace_back().push_back({*term});
    return true;
  }
  TermChoices choices;
  if (term) choices.push_back({*term});
  const size_t shortest = word.beginning ? 1 : kShortestBeginning;
  if (word.text.size() >= shortest) {
    AddBeginning(word.text, term ? TermPlace::kAround : TermPlace::kTitle,
                 choices);
  }
  if (choices.empty()) {
    WordForms& forms = forms_.Of(word.text);
    if (AddAllOf(forms.plain(), wanted)) return true;
    if (AddAllOf(forms.parts(), wanted)) return true;
    if (forgive && word.text.size() >= kShortestMisspelt) {
      AddMisspelt(word.text, word.beginning, choices);
    }
  }
  if (choices.empty()) return false;
  wanted.push_back(std::move(choices));
  return true;
}

void WordLookup::LookAround(const QueryWord& word,
                            std::vector<TermChoices>& wanted) {
  ForEachWord(LargerSites().MeaningOf(word.text),
              [&](std::string_view larger) { AddTerm(larger, wanted); });
  for (const std::string_view part : forms_.Of(word.text).parts()) {
    AddTerm(part, wanted);
  }
}

}  // namespace codebook
