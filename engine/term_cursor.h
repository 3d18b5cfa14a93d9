// One term of a query, asked for in document after document. The inner loop of
// text_query.cc.

#ifndef CODEBOOK_ENGINE_TERM_CURSOR_H_
#define CODEBOOK_ENGINE_TERM_CURSOR_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

#include "engine/text_index.h"
#include "engine/text_query.h"

namespace codebook {

// Not valid beyond the life of the term's postings.
class TermCursor {
 public:
  TermCursor() = default;
  // `number` is the place of the term in the query, `missing` what a document
  // loses that does not have it.
  TermCursor(const QueryTerm& term, size_t number, int32_t missing)
      : postings_(term.postings),
        weight_(term.weight),
        bits_(uint64_t{1} << number) {
    losses_[0] = missing;
    for (size_t place = 1; place < losses_.size(); ++place) {
      losses_[place] = term.weight - term.weight * kShares[place] / 16;
    }
  }

  int32_t weight() const { return weight_; }
  uint32_t count() const { return postings_.count(); }
  bool dense() const { return postings_.dense(); }
  std::span<const uint32_t> list() const { return postings_.list(); }
  std::span<const uint64_t> places() const { return postings_.places(); }

  // What of the weight a document loses by having the term only there.
  int32_t loss(TermPlace place) const {
    return losses_[static_cast<size_t>(place)];
  }
  // Of Match::terms.
  uint64_t bits(TermPlace place) const {
    if (place == TermPlace::kNone) return 0;
    return place == TermPlace::kTitle ? bits_ | bits_ << 32 : bits_;
  }

  // How `document` has the term. Asked for in rising order since Rewind.
  TermPlace PlaceIn(uint32_t document) {
    if (postings_.dense()) return postings_.PlaceIn(document);
    return PlaceInList(document);
  }
  // Of a dense term, in any order.
  TermPlace PlaceInBlocks(uint32_t document) const {
    return postings_.PlaceIn(document);
  }
  void Rewind() { at_ = 0; }

  // For each of the 32 documents of a block the lower of its two bits, set
  // where the document has the term at `least` or better; `least` is not none.
  static uint64_t AtLeast(uint64_t places, TermPlace least) {
    constexpr uint64_t kLowBits = 0x5555555555555555;
    if (least == TermPlace::kAround) return (places | places >> 1) & kLowBits;
    if (least == TermPlace::kNote) return places >> 1 & kLowBits;
    return places & places >> 1 & kLowBits;
  }

 private:
  // What of a term's weight counts, in 1/16, by its place.
  static constexpr std::array<int32_t, 4> kShares = {0, 8, 15, 16};

  TermPlace PlaceInList(uint32_t document) {
    const std::span<const uint32_t> list = postings_.list();
    const uint64_t wanted = uint64_t{document} << 2;
    // Gallops, then halves.
    size_t step = 1;
    size_t low = at_;
    while (low + step < list.size() && list[low + step] < wanted) {
      low += step;
      step *= 2;
    }
    size_t count = std::min(low + step, list.size()) - low;
    while (count > 0) {
      const size_t half = count / 2;
      const bool before = list[low + half] < wanted;
      low += before ? half + 1 : 0;
      count = before ? count - half - 1 : half;
    }
    at_ = low;
    if (low == list.size() || list[low] >> 2 != document) {
      return TermPlace::kNone;
    }
    return static_cast<TermPlace>(list[low] & 3);
  }

  Postings postings_;
  int32_t weight_ = 0;
  uint64_t bits_ = 0;
  std::array<int32_t, 4> losses_{};
  // Nothing before it in the list is asked for again.
  size_t at_ = 0;
};

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_TERM_CURSOR_H_
