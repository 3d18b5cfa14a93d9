// The forms that a word of a query may be looked for in. They are the same in
// every release, and most words need only the first: each is worked out when it
// is first asked for.
//
// Example:
//   FormsOfWords forms;
//   forms.Of("haemorrhages").spelt();  // "hemorrhages"
//   forms.Reset();                     // before the next search

#ifndef CODEBOOK_CODESETS_WORD_FORMS_H_
#define CODEBOOK_CODESETS_WORD_FORMS_H_

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/words.h"

namespace codebook {

class WordForms {
 public:
  explicit WordForms(Stemmer& stemmer) : stemmer_(&stemmer) {}

  // Makes it those of another word.
  void Assign(std::string_view word);

  std::string_view word() const { return word_; }
  // As it is spelt in American English.
  std::string_view spelt();
  std::string_view stem();
  // What it stands for where a release does not have it: see PlainWords.
  std::string_view plain();
  // What a learned word is made of: see PartsOf.
  const std::vector<std::string_view>& parts();

 private:
  Stemmer* stemmer_;
  std::string word_;
  std::optional<std::string> spelt_;
  std::optional<std::string> stem_;
  std::optional<std::string_view> plain_;
  std::optional<std::vector<std::string_view>> parts_;
};

// Those of all words of one search. Used by one thread at a time.
class FormsOfWords {
 public:
  // Valid until Reset.
  WordForms& Of(std::string_view word);
  void Reset() { used_ = 0; }

 private:
  Stemmer stemmer_;
  // References to its elements are handed out.
  std::deque<WordForms> forms_;
  size_t used_ = 0;
};

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_WORD_FORMS_H_
