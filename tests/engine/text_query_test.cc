// The fast evaluation of queries against one that looks at every document.

#include "engine/text_query.h"

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "engine/term_unions.h"
#include "engine/text_index_builder.h"
#include "gmock/gmock.h"
#include "tests/random_codes.h"

namespace codebook {
namespace {

using ::testing::ElementsAre;

// A score, negative, and a document.
using Found = std::pair<int32_t, uint32_t>;

void Plain(std::string_view word, WordSense& sense) { sense.term = word; }

// An index of random documents over a few words, some in most documents, some
// in hardly any.
class RandomIndex {
 public:
  explicit RandomIndex(uint64_t seed) : random_(seed) {
    TextIndexBuilder builder(Plain);
    for (uint32_t document = 0; document < kDocuments; ++document) {
      std::vector<uint32_t> uses;
      for (size_t word = 0; word < kWords; ++word) {
        if (Below(random_, 3 + word * word * 8) > 1) continue;
        const auto place = static_cast<TermPlace>(1 + Below(random_, 3));
        builder.AppendText("w" + std::to_string(word), place, uses);
      }
      builder.AddDocument(
          DocumentKind::kCode,
          {.node = document,
           .source = 0,
           .rank = -static_cast<int32_t>(Below(random_, 12) * 700)},
          uses);
    }
    tables_ = std::move(builder).Build();
    tables_.Write(writer_);
    image_ = writer_.View();
    text_ = TextIndex(*image_);
  }

  static constexpr uint32_t kDocuments = 3000;
  static constexpr size_t kWords = 16;

  std::mt19937_64& random() { return random_; }
  const TextIndex& text() const { return text_; }

  // Some of the words.
  std::vector<QueryTerm> Terms(size_t count) {
    std::vector<QueryTerm> terms;
    for (size_t i = 0; i < count; ++i) {
      const auto word =
          text_.FindWord("w" + std::to_string(Below(random_, kWords)));
      if (!word) continue;
      const uint32_t term = text_.term_of(*word);
      terms.push_back(
          {text_.postings(term, DocumentKind::kCode), text_.weight(term)});
    }
    return terms;
  }

  // Every document looked at: the best, the best first, and the earlier first
  // of equal ones.
  std::vector<Found> Best(const std::vector<QueryTerm>& terms, bool all,
                          size_t limit, NodeFilter filter) const {
    constexpr std::array<int32_t, 4> kShare = {0, 8, 15, 16};
    std::vector<Found> best;
    const auto documents = text_.documents(DocumentKind::kCode);
    for (uint32_t document = 0; document < documents.size(); ++document) {
      int32_t score = documents[document].rank;
      size_t has = 0;
      for (const QueryTerm& term : terms) {
        const TermPlace place = PlaceOf(term.postings, document);
        score += term.weight * kShare[static_cast<size_t>(place)] / 16;
        has += place != TermPlace::kNone;
      }
      if (has == 0 || (all && has != terms.size())) continue;
      if (filter(documents[document].node)) best.push_back({-score, document});
    }
    std::ranges::sort(best);
    best.resize(std::min(best.size(), limit));
    return best;
  }

 private:
  static TermPlace PlaceOf(const Postings& postings, uint32_t document) {
    if (postings.dense()) return postings.PlaceIn(document);
    for (const uint32_t posting : postings.list()) {
      if (posting >> 2 == document) return static_cast<TermPlace>(posting & 3);
    }
    return TermPlace::kNone;
  }

