// A query as the words to look for.
//
// Example:
//   ParseQuery("fx fem neck").words;    // fracture, femur, neck (beginning)
//   ParseQuery("Sézary's ").words;      // sezary
//
// Abbreviations and plain names are replaced by what they mean (coder_words.h),
// words that every text has are left out. What is typed last may go on, so it
// is the beginning of a word unless a blank follows it.

#ifndef CODEBOOK_CODESETS_QUERY_WORDS_H_
#define CODEBOOK_CODESETS_QUERY_WORDS_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace codebook {

// More different words than this are not looked for.
inline constexpr size_t kMaxQueryWords = 32;
// What is behind this many bytes of a query is not looked at.
inline constexpr size_t kMaxQueryBytes = 4096;

struct QueryWord {
  std::string text;
  // Only its beginning has been typed.
  bool beginning = false;
};

struct Query {
  // No two are the same.
  std::vector<QueryWord> words;
  // Whether not all that was typed is in `words`.
  bool cut = false;
};

Query ParseQuery(std::string_view text);

// Words of grammar: they stand everywhere and say nothing.
std::span<const std::string_view> StopWords();
bool IsStopWord(std::string_view word);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_QUERY_WORDS_H_
