#include "engine/automaton.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/automaton_builder.h"
#include "tests/random_codes.h"

namespace codebook {
namespace {

using testing::ElementsAre;

// A release as a sorted set of strings: what the automaton is held against.
class Oracle {
 public:
  explicit Oracle(std::set<std::string> texts)
      : texts_(texts.begin(), texts.end()) {}

  const std::vector<std::string>& texts() const { return texts_; }

  std::optional<uint32_t> Row(std::string_view text) const {
    const auto at = std::ranges::lower_bound(texts_, text);
    if (at == texts_.end() || *at != text) return std::nullopt;
    return Number(at);
  }

  std::optional<RowRange> Range(std::string_view prefix) const {
    const auto first = std::ranges::lower_bound(texts_, prefix);
    const auto last = std::find_if_not(
        first, texts_.end(),
        [&](const std::string& text) { return text.starts_with(prefix); });
    if (first == last) return std::nullopt;
    return RowRange{Number(first), Number(last)};
  }

  size_t FollowedLength(std::string_view text) const {
    size_t length = text.size();
    while (!Range(text.substr(0, length))) --length;
    return length;
  }

  // The characters that come after `prefix`, with the rows behind each.
  std::map<char, RowRange> Next(std::string_view prefix) const {
    std::map<char, RowRange> next;
    for (int symbol = 0; symbol < kSymbols; ++symbol) {
      const char c = SymbolCharacter(symbol);
      const auto range = Range(std::string(prefix) + c);
      if (range) next[c] = *range;
    }
    return next;
  }

 private:
  uint32_t Number(std::vector<std::string>::const_iterator at) const {
    return static_cast<uint32_t>(at - texts_.begin());
  }

  std::vector<std::string> texts_;
};

// Keeps the tables that its automaton is a view of.
class Built {
 public:
  Built(const std::set<std::string>& texts, EdgeLabeler label_of)
      : tables_(BuildAutomaton(CodesOf(texts), label_of).value()),
        automaton_(tables_.view()) {}
  explicit Built(const std::set<std::string>& texts)
      : Built(texts, [](RowRange, size_t) { return 0u; }) {}
  Built(const Built&) = delete;
  Built& operator=(const Built&) = delete;

  const Automaton& operator*() const { return automaton_; }
  const Automaton* operator->() const { return &automaton_; }
  const AutomatonTables& tables() const { return tables_; }

