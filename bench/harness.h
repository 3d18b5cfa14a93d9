// What every benchmark program has around its benchmarks.

#ifndef CODEBOOK_BENCH_HARNESS_H_
#define CODEBOOK_BENCH_HARNESS_H_

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/status.h"

namespace codebook {

// Runs what has been registered. The exit status.
int RunRegistered(int argc, char** argv);

// Says on standard error why nothing can be measured. The exit status.
int CannotMeasure(const absl::Status& why);

// Registers a benchmark of `count` items: `each` is called for every number
// below it and returns an integer that depends on everything it looked up.
template <typename Each>
benchmark::internal::Benchmark* RegisterEach(const std::string& name,
                                             size_t count, Each each) {
  return benchmark::RegisterBenchmark(
      name.c_str(), [count, each](benchmark::State& state) {
        for (auto _ : state) {
          uint64_t sum = 0;
          for (size_t i = 0; i < count; ++i) sum += each(i);
          benchmark::DoNotOptimize(sum);
        }
        state.SetItemsProcessed(state.iterations() *
                                static_cast<int64_t>(count));
      });
}

// The same, and every item is timed by itself as well: the counters p50, p90,
// p99 and max have seconds, a clock reading (some 20 ns) included.
void RegisterWithPercentiles(const std::string& name, size_t count,
                             const std::function<uint64_t(size_t)>& each);

// Registers a benchmark of one piece of work.
template <typename Work>
benchmark::internal::Benchmark* RegisterWork(const std::string& name,
                                             Work work) {
  return benchmark::RegisterBenchmark(
      name.c_str(), [work](benchmark::State& state) {
        for (auto _ : state) work(state);
        state.SetItemsProcessed(state.iterations());
      });
}

}  // namespace codebook

#endif  // CODEBOOK_BENCH_HARNESS_H_
