#include "engine/text_index.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace codebook {
namespace {

// Words are bucketed by their first two characters.
uint32_t BucketSymbol(char c) {
  if (c >= '0' && c <= '9') return static_cast<uint32_t>(c - '0') + 1;
  if (c >= 'a' && c <= 'z') return static_cast<uint32_t>(c - 'a') + 11;
  return 0;
}

// The characters behind the two of the bucket, eight at most, so that numbers
// sort as texts do.
constexpr size_t kKeyBegin = 2;
constexpr size_t kKeyLength = 8;

uint64_t KeyOf(std::string_view word) {
  uint64_t key = 0;
  for (size_t i = 0; i < kKeyLength; ++i) {
    const size_t at = kKeyBegin + i;
    const char c = at < word.size() ? word[at] : '\0';
    key = key << 8 | static_cast<unsigned char>(c);
  }
  return key;
}

// The key of the word in `bytes` from `begin` up to `end`; 0 when it is short,
// or its eight characters would not lie in `bytes`.
uint64_t KeyInside(std::string_view bytes, size_t begin, size_t end) {
  begin += kKeyBegin;
  if (begin >= end || begin + kKeyLength > bytes.size()) return 0;
  uint64_t key = 0;
  std::memcpy(&key, bytes.data() + begin, sizeof(key));
  if constexpr (std::endian::native == std::endian::little) {
    key = __builtin_bswap64(key);
  }
  // Those of the next word are cut off.
  const size_t length = end - begin;
  return length < kKeyLength ? key & ~(~uint64_t{0} >> length * 8) : key;
}

}  // namespace

uint32_t TextBucket(std::string_view word) {
  const uint32_t first = word.empty() ? 0 : BucketSymbol(word[0]);
  return first * kTextBucketSymbols +
         (word.size() < 2 ? 0 : BucketSymbol(word[1]));
}

TextIndex::TextIndex(const Image& image)
    : bytes_(image.SectionBytes(SectionId::kTextBytes)),
      words_(image.Section<WordRecord>(SectionId::kTextWords)),
      buckets_(image.Section<uint32_t>(SectionId::kTextBuckets)),
      terms_(image.Section<TermRecord>(SectionId::kTextTerms)),
      lists_(image.Section<uint32_t>(SectionId::kTextLists)),
      places_(image.Section<uint64_t>(SectionId::kTextPlaces)),
      codes_(image.Section<DocumentRecord>(SectionId::kTextCodes)),
      phrases_(image.Section<DocumentRecord>(SectionId::kTextPhrases)) {
  if (buckets_.size() != 2 * kTextBuckets + 1) words_ = {};
}

std::string_view TextIndex::word(uint32_t word) const {
  if (word >= words_.size()) return {};
  const uint32_t first = words_[word].offset;
  const size_t last =
      word + 1 < words_.size() ? words_[word + 1].offset : bytes_.size();
  if (first > last || last > bytes_.size()) return {};
  return bytes_.substr(first, last - first);
}

WordRange TextIndex::Bucket(std::string_view text) const {
  if (words_.empty() || text.empty()) return {};
  const uint32_t bucket = TextBucket(text);
  // One character is the beginning of all buckets of that character.
  const uint32_t next =
      text.size() == 1 ? bucket + kTextBucketSymbols : bucket + 1;
  const uint32_t last = std::min(buckets_[next], word_count());
  return {std::min(buckets_[bucket], last), last};
}

uint32_t TextIndex::LowerBound(std::string_view text, uint32_t first,
                               uint32_t last) const {
  const uint64_t key = KeyOf(text);
  while (first < last) {
    const uint32_t middle = first + (last - first) / 2;
    const size_t begin = words_[middle].offset;
    const size_t end =
        middle + 1 < words_.size() ? words_[middle + 1].offset : bytes_.size();
    const uint64_t known = KeyInside(bytes_, begin, end);
    const bool told = known != key && known != 0;
    if (told ? known < key : word(middle) < text) {
      first = middle + 1;
    } else {
      last = middle;
    }
  }
  return first;
}

std::optional<uint32_t> TextIndex::FindWord(std::string_view text) const {
  const WordRange bucket = Bucket(text);
  const uint32_t at = LowerBound(text, bucket.first, bucket.last);
  if (at < bucket.last && word(at) == text) return at;
  return std::nullopt;
}

WordRange TextIndex::WordsWithPrefix(std::string_view prefix) const {
  WordRange range = Bucket(prefix);
  if (prefix.size() <= 2) return range;
  range.first = LowerBound(prefix, range.first, range.last);
  // Mostly none or a few: one after the other, then by halves.
  constexpr uint32_t kFew = 4;
  uint32_t first = range.first;
  uint32_t last = range.last;
  while (first < last && word(first).starts_with(prefix)) {
    if (++first - range.first == kFew) break;
  }
  if (first - range.first < kFew) {
    range.last = first;
    return range;
  }
  while (first < last) {
    const uint32_t middle = first + (last - first) / 2;
    if (word(middle).starts_with(prefix)) {
      first = middle + 1;
    } else {
      last = middle;
    }
  }
  range.last = first;
  return range;
}

std::optional<uint32_t> TextIndex::TermOfBeginning(
    std::string_view prefix) const {
  if (words_.empty() || prefix.empty() || prefix.size() > 2) {
    return std::nullopt;
  }
  // Behind the beginnings of the buckets: numbers of terms plus one.
  const uint32_t term = buckets_[kTextBuckets + 1 + TextBucket(prefix)];
  return term == 0 ? std::nullopt : std::optional<uint32_t>(term - 1);
}

int32_t TextIndex::weight(uint32_t term) const {
  // More than any term is worth would overflow sums of scores.
  constexpr uint32_t kMost = 32 << 10;
  return term < terms_.size()
             ? static_cast<int32_t>(std::min(terms_[term].weight, kMost))
             : 0;
}

Postings TextIndex::postings(uint32_t term, DocumentKind kind) const {
  if (term >= terms_.size()) return {};
  const TermPostings& record = terms_[term].postings[static_cast<size_t>(kind)];
  const uint32_t count = record.count & ~TermPostings::kDense;
  if ((record.count & TermPostings::kDense) == 0) {
    if (record.first > lists_.size() || count > lists_.size() - record.first) {
      return {};
    }
    return Postings(lists_.subspan(record.first, count));
  }
  const size_t words = (documents(kind).size() + 31) / 32;
  if (record.first > places_.size() || words > places_.size() - record.first) {
    return {};
  }
  return Postings(places_.subspan(record.first, words), count);
}

}  // namespace codebook