  std::mt19937_64 random_;
  TextIndexTables tables_;
  ImageWriter writer_;
  std::shared_ptr<const Image> image_;
  TextIndex text_;
};

std::vector<Found> FoundIn(const std::vector<Match>& matches) {
  std::vector<Found> found;
  for (const Match& match : matches) {
    found.push_back({-match.score, match.document});
  }
  return found;
}

TEST(TextQueryTest, FindsWhatLookingAtEveryDocumentFinds) {
  RandomIndex index(41);
  const auto documents = index.text().documents(DocumentKind::kCode);
  size_t found = 0;
  for (int i = 0; i < 600; ++i) {
    const std::vector<QueryTerm> terms =
        index.Terms(1 + Below(index.random(), 5));
    const size_t limit = 1 + Below(index.random(), 25);
    const uint32_t modulus =
        1 + static_cast<uint32_t>(Below(index.random(), 3));
    const auto filter = [&](uint32_t node) { return node % modulus == 0; };
    std::vector<Match> matches;
    MatchAll(terms, documents, filter, limit, matches);
    EXPECT_EQ(FoundIn(matches), index.Best(terms, true, limit, filter)) << i;
    found += matches.size();
    MatchAny(terms, documents, filter, limit, matches);
    EXPECT_EQ(FoundIn(matches), index.Best(terms, false, limit, filter)) << i;
    for (const Match& match : matches) {
      EXPECT_EQ(documents[match.document].node % modulus, 0u);
    }
  }
  EXPECT_GT(found, 1000u);
}

TEST(TextQueryTest, AUnionHasWhatItsPartsHave) {
  RandomIndex index(42);
  const auto documents = index.text().documents(DocumentKind::kCode);
  const auto any = [](uint32_t) { return true; };
  TermUnions unions;
  for (int i = 0; i < 100; ++i) {
    const std::vector<QueryTerm> terms = index.Terms(3);
    std::vector<TermUnions::Part> parts;
    for (const QueryTerm& term : terms) {
      parts.push_back({term.postings, TermPlace::kTitle});
    }
    const Postings joined = unions.Make(parts, documents.size());
    std::vector<Match> of_union;
    MatchAll(std::vector<QueryTerm>{{joined, 16}}, documents, any, 5000,
             of_union);
    std::vector<Match> of_parts;
    MatchAny(terms, documents, any, 5000, of_parts);
    EXPECT_EQ(of_union.size(), of_parts.size());
    unions.Reset();
  }
}

TEST(TextQueryTest, NothingIsFoundForNothing) {
  RandomIndex index(43);
  const auto documents = index.text().documents(DocumentKind::kCode);
  const auto any = [](uint32_t) { return true; };
  std::vector<Match> matches;
  MatchAll({}, documents, any, 10, matches);
  EXPECT_THAT(matches, ElementsAre());
  MatchAny({}, documents, any, 10, matches);
  EXPECT_THAT(matches, ElementsAre());
  MatchAny(index.Terms(3), documents, any, 0, matches);
  EXPECT_THAT(matches, ElementsAre());
}

TEST(TextIndexTest, FindsWordsAndTheirBeginnings) {
  TextIndexBuilder builder([](std::string_view word, WordSense& sense) {
    sense.term = word == "renal" ? "kidney" : word;
    if (word == "nephritis") sense.parts = {"kidney"};
  });
  std::vector<uint32_t> uses;
  EXPECT_EQ(builder.AppendText("Renal cyst", TermPlace::kTitle, uses), 2u);
  builder.AddDocument(DocumentKind::kCode, {.node = 7, .source = 0, .rank = 0},
                      uses);
  uses.clear();
  builder.AppendText("Nephritis", TermPlace::kTitle, uses);
  builder.AddDocument(DocumentKind::kCode, {.node = 8, .source = 0, .rank = 5},
                      uses);
  const TextIndexTables tables = std::move(builder).Build();
  ImageWriter writer;
  tables.Write(writer);
  const auto image = writer.View();
  const TextIndex text(*image);
  std::vector<std::string> words;
  for (uint32_t i = 0; i < text.word_count(); ++i) {
    words.emplace_back(text.word(i));
  }
  EXPECT_THAT(words, ElementsAre("cyst", "kidney", "nephritis", "renal"));
  EXPECT_EQ(text.term_of(*text.FindWord("renal")),
            text.term_of(*text.FindWord("kidney")));
  EXPECT_FALSE(text.FindWord("ren"));
  EXPECT_FALSE(text.FindWord(""));
  EXPECT_EQ(text.WordsWithPrefix("k").size(), 1u);
  EXPECT_EQ(text.WordsWithPrefix("cy").size(), 1u);
  EXPECT_EQ(text.WordsWithPrefix("renal").size(), 1u);
  EXPECT_EQ(text.WordsWithPrefix("renals").size(), 0u);
  // The higher rank is the first document; it has the kidney as a part.
  const Postings kidney = text.postings(text.term_of(*text.FindWord("kidney")),
                                        DocumentKind::kCode);
  EXPECT_THAT(kidney.list(), ElementsAre(0u << 2 | 1u, 1u << 2 | 3u));
  EXPECT_EQ(text.documents(DocumentKind::kCode)[0].node, 8u);
}

}  // namespace
}  // namespace codebook
