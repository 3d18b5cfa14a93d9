// How long does it take to turn a column, of packed codes or of texts, into a
// column of rows?
//
// A column belongs to one release: half a million codes of the one, then as
// many of the other. The floor reads the keys, multiplies, reads one word of a
// table of 1.4 MB, and writes the column.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "bench/harness.h"
#include "bench/queries.h"
#include "bench/releases.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// One release as each of the contenders holds it, and what is asked of it.
struct Column {
  CodeSetPtr release;
  absl::flat_hash_map<uint64_t, uint32_t> packed;
  absl::flat_hash_map<std::string, uint32_t> by_text;
  Queries asked;
  std::vector<Code> codes;
  // As they are typed, and in the form that `by_text` has.
  std::vector<std::string_view> typed;
  std::vector<std::string_view> normalised;
};

Column MakeColumn(const CodeSetPtr& release, Queries asked) {
  Column column{.release = release,
                .packed = {},
                .by_text = {},
                .asked = std::move(asked),
                .codes = {},
                .typed = {},
                .normalised = {}};
  for (uint32_t row = 0; row < release->row_count(); ++row) {
    const Code code = release->code(row);
    column.packed.emplace(code.key(), row);
    column.by_text.emplace(code.ToString(), row);
  }
  for (size_t i = 0; i < column.asked.size(); ++i) {
    column.typed.push_back(column.asked.typed[i]);
    column.normalised.push_back(column.asked.normalised[i]);
    column.codes.push_back(*Code::FromCharacters(column.normalised.back()));
  }
  return column;
}

// `work` fills the rows of one column.
template <typename Rows, typename Work>
void RegisterColumns(const std::string& name,
                     const std::vector<Column>& columns, Rows rows, Work work) {
  benchmark::RegisterBenchmark(
      name.c_str(), [&columns, rows, work](benchmark::State& state) mutable {
        int64_t items = 0;
        for (auto _ : state) {
          for (const Column& column : columns) {
            work(column, std::span(rows));
            benchmark::DoNotOptimize(rows.data());
            benchmark::ClobberMemory();
            items += static_cast<int64_t>(column.codes.size());
          }
        }
        state.SetItemsProcessed(items);
      });
}

template <typename Keys, typename RowOf>
void FillRows(const Keys& keys, std::span<uint32_t> rows, RowOf row_of) {
  for (size_t i = 0; i < keys.size(); ++i) rows[i] = row_of(keys[i]);
}

template <typename Map, typename Key>
uint32_t RowIn(const Map& map, const Key& key) {
  const auto found = map.find(key);
  return found == map.end() ? CodeIndex::kMiss : found->second;
}

void Register(const std::string& name, const std::vector<Column>& columns,
              const std::vector<uint64_t>& table) {
  const std::vector<CodeIndex::Hit> hits(kRandomQueries);
  const std::vector<uint32_t> rows(kRandomQueries);
  RegisterColumns("codebook/" + name, columns, hits,
                  [](const Column& column, std::span<CodeIndex::Hit> found) {
                    column.release->index().FindAll(column.codes, found);
                  });
  RegisterColumns("flat_hash_map_packed/" + name, columns, rows,
                  [](const Column& column, std::span<uint32_t> found) {
                    FillRows(column.codes, found, [&](Code code) {
                      return RowIn(column.packed, code.key());
                    });
                  });
  RegisterColumns("floor/" + name, columns, rows,
                  [&table](const Column& column, std::span<uint32_t> found) {
                    FillRows(column.codes, found, [&](Code code) {
                      const uint64_t hash = code.key() * 0x9E3779B97F4A7C15u;
                      return static_cast<uint32_t>(
                          table[(hash >> 32) * table.size() >> 32]);
                    });
                  });
  RegisterColumns("codebook_text/" + name, columns, hits,
                  [](const Column& column, std::span<CodeIndex::Hit> found) {
                    column.release->index().FindAll(column.typed, found);
                  });
  RegisterColumns("flat_hash_map_string/" + name, columns, rows,
                  [](const Column& column, std::span<uint32_t> found) {
                    FillRows(column.normalised, found, [&](auto text) {
                      return RowIn(column.by_text, ToAbsl(text));
                    });
                  });
}

using Make = Queries (*)(std::span<const CodeSetPtr>, size_t);

std::vector<Column> MakeColumns(const std::vector<CodeSetPtr>& releases,
                                Make make, size_t count) {
  std::vector<Column> columns;
  for (const CodeSetPtr& release : releases) {
    columns.push_back(MakeColumn(release, make({&release, 1}, count / 2)));
  }
  return columns;
}

int Main(int argc, char** argv) {
  const absl::StatusOr<std::vector<CodeSetPtr>> releases =
      ReadBothSets(FindReleaseFolders());
  if (!releases.ok()) return CannotMeasure(releases.status());
  const std::vector<uint64_t> table(174'473, 1);
  const auto hits = MakeColumns(*releases, MakeHits, kRandomQueries);
  const auto hot_hits = MakeColumns(*releases, MakeHits, kHotQueries);
  const auto misses = MakeColumns(*releases, MakeMisses, kRandomQueries);
  const auto hot_misses = MakeColumns(*releases, MakeMisses, kHotQueries);
  Register("hit/random", hits, table);
  Register("hit/hot", hot_hits, table);
  Register("miss/random", misses, table);
  Register("miss/hot", hot_misses, table);
  return RunRegistered(argc, argv);
}

}  // namespace
}  // namespace codebook

int main(int argc, char** argv) { return codebook::Main(argc, argv); }
