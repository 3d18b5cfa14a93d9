#include "engine/code_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/random_codes.h"

namespace codebook {
namespace {

uint32_t RowIn(const std::vector<Code>& codes, Code code) {
  const auto at = std::ranges::lower_bound(codes, code);
  return at != codes.end() && *at == code
             ? static_cast<uint32_t>(at - codes.begin())
             : CodeIndex::kMiss;
}

void ExpectRow(const CodeIndex& index, const std::vector<Code>& codes,
               const std::string& text) {
  const Code code = CodeOf(text);
  const uint32_t row = RowIn(codes, code);
  ASSERT_EQ(index.Find(code), row) << text;
  ASSERT_EQ(index.Find(text, 0), row) << text;
  ASSERT_EQ(index.Find(text, 3), row) << text;
}

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
  const std::vector<Code> codes = CodesOf(texts);
  const CodeIndexTables tables = CodeIndexTables::Build(codes);
  const CodeIndex index = tables.view();
  std::mt19937_64 random(texts.size());
  for (uint32_t row = 0; row < codes.size(); ++row) {
    const std::string text = codes[row].ToString();
    ASSERT_EQ(index.Find(codes[row]), row) << text;
    ASSERT_EQ(index.Find(text, 0), row) << text;
    ASSERT_EQ(index.Find(codes[row].ToString(3), 3), row) << text;
    // All of the neighbours of a small set, of a large one some.
    if (codes.size() > 1000 && Below(random, codes.size()) > 500) continue;
    for (const std::string& neighbour : Neighbours(text)) {
      ASSERT_NO_FATAL_FAILURE(ExpectRow(index, codes, neighbour));
    }
  }
  for (int i = 0; i < 20000; ++i) {
    ASSERT_NO_FATAL_FAILURE(ExpectRow(index, codes, RandomCodeText(random)));
  }
  ASSERT_EQ(index.Find(Code()), CodeIndex::kMiss);
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

TEST(CodeIndexTest, EveryRowHasOneSlotAndTheRestMatchNothing) {
  std::mt19937_64 random(12);
  const std::vector<Code> codes = CodesOf(RandomCodeTexts(random, 5000));
  const CodeIndexTables tables = CodeIndexTables::Build(codes);
  ASSERT_GT(tables.slots.size(), codes.size());
  std::vector<int> slots_of(codes.size());
  for (const uint64_t slot : tables.slots) {
    const auto row = static_cast<uint32_t>(slot & CodeIndex::kMaxRows);
    ASSERT_LT(row, codes.size());
    ASSERT_EQ(slot >> 22, DenseOf(codes[row]));
    ++slots_of[row];
  }
  // Row 0 stands in the empty slots as well.
  EXPECT_EQ(slots_of[0],
            static_cast<int>(tables.slots.size() - codes.size()) + 1);
  EXPECT_EQ(std::ranges::count(slots_of, 1),
            static_cast<ptrdiff_t>(codes.size()) - 1);
}

// The look-up as FORMAT.md writes it down.
uint64_t DocumentedSlot(const CodeIndexTables& tables, uint64_t dense) {
  const uint64_t hash = dense * 0x9E3779B97F4A7C15;
  const uint64_t bucket = (hash >> 32) * tables.pilots.size() >> 32;
  const uint64_t pilot = tables.pilots[bucket];
  const uint64_t mixed =
      (hash ^ hash >> 32 ^ pilot * 0xD6E8FEB86659FD93) * 0xC2B2AE3D27D4EB4F;
  return (mixed >> 32) * tables.slots.size() >> 32;
}

TEST(CodeIndexTest, IsLaidOutAsDocumented) {
  EXPECT_EQ(DenseOf(CodeOf("A00")), 0x20820830C01u);
  std::mt19937_64 random(24);
  const std::vector<Code> codes = CodesOf(RandomCodeTexts(random, 1000));
  const CodeIndexTables tables = CodeIndexTables::Build(codes);
  EXPECT_EQ(tables.pilots.size(), 334u);
  EXPECT_GE(tables.slots.size(), 1101u);
  for (uint64_t row = 0; row < codes.size(); ++row) {
    const uint64_t dense = DenseOf(codes[row]);
    ASSERT_EQ(tables.slots[DocumentedSlot(tables, dense)], dense << 22 | row);
  }
}

TEST(CodeIndexTest, TextIsFoundOnlyWhenItSpellsACode) {
  constexpr std::string_view kCharacters = "0019AaBbZ. \t-\xC1";
  std::mt19937_64 random(13);
  const std::vector<Code> codes = CodesOf(RandomCodeTexts(random, 200, 2));
  const CodeIndexTables tables = CodeIndexTables::Build(codes);
  const CodeIndex index = tables.view();
  int hits = 0;
  for (int i = 0; i < 200000; ++i) {
    std::string text(Below(random, 11), '\0');
    for (char& c : text) c = kCharacters[Below(random, kCharacters.size())];
    const uint32_t row = index.Find(text, 3);
    if (row == CodeIndex::kMiss) continue;
    ++hits;
    const std::optional<Code> code = Code::Parse(text, 3);
    ASSERT_TRUE(code.has_value()) << text;
    ASSERT_EQ(row, RowIn(codes, *code)) << text;
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
    const CodeIndex index(pilots, slots);
    for (int j = 0; j < 100; ++j) {
      const uint32_t row = index.Find(RandomCodeText(random), 0);
      ASSERT_TRUE(row <= CodeIndex::kMaxRows || row == CodeIndex::kMiss);
    }
    // No code at all: its hash must stay within the tables as well.
    ASSERT_EQ(index.Find("not a code", 0), CodeIndex::kMiss);
  }
}

}  // namespace
}  // namespace codebook
