// Tells most words that are not in a table from those that may be, for much
// less than looking for them in it.
//
// Example:
//   constexpr WordFilter kFilter(kWords);
//   if (!kFilter.MayHave(word)) return;  // `word` is not one of kWords

#ifndef CODEBOOK_CODESETS_WORD_FILTER_H_
#define CODEBOOK_CODESETS_WORD_FILTER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace codebook {

class WordFilter {
 public:
  constexpr WordFilter() = default;
  template <typename Words>
  constexpr explicit WordFilter(const Words& words) {
    for (const std::string_view word : words) Add(word);
  }

  constexpr void Add(std::string_view word) {
    if (word.empty()) return;
    const uint32_t mark = MarkOf(word);
    marks_[mark / 64] |= uint64_t{1} << mark % 64;
  }

  // False only for words that have not been added.
  constexpr bool MayHave(std::string_view word) const {
    if (word.empty()) return false;
    const uint32_t mark = MarkOf(word);
    return (marks_[mark / 64] >> mark % 64 & 1) != 0;
  }

 private:
  static constexpr uint32_t kMarks = 2048;

  static constexpr uint32_t MarkOf(std::string_view word) {
    const auto at = [&](size_t i) {
      return static_cast<uint32_t>(static_cast<unsigned char>(word[i]));
    };
    return (at(0) + at(word.size() / 2) * 31 + at(word.size() - 1) * 961 +
            static_cast<uint32_t>(word.size()) * 181) %
           kMarks;
  }

  std::array<uint64_t, kMarks / 64> marks_{};
};

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_WORD_FILTER_H_
