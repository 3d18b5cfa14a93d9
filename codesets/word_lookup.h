// The words of a query in the vocabulary of one release.

#ifndef CODEBOOK_CODESETS_WORD_LOOKUP_H_
#define CODEBOOK_CODESETS_WORD_LOOKUP_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "codesets/query_words.h"
#include "codesets/word_forms.h"
#include "engine/text_index.h"

namespace codebook {

// One of the terms that a word may be.
struct TermChoice {
  uint32_t term;
  // What it counts for at most, where it stands in a title.
  TermPlace most = TermPlace::kTitle;

  friend bool operator==(const TermChoice&, const TermChoice&) = default;
};

// What a document must have for a word of the query: any of these.
using TermChoices = absl::InlinedVector<TermChoice, 4>;

class WordLookup {
 public:
  // Both outlive the lookup.
  WordLookup(const TextIndex& text, FormsOfWords& forms)
      : text_(text), forms_(forms) {}

  // Adds what `word` asks of a document: one entry, or several where the word
  // stands for several. False, and nothing added, when the release has nothing
  // like it. With `forgive`, a word with one slip in it is like it: that looks
  // at every word, so it is for words that no release has.
  bool Look(const QueryWord& word, bool forgive,
            std::vector<TermChoices>& wanted);

  // Adds what may stand for `word` where it is not there itself: the larger
  // site, the parts of a learned word.
  void LookAround(const QueryWord& word, std::vector<TermChoices>& wanted);

 private:
  std::optional<uint32_t> TermOfWord(std::string_view word);
  bool AddTerm(std::string_view word, std::vector<TermChoices>& wanted);
  bool AddAllOf(std::string_view words, std::vector<TermChoices>& wanted);
  bool AddAllOf(std::span<const std::string_view> words,
                std::vector<TermChoices>& wanted);
  void AddBeginning(std::string_view word, TermPlace most,
                    TermChoices& choices) const;
  void AddMisspelt(std::string_view word, bool beginning,
                   TermChoices& choices) const;
  void Add(uint32_t term, TermPlace most, TermChoices& choices) const;

  const TextIndex& text_;
  FormsOfWords& forms_;
};

// Whether one character left out, put in, replaced or exchanged with the next
// makes `a` of `b`, or they are the same.
bool WithinOneSlip(std::string_view a, std::string_view b);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_WORD_LOOKUP_H_
