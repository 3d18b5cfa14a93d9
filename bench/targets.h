// What is compared with what, and how it has to come out.

#ifndef CODEBOOK_BENCH_TARGETS_H_
#define CODEBOOK_BENCH_TARGETS_H_

#include <string>
#include <string_view>
#include <vector>

namespace codebook {

// A figure of a benchmark: seconds an item, or one of its counters.
struct Figure {
  std::string benchmark;
  // Empty for the time an item takes.
  std::string_view counter = {};
};

enum class Unit { kSeconds, kBytes, kInstructions };

enum class Bound {
  // No target: told for comparison.
  kNone,
  // The competitor takes at least so many times as much as Codebook.
  kTimesLess,
  // Codebook takes at most so many times as much as the competitor.
  kTimesMore,
  // Codebook takes at most so much; there is no competitor.
  kAtMost,
};

struct Comparison {
  std::string_view program;
  // Empty when it is that of the comparison before.
  std::string work;
  Figure codebook;
  Unit unit;
  // Empty without a competitor.
  std::string_view competitor_name;
  Figure competitor;
  Bound bound;
  double target;
};

// In the order of the report; those of one program follow one another.
std::vector<Comparison> Comparisons();

}  // namespace codebook

#endif  // CODEBOOK_BENCH_TARGETS_H_
