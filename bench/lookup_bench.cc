// How long does it take from a code as it is typed to its row and status?
//
// Codebook gets the text as typed (with and without the point, in any case).
// The competitors that have text for keys get it normalised, to their
// advantage; the one with packed keys packs with Codebook's own routine. Every
// contender is told which of the two releases is asked.
//
// The floor reads the texts, multiplies, and reads one word of a table of
// 1.4 MB: what no look-up in 174,473 codes of eight bytes can do without.

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "bench/exact_lookup.h"
#include "bench/harness.h"
#include "bench/queries.h"
#include "bench/releases.h"
#include "engine/concat.h"
#include "engine/folded_key.h"

namespace codebook {
namespace {

// One release as each of the contenders holds it.
struct Contender {
  explicit Contender(CodeSetPtr set)
      : release(std::move(set)), point(release->point_after()) {
    for (uint32_t row = 0; row < release->row_count(); ++row) {
      sorted.push_back(release->code(row).ToString());
    }
    for (uint32_t row = 0; row < release->row_count(); ++row) {
      const uint32_t answer = 2 * row + (release->billable(row) ? 1 : 0);
      answers.push_back(answer);
      by_string.emplace(sorted[row], answer);
      by_view.emplace(ToAbsl(sorted[row]), answer);
      packed.emplace(FoldedKey(release->code(row)), answer);
    }
  }

  CodeSetPtr release;
  PointPlace point;
  std::vector<std::string> sorted;
  std::vector<uint32_t> answers;
  absl::flat_hash_map<std::string, uint32_t> by_string;
  absl::flat_hash_map<absl::string_view, uint32_t> by_view;
  absl::flat_hash_map<uint64_t, uint32_t> packed;
};

template <typename Map, typename Key>
uint32_t FindIn(const Map& map, const Key& key) {
  const auto found = map.find(key);
  return found == map.end() ? 0 : found->second;
}

uint32_t FindSorted(const Contender& contender, std::string_view text) {
  const auto found = std::ranges::lower_bound(contender.sorted, text);
  if (found == contender.sorted.end() || *found != text) return 0;
  return contender
      .answers[static_cast<size_t>(found - contender.sorted.begin())];
}

class Floor {
 public:
  uint64_t Touch(std::string_view text) const {
    uint64_t lanes;
    std::memcpy(&lanes, text.data(), 8);
    const uint64_t hash = lanes * 0x9E3779B97F4A7C15u;
    return table_[(hash >> 32) * kWords >> 32];
  }

 private:
  static constexpr size_t kWords = 174'473;
  std::vector<uint64_t> table_ = std::vector<uint64_t>(kWords, 1);
};

void Register(const std::string& name, const std::vector<Contender>& sets,
              const Queries& asked, const Floor& floor) {
  const size_t count = asked.size();
  RegisterEach("codebook/" + name, count, [&](size_t i) {
    return RowAndStatus(*sets[asked.set[i]].release, asked.typed[i]);
  });
  RegisterEach("codebook_find/" + name, count, [&](size_t i) -> uint32_t {
    const CodeSet& release = *sets[asked.set[i]].release;
    const std::optional<NodeId> row = release.Find(asked.typed[i]);
    return row ? 2 * *row + (release.billable(*row) ? 1 : 0) : 0;
  });
  RegisterEach("flat_hash_map_string_view/" + name, count, [&](size_t i) {
    return FindIn(sets[asked.set[i]].by_view, ToAbsl(asked.normalised[i]));
  });
  RegisterEach("flat_hash_map_string/" + name, count, [&](size_t i) {
    return FindIn(sets[asked.set[i]].by_string, ToAbsl(asked.normalised[i]));
  });
  RegisterEach("flat_hash_map_packed/" + name, count, [&](size_t i) {
    const Contender& set = sets[asked.set[i]];
    return FindIn(set.packed, FoldedKey(asked.typed[i], set.point));
  });
  RegisterEach("lower_bound/" + name, count, [&](size_t i) {
    return FindSorted(sets[asked.set[i]], asked.normalised[i]);
  });
  RegisterEach("floor/" + name, count,
               [&](size_t i) { return floor.Touch(asked.typed[i]); });
}

int Main(int argc, char** argv) {
  const absl::StatusOr<std::vector<CodeSetPtr>> releases =
      ReadBothSets(FindReleaseFolders());
  if (!releases.ok()) return CannotMeasure(releases.status());
  const std::vector<Contender> sets(releases->begin(), releases->end());
  const Floor floor;
  const Queries hits = MakeHits(*releases, kRandomQueries);
  const Queries hot_hits = MakeHits(*releases, kHotQueries);
  const Queries misses = MakeMisses(*releases, kRandomQueries);
  const Queries hot_misses = MakeMisses(*releases, kHotQueries);
  Register("hit/random", sets, hits, floor);
  Register("hit/hot", sets, hot_hits, floor);
  Register("miss/random", sets, misses, floor);
  Register("miss/hot", sets, hot_misses, floor);
  return RunRegistered(argc, argv);
}

}  // namespace
}  // namespace codebook

int main(int argc, char** argv) { return codebook::Main(argc, argv); }
