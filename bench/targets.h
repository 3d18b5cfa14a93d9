// What is compared with what, and how it has to come out.

#ifndef CODEBOOK_BENCH_TARGETS_H_
#define CODEBOOK_BENCH_TARGETS_H_

#include <span>
#include <string_view>

namespace codebook {

// A figure of a benchmark: seconds an item, or one of its counters.
struct Figure {
  std::string_view benchmark;
  // Empty for the time an item takes.
  std::string_view counter = {};
};

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

enum class Unit { kSeconds, kBytes, kInstructions };

struct Comparison {
  std::string_view work;
  std::string_view program;
  Figure codebook;
  std::string_view competitor_name;
  Figure competitor;
  Bound bound = Bound::kNone;
  double target = 0;
  Unit unit = Unit::kSeconds;
};

// In the order of the report; those of one program follow one another.
std::span<const Comparison> Comparisons();

}  // namespace codebook

#endif  // CODEBOOK_BENCH_TARGETS_H_
