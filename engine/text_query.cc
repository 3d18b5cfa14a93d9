#include "engine/text_query.h"

#include <algorithm>
#include <array>
#include <bit>

#include "absl/container/inlined_vector.h"
#include "engine/best_matches.h"
#include "engine/term_cursor.h"

namespace codebook {
namespace {

// What a document that may not be without a term loses without it.
constexpr int32_t kOutOfQuestion = 1 << 30;

// So many documents are looked at together.
constexpr size_t kBatch = 64;

// Queries with more terms take memory.
constexpr size_t kUsualTerms = 8;

// Ranks of damaged images must not overflow scores.
int32_t RankOf(const DocumentRecord& record) {
  constexpr int32_t kMost = 1 << 28;
  return std::clamp(record.rank, -kMost, kMost);
}

// Walks the documents of one term after another, the driver, and looks the
// other terms up in them. What a document is worth at most is its rank and all
// weights that are still in question; as ranks fall, a walk ends as soon as
// that is not above the bar, and documents that have the driver at too poor a
// place are passed over without a look.
class Matcher {
 public:
  Matcher(std::span<const DocumentRecord> documents, NodeFilter filter,
          BestMatches& best)
      : documents_(documents), filter_(filter), best_(best) {}

  // The rarest term drives, and every other must be there.
  void All(std::span<const QueryTerm> terms) {
    Take(terms, kOutOfQuestion);
    // The cheapest to walk first; the others as cheap as they are to ask.
    std::sort(cursors_.begin(), cursors_.end(),
              [](const TermCursor& a, const TermCursor& b) {
                if (a.dense() != b.dense()) return a.dense();
                return a.count() < b.count();
              });
    const auto driver =
        std::min_element(cursors_.begin(), cursors_.end(),
                         [](const TermCursor& a, const TermCursor& b) {
                           if (a.dense() != b.dense()) return b.dense();
                           return a.count() < b.count();
                         });
    std::rotate(cursors_.begin(), driver, driver + 1);
    Walk(0);
  }

  // Every document is met in the walk of the weightiest term that it has.
  void Any(std::span<const QueryTerm> terms) {
    Take(terms, 0);
    std::sort(cursors_.begin(), cursors_.end(),
              [](const TermCursor& a, const TermCursor& b) {
                return a.weight() > b.weight();
              });
    for (size_t driver = 0; driver < cursors_.size(); ++driver) {
      for (TermCursor& cursor : cursors_) cursor.Rewind();
      Walk(driver);
      in_question_ -= cursors_[driver].weight();
    }
  }

 private:
  // `missing` is what a document loses without a term, or else its weight.
  void Take(std::span<const QueryTerm> terms, int32_t missing) {
    for (const QueryTerm& term :
         terms.first(std::min(terms.size(), kMaxQueryTerms))) {
      cursors_.emplace_back(term, cursors_.size(),
                            missing != 0 ? missing : term.weight);
      in_question_ += term.weight;
    }
  }

  void Walk(size_t driver) {
    driver_ = driver;
    if (cursors_[driver].dense()) {
      WalkBlocks(cursors_[driver]);
    } else {
      WalkList(cursors_[driver]);
    }
  }

  // From `document` on; false when none can be above the bar.
  bool Look(uint32_t document) {
    rank_ = RankOf(documents_[document]);
    bar_ = best_.Bar(document);
    return rank_ + in_question_ > bar_;
  }

  // The poorest place at which a document may still have the term.
  TermPlace LeastPlace(const TermCursor& cursor) const {
    const int32_t spare = rank_ + in_question_ - bar_;
    for (const TermPlace place :
         {TermPlace::kNone, TermPlace::kAround, TermPlace::kNote}) {
      if (cursor.loss(place) < spare) return place;
    }
    return TermPlace::kTitle;
  }

  void WalkList(const TermCursor& driver) {
    const std::span<const uint32_t> list = driver.list();
    // Few at first, so that there is a bar soon.
    size_t batch = kBatch / 4;
    for (size_t begin = 0; begin < list.size();) {
      if (list[begin] >> 2 >= documents_.size()) return;
      if (!Look(list[begin] >> 2)) return;
      const TermPlace least = LeastPlace(driver);
      // Most are passed over.
      const size_t end = std::min(list.size(), begin + 2 * kBatch);
      size_t count = 0;
      for (; begin < end && count < batch; ++begin) {
        const auto place = static_cast<TermPlace>(list[begin] & 3);
        batch_[count] = driver.MatchAt(list[begin] >> 2, place, in_question_);
        count += place >= least ? 1 : 0;
      }
      Settle(count);
      batch = kBatch;
    }
  }

