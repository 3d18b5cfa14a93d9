#include "engine/code_set_builder.h"

#include <gtest/gtest.h>
#include <sys/mman.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "engine/code_index.h"
#include "tests/random_codes.h"
#include "tests/small_release.h"

namespace codebook {
namespace {

CodeSetBuilder MakeBuilder(uint32_t point_after = 3) {
  return CodeSetBuilder({.set = "icd10cm",
                         .effective = *Date::Parse("2022-10-01"),
                         .point_after = point_after,
                         .source_version = {}});
}

TEST(CodeSetBuilderTest, RefusesAReleaseWithoutCodes) {
  EXPECT_EQ(MakeBuilder().Build().status(),
            absl::InvalidArgumentError("there is no code"));
  CodeSetBuilder groups_only = MakeBuilder();
  groups_only.AddGroup(Kind::kChapter, "1", "Chapter");
  EXPECT_EQ(std::move(groups_only).Build().status(),
            absl::InvalidArgumentError("there is no code"));
}

TEST(CodeSetBuilderTest, RefusesACodeThatOccursTwice) {
  for (const auto& [point_after, printed] :
       {std::pair(3u, "A00.1"), std::pair(0u, "A001")}) {
    CodeSetBuilder builder = MakeBuilder(point_after);
    for (const std::string_view code : {"A001", "B00", "A00", "A001"}) {
      builder.AddRow(CodeOf(code), {.title = code});
    }
    EXPECT_EQ(std::move(builder).Build().status(),
              absl::InvalidArgumentError("the code " + std::string(printed) +
                                         " occurs twice"));
  }
}

// The code numbered `number` in an order of all codes of five characters.
Code NumberedCode(uint32_t number) {
  Code code;
  for (int i = 0; i < 5; ++i, number /= kSymbols) {
    code = code.Append(SymbolCharacter(static_cast<int>(number % kSymbols)));
  }
  return code;
}

TEST(CodeSetBuilderTest, RefusesMoreRowsThanARowNumberCanTell) {
  CodeSetBuilder builder = MakeBuilder();
  for (uint32_t i = 0; i <= CodeIndex::kMaxRows; ++i) {
    builder.AddRow(NumberedCode(i), {});
  }
  ASSERT_EQ(builder.row_count(), 2097152u);
  EXPECT_EQ(std::move(builder).Build().status(),
            absl::InvalidArgumentError(
                "2097152 codes found, a release has at most 2097151"));
}

TEST(CodeSetBuilderTest, RefusesMoreTextThanOffsetsCanName) {
  constexpr size_t kSize = size_t{1} << 32;
  // Costs no memory as long as nobody reads it.
  void* const huge = mmap(nullptr, kSize, PROT_READ,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  ASSERT_NE(huge, MAP_FAILED);
  CodeSetBuilder builder = MakeBuilder();
  const NodeId row = builder.AddRow(CodeOf("A00"), {.title = "Cholera"});
  builder.AddNote(row, NoteKind::kNote, 0,
                  {static_cast<const char*>(huge), kSize});
  EXPECT_EQ(std::move(builder).Build().status(),
            absl::InvalidArgumentError("the texts are larger than 4 GiB"));
  munmap(huge, kSize);
}

TEST(CodeSetBuilderTest, OneCodeIsARelease) {
  CodeSetBuilder builder = MakeBuilder();
  builder.AddRow(CodeOf("A00"), {.billable = true, .title = "Cholera"});
  const CodeSetPtr release = OpenImage(std::move(builder).Build().value());
  EXPECT_EQ(release->row_count(), 1u);
  EXPECT_EQ(release->node_count(), 1u);
  EXPECT_EQ(release->billable_count(), 1u);
  EXPECT_EQ(release->title(release->Find("a00").value()), "Cholera");
}

TEST(CodeSetBuilderTest, BillableRowsAreMarkedAcrossWords) {
  CodeSetBuilder builder = MakeBuilder();
  for (uint32_t i = 0; i < 200; ++i) {
    builder.AddRow(NumberedCode(i), {.billable = i % 3 == 0});
  }
  const CodeSetPtr release = OpenImage(std::move(builder).Build().value());
  EXPECT_EQ(release->billable_count(), 67u);
  for (uint32_t i = 0; i < 200; ++i) {
    EXPECT_EQ(release->billable(release->Find(NumberedCode(i)).value()),
              i % 3 == 0)
        << i;
  }
  // Ranges that begin, end and lie within the words of 64 rows.
  for (uint32_t first = 0; first < 200; first += 7) {
    uint32_t expected = 0;
    for (uint32_t row = first; row < 200; ++row) {
      ASSERT_EQ(release->CountBillable({first, row}), expected);
      expected += release->billable(row) ? 1 : 0;
    }
  }
}

TEST(CodeSetBuilderTest, EqualLabelsHaveEqualNames) {
  CodeSetBuilder builder = MakeBuilder();
  const Label open{.axis = "Approach", .text = "Open", .definition = {}};
  const uint32_t name = builder.AddLabel(open);
  EXPECT_NE(name, 0u);
  EXPECT_EQ(builder.AddLabel(open), name);
  for (const Label& other :
       {Label{.axis = "Device", .text = "Open", .definition = {}},
        Label{.axis = "Approach", .text = "Closed", .definition = {}},
        Label{.axis = "Approach", .text = "Open", .definition = "cut"}}) {
    EXPECT_NE(builder.AddLabel(other), name);
    EXPECT_NE(builder.AddLabel(other), 0u);
  }
}

std::string LabelOfEdge(const CodeSet& release, std::string_view prefix) {
  const Automaton& automaton = release.automaton();
  const Automaton::Walk walk =
      automaton.Follow(CodeOf(prefix.substr(0, prefix.size() - 1)));
  const auto edge = automaton.Next(walk.state, prefix.back());
  if (!edge) return "no edge";
  const Label label = release.label(edge->label);
  return std::string(label.axis) + ": " + std::string(label.text);
}

// Before the rest of a code decides which row of the table it is, a character
// means what it means in either.
TEST(CodeSetBuilderTest, EdgesOfTwoTableRowsHaveBothMeanings) {
  const CodeSetPtr release = OpenImage(SmallTablesImage());
  EXPECT_EQ(LabelOfEdge(*release, "0"), "Section: Medical");
  EXPECT_EQ(LabelOfEdge(*release, "0BH"), "Operation: Insertion");
  EXPECT_EQ(LabelOfEdge(*release, "0BH1"), "Body Part: Windpipe / Trachea");
  EXPECT_EQ(LabelOfEdge(*release, "0BH2"), "Body Part: Carina");
  EXPECT_EQ(LabelOfEdge(*release, "0BH10"), "Approach: Open");
  EXPECT_EQ(LabelOfEdge(*release, "0BH17"), "Approach: Via Opening");
  EXPECT_EQ(LabelOfEdge(*release, "0BH17E"), "Device: Airway");
  EXPECT_EQ(LabelOfEdge(*release, "0BH17EZ"), "Qualifier: No Qualifier");
}

// Two definitions that share a beginning of a code are told apart by their
// last character only.
TEST(CodeSetBuilderTest, ALabelBelongsToTheLastCharacter) {
  const CodeSetPtr release = OpenImage(SmallListImage());
  EXPECT_EQ(LabelOfEdge(*release, "S52501A"), ": initial");
  EXPECT_EQ(LabelOfEdge(*release, "S52501D"), ": subsequent");
  EXPECT_EQ(LabelOfEdge(*release, "S528XXA"), ": initial, either");
  EXPECT_EQ(LabelOfEdge(*release, "S52501"), ": ");
  EXPECT_EQ(LabelOfEdge(*release, "S528X"), ": ");
}

TEST(CodeSetBuilderTest, TheSameInputGivesTheSameBytes) {
  EXPECT_EQ(SmallListImage(), SmallListImage());
  EXPECT_EQ(SmallTablesImage(), SmallTablesImage());
}

}  // namespace
}  // namespace codebook
