#include "engine/text_index_builder.h"

#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <utility>

#include "engine/words.h"

namespace codebook {
namespace {

constexpr uint32_t kNoTerm = ~uint32_t{0};

uint64_t HashOf(std::string_view text) {
  return XXH3_64bits(text.data(), text.size());
}

}  // namespace

void TextIndexTables::Write(ImageWriter& writer) const {
  writer.SetBytes(SectionId::kTextBytes, bytes);
  writer.Set(SectionId::kTextWords, std::span(words));
  writer.Set(SectionId::kTextBuckets, std::span(buckets));
  writer.Set(SectionId::kTextTerms, std::span(terms));
  writer.Set(SectionId::kTextLists, std::span(lists));
  writer.Set(SectionId::kTextPlaces, std::span(places));
  writer.Set(SectionId::kTextCodes, std::span(codes));
  writer.Set(SectionId::kTextPhrases, std::span(phrases));
}

TextIndexBuilder::TextIndexBuilder(
    std::function<void(std::string_view, WordSense&)> sense)
    : sense_(std::move(sense)), slots_(1 << 15) {}

void TextIndexBuilder::Grow() {
  slots_.assign(slots_.size() * 2, 0);
  for (uint32_t word = 0; word < words_.size(); ++word) {
    size_t slot = hashes_[word] & (slots_.size() - 1);
    while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = word + 1;
  }
}

uint32_t TextIndexBuilder::WordNumber(std::string_view text) {
  const uint64_t hash = HashOf(text);
  size_t slot = hash & (slots_.size() - 1);
  for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
    const uint32_t word = slots_[slot] - 1;
    if (hashes_[word] == hash && TextOf(words_[word]) == text) return word;
  }
  return AddWord(text, hash, slot);
}

uint32_t TextIndexBuilder::AddWord(std::string_view text, uint64_t hash,
                                   size_t slot) {
  const auto word = static_cast<uint32_t>(words_.size());
  words_.push_back({.offset = static_cast<uint32_t>(bytes_.size()),
                    .length = static_cast<uint32_t>(text.size()),
                    .term = kNoTerm,
                    .first_part = 0,
                    .parts = 0});
  bytes_.append(text);
  hashes_.push_back(hash);
  slots_[slot] = word + 1;
  if (words_.size() * 2 > slots_.size()) Grow();
  return word;
}

// The term that `key` names. The key is a word of its own, so that what means
// the same is found by it.
uint32_t TextIndexBuilder::TermOf(std::string_view key) {
  Word& word = words_[WordNumber(key)];
  if (word.term == kNoTerm) {
    word.term = terms_++;
    stamp_.push_back(0);
    place_of_.push_back(0);
  }
  return word.term;
}

void TextIndexBuilder::LookInto(uint32_t number) {
  WordSense sense;
  const std::string text(TextOf(words_[number]));
  sense_(text, sense);
  const auto first_part = static_cast<uint32_t>(parts_.size());
  std::vector<uint32_t> parts;
  for (const std::string& part : sense.parts) parts.push_back(TermOf(part));
  const uint32_t term = TermOf(sense.term.empty() ? text : sense.term);
  parts_.insert(parts_.end(), parts.begin(), parts.end());
  words_[number].term = term;
  words_[number].first_part = first_part;
  words_[number].parts = static_cast<uint32_t>(parts.size());
}

size_t TextIndexBuilder::AppendText(std::string_view text, TermPlace place,
                                    std::vector<uint32_t>& uses) {
  size_t count = 0;
  ForEachWord(text, [&](std::string_view word) {
    const uint32_t number = WordNumber(word);
    if (words_[number].term == kNoTerm) LookInto(number);
    const Word& known = words_[number];
    uses.push_back(known.term << 2 | static_cast<uint32_t>(place));
    for (uint32_t i = 0; i < known.parts; ++i) {
      uses.push_back(parts_[known.first_part + i] << 2 |
                     static_cast<uint32_t>(TermPlace::kAround));
    }
    ++count;
  });
  return count;
}

void TextIndexBuilder::AddDocument(DocumentKind kind,
                                   const DocumentRecord& document,
                                   std::span<const uint32_t> uses) {
  Documents& documents = documents_[static_cast<size_t>(kind)];
  documents.records.push_back(document);
  ++stamped_;
  for (const uint32_t use : uses) {
    const uint32_t term = use >> 2;
    if (stamp_[term] != stamped_) {
      stamp_[term] = stamped_;
      place_of_[term] = static_cast<uint32_t>(documents.uses.size());
      documents.uses.push_back(use);
    } else {
      uint32_t& known = documents.uses[place_of_[term]];
      known = std::max(known, use);
    }
  }
  documents.begins.push_back(static_cast<uint32_t>(documents.uses.size()));
}

