#include "codesets/successors.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "codesets/suggest.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// The shortest beginning that makes codes related: a category.
constexpr size_t kShortestBeginning = 3;
// More codes than this that begin alike are no neighbourhood.
constexpr uint32_t kMostRows = 512;

bool HasSeventhCharacterOf(const CodeSet& last, NodeId row, Code code) {
  const Code retired = last.code(row);
  return !last.extended(row) || code[code.size() - 1] == retired[6];
}

}  // namespace

void AddSuccessors(const CodeSet& last, NodeId row, Verdict& verdict) {
  const CodeSet& release = *verdict.release;
  const Automaton::Walk walk = release.automaton().Follow(verdict.code);
  const uint32_t end = walk.row + release.automaton().codes(walk.state);
  if (walk.length < kShortestBeginning || end - walk.row > kMostRows) return;
  std::vector<Suggestion> suggestions;
  for (uint32_t next = walk.row; next < end; ++next) {
    if (suggestions.size() == kMaxSuggestions) break;
    const Code code = release.code(next);
    if (!release.billable(next) || last.Find(code) ||
        !HasSeventhCharacterOf(last, row, code)) {
      continue;
    }
    suggestions.push_back(
        {.code = release.Print(code),
         .title = release.title(next),
         .why = Concat("new since ", last.id().ToString(), ", beside it")});
  }
  for (Suggestion& suggestion : verdict.suggestions) {
    const bool known =
        std::ranges::find(suggestions, suggestion.code, &Suggestion::code) !=
        suggestions.end();
    if (suggestions.size() < kMaxSuggestions && !known) {
      suggestions.push_back(std::move(suggestion));
    }
  }
  verdict.suggestions = std::move(suggestions);
}

}  // namespace codebook
