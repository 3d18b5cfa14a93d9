// Texts as words: what search and the text index count as one.
//
// A word is a run of letters and digits, in lower case, without accents
// ("Sézary" is "sezary") and without a possessive "'s". Everything else
// separates words. Bytes that are no UTF-8 separate them as well.
//
// Example:
//   ForEachWord("Crohn's disease", [](std::string_view w) { ... });
//   // "crohn", "disease"

#ifndef CODEBOOK_ENGINE_WORDS_H_
#define CODEBOOK_ENGINE_WORDS_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"

struct sb_stemmer;

namespace codebook {

// Longer words are cut; no official text has one.
inline constexpr size_t kMaxWordBytes = 48;

// Calls `each` with every word of `text` in order. The words are valid for the
// call only.
void ForEachWord(std::string_view text,
                 absl::FunctionRef<void(std::string_view)> each);

// The English stem of a word (Snowball). Not safe to use from two threads.
class Stemmer {
 public:
  Stemmer();
  Stemmer(Stemmer&& other) noexcept;
  Stemmer& operator=(Stemmer&&) = delete;
  ~Stemmer();

  // Valid until the next call.
  std::string_view Stem(std::string_view word);

 private:
  sb_stemmer* stemmer_;
};

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_WORDS_H_