 private:
  AutomatonTables tables_;
  Automaton automaton_;
};

void ExpectAgreementAt(const Automaton& automaton, const Oracle& oracle,
                       const std::string& text) {
  const Code code = CodeOf(text);
  ASSERT_EQ(automaton.Row(code), oracle.Row(text)) << text;
  const std::optional<RowRange> range = oracle.Range(text);
  ASSERT_EQ(automaton.Range(code), range) << text;

  const size_t length = oracle.FollowedLength(text);
  const std::string followed = text.substr(0, length);
  const RowRange below = oracle.Range(followed).value();
  const Automaton::Walk walk = automaton.Follow(code);
  ASSERT_EQ(walk.length, length) << text;
  ASSERT_EQ(walk.row, below.first) << text;
  ASSERT_EQ(walk.codes, below.size()) << text;
  ASSERT_EQ(automaton.codes(walk.state), below.size()) << text;
  ASSERT_EQ(automaton.accepts(walk.state), oracle.Row(followed).has_value())
      << text;

  std::map<char, RowRange> edges;
  for (const Automaton::Edge edge : automaton.edges(walk.state)) {
    const uint32_t first = walk.row + edge.before;
    edges[edge.character] = {first, first + edge.codes};
    const auto next = automaton.Next(walk.state, edge.character);
    ASSERT_TRUE(next.has_value()) << text << edge.character;
    ASSERT_EQ(next->target, edge.target) << text << edge.character;
    ASSERT_EQ(next->before, edge.before) << text << edge.character;
  }
  const std::map<char, RowRange> expected = oracle.Next(followed);
  ASSERT_EQ(edges, expected) << text;
  ASSERT_EQ(automaton.edges(walk.state).size(), expected.size()) << text;
  ASSERT_EQ(automaton.edges(walk.state).empty(), expected.empty()) << text;
}

void ExpectAgreement(const std::set<std::string>& texts, int symbols) {
  const Built automaton(texts);
  const Oracle oracle(texts);
  for (size_t row = 0; row < oracle.texts().size(); ++row) {
    ASSERT_EQ(automaton->CodeAt(static_cast<uint32_t>(row)).ToString(),
              oracle.texts()[row]);
  }
  ASSERT_EQ(automaton->CodeAt(static_cast<uint32_t>(texts.size())), Code());
  ASSERT_EQ(automaton->CodeAt(std::numeric_limits<uint32_t>::max()), Code());

  ASSERT_NO_FATAL_FAILURE(ExpectAgreementAt(*automaton, oracle, ""));
  std::mt19937_64 random(texts.size());
  for (const std::string& text : texts) {
    for (size_t length = 1; length <= text.size(); ++length) {
      ASSERT_NO_FATAL_FAILURE(
          ExpectAgreementAt(*automaton, oracle, text.substr(0, length)));
    }
    std::string mutated = text;
    mutated[Below(random, text.size())] =
        SymbolCharacter(static_cast<int>(Below(random, kSymbols)));
    ASSERT_NO_FATAL_FAILURE(ExpectAgreementAt(*automaton, oracle, mutated));
    ASSERT_NO_FATAL_FAILURE(
        ExpectAgreementAt(*automaton, oracle, RandomCodeText(random, symbols)));
  }
}

TEST(AutomatonTest, OneCode) {
  ExpectAgreement({"7"}, 10);
  ExpectAgreement({"S52501A"}, kSymbols);
}

TEST(AutomatonTest, CodesThatBeginOneAnother) {
  ExpectAgreement({"A", "AB", "ABC", "ABCD", "ABCDE", "ABCDEF", "ABCDEFG"}, 12);
  ExpectAgreement({"0", "00", "000", "1", "11", "Z", "ZZZZZZZ"}, 2);
}

TEST(AutomatonTest, EverySymbolAfterEverySymbol) {
  std::set<std::string> texts;
  for (int a = 0; a < kSymbols; ++a) {
    for (int b = 0; b < kSymbols; ++b) {
      texts.insert({SymbolCharacter(a), SymbolCharacter(b)});
    }
  }
  ExpectAgreement(texts, kSymbols);
}

TEST(AutomatonTest, RandomSets) {
  std::mt19937_64 random(7);
  for (const int symbols : {2, 3, 10, kSymbols}) {
    // There are 254 codes over two symbols.
    for (const size_t size : {1, 2, 3, 10, 100, 250}) {
      SCOPED_TRACE(testing::Message() << size << " of " << symbols);
      ASSERT_NO_FATAL_FAILURE(
          ExpectAgreement(RandomCodeTexts(random, size, symbols), symbols));
    }
  }
  ASSERT_NO_FATAL_FAILURE(ExpectAgreement(RandomCodeTexts(random, 2000, 6), 6));
}

// The labelled right language of a state, spelt out as a tree.
std::string Language(const Automaton& automaton, uint32_t state) {
  std::string language = automaton.accepts(state) ? "(!" : "(";
  for (const Automaton::Edge edge : automaton.edges(state)) {
    language += edge.character + std::to_string(edge.label) +
                Language(automaton, edge.target);
  }
  return language + ")";
}

// The states, each by one of its places. A state has several, but one set of
// symbols and one first edge, which no other has both of.
using States = std::map<std::pair<uint64_t, uint32_t>, uint32_t>;
void CollectStates(const Built& built, uint32_t state, States& states) {
  const std::vector<Automaton::EdgeRecord>& edges = built.tables().edges;
  const Automaton::EdgeRecord& record =
      state < edges.size() ? edges[state] : built.tables().root;
  states.emplace(std::pair(record.state, record.first_edge()), state);
  for (const Automaton::Edge edge : built->edges(state)) {
    CollectStates(built, edge.target, states);
  }
}
States StatesOf(const Built& built) {
  States states;
  CollectStates(built, built->root(), states);
  return states;
}

void ExpectMinimal(const Built& built) {
  std::set<std::string> languages;
  for (const auto& [key, state] : StatesOf(built)) {
    ASSERT_TRUE(languages.insert(Language(*built, state)).second)
        << Language(*built, state);
  }
}

// Those that an edge leads to, counted once.
size_t CountEdges(const Built& built) {
  size_t edges = 0;
  for (const auto& [key, state] : StatesOf(built)) {
    edges += built->edges(state).size();
  }
  return edges;
}

// A label for the edges by what is written before them, so that some states
// with equal codes behind them differ in labels and some do not.
uint32_t LabelAfter(std::string_view prefix) {
  return (prefix.size() % 2 == 0 ? 0u : 2u) +
         (prefix.starts_with("0") ? 0u : 1u);
}

TEST(AutomatonTest, IsMinimal) {
  std::mt19937_64 random(8);
  for (int i = 0; i < 200; ++i) {
    const std::set<std::string> texts =
        RandomCodeTexts(random, 1 + Below(random, 100), 2 + i % 3);
    ASSERT_NO_FATAL_FAILURE(ExpectMinimal(Built(texts)));
    const std::vector<Code> codes = CodesOf(texts);
    const Built labelled(texts, [&](RowRange rows, size_t position) {
      return LabelAfter(codes[rows.first].Prefix(position).ToString());
    });
    ASSERT_NO_FATAL_FAILURE(ExpectMinimal(labelled));
  }
}

TEST(AutomatonTest, SharesEndingsUnlessTheirLabelsDiffer) {
  const std::set<std::string> texts = {"A1", "B1"};
  const Built plain(texts);
  EXPECT_EQ(StatesOf(plain).size(), 3u);
  EXPECT_EQ(CountEdges(plain), 3u);
  const Built labelled(texts, [](RowRange rows, size_t position) {
    return position == 1 ? rows.first + 1 : 0u;
  });
  EXPECT_EQ(StatesOf(labelled).size(), 4u);
  EXPECT_EQ(CountEdges(labelled), 4u);
}

TEST(AutomatonTest, RefusesMoreThanARecordHolds) {
  // Codes of five characters, one more than there are numbers of rows.
  std::vector<Code> codes;
  for (uint32_t i = 0; i < Automaton::EdgeRecord::kNumbers; ++i) {
    Code code;
    for (const uint32_t symbol : {i / 36 / 36 / 36 / 36, i / 36 / 36 / 36 % 36,
                                  i / 36 / 36 % 36, i / 36 % 36, i % 36}) {
      code = code.Append(SymbolCharacter(static_cast<int>(symbol)));
    }
    codes.push_back(code);
  }
  const auto error = [&](EdgeLabeler label_of) {
    return std::string(BuildAutomaton(codes, label_of).status().message());
  };
  const auto none = [](RowRange, size_t) { return 0u; };
  EXPECT_EQ(error(none), "2097152 codes found, a release has at most 2097151");
  codes.pop_back();
  EXPECT_EQ(error(none), "");
  // With a label of its own for each code no two states are one.
  EXPECT_THAT(error([](RowRange rows, size_t) { return rows.first; }),
              ::testing::MatchesRegex("2[0-9]+ edges between beginnings of "
                                      "codes found, a release has at most "
                                      "2097151"));
  codes.resize(1);
  EXPECT_EQ(error([](RowRange, size_t) { return 4194303u; }), "");
  EXPECT_EQ(error([](RowRange, size_t) { return 4194304u; }),
            "4194304 labels found, a release has at most 4194303");
}

TEST(AutomatonTest, EdgesCarryTheirLabels) {
  std::mt19937_64 random(9);
  const std::set<std::string> texts = RandomCodeTexts(random, 200, 3);
  const Oracle oracle(texts);
  const std::vector<Code> codes = CodesOf(texts);
  std::set<std::string> labelled;
  const Built automaton(texts, [&](RowRange rows, size_t position) {
    const std::string prefix =
        codes[rows.first].Prefix(position + 1).ToString();
    EXPECT_EQ(oracle.Range(prefix), rows) << prefix;
    EXPECT_TRUE(labelled.insert(prefix).second) << prefix << " asked twice";
    // Different for every prefix.
    return rows.first * 8 + static_cast<uint32_t>(position);
  });
  for (const std::string& text : texts) {
    uint32_t state = automaton->root();
    for (size_t position = 0; position < text.size(); ++position) {
      const auto edge = automaton->Next(state, text[position]);
      ASSERT_TRUE(edge.has_value()) << text;
      const RowRange rows = oracle.Range(text.substr(0, position + 1)).value();
      ASSERT_EQ(edge->label, rows.first * 8 + position) << text;
      state = edge->target;
    }
  }
}

TEST(AutomatonTest, NextRefusesWhatIsNoCharacterOfACode) {
  const Built automaton({"A", "0"});
  for (const char c : {'a', '.', ' ', '\0', '\xC1', '[', '@', '1', 'Z'}) {
    EXPECT_FALSE(automaton->Next(automaton->root(), c).has_value()) << c;
  }
}

TEST(AutomatonTest, EdgesComeInAsciiOrder) {
  const Built automaton({"AZ", "A0", "A", "A9", "AA"});
  std::vector<char> characters;
  std::vector<uint32_t> before;
  const auto a = automaton->Next(automaton->root(), 'A').value();
  for (const Automaton::Edge edge : automaton->edges(a.target)) {
    characters.push_back(edge.character);
    before.push_back(edge.before);
  }
  EXPECT_THAT(characters, ElementsAre('0', '9', 'A', 'Z'));
  // The code "A" itself comes first.
  EXPECT_THAT(before, ElementsAre(1, 2, 3, 4));
}

// Asks everything there is, with answers that mean nothing.
void AskEverything(const Automaton& automaton, std::mt19937_64& random) {
  for (int i = 0; i < 50; ++i) {
    const Code code = CodeOf(RandomCodeText(random, 3));
    const Automaton::Walk walk = automaton.Follow(code);
    EXPECT_LE(walk.length, code.size());
    automaton.Row(code);
    automaton.Range(code);
    EXPECT_LE(automaton.CodeAt(static_cast<uint32_t>(random())).size(),
              Code::kMaxLength);
    size_t edges = 0;
    for (const Automaton::Edge edge : automaton.edges(walk.state)) {
      EXPECT_GE(SymbolOf(edge.character), 0);
      ++edges;
    }
    EXPECT_LE(edges, size_t{kSymbols});
  }
}

TEST(AutomatonTest, DamagedTablesAreNeverLeft) {
  std::mt19937_64 random(10);
  const std::vector<Code> codes = CodesOf(RandomCodeTexts(random, 100, 3));
  const AutomatonTables sound =
      BuildAutomaton(codes, [](RowRange, size_t) { return 1u; }).value();
  const auto scribble = [&](auto& records) {
    std::vector<char> bytes(records.size() * sizeof records[0]);
    std::memcpy(bytes.data(), records.data(), bytes.size());
    for (int i = 0; i < 20; ++i) {
      bytes[Below(random, bytes.size())] = static_cast<char>(random());
    }
    std::memcpy(records.data(), bytes.data(), bytes.size());
  };
  for (int i = 0; i < 500; ++i) {
    AutomatonTables damaged = sound;
    scribble(damaged.edges);
    if (i % 10 == 0) damaged.root.state = random();
    if (i % 15 == 0) damaged.root.edge = random();
    AskEverything(damaged.view(), random);
  }
}

TEST(AutomatonTest, WithoutStatesThereIsNothing) {
  const Automaton automaton;
  EXPECT_EQ(automaton.Row(CodeOf("A00")), std::nullopt);
  EXPECT_EQ(automaton.Follow(CodeOf("A00")).length, 0u);
  EXPECT_EQ(automaton.CodeAt(0), Code());
  EXPECT_TRUE(automaton.edges(automaton.root()).empty());
}

}  // namespace
}  // namespace codebook
