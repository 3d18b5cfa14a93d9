#include "engine/code_set.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "engine/concat.h"
#include "engine/image.h"
#include "tests/small_release.h"
#include "tests/temp_folder.h"

namespace codebook {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class CodeSetTest : public testing::Test {
 protected:
  // A node by the name of its row, with the point where it has one.
  NodeId Row(std::string_view code) const { return list_->Find(code).value(); }
  NodeId Group(std::string_view name) const {
    return list_->FindGroup(name).value();
  }
  std::vector<std::string> NamesOf(const std::vector<NodeId>& nodes) const {
    std::vector<std::string> names;
    for (const NodeId node : nodes) names.push_back(list_->Name(node));
    return names;
  }

  const std::string image_ = SmallListImage();
  const CodeSetPtr list_ = OpenImage(image_);
  const CodeSetPtr tables_ = OpenImage(SmallTablesImage());
};

TEST_F(CodeSetTest, SaysWhatReleaseItIs) {
  EXPECT_EQ(list_->set(), "icd10cm");
  EXPECT_EQ(list_->effective().ToString(), "2022-10-01");
  EXPECT_EQ(list_->id().ToString(), "icd10cm@2022-10-01");
  EXPECT_EQ(list_->source_version(), "2023");
  EXPECT_EQ(list_->point_after(), 3u);
  EXPECT_EQ(list_->row_count(), 22u);
  EXPECT_EQ(list_->billable_count(), 10u);
  EXPECT_EQ(list_->node_count(), 33u);
  EXPECT_EQ(list_->finding_count(), 2u);
  EXPECT_EQ(list_->image_bytes(), image_);
  EXPECT_EQ(list_->VerifyChecksums(), absl::OkStatus());

  EXPECT_EQ(tables_->id().ToString(), "icd10pcs@2025-10-01");
  EXPECT_EQ(tables_->source_version(), "");
  EXPECT_EQ(tables_->point_after(), 0u);
  EXPECT_EQ(tables_->finding_count(), 0u);
  EXPECT_THAT(tables_->sources(), IsEmpty());
}

TEST_F(CodeSetTest, SaysWhereItComesFrom) {
  const std::vector<Source> sources = list_->sources();
  ASSERT_EQ(sources.size(), 2u);
  EXPECT_EQ(sources[0].file, "tabular.xml");
  EXPECT_THAT(sources[0].sha256, testing::ElementsAreArray(Digest(1)));
  EXPECT_EQ(sources[1].file, "order.txt");
  EXPECT_THAT(sources[1].sha256, testing::ElementsAreArray(Digest(100)));
}

TEST_F(CodeSetTest, RowsAreNumberedInAsciiOrder) {
  constexpr std::string_view kCodes[] = {
      "C43",  "C430",   "C44",     "C440",    "C4A",    "C4A0",
      "H21",  "H211",   "H211X",   "H211X1",  "H211X2", "S52",
      "S525", "S52501", "S52501A", "S52501D", "S528",   "S528XXA",
      "U07",  "U071",   "Z99",     "Z990"};
  for (NodeId row = 0; row < std::size(kCodes); ++row) {
    EXPECT_EQ(list_->code(row).ToString(), kCodes[row]);
    EXPECT_EQ(list_->Find(CodeOf(kCodes[row])), row);
    EXPECT_TRUE(list_->is_row(row));
  }
}

TEST_F(CodeSetTest, FindsCodesAsUsersTypeThem) {
  for (const std::string_view text :
       {"S52.501A", "s52.501a", "S52501A", "s52501A", " S52.501A", "S52.501A ",
        "\tS52.501A\r\n", "    s52501a    "}) {
    EXPECT_EQ(list_->Find(text), Row("S52501A")) << text;
  }
  for (const std::string_view text : {"", " ", ".", "S52.501", "S52", "S"}) {
    const auto code = Code::Parse(text, 3);
    EXPECT_EQ(list_->Find(text).has_value(),
              code.has_value() && code->size() >= 3)
        << text;
  }
  for (const std::string_view text :
       {"S52.501B", "S5.2501A", "S525.01A", "S52..501A", "S52 501A",
        "S52.501A.", "S52.501AA", "S52-501A", "C43.", "T52",
        "\xC3\x93"
        "52"}) {
    EXPECT_EQ(list_->Find(text), std::nullopt) << text;
  }
  EXPECT_EQ(list_->Find(Code()), std::nullopt);
  EXPECT_EQ(tables_->Find("0bh17ez"), tables_->Find(CodeOf("0BH17EZ")));
  EXPECT_TRUE(tables_->Find("0bh17ez").has_value());
  EXPECT_EQ(tables_->Find("0BH.17EZ"), std::nullopt);
}

TEST_F(CodeSetTest, KnowsWhatARowIs) {
  struct Case {
    std::string_view code;
    Kind kind;
    bool billable;
    bool placeholder;
    bool extended;
    std::string_view title;
    std::string_view short_title;
  };
  constexpr Case kCases[] = {
      {"C43", Kind::kCategory, false, false, false, "Melanoma of skin", ""},
      {"C43.0", Kind::kCode, true, false, false, "Melanoma of lip", ""},
      {"H21.1", Kind::kSubcategory, false, false, false, "Vascular", ""},
      {"H21.1X", Kind::kSubcategory, false, true, false,
       "Vascular, placeholder", ""},
      {"H21.1X1", Kind::kCode, true, false, false, "Vascular, right eye",
       "Vascular, r eye"},
      {"H21.1X2", Kind::kCode, true, false, false, "Vascular, left eye",
       "Vascular, left eye"},
      {"S52.501", Kind::kCode, false, false, false, "Right", ""},
      {"S52.501A", Kind::kCode, true, false, true, "Right, initial", ""},
      {"S52.8XXA", Kind::kCode, true, false, true, "Other, initial, either",
       ""},
  };
  for (const Case& c : kCases) {
    const NodeId row = Row(c.code);
    EXPECT_EQ(list_->Name(row), c.code);
    EXPECT_EQ(list_->Print(list_->code(row)), c.code);
    EXPECT_EQ(list_->kind(row), c.kind) << c.code;
    EXPECT_EQ(list_->billable(row), c.billable) << c.code;
    EXPECT_EQ(list_->placeholder(row), c.placeholder) << c.code;
    EXPECT_EQ(list_->extended(row), c.extended) << c.code;
    EXPECT_EQ(list_->title(row), c.title);
    EXPECT_EQ(list_->short_title(row), c.short_title);
  }
  EXPECT_EQ(tables_->kind(tables_->Find("0BH").value()), Kind::kTable);
  EXPECT_EQ(tables_->Name(tables_->Find("0BH17EZ").value()), "0BH17EZ");
}

TEST_F(CodeSetTest, KnowsWhatAGroupIs) {
  const NodeId chapter = Group("2");
  EXPECT_FALSE(list_->is_row(chapter));
  EXPECT_EQ(list_->Name(chapter), "2");
  EXPECT_EQ(list_->title(chapter), "Neoplasms (C00-D49)");
  EXPECT_EQ(list_->kind(chapter), Kind::kChapter);
  EXPECT_EQ(list_->code(chapter), Code());
  EXPECT_FALSE(list_->billable(chapter));
  EXPECT_EQ(list_->short_title(chapter), "");
  EXPECT_EQ(list_->kind(Group("C43-C44")), Kind::kSection);
  for (const std::string_view name :
       {"", "C43", "C43-C4", "c43-c44", "3", "C43-C44 "}) {
    EXPECT_EQ(list_->FindGroup(name), std::nullopt) << name;
  }
}

TEST_F(CodeSetTest, ASectionAndItsCategoryMayShareAName) {
  const NodeId section = Group("Z99");
  const NodeId category = Row("Z99");
  EXPECT_NE(section, category);
  EXPECT_EQ(list_->title(section), "Machines, section");
  EXPECT_EQ(list_->title(category), "Machines");
  EXPECT_EQ(list_->parent(category), section);
}

TEST_F(CodeSetTest, NestsAsTheListDoes) {
  EXPECT_EQ(list_->parent(Row("C43.0")), Row("C43"));
  EXPECT_EQ(list_->parent(Row("C43")), Group("C43-C44"));
  EXPECT_EQ(list_->parent(Group("C43-C44")), Group("2"));
  EXPECT_EQ(list_->parent(Group("2")), std::nullopt);
  // In the order of the list, not of ASCII.
  EXPECT_THAT(NamesOf(list_->Children(Group("C43-C44"))),
              ElementsAre("C43", "C4A", "C44"));
  EXPECT_THAT(NamesOf(list_->Children(Group("2"))),
              ElementsAre("C00-C96", "C00-C75", "C43-C44"));
  EXPECT_THAT(NamesOf(list_->Children(Row("S52"))),
              ElementsAre("S52.5", "S52.8"));
  EXPECT_THAT(list_->Children(Row("C43.0")), IsEmpty());
  EXPECT_THAT(list_->Children(Group("C00-C96")), IsEmpty());
  EXPECT_THAT(NamesOf(list_->Ancestors(Row("S52.501A"))),
              ElementsAre("S52.501", "S52.5", "S52", "S50-S59", "19"));
  EXPECT_THAT(list_->Ancestors(Group("19")), IsEmpty());
}

TEST_F(CodeSetTest, TabularOrderIsThatOfTheList) {
  EXPECT_THAT(NamesOf(list_->TabularOrder()),
              ElementsAre("2", "C00-C96", "C00-C75", "C43-C44", "C43", "C43.0",
                          "C4A", "C4A.0", "C44", "C44.0", "7", "H15-H22", "H21",
                          "H21.1", "H21.1X", "H21.1X1", "H21.1X2", "19",
                          "S50-S59", "S52", "S52.5", "S52.501", "S52.501A",
                          "S52.501D", "S52.8", "S52.8XXA", "21", "Z99", "Z99",
                          "Z99.0", "22", "U07", "U07.1"));
}

TEST_F(CodeSetTest, LineageTakesInEnclosingSections) {
  EXPECT_THAT(NamesOf(list_->Lineage(Row("C43.0"))),
              ElementsAre("C43", "C43-C44", "C00-C75", "C00-C96", "2"));
  EXPECT_THAT(NamesOf(list_->Lineage(Group("C43-C44"))),
              ElementsAre("C00-C75", "C00-C96", "2"));
  EXPECT_THAT(NamesOf(list_->Lineage(Group("C00-C96"))), ElementsAre("2"));
  EXPECT_THAT(NamesOf(list_->Lineage(Row("Z99.0"))),
              ElementsAre("Z99", "Z99", "21"));
  EXPECT_THAT(NamesOf(list_->Enclosed(Group("C00-C96"))),
              ElementsAre("C00-C75"));
  EXPECT_THAT(NamesOf(list_->Enclosed(Group("C00-C75"))),
              ElementsAre("C43-C44"));
  EXPECT_THAT(list_->Enclosed(Group("C43-C44")), IsEmpty());
  EXPECT_THAT(list_->Enclosed(Row("C43")), IsEmpty());
}

// A note as one line: kind, list, where from, text.
std::vector<std::string> Lines(const CodeSet& code_set,
                               const std::vector<Note>& notes) {
  std::vector<std::string> lines;
  for (const Note& note : notes) {
    lines.push_back(std::string(NoteKindName(note.kind)) + " " +
                    std::to_string(note.block) + " " +
                    code_set.Name(note.from) + ": " + std::string(note.text));
  }
  return lines;
}

TEST_F(CodeSetTest, NotesAreInherited) {
  EXPECT_THAT(Lines(*list_, list_->OwnNotes(Row("C43"))),
              ElementsAre("includes 0 C43: melanoma in situ",
                          "excludes2 0 C43: first list",
                          "excludes2 1 C43: second list"));
  EXPECT_THAT(
      Lines(*list_, list_->Notes(Row("C43.0"))),
      ElementsAre("inclusion_term 0 C43.0: lip melanoma",
                  "includes 0 C43: melanoma in situ",
                  "excludes2 0 C43: first list", "excludes2 1 C43: second list",
                  "code_first 0 C43-C44: from C43-C44",
                  "code_also 0 C00-C75: from C00-C75",
                  "excludes1 0 C00-C96: not from C00-C96",
                  "note 0 2: about neoplasms"));
  EXPECT_THAT(Lines(*list_, list_->Notes(Group("C00-C75"))),
              ElementsAre("code_also 0 C00-C75: from C00-C75",
                          "excludes1 0 C00-C96: not from C00-C96",
                          "note 0 2: about neoplasms"));
  EXPECT_THAT(list_->OwnNotes(Row("C44")), IsEmpty());
  EXPECT_THAT(list_->Notes(Row("Z99.0")), IsEmpty());
}

TEST_F(CodeSetTest, TheNearestSeventhCharactersAreInForce) {
  for (const std::string_view code : {"S52", "S52.5", "S52.501", "S52.501A"}) {
    const auto set = list_->SeventhCharacters(Row(code));
    ASSERT_TRUE(set.has_value()) << code;
    EXPECT_EQ(set->from, Row("S52"));
    EXPECT_EQ(set->note, "one of these is to be added");
    ASSERT_EQ(set->characters.size(), 2u);
    EXPECT_EQ(set->characters[0].character, 'A');
    EXPECT_EQ(set->characters[0].label, "initial");
    EXPECT_EQ(set->characters[0].note, "while treated");
    EXPECT_EQ(set->characters[1].character, 'D');
    EXPECT_EQ(set->characters[1].label, "subsequent");
    EXPECT_EQ(set->characters[1].note, "");
  }
  for (const std::string_view code : {"S52.8", "S52.8XXA"}) {
    const auto set = list_->SeventhCharacters(Row(code));
    ASSERT_TRUE(set.has_value()) << code;
    EXPECT_EQ(set->from, Row("S52.8"));
    EXPECT_EQ(set->note, "");
    ASSERT_EQ(set->characters.size(), 1u);
    EXPECT_EQ(set->characters[0].label, "initial, either");
  }
  EXPECT_FALSE(list_->SeventhCharacters(Row("C43.0")).has_value());
  EXPECT_FALSE(list_->SeventhCharacters(Group("S50-S59")).has_value());
}

TEST_F(CodeSetTest, SeventhCharactersLabelTheirEdges) {
  const Automaton& automaton = list_->automaton();
  const Automaton::Walk walk = automaton.Follow(CodeOf("S52501Z"));
  ASSERT_EQ(walk.length, 6u);
  std::string allowed;
  for (const Automaton::Edge edge : automaton.edges(walk.state)) {
    allowed += edge.character;
    allowed += ": ";
    allowed += list_->label(edge.label).text;
    allowed += "; ";
  }
  EXPECT_EQ(allowed, "A: initial; D: subsequent; ");
}

// "A initial: 1 S52.501A" for each: the codes reached, the row completed.
std::vector<std::string> Lines(const CodeSet& release,
                               std::string_view beginning) {
  std::vector<std::string> lines;
  for (const Continuation& next :
       release.Continuations(release.automaton().Follow(CodeOf(beginning)))) {
    lines.push_back(next.character + (" " + std::string(next.label.text)) +
                    ": " + std::to_string(next.codes) +
                    (next.row ? " " + release.Name(*next.row) : ""));
  }
  return lines;
}

TEST_F(CodeSetTest, ContinuationsSayWhatMayComeNext) {
  EXPECT_THAT(Lines(*list_, ""),
              ElementsAre("C : 3", "H : 2", "S : 3", "U : 1", "Z : 1"));
  EXPECT_THAT(Lines(*list_, "C4"),
              ElementsAre("3 Melanoma of skin: 1 C43", "4 Other of skin: 1 C44",
                          "A Merkel cell: 1 C4A"));
  EXPECT_THAT(Lines(*list_, "S52501"),
              ElementsAre("A initial: 1 S52.501A", "D subsequent: 1 S52.501D"));
  EXPECT_THAT(Lines(*list_, "S52"),
              ElementsAre("5 Lower end: 2 S52.5", "8 Other: 1 S52.8"));
  EXPECT_THAT(Lines(*list_, "C430"), IsEmpty());
  EXPECT_THAT(Lines(*tables_, "0BH1"),
              ElementsAre("0 Open: 1", "7 Via Opening: 2"));
}

TEST_F(CodeSetTest, CountsBillableRows) {
  for (uint32_t first = 0; first <= list_->row_count() + 1; ++first) {
    uint32_t expected = 0;
    for (uint32_t last = first; last <= list_->row_count() + 70; ++last) {
      EXPECT_EQ(list_->CountBillable({first, last}), expected)
          << first << " " << last;
      expected += list_->billable(last) ? 1 : 0;
    }
  }
  EXPECT_EQ(list_->CountBillable({0, std::numeric_limits<uint32_t>::max()}),
            list_->billable_count());
  EXPECT_EQ(list_->CountBillable({5, 2}), 0u);
}

TEST_F(CodeSetTest, ValidityIsWhatWasSet) {
  const Validity open = list_->validity(Row("Z99.0"));
  EXPECT_EQ(open.from, Date::Parse("2022-10-01"));
  EXPECT_EQ(open.to, std::nullopt);
  const Validity closed = list_->validity(Row("U07.1"));
  EXPECT_EQ(closed.from, Date::Parse("1969-04-01"));
  EXPECT_EQ(closed.to, Date::Parse("2023-09-30"));
  for (const NodeId node : {Row("C43.0"), Group("2")}) {
    EXPECT_EQ(list_->validity(node).from, std::nullopt);
    EXPECT_EQ(list_->validity(node).to, std::nullopt);
  }
  EXPECT_EQ(tables_->validity(0).from, std::nullopt);
}

TEST_F(CodeSetTest, PropertiesKeepTheirOrder) {
  const std::vector<Property> right = list_->Properties(Row("H21.1X1"));
  ASSERT_EQ(right.size(), 2u);
  EXPECT_EQ(right[0].name, "side");
  EXPECT_EQ(right[0].value, "right");
  EXPECT_EQ(right[1].name, "color");
  EXPECT_EQ(right[1].value, "");
  const std::vector<Property> chapter = list_->Properties(Group("7"));
  ASSERT_EQ(chapter.size(), 1u);
  EXPECT_EQ(chapter[0].value, "eye");
  EXPECT_THAT(list_->Properties(Row("H21")), IsEmpty());
}

// "1 Body Part: Trachea" for each value.
std::vector<std::string> Lines(const std::vector<AxisValue>& values) {
  std::vector<std::string> lines;
  for (const AxisValue& value : values) {
    lines.push_back(value.character + (" " + std::string(value.label.axis)) +
                    ": " + std::string(value.label.text));
  }
  return lines;
}

TEST_F(CodeSetTest, AxesGiveEveryCharacterItsMeaning) {
  const std::vector<AxisValue> stent = tables_->Axes(CodeOf("0BH17DZ"));
  EXPECT_THAT(Lines(stent),
              ElementsAre("0 Section: Medical", "B Body System: Respiratory",
                          "H Operation: Insertion", "1 Body Part: Trachea",
                          "7 Approach: Via Opening", "D Device: Stent",
                          "Z Qualifier: No Qualifier"));
  EXPECT_EQ(stent[2].label.definition, "Putting in a device");
  EXPECT_EQ(stent[3].label.definition, "");
  // The same 1, in another row of the table.
  EXPECT_THAT(Lines(tables_->Axes(CodeOf("0BH102Z"))),
              ElementsAre("0 Section: Medical", "B Body System: Respiratory",
                          "H Operation: Insertion", "1 Body Part: Windpipe",
                          "0 Approach: Open", "2 Device: Monitor",
                          "Z Qualifier: No Qualifier"));
  EXPECT_THAT(Lines(tables_->Axes(CodeOf("0BJ"))),
              ElementsAre("0 Section: Medical", "B Body System: Respiratory",
                          "J Operation: Inspection"));
  EXPECT_EQ(tables_->Axes(CodeOf("0BH17D")).size(), 6u);
}

TEST_F(CodeSetTest, AxesOfWhatNoRowHasTogetherAreEmpty) {
  // Each value exists, no row has them together.
  EXPECT_THAT(tables_->Axes(CodeOf("0BH202Z")), IsEmpty());
  EXPECT_THAT(tables_->Axes(CodeOf("0BH17DX")), IsEmpty());
  EXPECT_THAT(tables_->Axes(CodeOf("0BK17DZ")), IsEmpty());
  EXPECT_THAT(tables_->Axes(CodeOf("0B")), IsEmpty());
  EXPECT_THAT(tables_->Axes(Code()), IsEmpty());
  // Eight characters are no code.
  EXPECT_THAT(tables_->Axes(Code::FromKey(CodeOf("0BH17DZ").key() | 'Z')),
              IsEmpty());
  EXPECT_THAT(list_->Axes(CodeOf("C430")), IsEmpty());
}

TEST_F(CodeSetTest, TablesKeepTheirRowsInOrder) {
  const auto rows = tables_->AxisRowsOf(CodeOf("0BH"));
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].table, CodeOf("0BH").key());
  EXPECT_THAT(Lines(tables_->AxisValues(rows[0], 3)),
              ElementsAre("1 Body Part: Trachea", "2 Body Part: Carina"));
  EXPECT_THAT(Lines(tables_->AxisValues(rows[0], 6)),
              ElementsAre("Z Qualifier: No Qualifier"));
  EXPECT_THAT(Lines(tables_->AxisValues(rows[1], 3)),
              ElementsAre("1 Body Part: Windpipe"));
  for (const size_t position : {size_t{7}, size_t{8}, ~size_t{0}}) {
    EXPECT_THAT(tables_->AxisValues(rows[0], position), IsEmpty());
  }
  EXPECT_EQ(tables_->AxisRowsOf(CodeOf("0BJ")).size(), 1u);
  for (const std::string_view table : {"0BI", "0B", "", "0BH1", "ZZZ"}) {
    EXPECT_THAT(tables_->AxisRowsOf(CodeOf(table)), IsEmpty()) << table;
  }
  EXPECT_THAT(list_->AxisRowsOf(CodeOf("C43")), IsEmpty());
}

