#include "engine/text_query.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

namespace codebook {
namespace {

constexpr uint64_t kLowBits = 0x5555555555555555;
constexpr uint32_t kEnd = std::numeric_limits<uint32_t>::max();

// What of a term's weight counts, in 1/16, by its place.
constexpr std::array<int32_t, 4> kShare = {0, 8, 15, 16};

int32_t Worth(int32_t weight, TermPlace place) {
  return weight * kShare[static_cast<size_t>(place)] / 16;
}

// Ranks of damaged images must not overflow scores.
int32_t RankOf(const DocumentRecord& record) {
  constexpr int32_t kMost = 1 << 28;
  return std::clamp(record.rank, -kMost, kMost);
}

uint64_t TermBits(size_t term, TermPlace place) {
  const uint64_t bit = uint64_t{1} << term;
  return place == TermPlace::kTitle ? bit | bit << 32 : bit;
}

// The best matches so far, the best first.
class Best {
 public:
  Best(size_t limit, std::vector<Match>& matches)
      : limit_(limit), matches_(matches) {
    matches_.clear();
  }

  bool full() const { return matches_.size() == limit_; }
  // What a score must be more than to be kept.
  int32_t threshold() const {
    return full() ? matches_.back().score : std::numeric_limits<int32_t>::min();
  }

  void Add(const Match& match) {
    if (match.score <= threshold()) return;
    if (full()) matches_.pop_back();
    const auto at = std::ranges::upper_bound(
        matches_, match.score, std::ranges::greater(), &Match::score);
    matches_.insert(at, match);
  }

 private:
  size_t limit_;
  std::vector<Match>& matches_;
};

// Walks the documents of a term in order.
class Cursor {
 public:
  Cursor() = default;
  Cursor(const QueryTerm& term, size_t number, uint32_t documents)
      : postings_(term.postings),
        weight_(term.weight),
        number_(number),
        documents_(documents) {}

  int32_t weight() const { return weight_; }
  size_t number() const { return number_; }
  uint32_t count() const { return postings_.count(); }
  bool dense() const { return postings_.dense(); }

  // How `document` has the term. Documents are asked for in rising order.
  TermPlace PlaceIn(uint32_t document) {
    if (postings_.dense()) return postings_.PlaceIn(document);
    const uint32_t found = Seek(document);
    return found == document ? Place() : TermPlace::kNone;
  }

  // The first document at or after `document` that has the term.
  uint32_t Seek(uint32_t document) {
    return postings_.dense() ? SeekDense(document) : SeekList(document);
  }

 private:
  TermPlace Place() const {
    return static_cast<TermPlace>(postings_.list()[at_] & 3);
  }

  uint32_t SeekList(uint32_t document) {
    const std::span<const uint32_t> list = postings_.list();
    const uint64_t wanted = uint64_t{document} << 2;
    size_t step = 1;
    size_t low = at_;
    if (low >= list.size()) return kEnd;
    if (list[low] < wanted) {
      // Gallops, then halves.
      while (low + step < list.size() && list[low + step] < wanted) {
        low += step;
        step *= 2;
      }
      size_t high = std::min(low + step, list.size());
      ++low;
      while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (list[middle] < wanted) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      at_ = low;
      if (low >= list.size()) return kEnd;
    }
    const uint32_t found = list[at_] >> 2;
    return found < documents_ ? std::max(found, document) : kEnd;
  }

  uint32_t SeekDense(uint32_t document) {
    const std::span<const uint64_t> places = postings_.places();
    size_t word = document / 32;
    if (word >= places.size()) return kEnd;
    uint64_t bits = (places[word] | places[word] >> 1) & kLowBits;
    bits &= ~uint64_t{0} << document % 32 * 2;
    while (bits == 0) {
      if (++word == places.size()) return kEnd;
      bits = (places[word] | places[word] >> 1) & kLowBits;
    }
    const auto found = static_cast<uint32_t>(
        word * 32 + static_cast<size_t>(std::countr_zero(bits)) / 2);
    return found < documents_ ? found : kEnd;
  }

  Postings postings_;
  int32_t weight_ = 0;
  size_t number_ = 0;
  uint32_t documents_ = 0;
  size_t at_ = 0;
};

// The cursors of a query.
struct Cursors {
  std::array<Cursor, kMaxQueryTerms> cursors;
  size_t count = 0;
  int32_t total = 0;

  Cursors(std::span<const QueryTerm> terms, uint32_t documents) {
    for (const QueryTerm& term : terms) {
      if (count == kMaxQueryTerms) break;
      cursors[count] = Cursor(term, count, documents);
      total += term.weight;
      ++count;
    }
  }
  std::span<Cursor> all() { return {cursors.data(), count}; }
};

// Finds the documents that all cursors have; the first drives.
class AllMatcher {
 public:
  AllMatcher(std::span<const QueryTerm> terms,
             std::span<const DocumentRecord> documents, NodeFilter filter,
             Best& best)
      : cursors_(terms, static_cast<uint32_t>(documents.size())),
        documents_(documents),
        filter_(filter),
        best_(best) {
    // Lists before bits: a bit is cheap to test and dear to look for.
    std::ranges::sort(cursors_.all(), [](const Cursor& a, const Cursor& b) {
      if (a.dense() != b.dense()) return b.dense();
      return a.count() < b.count();
    });
  }

  void Run() {
    Cursor& driver = cursors_.cursors[0];
    for (uint32_t document = driver.Seek(0); document < documents_.size();
         document = driver.Seek(document + 1)) {
      const DocumentRecord& record = documents_[document];
      const int32_t rank = RankOf(record);
      // No later document has a higher rank.
      if (rank + cursors_.total <= best_.threshold()) return;
      Consider(document, record, rank);
    }
  }

