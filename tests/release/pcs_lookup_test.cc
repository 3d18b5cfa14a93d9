// What a release says of a procedure is what the row of its table says in the
// XML, which is walked here without the reader.

#include <gtest/gtest.h>

#include <optional>
#include <random>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "codesets/import.h"
#include "tests/random_codes.h"
#include "tests/release/official_files.h"
#include "tests/release/releases.h"
#include "tests/release/tables_walk.h"
#include "tests/temp_folder.h"

namespace codebook {
namespace {

// Of each row; some rows have thousands.
constexpr size_t kCodesOfRow = 10;

class PcsLookupTest : public ReleaseTest,
                      public testing::WithParamInterface<OfficialRelease> {
 protected:
  void SetUp() override {
    ReleaseTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    const std::vector<std::string> paths = {GetParam().Folder()};
    const absl::StatusOr<ImportReport> report = ReadReleases(paths, {});
    ASSERT_TRUE(report.ok()) << report.status();
    release_ = report->releases.at(0).code_set;
    rows_ = WalkTables(ReadFile(GetParam().Path(GetParam().model_file)));
    ASSERT_FALSE(rows_.empty());
  }

  // That the axes of `code` are what `row` says of its characters.
  void ExpectAxes(const std::string& code, const WalkedRow& row) const {
    SCOPED_TRACE(code);
    const std::vector<AxisValue> axes = release_->Axes(CodeOf(code));
    ASSERT_EQ(axes.size(), code.size());
    for (size_t i = 0; i < axes.size(); ++i) {
      EXPECT_EQ(axes[i].character, code[i]);
      EXPECT_EQ(axes[i].label.axis, row.axes[i].name);
      EXPECT_EQ(axes[i].label.definition, row.axes[i].definition);
      for (const WalkedValue& value : row.axes[i].values) {
        if (value.character != code[i]) continue;
        EXPECT_EQ(axes[i].label.text, value.label);
      }
    }
  }

  CodeSetPtr release_;
  std::vector<WalkedRow> rows_;
};

TEST_P(PcsLookupTest, AxesAreThoseOfTheRow) {
  std::mt19937_64 random(20251001);
  for (const WalkedRow& row : rows_) {
    ExpectAxes(row.table, row);
    const std::vector<std::string> codes = CodesOf(row);
    for (size_t i = 0; i < kCodesOfRow; ++i) {
      ExpectAxes(codes[Below(random, codes.size())], row);
    }
    ASSERT_FALSE(HasFailure());
  }
}

TEST_P(PcsLookupTest, TablesHaveTheRowsOfTheXml) {
  for (size_t next = 0; next < rows_.size();) {
    const std::string& table = rows_[next].table;
    SCOPED_TRACE(table);
    for (const AxisRowRecord& row : release_->AxisRowsOf(CodeOf(table))) {
      ASSERT_LT(next, rows_.size());
      ASSERT_EQ(rows_[next].table, table);
      for (size_t axis = 0; axis < rows_[next].axes.size(); ++axis) {
        const WalkedAxis& expected = rows_[next].axes[axis];
        const std::vector<AxisValue> values = release_->AxisValues(row, axis);
        ASSERT_EQ(values.size(), expected.values.size());
        for (size_t i = 0; i < values.size(); ++i) {
          EXPECT_EQ(values[i].character, expected.values[i].character);
          EXPECT_EQ(values[i].label.text, expected.values[i].label);
          EXPECT_EQ(values[i].label.axis, expected.name);
          EXPECT_EQ(values[i].label.definition, expected.definition);
        }
      }
      ++next;
    }
    ASSERT_TRUE(next == rows_.size() || rows_[next].table != table);
    ASSERT_FALSE(HasFailure());
  }
}

TEST_P(PcsLookupTest, CodesStandBelowTheirTables) {
  const auto order = ReadOfficialOrder(GetParam().Path(GetParam().order_file));
  std::optional<NodeId> table;
  std::vector<NodeId> children;
  for (const OfficialRow& row : order) {
    SCOPED_TRACE(row.code);
    const std::optional<NodeId> node = release_->Find(row.code);
    ASSERT_TRUE(node);
    EXPECT_EQ(release_->title(*node), row.title);
    EXPECT_EQ(release_->short_title(*node), row.short_title);
    if (row.code.size() == 3) {
      if (table) {
        ASSERT_EQ(release_->Children(*table), children);
      }
      children.clear();
      table = node;
      EXPECT_EQ(release_->kind(*node), Kind::kTable);
      EXPECT_FALSE(release_->parent(*node));
      continue;
    }
    children.push_back(*node);
    EXPECT_EQ(release_->kind(*node), Kind::kCode);
    EXPECT_EQ(release_->parent(*node), table);
    EXPECT_EQ(release_->Ancestors(*node), std::vector<NodeId>{*table});
    ASSERT_FALSE(HasFailure());
  }
  ASSERT_TRUE(table);
  EXPECT_EQ(release_->Children(*table), children);
}

INSTANTIATE_TEST_SUITE_P(Official, PcsLookupTest,
                         testing::ValuesIn(ReleasesWithModel("icd10pcs")),
                         ReleaseTestName);

}  // namespace
}  // namespace codebook
