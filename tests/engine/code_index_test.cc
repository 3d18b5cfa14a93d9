#include "engine/code_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <random>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tests/random_codes.h"

namespace codebook {
namespace {

using Hit = CodeIndex::Hit;

// Codes, an index of them, and the same by binary search.
class IndexedCodes {
 public:
  explicit IndexedCodes(const std::set<std::string>& texts)
      : codes_(CodesOf(texts)), billable_((codes_.size() + 63) / 64) {
    std::mt19937_64 random(texts.size());
    for (uint64_t& word : billable_) word = random();
    tables_ = CodeIndexTables::Build(codes_, billable_);
  }

  const std::vector<Code>& codes() const { return codes_; }
  const CodeIndexTables& tables() const { return tables_; }
  CodeIndex index(size_t point_after) const {
    return tables_.view(point_after);
  }

  bool billable(uint32_t row) const {
    return (billable_[row / 64] >> row % 64 & 1) != 0;
  }
  Hit HitOf(Code code) const {
    const auto at = std::ranges::lower_bound(codes_, code);
    if (at == codes_.end() || *at != code) return Hit{};
    const auto row = static_cast<uint32_t>(at - codes_.begin());
    return {.row = row, .billable = billable(row)};
  }
  void ExpectHit(const std::string& text) const {
    const Code code = CodeOf(text);
    const Hit hit = HitOf(code);
    ASSERT_EQ(index(0).Find(code), hit) << text;
    ASSERT_EQ(index(0).Find(text), hit) << text;
    ASSERT_EQ(index(3).Find(text), hit) << text;
    ASSERT_EQ(index(3).Find(code.ToString(3)), hit) << text;
  }

