// Titles as search takes them: which of their words name what they are about.
//
// What is in parentheses, and endings such as "not elsewhere classified", can
// be found but does not make a title longer; nor do "unspecified", "other" and
// words of grammar. Shorter titles rank higher.

#ifndef CODEBOOK_CODESETS_TITLE_WORDS_H_
#define CODEBOOK_CODESETS_TITLE_WORDS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "engine/text_index.h"
#include "engine/text_index_builder.h"

namespace codebook {

class TitleWords {
 public:
  // `builder` outlives it.
  explicit TitleWords(TextIndexBuilder& builder);

  // Adds the words of `text` to `uses`; see TextIndexBuilder::AppendText.
  void Append(std::string_view text, TermPlace place,
              std::vector<uint32_t>& uses);

  // The rank of a title with these uses, in units of the score.
  int32_t RankOf(const std::vector<uint32_t>& uses);

 private:
  uint32_t TermOf(std::string_view word);
  void AppendPlain(std::string_view text, TermPlace place,
                   std::vector<uint32_t>& uses);
  size_t ContentWords(const std::vector<uint32_t>& uses);
  bool IsStop(uint32_t term);

  TextIndexBuilder& builder_;
  absl::flat_hash_set<uint32_t> light_;
  // What may be left unspecified without another thing being meant.
  absl::flat_hash_set<uint32_t> vague_;
  uint32_t unspecified_ = 0;
  absl::flat_hash_set<uint32_t> stop_;
  std::vector<uint32_t> counted_;
};

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_TITLE_WORDS_H_
