#include "codesets/plain_code.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "engine/code_index.h"
#include "engine/folded_key.h"

namespace codebook {
namespace {

constexpr size_t kBlock = 64;

PlainCode Describe(const CodeSet& release, std::string_view text) {
  const Code code = CodeOfFoldedKey(FoldedKey(text, release.index().point()));
  const size_t point_after = release.point_after();
  return {.release = &release,
          .code = code,
          .point_missing = point_after != 0 && code.size() > point_after &&
                           text.size() == code.size()};
}

// What is known of a text after some releases were asked.
struct Finding {
  uint8_t releases = 0;
  uint8_t last = 0;
  bool plain = false;
};

void FindBlock(std::span<const CodeSetPtr> releases,
               std::span<const std::string_view> texts,
               std::span<PlainCode> plain) {
  std::array<CodeIndex::Hit, kBlock> hits;
  std::array<Finding, kBlock> findings{};
  for (size_t number = 0; number < releases.size(); ++number) {
    const CodeSet& release = *releases[number];
    // Where codes begin and end on days of their own, dates are to be asked.
    const bool undated = !release.has_validity();
    const uint32_t rows = release.row_count();
    release.index().FindAll(texts, hits);
    // Which release has a code is not to be foreseen, so it is no branch.
    for (size_t i = 0; i < texts.size(); ++i) {
      const bool found = hits[i].row != CodeIndex::kMiss;
      findings[i].releases += found;
      findings[i].last =
          found ? static_cast<uint8_t>(number) : findings[i].last;
      findings[i].plain |= undated && hits[i].billable && hits[i].row < rows;
    }
  }
  for (size_t i = 0; i < texts.size(); ++i) {
    plain[i] = findings[i].plain && findings[i].releases == 1
                   ? Describe(*releases[findings[i].last], texts[i])
                   : PlainCode{};
  }
}

}  // namespace

void FindPlainCodes(std::span<const CodeSetPtr> releases,
                    std::span<const std::string_view> texts,
                    std::span<PlainCode> plain) {
  while (!texts.empty()) {
    const size_t count = std::min(kBlock, texts.size());
    FindBlock(releases, texts.first(count), plain.first(count));
    texts = texts.subspan(count);
    plain = plain.subspan(count);
  }
}

}  // namespace codebook
