// How much memory do exact look-up and prefixes take, both sets together?
//
// Nothing is timed; the bytes are counters. The competitor is what a hash map
// from text to row takes, without the texts of its keys.

#include <cstdint>
#include <initializer_list>
#include <memory>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "bench/harness.h"
#include "bench/releases.h"
#include "engine/concat.h"
#include "engine/image.h"

namespace codebook {
namespace {

using TextMap = absl::flat_hash_map<absl::string_view, uint32_t>;

absl::StatusOr<size_t> BytesOf(const CodeSet& release,
                               std::initializer_list<SectionId> sections) {
  const auto image = Image::FromMemory(release.image_bytes(), nullptr, "image");
  if (!image.ok()) return image.status();
  size_t bytes = 0;
  for (const SectionId section : sections) {
    bytes += (*image)->SectionBytes(section).size();
  }
  return bytes;
}

// What the map takes with room for `rows`: slots, and a byte of control beside
// each.
size_t MapBytes(size_t rows) {
  const auto map = std::make_unique<TextMap>();
  map->reserve(rows);
  return map->bucket_count() * (sizeof(TextMap::value_type) + 1);
}

void RegisterBytes(const char* name, size_t bytes) {
  benchmark::RegisterBenchmark(name, [bytes](benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(bytes);
    state.counters["bytes"] = static_cast<double>(bytes);
  })->Iterations(1);
}

int Main(int argc, char** argv) {
  const absl::StatusOr<std::vector<CodeSetPtr>> releases =
      ReadBothSets(FindReleaseFolders());
  if (!releases.ok()) return CannotMeasure(releases.status());
  size_t exact = 0;
  size_t prefix = 0;
  size_t map_bytes = 0;
  for (const CodeSetPtr& release : *releases) {
    const absl::StatusOr<size_t> index =
        BytesOf(*release, {SectionId::kIndexPilots, SectionId::kIndexSlots});
    const absl::StatusOr<size_t> automaton = BytesOf(
        *release, {SectionId::kAutomatonRoot, SectionId::kAutomatonEdges});
    if (!index.ok()) return CannotMeasure(index.status());
    if (!automaton.ok()) return CannotMeasure(automaton.status());
    exact += *index;
    prefix += *automaton;
    map_bytes += MapBytes(release->row_count());
  }
  RegisterBytes("codebook/exact", exact);
  RegisterBytes("codebook/prefix", prefix);
  RegisterBytes("codebook/exact_and_prefix", exact + prefix);
  RegisterBytes("flat_hash_map_string_view", map_bytes);
  return RunRegistered(argc, argv);
}

}  // namespace
}  // namespace codebook

int main(int argc, char** argv) { return codebook::Main(argc, argv); }
