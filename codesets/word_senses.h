// What words mean to the text index: one term for words of one meaning.
//
// A word is first spelt the American way (haemorrhage, oedema, tumour), then
// brought to its stem, and words of one meaning get one term (renal, kidney).
// Learned words are also taken apart (nephritis: kidney, inflammation).
//
// Example:
//   WordSenses senses;
//   senses.Term("haemorrhages");   // "hemorrhag"
//   senses.Term("renal");          // "kidney"

#ifndef CODEBOOK_CODESETS_WORD_SENSES_H_
#define CODEBOOK_CODESETS_WORD_SENSES_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "engine/text_index_builder.h"
#include "engine/words.h"

namespace codebook {

// Words of one meaning, separated by blanks; the first names it. General
// medical English, see synonyms.cc.
std::span<const std::string_view> SynonymGroups();

// A beginning or ending of learned words, and the words it stands for,
// separated by blanks.
struct WordPart {
  std::string_view part;
  std::string_view words;
};
std::span<const WordPart> LearnedBeginnings();
std::span<const WordPart> LearnedEndings();

// `word` as it is spelt in American English.
std::string AmericanSpelling(std::string_view word);

// The words that a learned word is made of; none when it is not.
std::vector<std::string_view> PartsOf(std::string_view word);

// Used by one thread.
class WordSenses {
 public:
  WordSenses();

  // The term of a word.
  std::string Term(std::string_view word);

  // Term and parts, for TextIndexBuilder.
  void Look(std::string_view word, WordSense& sense);

 private:
  std::string Stem(std::string_view word);

  Stemmer stemmer_;
  // From stem to term.
  absl::flat_hash_map<std::string, std::string> term_of_;
};

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_WORD_SENSES_H_