  // The places of terms that are not rare, block by block: only documents that
  // have all of those that they need.
  void WalkBlocks(const TermCursor& driver) {
    constexpr size_t kBetweenLooks = 8;
    const size_t blocks =
        std::min(driver.places().size(), (documents_.size() + 31) / 32);
    for (size_t begin = 0; begin < blocks;) {
      if (!Look(static_cast<uint32_t>(begin * 32))) return;
      ChooseNeeds();
      const size_t end = std::min(blocks, begin + kBetweenLooks);
      size_t count = 0;
      for (; begin < end && count + 32 <= kBatch; ++begin) {
        for (uint64_t has = Has(driver, begin); has != 0; has &= has - 1) {
          const auto document = static_cast<uint32_t>(
              begin * 32 + static_cast<size_t>(std::countr_zero(has)) / 2);
          batch_[count++] = driver.MatchAt(
              document, driver.PlaceInBlocks(document), in_question_);
        }
      }
      Settle(count);
    }
  }

  uint64_t Has(const TermCursor& driver, size_t block) const {
    uint64_t has = TermCursor::AtLeast(driver.places()[block], driver_least_);
    for (const Need& need : needs_) {
      if (block >= need.places.size()) return 0;
      has &= TermCursor::AtLeast(need.places[block], need.least);
    }
    return has;
  }

  // Which terms of two bits a document a document cannot be without.
  void ChooseNeeds() {
    driver_least_ = std::max(LeastPlace(cursors_[driver_]), TermPlace::kAround);
    needs_.clear();
    for (size_t i = driver_ + 1; i < cursors_.size(); ++i) {
      if (!cursors_[i].dense()) continue;
      const TermPlace least = LeastPlace(cursors_[i]);
      if (least == TermPlace::kNone) continue;
      needs_.push_back({cursors_[i].places(), least});
    }
  }

  // Looks the other terms up in the documents of the batch.
  void Settle(size_t count) {
    const std::span<TermCursor> cursors(cursors_);
    for (TermCursor& cursor : cursors.subspan(driver_ + 1)) {
      if (count == 0) return;
      count = cursor.Keep({batch_.data(), count}, bar_ - rank_);
    }
    for (TermCursor& cursor : cursors.first(driver_)) {
      count = cursor.Drop({batch_.data(), count});
    }
    for (Match match : std::span(batch_).first(count)) {
      if (match.document >= documents_.size()) return;
      const DocumentRecord& record = documents_[match.document];
      match.score += RankOf(record);
      if (match.score > best_.Bar(match.document) && filter_(record.node)) {
        best_.Add(match);
      }
    }
  }

  struct Need {
    std::span<const uint64_t> places;
    TermPlace least;
  };

  std::span<const DocumentRecord> documents_;
  NodeFilter filter_;
  BestMatches& best_;
  absl::InlinedVector<TermCursor, kUsualTerms> cursors_;
  // Documents of the driver, with their scores but for their ranks.
  std::array<Match, kBatch> batch_;
  // Those before it have been walked.
  size_t driver_ = 0;
  // The weights of the driver and what comes after it.
  int32_t in_question_ = 0;
  // As of the last look: no later document has a higher rank.
  int32_t rank_ = 0;
  int32_t bar_ = kNoScore;
  TermPlace driver_least_ = TermPlace::kAround;
  absl::InlinedVector<Need, kUsualTerms> needs_;
};

}  // namespace

void MatchAll(std::span<const QueryTerm> terms,
              std::span<const DocumentRecord> documents, NodeFilter filter,
              size_t limit, std::vector<Match>& best, int32_t bar) {
  BestMatches kept(limit, bar, best);
  if (terms.empty() || limit == 0 || documents.empty()) return;
  Matcher(documents, filter, kept).All(terms);
}

void MatchAny(std::span<const QueryTerm> terms,
              std::span<const DocumentRecord> documents, NodeFilter filter,
              size_t limit, std::vector<Match>& best) {
  BestMatches kept(limit, kNoScore, best);
  if (terms.empty() || limit == 0 || documents.empty()) return;
  Matcher(documents, filter, kept).Any(terms);
}

}  // namespace codebook
