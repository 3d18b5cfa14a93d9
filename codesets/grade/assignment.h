// Which entry is taken for which code of the key.

#ifndef CODEBOOK_CODESETS_GRADE_ASSIGNMENT_H_
#define CODEBOOK_CODESETS_GRADE_ASSIGNMENT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace codebook {

// How well each entry fits each item of a key: a table of entries by items.
class Fits {
 public:
  Fits(size_t entries, size_t items)
      : entries_(entries), items_(items), values_(entries * items) {}

  size_t entries() const { return entries_; }
  size_t items() const { return items_; }
  // 0: not at all. Below 2^60 / items.
  int64_t& at(size_t entry, size_t item) {
    return values_[entry * items_ + item];
  }
  int64_t at(size_t entry, size_t item) const {
    return values_[entry * items_ + item];
  }

 private:
  size_t entries_;
  size_t items_;
  std::vector<int64_t> values_;
};

// For each item the entry it is given, so that no entry is given twice and the
// sum of the fits is the greatest there is (the Hungarian method). Takes time
// in proportion to items * items * (entries + items).
std::vector<std::optional<size_t>> Assign(const Fits& fits);

// The greatest sum of `weights` of numbers that rise: which of `values` are
// kept. No two values are the same.
std::vector<bool> HeaviestRise(const std::vector<size_t>& values,
                               const std::vector<int64_t>& weights);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_GRADE_ASSIGNMENT_H_
