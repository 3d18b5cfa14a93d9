#include "bench/harness.h"

#include <algorithm>
#include <chrono>
#include <iostream>
#include <vector>

namespace codebook {
namespace {

void AddPercentiles(const std::function<uint64_t(size_t)>& each, size_t count,
                    benchmark::State& state) {
  std::vector<double> seconds;
  for (size_t i = 0; i < count; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    benchmark::DoNotOptimize(each(i));
    const std::chrono::duration<double> took =
        std::chrono::steady_clock::now() - begin;
    seconds.push_back(took.count());
  }
  std::ranges::sort(seconds);
  const auto at = [&](size_t percent) {
    return seconds[(seconds.size() - 1) * percent / 100];
  };
  state.counters["p50"] = at(50);
  state.counters["p90"] = at(90);
  state.counters["p99"] = at(99);
  state.counters["max"] = seconds.back();
}

}  // namespace

void RegisterWithPercentiles(const std::string& name, size_t count,
                             const std::function<uint64_t(size_t)>& each) {
  benchmark::RegisterBenchmark(name.c_str(), [count,
                                              each](benchmark::State& state) {
    uint64_t sum = 0;
    for (auto _ : state) {
      for (size_t i = 0; i < count; ++i) sum += each(i);
      benchmark::DoNotOptimize(sum);
    }
    state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(count));
    AddPercentiles(each, count, state);
  });
}

int RunRegistered(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}

int CannotMeasure(const absl::Status& why) {
  std::cerr << why.message() << '\n';
  return 2;
}

}  // namespace codebook
