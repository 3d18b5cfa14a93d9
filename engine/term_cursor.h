// One term of a query, asked for in document after document. The inner loop of
// text_query.cc.

#ifndef CODEBOOK_ENGINE_TERM_CURSOR_H_
#define CODEBOOK_ENGINE_TERM_CURSOR_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
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
      : postings_(term.postings), weight_(term.weight) {
    const uint64_t bit = uint64_t{1} << number;
    bits_ = {0, bit, bit, bit | bit << 32};
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
  // A document that has the term there and would lose nothing at `score`.
  Match MatchAt(uint32_t document, TermPlace place, int32_t score) const {
    const auto at = static_cast<size_t>(place);
    return {
        .document = document, .score = score - losses_[at], .terms = bits_[at]};
  }
  // Of a dense term, in any order.
  TermPlace PlaceInBlocks(uint32_t document) const {
    return postings_.PlaceIn(document);
  }

  // Takes from the scores of `matches` what they lose, and leaves out those
  // that are not above `bar` any more: how many are left. In rising order of
  // documents, which goes on from call to call until Rewind. Without branches
  // on what is found, for nothing predicts that.
  size_t Keep(std::span<Match> matches, int32_t bar) {
    return Filter(matches, [&](Match& match, size_t place) {
      match.score -= losses_[place];
      match.terms |= bits_[place];
      return match.score > bar;
    });
  }
  // Leaves out those that have the term.
  size_t Drop(std::span<Match> matches) {
    return Filter(matches, [](Match&, size_t place) { return place == 0; });
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

  template <typename Keeps>
  size_t Filter(std::span<Match> matches, Keeps keeps) {
    if (dense()) {
      return FilterBy(matches, keeps, [this](uint32_t document) {
        return PlaceInBlocks(document);
      });
    }
    if (list().size() < kAtOnce) {
      return FilterBy(matches, keeps, [this](uint32_t document) {
        return PlaceInShort(list(), document << 2);
      });
    }
    size_t at = at_;
    const size_t kept = FilterBy(matches, keeps, [&](uint32_t document) {
      return PlaceInList(list(), document << 2, at);
    });
    at_ = at;
    return kept;
  }

  template <typename Keeps, typename PlaceIn>
  static size_t FilterBy(std::span<Match> matches, Keeps keeps,
                         PlaceIn place_in) {
    size_t kept = 0;
    for (const Match& each : matches) {
      Match match = each;
      const bool keep =
          keeps(match, static_cast<size_t>(place_in(match.document)));
      matches[kept] = match;
      kept += keep ? 1 : 0;
    }
    return kept;
  }

  // So many postings are compared at once; a list that is not shorter is gone
  // through in steps of this many, and where much is to be passed over, of
  // this many times this many.
  static constexpr size_t kAtOnce = 8;
  using Four [[gnu::vector_size(16)]] = uint32_t;

  // Nothing before `at` is asked for again.
  static TermPlace PlaceInList(std::span<const uint32_t> list, uint32_t wanted,
                               size_t& at) {
    constexpr size_t kFar = kAtOnce * kAtOnce;
    const size_t last = list.size() - kAtOnce;
    while (at + kFar <= last && list[at + kFar] < wanted) at += kFar;
    while (at < last && list[at + kAtOnce - 1] < wanted) at += kAtOnce;
    at = std::min(at, last);
    // All are looked at rather than only the one found: no look waits for the
    // one before it.
    Four found{};
    for (size_t i = 0; i < kAtOnce; i += 4) {
      Four four;
      std::memcpy(&four, list.data() + at + i, sizeof(four));
      found |= four & ((four & ~uint32_t{3}) == wanted);
    }
    std::array<uint64_t, 2> both;
    std::memcpy(both.data(), &found, sizeof(found));
    const uint64_t either = both[0] | both[1];
    return static_cast<TermPlace>((either | either >> 32) & 3);
  }

  static TermPlace PlaceInShort(std::span<const uint32_t> list,
                                uint32_t wanted) {
    uint32_t found = 0;
    for (const uint32_t posting : list) {
      found |= (posting & ~uint32_t{3}) == wanted ? posting & 3 : 0;
    }
    return static_cast<TermPlace>(found);
  }

  Postings postings_;
  int32_t weight_ = 0;
  // By place: what is lost, and what of Match::terms is set.
  std::array<int32_t, 4> losses_{};
  std::array<uint64_t, 4> bits_{};
  // Nothing before it in the list is asked for again.
  size_t at_ = 0;
};

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_TERM_CURSOR_H_
