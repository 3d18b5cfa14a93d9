#include "engine/text_beginnings.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <vector>

namespace codebook {
namespace {

// The documents of all terms of a beginning, as one dense term.
class Beginning {
 public:
  Beginning(TextIndexTables& tables, WordRange words)
      : tables_(tables), words_(words) {}

  // Whether looking at the words one by one would cost more than a dense term.
  bool IsCommon() const {
    uint64_t count = 0;
    for (uint32_t word = words_.first; word < words_.last; ++word) {
      for (const TermPostings& postings :
           tables_.terms[tables_.words[word].term].postings) {
        count += postings.count & ~TermPostings::kDense;
      }
    }
    return count > (tables_.codes.size() + tables_.phrases.size()) / 16;
  }

  TermRecord Make() {
    TermRecord record{};
    uint64_t count = 0;
    for (size_t kind = 0; kind < record.postings.size(); ++kind) {
      const size_t documents =
          kind == 0 ? tables_.codes.size() : tables_.phrases.size();
      record.postings[kind].first =
          static_cast<uint32_t>(tables_.places.size());
      places_.assign((documents + 31) / 32, 0);
      for (uint32_t word = words_.first; word < words_.last; ++word) {
        Add(tables_.terms[tables_.words[word].term].postings[kind]);
      }
      uint32_t has = 0;
      for (const uint64_t word : places_) {
        has += static_cast<uint32_t>(
            std::popcount((word | word >> 1) & 0x5555555555555555));
      }
      record.postings[kind].count = has | TermPostings::kDense;
      count += has;
      tables_.places.insert(tables_.places.end(), places_.begin(),
                            places_.end());
    }
    record.weight = TermWeight(tables_, count);
    return record;
  }

 private:
  void Add(const TermPostings& postings) {
    if ((postings.count & TermPostings::kDense) != 0) {
      for (size_t i = 0; i < places_.size(); ++i) {
        places_[i] =
            GreaterPlaces(places_[i], tables_.places[postings.first + i]);
      }
      return;
    }
    for (uint32_t i = 0; i < postings.count; ++i) {
      const uint32_t posting = tables_.lists[postings.first + i];
      uint64_t& word = places_[(posting >> 2) / 32];
      word =
          GreaterPlaces(word, uint64_t{posting & 3} << (posting >> 2) % 32 * 2);
    }
  }

  TextIndexTables& tables_;
  WordRange words_;
  std::vector<uint64_t> places_;
};

}  // namespace

uint32_t TermWeight(const TextIndexTables& tables, uint64_t count) {
  const double documents = static_cast<double>(tables.codes.size()) +
                           static_cast<double>(tables.phrases.size());
  const auto has = static_cast<double>(std::max<uint64_t>(count, 1));
  return static_cast<uint32_t>(std::lround(std::log1p(documents / has) * 1024));
}

void AddBeginnings(TextIndexTables& tables) {
  const std::vector<uint32_t> buckets = tables.buckets;
  tables.buckets.resize(2 * kTextBuckets + 1);
  const auto add = [&](uint32_t bucket, uint32_t first, uint32_t last) {
    Beginning beginning(tables, {buckets[first], buckets[last]});
    if (!beginning.IsCommon()) return;
    tables.terms.push_back(beginning.Make());
    tables.buckets[kTextBuckets + 1 + bucket] =
        static_cast<uint32_t>(tables.terms.size());
  };
  for (uint32_t first = 1; first < kTextBucketSymbols; ++first) {
    const uint32_t begin = first * kTextBucketSymbols;
    // In the place of words of one character, the beginning of one.
    add(begin, begin, begin + kTextBucketSymbols);
    for (uint32_t second = 1; second < kTextBucketSymbols; ++second) {
      add(begin + second, begin + second, begin + second + 1);
    }
  }
}

}  // namespace codebook
