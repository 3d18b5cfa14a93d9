// A code in place of words: declared in searcher.h.

#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/ascii.h"
#include "codesets/coder_words.h"
#include "codesets/release_search.h"
#include "codesets/searcher.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// "DM2" begins codes of ICD-10-PCS; coders mean diabetes.
bool IsAbbreviation(std::string_view text) {
  const std::string lower = absl::AsciiStrToLower({text.data(), text.size()});
  return !Abbreviations().MeaningOf(lower).empty();
}

}  // namespace

std::vector<SearchHit> FindTypedCode(const std::vector<CodeSetPtr>& releases,
                                     std::string_view text,
                                     const SearchOptions& options) {
  std::vector<SearchHit> hits;
  const absl::string_view bare = absl::StripAsciiWhitespace(ToAbsl(text));
  const bool plausible = bare.size() >= 3 && bare.size() <= 8 &&
                         std::ranges::any_of(bare, absl::ascii_isdigit) &&
                         std::ranges::none_of(bare, [](unsigned char c) {
                           return absl::ascii_isspace(c);
                         });
  if (!plausible || IsAbbreviation({bare.data(), bare.size()})) return hits;
  for (const CodeSetPtr& release : releases) {
    const auto code =
        Code::Parse({bare.data(), bare.size()}, release->point_after());
    if (!code) continue;
    const std::optional<RowRange> rows = release->automaton().Range(*code);
    const auto choice = NodeChoice::Of(*release, options);
    if (!rows || !choice) continue;
    for (NodeId row = rows->first; row < rows->last; ++row) {
      if (hits.size() >= options.limit) return hits;
      if (options.billable_only && !release->billable(row)) continue;
      if (!(*choice)(row)) continue;
      hits.push_back({.release = release.get(),
                      .node = row,
                      .all_words = true,
                      .score = 0,
                      .found = {.typed = true}});
    }
  }
  return hits;
}

}  // namespace codebook
