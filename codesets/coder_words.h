// How coders write: abbreviations, plain words for learned ones, sites that the
// lists only have as part of larger ones. The tables are in coder_words.cc; all
// words are in lower case.

#ifndef CODEBOOK_CODESETS_CODER_WORDS_H_
#define CODEBOOK_CODESETS_CODER_WORDS_H_

#include <span>
#include <string_view>

#include "codesets/word_filter.h"

namespace codebook {

struct CoderWord {
  // What is written; for phrases, two or more words.
  std::string_view written;
  // What the lists call it, words separated by blanks.
  std::string_view meaning;
};

// A table, sorted by what is written.
class CoderTable {
 public:
  constexpr explicit CoderTable(std::span<const CoderWord> sorted)
      : words_(sorted) {
    for (const CoderWord& word : sorted) {
      filter_.Add(word.written);
      filter_.Add(word.written.substr(0, word.written.find(' ')));
    }
  }

  std::span<const CoderWord> words() const { return words_; }
  // What `written` means; empty when it is not in the table.
  std::string_view MeaningOf(std::string_view written) const;
  // What begins with the characters of `word`: of phrases those that it may be
  // the first word of, and perhaps others.
  std::span<const CoderWord> WithPrefix(std::string_view word) const;

 private:
  std::span<const CoderWord> words_;
  WordFilter filter_;
};

// Written in place of words: "fx", "htn", "dm2", "s/p".
const CoderTable& Abbreviations();
// Names in two or three words: "heart attack", "high blood pressure".
const CoderTable& PlainPhrases();
// Words that stand for others where a release does not have them: procedures
// and trade words ("appendectomy", "cabg").
const CoderTable& PlainWords();
// A site and the larger one it is part of: "calf", "lower leg".
const CoderTable& LargerSites();

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_CODER_WORDS_H_
