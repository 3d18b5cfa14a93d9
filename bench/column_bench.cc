// How long does it take to turn a column of packed codes into a column of rows?
//
// A column belongs to one release: half a million codes of the one, then as
// many of the other. The floor reads the keys, multiplies, reads one word of a
// table of 1.4 MB, and writes the column.

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "bench/harness.h"
#include "bench/queries.h"
#include "bench/releases.h"

namespace codebook {
namespace {

using PackedMap = absl::flat_hash_map<uint64_t, uint32_t>;

struct Column {
  CodeSetPtr release;
  PackedMap map;
  std::vector<Code> hits;
  std::vector<Code> misses;
};

Column MakeColumn(const CodeSetPtr& release, size_t count) {
  Column column{.release = release, .map = {}, .hits = {}, .misses = {}};
  for (uint32_t row = 0; row < release->row_count(); ++row) {
    column.map.emplace(release->code(row).key(), row);
  }
  const Queries hits = MakeHits({&release, 1}, count);
  const Queries misses = MakeMisses({&release, 1}, count);
  for (size_t i = 0; i < count; ++i) {
    column.hits.push_back(*Code::FromCharacters(hits.normalised[i]));
    column.misses.push_back(*Code::FromCharacters(misses.normalised[i]));
  }
  return column;
}

// `row_of` gives the row of a code of a column.
template <typename RowOf>
void RegisterColumns(const std::string& name,
                     const std::vector<Column>& columns,
                     std::vector<Code> Column::*codes,
                     std::vector<uint32_t>& rows, RowOf row_of) {
  benchmark::RegisterBenchmark(
      name.c_str(), [&columns, codes, &rows, row_of](benchmark::State& state) {
        int64_t items = 0;
        for (auto _ : state) {
          for (const Column& column : columns) {
            const std::vector<Code>& keys = column.*codes;
            for (size_t i = 0; i < keys.size(); ++i) {
              rows[i] = row_of(column, keys[i]);
            }
            benchmark::DoNotOptimize(rows.data());
            benchmark::ClobberMemory();
            items += static_cast<int64_t>(keys.size());
          }
        }
        state.SetItemsProcessed(items);
      });
}

void Register(const std::string& name, const std::vector<Column>& columns,
              std::vector<Code> Column::*codes,
              const std::vector<uint64_t>& table, std::vector<uint32_t>& rows) {
  RegisterColumns("codebook/" + name, columns, codes, rows,
                  [](const Column& column, Code code) {
                    return column.release->index().Find(code);
                  });
  RegisterColumns("flat_hash_map_packed/" + name, columns, codes, rows,
                  [](const Column& column, Code code) {
                    const auto found = column.map.find(code.key());
                    return found == column.map.end() ? CodeIndex::kMiss
                                                     : found->second;
                  });
  RegisterColumns(
      "floor/" + name, columns, codes, rows,
      [&table](const Column&, Code code) {
        const uint64_t hash = code.key() * 0x9E3779B97F4A7C15u;
        return static_cast<uint32_t>(table[(hash >> 32) * table.size() >> 32]);
      });
}

int Main(int argc, char** argv) {
  const absl::StatusOr<std::vector<CodeSetPtr>> releases =
      ReadBothSets(FindReleaseFolders());
  if (!releases.ok()) return CannotMeasure(releases.status());
  std::vector<Column> random;
  std::vector<Column> hot;
  for (const CodeSetPtr& release : *releases) {
    random.push_back(MakeColumn(release, kRandomQueries / 2));
    hot.push_back(MakeColumn(release, kHotQueries / 2));
  }
  const std::vector<uint64_t> table(174'473, 1);
  std::vector<uint32_t> rows(kRandomQueries);
  Register("hit/random", random, &Column::hits, table, rows);
  Register("hit/hot", hot, &Column::hits, table, rows);
  Register("miss/random", random, &Column::misses, table, rows);
  Register("miss/hot", hot, &Column::misses, table, rows);
  return RunRegistered(argc, argv);
}

}  // namespace
}  // namespace codebook

int main(int argc, char** argv) { return codebook::Main(argc, argv); }
