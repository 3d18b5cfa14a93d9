// How many instructions does an exact look-up take?
//
// Alone, the program runs itself under callgrind with two numbers of look-ups
// and takes the difference, so that starting and ending do not count; the loop
// that feeds the look-up does. It prints one JSON object in the form of Google
// Benchmark's, with the counter `instructions`:
//   cmake --build build --target bench_instructions
// To see where they go, on images that `codebook import` made:
//   valgrind --tool=callgrind --dump-instr=yes build/bench/lookup_instructions
//       hit 1000000 CATALOG/icd10cm@2022-10-01.codebook
//       CATALOG/icd10pcs@2025-10-01.codebook
//   callgrind_annotate callgrind.out.*

#include <benchmark/benchmark.h>

#include <charconv>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/exact_lookup.h"
#include "bench/harness.h"
#include "bench/process.h"
#include "bench/queries.h"
#include "bench/releases.h"
#include "bench/temporary_folder.h"
#include "codesets/import.h"
#include "engine/catalog.h"
#include "engine/concat.h"

namespace codebook {
namespace {

constexpr uint64_t kFew = 100'000;
constexpr uint64_t kMany = 300'000;
// The same ones over and over, so that making them costs the same for any
// number of look-ups.
constexpr size_t kQueries = 2'000;

uint64_t LookUp(const std::vector<CodeSetPtr>& releases, const Queries& asked,
                uint64_t count) {
  uint64_t sum = 0;
  for (size_t next = 0; count != 0; --count) {
    sum += RowAndStatus(*releases[asked.set[next]], asked.typed[next]);
    if (++next == kQueries) next = 0;
  }
  return sum;
}

// What runs under callgrind: `hit` or `miss`, a number, and images.
int Count(const std::vector<std::string>& arguments) {
  uint64_t count = 0;
  std::from_chars(arguments[1].data(),
                  arguments[1].data() + arguments[1].size(), count);
  std::vector<CodeSetPtr> releases;
  for (size_t i = 2; i < arguments.size(); ++i) {
    absl::StatusOr<CodeSetPtr> release = CodeSet::Open(arguments[i]);
    if (!release.ok()) return CannotMeasure(release.status());
    releases.push_back(*std::move(release));
  }
  const Queries asked = arguments[0] == "hit" ? MakeHits(releases, kQueries)
                                              : MakeMisses(releases, kQueries);
  benchmark::DoNotOptimize(LookUp(releases, asked, count));
  return 0;
}

// The instructions of this program when it does `count` look-ups.
std::optional<double> InstructionsOf(const std::string& kind, uint64_t count,
                                     const std::vector<std::string>& images) {
  CommandLine command = {
      "valgrind",   "--tool=callgrind", "--callgrind-out-file=/dev/null",
      "--log-fd=1", OwnPath(),          kind,
      Concat(count)};
  command.insert(command.end(), images.begin(), images.end());
  const std::optional<std::string> log = OutputOf(command);
  constexpr std::string_view kMark = "Collected : ";
  const size_t mark = log ? log->find(kMark) : std::string::npos;
  if (mark == std::string::npos) return std::nullopt;
  double collected = 0;
  std::from_chars(log->data() + mark + kMark.size(), log->data() + log->size(),
                  collected);
  return collected;
}

int Measure() {
  const ReleaseFolders folders = FindReleaseFolders();
  const TemporaryFolder folder;
  const std::vector<std::string> paths = {folders.icd10cm, folders.icd10pcs};
  const absl::StatusOr<ImportReport> report =
      ImportReleases(paths, {}, folder.path());
  if (!report.ok()) return CannotMeasure(report.status());
  std::vector<std::string> images;
  for (const ImportedRelease& release : report->releases) {
    images.push_back(Concat(folder.path(), "/", ImageFileName(release.id)));
  }
  nlohmann::json results = nlohmann::json::array();
  for (const std::string kind : {"hit", "miss"}) {
    const std::optional<double> few = InstructionsOf(kind, kFew, images);
    const std::optional<double> many = InstructionsOf(kind, kMany, images);
    if (!few || !many) {
      std::cerr << "instructions are not counted: is valgrind installed?\n";
      return 2;
    }
    results.push_back(
        {{"name", kind},
         {"instructions", (*many - *few) / static_cast<double>(kMany - kFew)}});
  }
  std::cout << nlohmann::json{{"benchmarks", results}}.dump(2) << '\n';
  return 0;
}

}  // namespace
}  // namespace codebook

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const bool counted =
      arguments.size() > 2 && (arguments[0] == "hit" || arguments[0] == "miss");
  return counted ? codebook::Count(arguments) : codebook::Measure();
}
