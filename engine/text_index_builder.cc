#include "engine/text_index_builder.h"

#include <xxhash.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/text_beginnings.h"
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

namespace {

// The documents by rank, the highest first.
std::vector<uint32_t> OrderByRank(std::span<const DocumentRecord> records) {
  std::vector<uint32_t> order(records.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, [&](uint32_t a, uint32_t b) {
    return records[a].rank > records[b].rank;
  });
  return order;
}

// Makes room for where each term stands: a list, or two bits for every
// document where that takes less. The place of the first of each term.
std::vector<uint32_t> LayOut(std::span<const uint32_t> counts,
                             uint32_t documents, size_t kind,
                             TextIndexTables& tables) {
  const uint32_t words = (documents + 31) / 32;
  std::vector<uint32_t> first(counts.size());
  auto lists = static_cast<uint32_t>(tables.lists.size());
  auto places = static_cast<uint32_t>(tables.places.size());
  for (size_t term = 0; term < counts.size(); ++term) {
    const bool dense = counts[term] > 64 && counts[term] > words * 2;
    TermPostings& postings = tables.terms[term].postings[kind];
    postings.first = first[term] = dense ? places : lists;
    postings.count = counts[term] | (dense ? TermPostings::kDense : 0);
    (dense ? places : lists) += dense ? words : counts[term];
  }
  tables.lists.resize(lists);
  tables.places.resize(places);
  return first;
}

}  // namespace

// Numbers the documents by rank and lays out where each term stands.
void TextIndexBuilder::MakePostings(Documents& documents, DocumentKind kind,
                                    TextIndexTables& tables) {
  const auto count = static_cast<uint32_t>(documents.records.size());
  std::vector<uint32_t> counts(terms_);
  for (const uint32_t use : documents.uses) ++counts[use >> 2];
  const auto number = static_cast<size_t>(kind);
  // Where the next posting of each term goes.
  std::vector<uint32_t> next = LayOut(counts, count, number, tables);
  std::vector<DocumentRecord>& records =
      kind == DocumentKind::kCode ? tables.codes : tables.phrases;
  records.reserve(count);
  for (const uint32_t from : OrderByRank(documents.records)) {
    const auto document = static_cast<uint32_t>(records.size());
    records.push_back(documents.records[from]);
    for (uint32_t i = documents.begins[from]; i < documents.begins[from + 1];
         ++i) {
      const uint32_t use = documents.uses[i];
      const uint32_t term = use >> 2;
      const TermPostings& postings = tables.terms[term].postings[number];
      if ((postings.count & TermPostings::kDense) != 0) {
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
    term.weight = TermWeight(tables, count);
  }
  SortWords(tables);
  AddBeginnings(tables);
  return tables;
}

}  // namespace codebook
