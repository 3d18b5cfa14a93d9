// The words of a release and where they stand: what search runs on.
//
// Words are what people type and texts have ("renal", "kidneys"); each means a
// term, and words of one meaning share it. Documents are what is found: one a
// code, and one a phrase that leads to a code (an inclusion term, an index
// entry). The documents of a kind are numbered by their rank before any word is
// looked at: shorter titles first, so that a search can stop early.
//
// Example:
//   std::optional<uint32_t> word = text.FindWord("renal");
//   text.postings(text.term_of(*word), DocumentKind::kCode);
//
// A TextIndex is a view of an image: reading is safe from any number of
// threads, and what is damaged is read as less. It is empty in a release that
// was built without one.

#ifndef CODEBOOK_ENGINE_TEXT_INDEX_H_
#define CODEBOOK_ENGINE_TEXT_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "engine/image.h"
#include "engine/records.h"

namespace codebook {

enum class DocumentKind : uint8_t { kCode = 0, kPhrase = 1 };

// How a document has a term, from the least to the most: not at all; only from
// what stands above it, or as a part of a word; in a note of its own; in the
// text it is named by.
enum class TermPlace : uint8_t {
  kNone = 0,
  kAround = 1,
  kNote = 2,
  kTitle = 3
};

// Where one term stands. Either a sorted list of `document << 2 | place`, or,
// for a term that is in many documents, two bits for every document.
class Postings {
 public:
  Postings() = default;
  explicit Postings(std::span<const uint32_t> list)
      : list_(list), count_(static_cast<uint32_t>(list.size())) {}
  Postings(std::span<const uint64_t> places, uint32_t count)
      : places_(places), count_(count) {}

  bool dense() const { return !places_.empty(); }
  // In how many documents it is.
  uint32_t count() const { return count_; }
  std::span<const uint32_t> list() const { return list_; }
  std::span<const uint64_t> places() const { return places_; }
  // Of a dense term; nothing beyond the last document.
  TermPlace PlaceIn(uint32_t document) const {
    const size_t word = document / 32;
    if (word >= places_.size()) return TermPlace::kNone;
    return static_cast<TermPlace>(places_[word] >> document % 32 * 2 & 3);
  }

 private:
  std::span<const uint32_t> list_;
  std::span<const uint64_t> places_;
  uint32_t count_ = 0;
};

// Of each two bits of a dense term the greater.
constexpr uint64_t GreaterPlaces(uint64_t a, uint64_t b) {
  constexpr uint64_t kLow = 0x5555555555555555;
  const uint64_t high = (a | b) & ~kLow;
  const uint64_t low_of_high = ((a & a >> 1) | (b & b >> 1)) & kLow;
  return high | low_of_high | ((a | b) & kLow & ~(high >> 1));
}

// Words [first, last) of the vocabulary.
struct WordRange {
  uint32_t first = 0;
  uint32_t last = 0;
  uint32_t size() const { return last - first; }
};

// The bucket of a word.
uint32_t TextBucket(std::string_view word);

class TextIndex {
 public:
  TextIndex() = default;
  explicit TextIndex(const Image& image);

  bool empty() const { return words_.empty(); }
  uint32_t word_count() const { return static_cast<uint32_t>(words_.size()); }
  uint32_t term_count() const { return static_cast<uint32_t>(terms_.size()); }

  // Words are sorted. A number out of range is the empty word.
  std::string_view word(uint32_t word) const;
  std::optional<uint32_t> FindWord(std::string_view word) const;
  WordRange WordsWithPrefix(std::string_view prefix) const;
  uint32_t term_of(uint32_t word) const {
    return word < words_.size() ? words_[word].term : term_count();
  }

  // The term that stands for all words with a beginning of one or two
  // characters; none when they are so few that they are as well looked at one
  // by one.
  std::optional<uint32_t> TermOfBeginning(std::string_view prefix) const;

  // What a term is worth: the rarer, the more. In units of 1/1024.
  int32_t weight(uint32_t term) const;
  Postings postings(uint32_t term, DocumentKind kind) const;

  // In order of rank.
  std::span<const DocumentRecord> documents(DocumentKind kind) const {
    return kind == DocumentKind::kCode ? codes_ : phrases_;
  }

 private:
  uint32_t LowerBound(std::string_view text, uint32_t first,
                      uint32_t last) const;
  WordRange Bucket(std::string_view text) const;

  std::string_view bytes_;
  std::span<const WordRecord> words_;
  std::span<const uint32_t> buckets_;
  std::span<const TermRecord> terms_;
  std::span<const uint32_t> lists_;
  std::span<const uint64_t> places_;
  std::span<const DocumentRecord> codes_;
  std::span<const DocumentRecord> phrases_;
};

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_TEXT_INDEX_H_
