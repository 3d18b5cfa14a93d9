// How long does it take from a prefix to the rows of the codes below it?
//
// Codebook is measured from text and from a packed code; std::lower_bound, on
// sorted strings, finds the first code not below the prefix and the first
// beyond everything that begins with it.

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/harness.h"
#include "bench/queries.h"
#include "bench/releases.h"

namespace codebook {
namespace {

struct SortedCodes {
  CodeSetPtr release;
  std::vector<std::string> codes;
};

struct Prefixes {
  Texts texts;
  std::vector<Code> packed;
  std::vector<uint8_t> set;
  size_t size() const { return set.size(); }
};

// Cuts each code to between one and six characters.
Prefixes CutToPrefixes(const Queries& queries) {
  Random random(6);
  std::vector<std::string> texts;
  std::vector<Code> packed;
  for (size_t i = 0; i < queries.size(); ++i) {
    const std::string_view text =
        queries.normalised[i].substr(0, 1 + Below(6, random));
    texts.emplace_back(text);
    packed.push_back(*Code::FromCharacters(text));
  }
  return {Texts(texts), std::move(packed), queries.set};
}

uint64_t Both(const std::optional<RowRange>& range) {
  return range ? range->first + uint64_t{range->last} : 0;
}

std::optional<RowRange> RangeOf(const std::vector<std::string>& sorted,
                                std::string_view prefix) {
  const auto first = std::ranges::lower_bound(sorted, prefix);
  // Beyond every character of a code.
  const std::string beyond = std::string(prefix) + '\x7F';
  const auto last = std::ranges::lower_bound(first, sorted.end(), beyond);
  if (first == last) return std::nullopt;
  return RowRange{static_cast<uint32_t>(first - sorted.begin()),
                  static_cast<uint32_t>(last - sorted.begin())};
}

void Register(const std::string& name, const std::vector<SortedCodes>& sets,
              const Prefixes& asked) {
  const size_t count = asked.size();
  RegisterEach("codebook/" + name, count, [&](size_t i) {
    return Both(sets[asked.set[i]].release->automaton().Range(asked.packed[i]));
  });
  RegisterEach("codebook_text/" + name, count, [&](size_t i) -> uint64_t {
    const CodeSet& release = *sets[asked.set[i]].release;
    const auto prefix = Code::Parse(asked.texts[i], release.point_after());
    return prefix ? Both(release.automaton().Range(*prefix)) : 0;
  });
  RegisterEach("lower_bound/" + name, count, [&](size_t i) {
    return Both(RangeOf(sets[asked.set[i]].codes, asked.texts[i]));
  });
}

int Main(int argc, char** argv) {
  const absl::StatusOr<std::vector<CodeSetPtr>> releases =
      ReadBothSets(FindReleaseFolders());
  if (!releases.ok()) return CannotMeasure(releases.status());
  std::vector<SortedCodes> sets;
  for (const CodeSetPtr& release : *releases) {
    SortedCodes& sorted = sets.emplace_back(SortedCodes{release, {}});
    for (uint32_t row = 0; row < release->row_count(); ++row) {
      sorted.codes.push_back(release->code(row).ToString());
    }
  }
  const Prefixes hits = CutToPrefixes(MakeHits(*releases, kRandomQueries / 4));
  const Prefixes hot = CutToPrefixes(MakeHits(*releases, kHotQueries));
  const Prefixes misses =
      CutToPrefixes(MakeMisses(*releases, kRandomQueries / 4));
  Register("hit/random", sets, hits);
  Register("hit/hot", sets, hot);
  Register("mostly_miss/random", sets, misses);
  return RunRegistered(argc, argv);
}

}  // namespace
}  // namespace codebook

int main(int argc, char** argv) { return codebook::Main(argc, argv); }
