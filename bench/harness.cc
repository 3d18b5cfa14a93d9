#include "bench/harness.h"

#include <iostream>

namespace codebook {

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