 private:
  // Gives up as soon as what is left cannot make up for what is missing.
  void Consider(uint32_t document, const DocumentRecord& record, int32_t rank) {
    int32_t score = rank + cursors_.total;
    uint64_t terms = 0;
    for (Cursor& cursor : cursors_.all()) {
      const TermPlace place = cursor.PlaceIn(document);
      if (place == TermPlace::kNone) return;
      score -= cursor.weight() - Worth(cursor.weight(), place);
      if (score <= best_.threshold()) return;
      terms |= TermBits(cursor.number(), place);
    }
    if (filter_(record.node)) {
      best_.Add({.document = document, .score = score, .terms = terms});
    }
  }

  Cursors cursors_;
  std::span<const DocumentRecord> documents_;
  NodeFilter filter_;
  Best& best_;
};

// MaxScore: terms that together cannot lift a document over the threshold are
// only looked at in documents that have another.
class AnyMatcher {
 public:
  AnyMatcher(std::span<const QueryTerm> terms,
             std::span<const DocumentRecord> documents, NodeFilter filter,
             Best& best)
      : cursors_(terms, static_cast<uint32_t>(documents.size())),
        documents_(documents),
        filter_(filter),
        best_(best) {
    // The most worthy last.
    std::ranges::sort(cursors_.all(), {}, &Cursor::weight);
    int32_t sum = 0;
    for (size_t i = 0; i < cursors_.count; ++i) {
      sums_[i] = sum;
      sum += cursors_.cursors[i].weight();
      at_[i] = cursors_.cursors[i].Seek(0);
    }
    sums_[cursors_.count] = sum;
  }

  void Run() {
    while (true) {
      uint32_t document = kEnd;
      for (size_t i = essential_; i < cursors_.count; ++i) {
        document = std::min(document, at_[i]);
      }
      if (document >= documents_.size()) return;
      Consider(document);
      const int32_t rank = RankOf(documents_[document]);
      while (essential_ < cursors_.count &&
             sums_[essential_ + 1] + rank <= best_.threshold()) {
        ++essential_;
      }
    }
  }

 private:
  void Consider(uint32_t document) {
    const DocumentRecord& record = documents_[document];
    int32_t score = RankOf(record);
    uint64_t terms = 0;
    const auto count = [&](Cursor& cursor) {
      const TermPlace place = cursor.PlaceIn(document);
      if (place == TermPlace::kNone) return;
      score += Worth(cursor.weight(), place);
      terms |= TermBits(cursor.number(), place);
    };
    for (size_t i = cursors_.count; i > essential_; --i) {
      if (at_[i - 1] != document) continue;
      count(cursors_.cursors[i - 1]);
      at_[i - 1] = cursors_.cursors[i - 1].Seek(document + 1);
    }
    for (size_t i = essential_; i > 0; --i) {
      if (score + sums_[i] <= best_.threshold()) return;
      count(cursors_.cursors[i - 1]);
    }
    if (score > best_.threshold() && filter_(record.node)) {
      best_.Add({.document = document, .score = score, .terms = terms});
    }
  }

  Cursors cursors_;
  std::span<const DocumentRecord> documents_;
  NodeFilter filter_;
  Best& best_;
  // The next document of each cursor, and what those before it are worth.
  std::array<uint32_t, kMaxQueryTerms> at_{};
  std::array<int32_t, kMaxQueryTerms + 1> sums_{};
  size_t essential_ = 0;
};

}  // namespace

Postings QueryScratch::Union(std::span<const Part> parts, size_t documents) {
  const size_t words = (documents + 31) / 32;
  if (used_ == places_.size()) places_.emplace_back();
  std::vector<uint64_t>& places = places_[used_++];
  places.assign(words, 0);
  uint64_t count = 0;
  for (const Part& part : parts) {
    const auto most = static_cast<uint32_t>(part.most);
    count += part.postings.count();
    if (part.postings.dense()) {
      const std::span<const uint64_t> more = part.postings.places();
      for (size_t i = 0; i < words && i < more.size(); ++i) {
        uint64_t bits = more[i];
        if (part.most != TermPlace::kTitle) {
          // Every place becomes `most`, which is near enough for a part.
          const uint64_t any = (bits | bits >> 1) & kLowBits;
          bits = any * most;
        }
        places[i] = GreaterPlaces(places[i], bits);
      }
      continue;
    }
    for (const uint32_t posting : part.postings.list()) {
      const uint32_t document = posting >> 2;
      if (document >= documents) continue;
      uint64_t& word = places[document / 32];
      const uint32_t shift = document % 32 * 2;
      if ((word >> shift & 3) >= std::min(posting & 3, most)) continue;
      word = (word & ~(uint64_t{3} << shift)) |
             uint64_t{std::min(posting & 3, most)} << shift;
    }
  }
  return Postings(places,
                  static_cast<uint32_t>(std::min<uint64_t>(count, documents)));
}

void MatchAll(std::span<const QueryTerm> terms,
              std::span<const DocumentRecord> documents, NodeFilter filter,
              size_t limit, std::vector<Match>& best) {
  Best kept(limit, best);
  if (terms.empty() || limit == 0 || documents.empty()) return;
  AllMatcher(terms, documents, filter, kept).Run();
}

void MatchAny(std::span<const QueryTerm> terms,
              std::span<const DocumentRecord> documents, NodeFilter filter,
              size_t limit, std::vector<Match>& best) {
  Best kept(limit, best);
  if (terms.empty() || limit == 0 || documents.empty()) return;
  AnyMatcher(terms, documents, filter, kept).Run();
}

}  // namespace codebook
