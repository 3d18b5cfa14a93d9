// Text with the words that a search found made bold.

#ifndef CODEBOOK_TOOLS_CODEBOOK_HIGHLIGHT_H_
#define CODEBOOK_TOOLS_CODEBOOK_HIGHLIGHT_H_

#include <string>
#include <string_view>

#include "absl/strings/ascii.h"
#include "codesets/searcher.h"
#include "tools/codebook/text_output.h"

namespace codebook {

// `text` with every word that `matcher` knows in bold, where there is colour.
inline std::string Highlighted(std::string_view text,
                               const WordMatcher& matcher,
                               const TextWriter& writer) {
  const auto in_word = [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  std::string shown;
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    while (end < text.size() && in_word(text[end])) ++end;
    if (end == at) {
      shown.push_back(text[at++]);
      continue;
    }
    const std::string_view word = text.substr(at, end - at);
    shown += matcher.Matches(word) ? writer.Paint(Ink::kBold, word)
                                   : std::string(word);
    at = end;
  }
  return shown;
}

}  // namespace codebook

#endif  // CODEBOOK_TOOLS_CODEBOOK_HIGHLIGHT_H_
