// How coders write: abbreviations, plain words for learned ones, sites that the
// lists only have as part of larger ones. The tables are in coder_words.cc; all
// words are in lower case.

#ifndef CODEBOOK_CODESETS_CODER_WORDS_H_
#define CODEBOOK_CODESETS_CODER_WORDS_H_

#include <span>
#include <string_view>

namespace codebook {

struct CoderWord {
  // What is written; for phrases, two or more words.
  std::string_view written;
  // What the lists call it, words separated by blanks.
  std::string_view meaning;
};

// Written in place of words: "fx", "htn", "dm2", "s/p".
std::span<const CoderWord> Abbreviations();
// Names in two or three words: "heart attack", "high blood pressure".
std::span<const CoderWord> PlainPhrases();
// Words that stand for others where a release does not have them: procedures
// and trade words ("appendectomy", "cabg").
std::span<const CoderWord> PlainWords();
// A site and the larger one it is part of: "calf", "lower leg".
std::span<const CoderWord> LargerSites();

// What `written` means in a table sorted by `written`; empty when it is not in
// it.
std::string_view MeaningOf(std::span<const CoderWord> table,
                           std::string_view written);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_CODER_WORDS_H_