// Numbers the documents by rank and lays out where each term stands.
void TextIndexBuilder::MakePostings(Documents& documents, DocumentKind kind,
                                    TextIndexTables& tables) {
  const auto count = static_cast<uint32_t>(documents.records.size());
  std::vector<uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, [&](uint32_t a, uint32_t b) {
    return documents.records[a].rank > documents.records[b].rank;
  });
  std::vector<uint32_t> counts(terms_);
  for (const uint32_t use : documents.uses) ++counts[use >> 2];
  // Where the next posting of each term goes.
  std::vector<uint32_t> next(terms_);
  const uint32_t words = (count + 31) / 32;
  const auto number = static_cast<size_t>(kind);
  uint32_t lists = static_cast<uint32_t>(tables.lists.size());
  uint32_t places = static_cast<uint32_t>(tables.places.size());
  for (uint32_t term = 0; term < terms_; ++term) {
    TermPostings& postings = tables.terms[term].postings[number];
    const bool dense = counts[term] > 64 && counts[term] > words * 2;
    postings.first = next[term] = dense ? places : lists;
    postings.count = counts[term] | (dense ? TermPostings::kDense : 0);
    (dense ? places : lists) += dense ? words : counts[term];
  }
  tables.lists.resize(lists);
  tables.places.resize(places);
  std::vector<DocumentRecord>& records =
      kind == DocumentKind::kCode ? tables.codes : tables.phrases;
  records.reserve(count);
  for (uint32_t document = 0; document < count; ++document) {
    const uint32_t from = order[document];
    records.push_back(documents.records[from]);
    for (uint32_t i = documents.begins[from]; i < documents.begins[from + 1];
         ++i) {
      const uint32_t use = documents.uses[i];
      const uint32_t term = use >> 2;
      if ((tables.terms[term].postings[number].count & TermPostings::kDense) !=
          0) {
        tables.places[next[term] + document / 32] |= uint64_t{use & 3}
                                                     << document % 32 * 2;
      } else {
        tables.lists[next[term]++] = document << 2 | (use & 3);
      }
    }
  }
}

void TextIndexBuilder::SortWords(TextIndexTables& tables) const {
  std::vector<uint32_t> order;
  order.reserve(words_.size());
  for (uint32_t word = 0; word < words_.size(); ++word) {
    if (words_[word].term != kNoTerm) order.push_back(word);
  }
  std::ranges::sort(order, {},
                    [&](uint32_t word) { return TextOf(words_[word]); });
  tables.buckets.assign(kTextBuckets + 1, 0);
  for (const uint32_t word : order) {
    const std::string_view text = TextOf(words_[word]);
    tables.words.push_back(
        {.offset = static_cast<uint32_t>(tables.bytes.size()),
         .term = words_[word].term});
    tables.bytes.append(text);
    ++tables.buckets[TextBucket(text) + 1];
  }
  std::partial_sum(tables.buckets.begin(), tables.buckets.end(),
                   tables.buckets.begin());
}

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
    record.weight = WeightOf(tables_, count);
    return record;
  }

  static uint32_t WeightOf(const TextIndexTables& tables, uint64_t count) {
    const double documents = static_cast<double>(tables.codes.size()) +
                             static_cast<double>(tables.phrases.size());
    const auto has = static_cast<double>(std::max<uint64_t>(count, 1));
    return static_cast<uint32_t>(
        std::lround(std::log1p(documents / has) * 1024));
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

// Beginnings of one and of two characters that many documents have get a term
// of their own: a search behind the first keystrokes need not join hundreds.
void TextIndexBuilder::AddBeginnings(TextIndexTables& tables) {
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

TextIndexTables TextIndexBuilder::Build() && {
  TextIndexTables tables;
  tables.terms.resize(terms_);
  MakePostings(documents_[0], DocumentKind::kCode, tables);
  MakePostings(documents_[1], DocumentKind::kPhrase, tables);
  for (TermRecord& term : tables.terms) {
    uint64_t count = 0;
    for (const TermPostings& postings : term.postings) {
      count += postings.count & ~TermPostings::kDense;
    }
    term.weight = Beginning::WeightOf(tables, count);
  }
  SortWords(tables);
  AddBeginnings(tables);
  return tables;
}

}  // namespace codebook
