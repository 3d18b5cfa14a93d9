#include "engine/note_references.h"

#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <vector>

#include "engine/code_set.h"
#include "engine/code_set_builder.h"
#include "tests/random_codes.h"

namespace codebook {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Flags = NoteReferenceRecord;

// A list whose order is not that of ASCII: C43, C4A, C44, and in T36 X before
// digits.
class NoteReferencesTest : public testing::Test {
 protected:
  NoteReferencesTest()
      : builder_({.set = "icd10cm",
                  .effective = *Date::Parse("2025-10-01"),
                  .point_after = 3,
                  .source_version = {}}) {
    section_ = builder_.AddGroup(Kind::kSection, "A00-Z99", "All");
    for (const std::string_view code :
         {"C43", "C430", "C4A", "C4A0", "C44", "C440", "C50", "E08", "E0842",
          "E0843", "E13", "E1342", "T36", "T360X5A", "T360X1A", "T361", "T3615",
          "T3651"}) {
      rows_.push_back(builder_.AddRow(
          CodeOf(code),
          {.title = code == "E0843" ? "with ketoacidosis" : "other",
           .parent = section_}));
    }
  }

  // The codes that a note with these ranges names, in ASCII order.
  std::vector<std::string> Named(std::vector<CodeRange> ranges,
                                 uint32_t* info = nullptr) {
    const uint32_t note =
        builder_.AddNote(section_, NoteKind::kExcludes1, 0, "note");
    builder_.SetReferences(note, {.codes = std::move(ranges)});
    std::string image = std::move(builder_).Build().value();
    const CodeSetPtr release =
        CodeSet::FromMemory(image, nullptr, "test").value();
    const auto references =
        release->References(release->FindGroup("A00-Z99").value());
    EXPECT_EQ(references.size(), 1u);
    if (info != nullptr) *info = references[0].info;
    std::vector<std::string> names;
    for (const RowRange& rows : release->RowSet(references[0].codes)) {
      for (uint32_t row = rows.first; row < rows.last; ++row) {
        names.push_back(release->Name(row));
      }
    }
    return names;
  }

  CodeSetBuilder builder_;
  NodeId section_;
  std::vector<NodeId> rows_;
};

CodeRange Range(std::string_view first, std::string_view last,
                std::vector<CodeCondition> any_of = {}) {
  return {CodeOf(first), CodeOf(last), std::move(any_of)};
}

TEST_F(NoteReferencesTest, ACodeTakesInAllBelowIt) {
  EXPECT_THAT(Named({Range("E08", "E08")}),
              ElementsAre("E08", "E08.42", "E08.43"));
}

TEST_F(NoteReferencesTest, ARangeFollowsTheOrderOfTheList) {
  EXPECT_THAT(Named({Range("C43", "C44")}),
              ElementsAre("C43", "C43.0", "C44", "C44.0", "C4A", "C4A.0"));
}

TEST_F(NoteReferencesTest, ARangeEndsWithItsLastCode) {
  EXPECT_THAT(Named({Range("C43", "C4A")}),
              ElementsAre("C43", "C43.0", "C4A", "C4A.0"));
}

TEST_F(NoteReferencesTest, ConditionsChooseAmongTheCodes) {
  EXPECT_THAT(Named({Range("E08", "E13", {{3, "42"}})}),
              ElementsAre("E08.42", "E13.42"));
}

TEST_F(NoteReferencesTest, OneOfSeveralConditionsIsEnough) {
  EXPECT_THAT(Named({Range("T36", "T36", {{4, "5"}, {5, "5"}})}),
              ElementsAre("T36.0X5A", "T36.15"));
}

TEST_F(NoteReferencesTest, ConditionsMayBeAboutTheEndOrTheTitle) {
  EXPECT_THAT(
      Named({Range("T36", "T36", {{CodeCondition::kAtEnd, "51"}}),
             Range("E08", "E13", {{CodeCondition::kInTitle, "ketoacidosis"}})}),
      ElementsAre("E08.43", "T36.51"));
}

TEST_F(NoteReferencesTest, RangesThatOverlapBecomeOne) {
  uint32_t info = 0;
  EXPECT_THAT(
      Named({Range("E08", "E13"), Range("E13", "E13"), Range("E08", "E08")},
            &info),
      ElementsAre("E08", "E08.42", "E08.43", "E13", "E13.42"));
  EXPECT_EQ(info & Flags::kNotInRelease, 0u);
}

TEST_F(NoteReferencesTest, CodesThatTheReleaseHasNotAreMarked) {
  uint32_t info = 0;
  EXPECT_THAT(Named({Range("E08", "E08"), Range("E09", "E09")}, &info),
              ElementsAre("E08", "E08.42", "E08.43"));
  EXPECT_NE(info & Flags::kNotInRelease, 0u);
}

TEST_F(NoteReferencesTest, ARangeWhoseFirstEndIsMissingStillMeansTheRest) {
  EXPECT_THAT(Named({Range("E07", "E08")}),
              ElementsAre("E08", "E08.42", "E08.43"));
}

TEST_F(NoteReferencesTest, AReversedRangeMeansNothing) {
  uint32_t info = 0;
  EXPECT_THAT(Named({Range("E13", "E08")}, &info), IsEmpty());
  EXPECT_NE(info & Flags::kNotInRelease, 0u);
}

TEST_F(NoteReferencesTest, WithoutCodesThereIsNoSet) {
  EXPECT_THAT(Named({}), IsEmpty());
}

TEST_F(NoteReferencesTest, SetsThatAreNotThereAreEmpty) {
  std::string image = std::move(builder_).Build().value();
  const CodeSetPtr release =
      CodeSet::FromMemory(image, nullptr, "test").value();
  EXPECT_TRUE(release->RowSet(0).empty());
  EXPECT_TRUE(release->RowSet(1).empty());
  EXPECT_TRUE(release->References(0).empty());
  EXPECT_TRUE(release->References(1000).empty());
}

}  // namespace
}  // namespace codebook
