// What is asked for in the benchmarks: codes as people type them, at random
// but with a fixed seed.

#ifndef CODEBOOK_BENCH_QUERIES_H_
#define CODEBOOK_BENCH_QUERIES_H_

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/code.h"
#include "engine/code_set.h"

namespace codebook {

// Enough for no cache to hold them.
inline constexpr size_t kRandomQueries = 1'000'000;
// A few thousand, asked over and over: everything they touch stays in cache.
inline constexpr size_t kHotQueries = 4'096;

using Random = std::mt19937_64;

// A number below `bound`. The standard's distributions differ from library to
// library; this does not.
inline size_t Below(size_t bound, Random& random) { return random() % bound; }

// Texts one after the other in memory, as in a file that has been read. Eight
// bytes can be read from the beginning of each.
class Texts {
 public:
  explicit Texts(const std::vector<std::string>& texts);

  size_t size() const { return views_.size(); }
  std::string_view operator[](size_t i) const { return views_[i]; }

 private:
  // Moving a vector leaves its bytes where they are.
  std::vector<char> bytes_;
  std::vector<std::string_view> views_;
};

struct Queries {
  // As people type them: printed, without the point, in lower and mixed case.
  Texts typed;
  // The same in upper case and without the point.
  Texts normalised;
  // The release each is asked of, as a number in the list of releases.
  std::vector<uint8_t> set;

  size_t size() const { return set.size(); }
};

// Codes of the releases, every one as likely as every other.
Queries MakeHits(std::span<const CodeSetPtr> releases, size_t count);

// Codes of the releases with one character replaced, so that the release asked
// has no such code.
Queries MakeMisses(std::span<const CodeSetPtr> releases, size_t count);

// `code` as someone might type it.
std::string TypeCode(Code code, size_t point_after, Random& random);

// A random code of the release, billable.
Code BillableCode(const CodeSet& release, Random& random);

// `code` after a slip (a character replaced, left out, put in, or exchanged
// with the next): letters and digits that are no billable code of `release`.
std::string CorruptCode(const CodeSet& release, Code code, Random& random);

}  // namespace codebook

#endif  // CODEBOOK_BENCH_QUERIES_H_