TEST_F(CodeSetTest, LabelsOutOfRangeAreEmpty) {
  EXPECT_NE(tables_->label(1).text, "");
  for (const uint32_t label :
       {0u, 1000u, std::numeric_limits<uint32_t>::max()}) {
    EXPECT_EQ(tables_->label(label).axis, "");
    EXPECT_EQ(tables_->label(label).text, "");
    EXPECT_EQ(tables_->label(label).definition, "");
  }
}

TEST_F(CodeSetTest, NodesOutOfRangeGiveEmptyAnswers) {
  constexpr NodeId kLast = std::numeric_limits<NodeId>::max();
  for (const NodeId node : {list_->node_count(), list_->node_count() + 1,
                            NodeId{64}, kLast - 1, kLast}) {
    EXPECT_FALSE(list_->is_row(node));
    EXPECT_EQ(list_->code(node), Code());
    EXPECT_EQ(list_->Name(node), "");
    EXPECT_EQ(list_->kind(node), Kind::kNone);
    EXPECT_FALSE(list_->billable(node));
    EXPECT_FALSE(list_->placeholder(node));
    EXPECT_FALSE(list_->extended(node));
    EXPECT_EQ(list_->title(node), "");
    EXPECT_EQ(list_->short_title(node), "");
    EXPECT_EQ(list_->parent(node), std::nullopt);
    EXPECT_THAT(list_->Children(node), IsEmpty());
    EXPECT_THAT(list_->Ancestors(node), IsEmpty());
    EXPECT_THAT(list_->Lineage(node), IsEmpty());
    EXPECT_THAT(list_->Enclosed(node), IsEmpty());
    EXPECT_THAT(list_->OwnNotes(node), IsEmpty());
    EXPECT_THAT(list_->Notes(node), IsEmpty());
    EXPECT_FALSE(list_->SeventhCharacters(node).has_value());
    EXPECT_EQ(list_->validity(node).from, std::nullopt);
    EXPECT_EQ(list_->validity(node).to, std::nullopt);
    EXPECT_THAT(list_->Properties(node), IsEmpty());
  }
}

TEST_F(CodeSetTest, OpensFiles) {
  const TempFolder folder;
  const std::string path = folder.Write("any name", image_);
  const auto opened = CodeSet::Open(path);
  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_EQ((*opened)->Find("C43.0"), Row("C43.0"));
  EXPECT_EQ((*opened)->title(Row("C43.0")), "Melanoma of lip");
  EXPECT_EQ(CodeSet::Open(folder.Write("broken", "CODEBOOK")).status(),
            absl::DataLossError(Concat(folder.Path("broken"),
                                       ": not a whole Codebook image: it has 8 "
                                       "bytes, a header has ",
                                       32 + 24 * kSectionCount)));
}

}  // namespace
}  // namespace codebook
