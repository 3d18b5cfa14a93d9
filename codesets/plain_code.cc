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

void FindBlock(std::span<const CodeSetPtr> releases,
               std::span<const std::string_view> texts,
               std::span<PlainCode> plain) {
  std::array<CodeIndex::Hit, kBlock> hits;
  // How many releases have the code.
  std::array<uint8_t, kBlock> found{};
  std::ranges::fill(plain, PlainCode{});
  for (const CodeSetPtr& release : releases) {
    // Where codes begin and end on days of their own, dates are to be asked.
    const bool undated = !release->has_validity();
    release->index().FindAll(texts, hits);
    for (size_t i = 0; i < texts.size(); ++i) {
      if (hits[i].row == CodeIndex::kMiss) continue;
      const bool plain_here =
          undated && hits[i].billable && hits[i].row < release->row_count();
      plain[i] = plain_here && found[i] == 0 ? Describe(*release, texts[i])
                                             : PlainCode{};
      ++found[i];
    }
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
