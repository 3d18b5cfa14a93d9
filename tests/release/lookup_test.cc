// What a release says of a diagnosis, a section or a chapter is what stands in
// the XML, which is walked here without the reader.

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "codesets/import.h"
#include "tests/release/official_files.h"
#include "tests/release/releases.h"
#include "tests/release/tabular_walk.h"
#include "tests/temp_folder.h"

namespace codebook {
namespace {

constexpr size_t kNone = WalkedNode::kNone;

// As users import it: the XML together with the order file.
class LookupTest : public ReleaseTest,
                   public testing::WithParamInterface<OfficialRelease> {
 protected:
  void SetUp() override {
    ReleaseTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    const std::vector<std::string> paths = {GetParam().Folder()};
    const absl::StatusOr<ImportReport> report = ReadReleases(paths, {});
    ASSERT_TRUE(report.ok()) << report.status();
    release_ = report->releases.at(0).code_set;
    nodes_ = WalkTabular(ReadFile(GetParam().Path(GetParam().model_file)));
    for (const WalkedNode& node : nodes_) {
      const std::optional<NodeId> found = node.is_group()
                                              ? release_->FindGroup(node.name)
                                              : release_->Find(node.name);
      ASSERT_TRUE(found) << node.name;
      ids_.push_back(*found);
    }
  }

  // Nearest first.
  std::vector<size_t> AncestorsOf(size_t node) const {
    std::vector<size_t> above;
    for (node = nodes_[node].parent; node != kNone;
         node = nodes_[node].parent) {
      above.push_back(node);
    }
    return above;
  }

  // Everything whose notes reach the node, itself first.
  std::vector<size_t> ReachedFrom(size_t node) const {
    std::vector<size_t> from;
    for (; node != kNone; node = nodes_[node].parent) {
      from.push_back(node);
      const std::vector<size_t>& wider = nodes_[node].enclosing;
      from.insert(from.end(), wider.begin(), wider.end());
    }
    return from;
  }

  std::vector<NodeId> Ids(const std::vector<size_t>& nodes) const {
    std::vector<NodeId> ids;
    ids.reserve(nodes.size());
    for (const size_t node : nodes) ids.push_back(ids_[node]);
    return ids;
  }

  CodeSetPtr release_;
  std::vector<WalkedNode> nodes_;
  // The node of the release for each of them.
  std::vector<NodeId> ids_;
};

TEST_P(LookupTest, EveryNodeIsThereOnce) {
  std::vector<NodeId> all = ids_;
  std::ranges::sort(all);
  EXPECT_TRUE(std::ranges::adjacent_find(all) == all.end());
  EXPECT_EQ(all.size(), release_->node_count());
  for (size_t i = 0; i < nodes_.size(); ++i) {
    ASSERT_EQ(release_->Name(ids_[i]), nodes_[i].name);
    ASSERT_EQ(release_->kind(ids_[i]), nodes_[i].kind) << nodes_[i].name;
    ASSERT_EQ(release_->title(ids_[i]), nodes_[i].title) << nodes_[i].name;
    ASSERT_EQ(release_->placeholder(ids_[i]), nodes_[i].placeholder)
        << nodes_[i].name;
    const size_t parent = nodes_[i].parent;
    const bool extended = parent != kNone && nodes_[parent].kind == Kind::kCode;
    ASSERT_EQ(release_->extended(ids_[i]), extended) << nodes_[i].name;
  }
}

TEST_P(LookupTest, TreeIsThatOfTheXml) {
  EXPECT_EQ(release_->TabularOrder(), ids_);
  for (size_t i = 0; i < nodes_.size(); ++i) {
    const WalkedNode& node = nodes_[i];
    const std::optional<NodeId> parent = release_->parent(ids_[i]);
    ASSERT_EQ(parent.has_value(), node.parent != kNone) << node.name;
    if (parent) {
      ASSERT_EQ(*parent, ids_[node.parent]) << node.name;
    }
    ASSERT_EQ(release_->Children(ids_[i]), Ids(node.children)) << node.name;
    ASSERT_EQ(release_->Ancestors(ids_[i]), Ids(AncestorsOf(i))) << node.name;
    std::vector<size_t> lineage = ReachedFrom(i);
    lineage.erase(lineage.begin());
    ASSERT_EQ(release_->Lineage(ids_[i]), Ids(lineage)) << node.name;
  }
}

TEST_P(LookupTest, SectionsEncloseThoseTheyArePrintedOver) {
  std::vector<std::vector<size_t>> inside(nodes_.size());
  for (size_t i = 0; i < nodes_.size(); ++i) {
    const std::vector<size_t>& wider = nodes_[i].enclosing;
    if (!wider.empty()) inside[wider.front()].push_back(i);
  }
  size_t enclosing_sections = 0;
  for (size_t i = 0; i < nodes_.size(); ++i) {
    ASSERT_TRUE(inside[i].empty() || nodes_[i].kind == Kind::kSection);
    if (!nodes_[i].is_group()) continue;
    if (!inside[i].empty()) ++enclosing_sections;
    EXPECT_EQ(release_->Enclosed(ids_[i]), Ids(inside[i])) << nodes_[i].name;
  }
  EXPECT_GE(enclosing_sections, 9u) << "in no year are there fewer";
}

// `note` is what stands in the XML as `expected`.
void ExpectNote(const Note& note, const WalkedNote& expected) {
  EXPECT_EQ(note.kind, expected.kind);
  if (expected.cells.empty()) {
    EXPECT_EQ(note.text, expected.text);
    return;
  }
  for (const std::string& cell : expected.cells) {
    EXPECT_NE(note.text.find(cell), std::string_view::npos)
        << cell << " is not in " << note.text;
  }
}

TEST_P(LookupTest, NotesStandWhereTheXmlHasThem) {
  for (size_t i = 0; i < nodes_.size(); ++i) {
    const std::vector<WalkedNote>& expected = nodes_[i].notes;
    const std::vector<Note> notes = release_->OwnNotes(ids_[i]);
    ASSERT_EQ(notes.size(), expected.size()) << nodes_[i].name;
    for (size_t k = 0; k < notes.size(); ++k) {
      ExpectNote(notes[k], expected[k]);
      EXPECT_EQ(notes[k].from, ids_[i]);
      for (size_t l = 0; l < k; ++l) {
        if (notes[l].kind != notes[k].kind) continue;
        EXPECT_EQ(notes[l].block == notes[k].block,
                  expected[l].list == expected[k].list)
            << "lists of one kind are told apart";
      }
    }
    ASSERT_FALSE(HasFailure()) << nodes_[i].name;
  }
}

TEST_P(LookupTest, NotesReachAllBelow) {
  for (size_t i = 0; i < nodes_.size(); ++i) {
    const std::vector<Note> notes = release_->Notes(ids_[i]);
    size_t next = 0;
    for (const size_t from : ReachedFrom(i)) {
      for (const WalkedNote& expected : nodes_[from].notes) {
        ASSERT_LT(next, notes.size()) << nodes_[i].name;
        ExpectNote(notes[next], expected);
        EXPECT_EQ(notes[next].from, ids_[from]);
        ++next;
      }
    }
    ASSERT_EQ(next, notes.size()) << nodes_[i].name;
    ASSERT_FALSE(HasFailure()) << nodes_[i].name;
  }
}

TEST_P(LookupTest, SeventhCharactersAreTheNearestAbove) {
  for (size_t i = 0; i < nodes_.size(); ++i) {
    SCOPED_TRACE(nodes_[i].name);
    const auto found = release_->SeventhCharacters(ids_[i]);
    const size_t by = nodes_[i].extended_by;
    ASSERT_EQ(found.has_value(), by != kNone);
    if (by == kNone) continue;
    EXPECT_EQ(found->from, ids_[by]);
    EXPECT_EQ(found->note, nodes_[by].extension_note);
    const std::vector<WalkedExtension>& expected = nodes_[by].extensions;
    ASSERT_EQ(found->characters.size(), expected.size());
    for (size_t k = 0; k < expected.size(); ++k) {
      EXPECT_EQ(found->characters[k].character, expected[k].character);
      EXPECT_EQ(found->characters[k].label, expected[k].label);
      EXPECT_EQ(found->characters[k].note, expected[k].remark);
    }
    ASSERT_FALSE(HasFailure());
  }
}

INSTANTIATE_TEST_SUITE_P(Official, LookupTest,
                         testing::ValuesIn(ReleasesWithModel("icd10cm")),
                         ReleaseTestName);

}  // namespace
}  // namespace codebook