 private:
  std::vector<Code> codes_;
  std::vector<uint64_t> billable_;
  CodeIndexTables tables_;
};

// All texts one character away from `text`: changed, added or taken away.
std::vector<std::string> Neighbours(const std::string& text) {
  std::vector<std::string> neighbours;
  for (int symbol = 0; symbol < kSymbols; ++symbol) {
    for (size_t position = 0; position < text.size(); ++position) {
      neighbours.push_back(text);
      neighbours.back()[position] = SymbolCharacter(symbol);
    }
    if (text.size() < Code::kMaxLength) {
      neighbours.push_back(text + SymbolCharacter(symbol));
    }
  }
  if (text.size() > 1) neighbours.push_back(text.substr(0, text.size() - 1));
  return neighbours;
}

void ExpectAgreement(const std::set<std::string>& texts) {
  const IndexedCodes indexed(texts);
  std::mt19937_64 random(texts.size());
  std::vector<std::string> asked;
  for (const std::string& text : texts) {
    asked.push_back(text);
    // All of the neighbours of a small set, of a large one some.
    if (texts.size() > 1000 && Below(random, texts.size()) > 500) continue;
    std::ranges::copy(Neighbours(text), std::back_inserter(asked));
  }
  for (int i = 0; i < 20000; ++i) asked.push_back(RandomCodeText(random));

  std::vector<Code> codes;
  std::vector<std::string_view> views;
  for (const std::string& text : asked) {
    ASSERT_NO_FATAL_FAILURE(indexed.ExpectHit(text));
    codes.push_back(CodeOf(text));
    views.emplace_back(text);
  }
  std::vector<Hit> of_codes(asked.size());
  std::vector<Hit> of_texts(asked.size());
  indexed.index(3).FindAll(codes, of_codes);
  indexed.index(3).FindAll(views, of_texts);
  // Too few at a time for wide vectors.
  std::vector<Hit> by_few(asked.size());
  constexpr size_t kFew = 50;
  for (size_t i = 0; i < codes.size(); i += kFew) {
    const size_t count = std::min(kFew, codes.size() - i);
    indexed.index(3).FindAll(std::span(codes).subspan(i, count),
                             std::span(by_few).subspan(i, count));
  }
  for (size_t i = 0; i < asked.size(); ++i) {
    ASSERT_EQ(of_codes[i], indexed.HitOf(codes[i])) << asked[i];
    ASSERT_EQ(of_texts[i], of_codes[i]) << asked[i];
    ASSERT_EQ(by_few[i], of_codes[i]) << asked[i];
  }
  ASSERT_EQ(indexed.index(3).Find(Code()), Hit{});
}

TEST(CodeIndexTest, FindsItsCodesAndNoOthers) {
  std::mt19937_64 random(11);
  for (const size_t size : {1, 2, 3, 4, 5, 10, 100, 1000, 100000}) {
    SCOPED_TRACE(size);
    ASSERT_NO_FATAL_FAILURE(ExpectAgreement(RandomCodeTexts(random, size)));
  }
}

TEST(CodeIndexTest, CodesThatFollowOneAnother) {
  std::set<std::string> numbers;
  for (int number = 0; number < 20000; ++number) {
    const std::string digits = std::to_string(number);
    numbers.insert(std::string(5 - digits.size(), '0') + digits);
  }
  ExpectAgreement(numbers);
}

TEST(CodeIndexTest, CodesThatDifferInTheirLastCharacterOnly) {
  std::set<std::string> texts;
  for (int symbol = 0; symbol < kSymbols; ++symbol) {
    texts.insert(std::string("S52501") + SymbolCharacter(symbol));
  }
  ExpectAgreement(texts);
}

// The look-up as FORMAT.md writes it down.
uint64_t DocumentedSlot(const CodeIndexTables& tables, uint64_t folded) {
  const uint64_t product = folded * 0x9E3779B97F4A7C15;
  const uint64_t hash = product ^ product >> 32;
  const uint64_t bucket = (hash >> 32) * tables.pilots.size() >> 32;
  const uint64_t mixed =
      (hash & 0xFFFFFFFF) * tables.pilots[bucket] & 0xFFFFFFFF;
  return mixed * tables.slots.size() >> 32;
}

// The bits beside the folded key, as FORMAT.md places them.
Hit DocumentedHit(uint64_t slot) {
  constexpr int kBits[] = {0,  1,  2,  3,  4,  5,  6,  7,  37, 23, 39,
                           53, 13, 55, 15, 29, 45, 31, 47, 61, 21, 63};
  uint32_t held = 0;
  for (size_t bit = 0; bit < std::size(kBits); ++bit) {
    held |= static_cast<uint32_t>(slot >> kBits[bit] & 1) << bit;
  }
  return {.row = held / 2, .billable = held % 2 != 0};
}

TEST(CodeIndexTest, IsLaidOutAsDocumented) {
  EXPECT_EQ(FoldedKey(CodeOf("A00")), 0x4110100000000000u);
  std::mt19937_64 random(24);
  const IndexedCodes indexed(RandomCodeTexts(random, 1000));
  const CodeIndexTables& tables = indexed.tables();
  EXPECT_EQ(tables.pilots.size(), 334u);
  EXPECT_EQ(std::ranges::count(tables.pilots, 0), 0);
  EXPECT_GE(tables.slots.size(), 1101u);
  for (const Code code : indexed.codes()) {
    const uint64_t folded = FoldedKey(code);
    const uint64_t slot = tables.slots[DocumentedSlot(tables, folded)];
    ASSERT_EQ(slot & 0x5F5F5F5F5F5F5F00, folded);
    ASSERT_EQ(DocumentedHit(slot), indexed.HitOf(code));
  }
}

TEST(CodeIndexTest, EveryRowHasOneSlotAndTheRestMatchNothing) {
  std::mt19937_64 random(12);
  const IndexedCodes indexed(RandomCodeTexts(random, 5000));
  const std::vector<uint64_t>& slots = indexed.tables().slots;
  ASSERT_GT(slots.size(), indexed.codes().size());
  std::vector<int> slots_of(indexed.codes().size());
  for (const uint64_t slot : slots) {
    const uint32_t row = DocumentedHit(slot).row;
    ASSERT_LT(row, indexed.codes().size());
    ASSERT_EQ(slot & kFoldedBits, FoldedKey(indexed.codes()[row]));
    ++slots_of[row];
  }
  // Row 0 stands in the empty slots as well.
  EXPECT_EQ(slots_of[0],
            static_cast<int>(slots.size() - indexed.codes().size()) + 1);
  EXPECT_EQ(std::ranges::count(slots_of, 1),
            static_cast<ptrdiff_t>(indexed.codes().size()) - 1);
}

TEST(CodeIndexTest, KeepsTheNumbersOfManyRows) {
  std::vector<Code> codes;
  for (uint32_t row = 0; row < (uint32_t{1} << 20) + 5; ++row) {
    Code code;
    for (int place = 20; place >= 0; place -= 4) {
      code = code.Append(SymbolCharacter(static_cast<int>(row >> place & 15)));
    }
    codes.push_back(code);
  }
  const CodeIndexTables tables = CodeIndexTables::Build(
      codes, std::vector<uint64_t>(codes.size() / 64 + 1));
  const CodeIndex index = tables.view(0);
  for (uint32_t row = 0; row < codes.size(); ++row) {
    ASSERT_EQ(index.Find(codes[row]), (Hit{.row = row, .billable = false}));
  }
}

TEST(CodeIndexTest, TextIsFoundOnlyWhenItSpellsACode) {
  constexpr std::string_view kCharacters = "0019AaBbZ. \t-\xC1";
  std::mt19937_64 random(13);
  const IndexedCodes indexed(RandomCodeTexts(random, 200, 2));
  const CodeIndex index = indexed.index(3);
  int hits = 0;
  for (int i = 0; i < 200000; ++i) {
    std::string text(Below(random, 11), '\0');
    for (char& c : text) c = kCharacters[Below(random, kCharacters.size())];
    const Hit hit = index.Find(text);
    if (hit.row == CodeIndex::kMiss) continue;
    ++hits;
    const std::optional<Code> code = Code::Parse(text, 3);
    ASSERT_TRUE(code.has_value()) << text;
    ASSERT_EQ(hit, indexed.HitOf(*code)) << text;
  }
  EXPECT_GT(hits, 0);
}

TEST(CodeIndexTest, DamagedTablesAreNeverLeft) {
  std::mt19937_64 random(14);
  for (int i = 0; i < 1000; ++i) {
    std::vector<uint16_t> pilots(1 + Below(random, 5));
    std::vector<uint64_t> slots(1 + Below(random, 5));
    for (uint16_t& pilot : pilots) pilot = static_cast<uint16_t>(random());
    for (uint64_t& slot : slots) slot = random();
    const CodeIndex index(pilots, slots, 3);
    for (int j = 0; j < 100; ++j) {
      const uint32_t row = index.Find(RandomCodeText(random)).row;
      ASSERT_TRUE(row <= CodeIndex::kMaxRows || row == CodeIndex::kMiss);
    }
    // No code at all: its hash must stay within the tables as well.
    ASSERT_EQ(index.Find("not a code"), Hit{});
  }
}

}  // namespace
}  // namespace codebook
