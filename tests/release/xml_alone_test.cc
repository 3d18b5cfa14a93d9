// One official file alone is enough: the XML gives the codes and billable flags
// of the order file, the order file and the codes file give their rows.

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "codesets/import.h"
#include "tests/codesets/read_release.h"
#include "tests/release/official_files.h"
#include "tests/release/releases.h"
#include "tests/release/tabular_walk.h"
#include "tests/temp_folder.h"

namespace codebook {
namespace {

// The release that one file of `set` and `effective` gives.
CodeSetPtr ReadAlone(std::string_view set, std::string_view effective,
                     const std::string& bytes) {
  const std::string name =
      std::string(set) + "/" + std::string(effective) + "/file";
  const absl::StatusOr<ImportReport> report =
      ReadReleases(std::vector<SourceFile>{SourceOf({name, bytes})}, {});
  EXPECT_TRUE(report.ok()) << report.status();
  if (!report.ok() || report->releases.size() != 1) return nullptr;
  const ImportedRelease& release = report->releases.front();
  EXPECT_EQ(release.id.ToString(),
            std::string(set) + "@" + std::string(effective));
  EXPECT_TRUE(release.findings.empty()) << release.findings.front().message;
  return release.code_set;
}

CodeSetPtr ReadAlone(const OfficialRelease& release, std::string_view file) {
  return ReadAlone(release.set, release.effective,
                   ReadFile(release.Path(file)));
}

// "A000 1" and, as the parts say, short title and title.
struct Parts {
  bool short_title = false;
  bool title = false;
  bool without_accents = false;
};

std::string Line(std::string_view code, bool billable,
                 std::string_view short_title, std::string_view title,
                 const Parts& parts) {
  std::string line = std::string(code) + (billable ? " 1" : " 0");
  if (parts.short_title) line += " / " + std::string(short_title);
  if (parts.title) line += " / " + std::string(title);
  return parts.without_accents ? WithoutOfficialAccents(line) : line;
}

// The rows of a release in the order of its list.
std::vector<std::string> Lines(const CodeSet& release, const Parts& parts) {
  std::vector<std::string> lines;
  for (const NodeId node : release.TabularOrder()) {
    if (!release.is_row(node)) continue;
    lines.push_back(Line(release.code(node).ToString(), release.billable(node),
                         release.short_title(node), release.title(node),
                         parts));
  }
  return lines;
}

std::vector<std::string> Lines(const std::vector<OfficialRow>& rows,
                               const Parts& parts) {
  std::vector<std::string> lines;
  lines.reserve(rows.size());
  for (const OfficialRow& row : rows) {
    lines.push_back(
        Line(row.code, row.billable, row.short_title, row.title, parts));
  }
  return lines;
}

class XmlAloneTest : public ReleaseTest,
                     public testing::WithParamInterface<OfficialRelease> {};

TEST_P(XmlAloneTest, GivesTheOrderFile) {
  const CodeSetPtr alone = ReadAlone(GetParam(), GetParam().model_file);
  ASSERT_NE(alone, nullptr);
  EXPECT_EQ(alone->row_count(), GetParam().rows);
  EXPECT_EQ(alone->billable_count(), GetParam().billable);
  // Tables only have labels: titles of procedures are in the order file.
  const Parts parts = {.title = GetParam().is_diagnoses(),
                       .without_accents = true};
  const auto order = ReadOfficialOrder(GetParam().Path(GetParam().order_file));
  EXPECT_EQ(FirstDifference(Lines(*alone, parts), Lines(order, parts)), "");
}

TEST_P(XmlAloneTest, GivesEveryRowATitle) {
  const CodeSetPtr alone = ReadAlone(GetParam(), GetParam().model_file);
  ASSERT_NE(alone, nullptr);
  for (NodeId node = 0; node < alone->node_count(); ++node) {
    ASSERT_FALSE(alone->title(node).empty()) << alone->Name(node);
  }
}

INSTANTIATE_TEST_SUITE_P(Official, XmlAloneTest,
                         testing::ValuesIn(ReleasesWithModel()),
                         ReleaseTestName);

class FileAloneTest : public ReleaseTest {};

// There is no order file of that year: the walk stands in for it, which the
// count of billable codes proves.
TEST_F(FileAloneTest, TheTabularListOf2016GivesItsCodes) {
  const std::string xml =
      ReadArchiveMember(ReleasesPath(kArchive2016), kTabular2016);
  std::vector<OfficialRow> rows;
  uint32_t billable = 0;
  for (const WalkedNode& node : WalkTabular(xml)) {
    if (node.is_group()) continue;
    rows.push_back({node.name, node.billable, "", node.title});
    std::erase(rows.back().code, '.');
    if (node.billable) ++billable;
  }
  ASSERT_EQ(billable, kBillable2016);

  const CodeSetPtr alone = ReadAlone("icd10cm", "2015-10-01", xml);
  ASSERT_NE(alone, nullptr);
  EXPECT_EQ(alone->billable_count(), kBillable2016);
  const Parts parts = {.title = true};
  EXPECT_EQ(FirstDifference(Lines(*alone, parts), Lines(rows, parts)), "");
}

class OrderAloneTest : public ReleaseTest,
                       public testing::WithParamInterface<OfficialRelease> {};

TEST_P(OrderAloneTest, GivesItsRows) {
  const CodeSetPtr alone = ReadAlone(GetParam(), GetParam().order_file);
  ASSERT_NE(alone, nullptr);
  const Parts all = {.short_title = true, .title = true};
  const auto order = ReadOfficialOrder(GetParam().Path(GetParam().order_file));
  EXPECT_EQ(FirstDifference(Lines(*alone, all), Lines(order, all)), "");
}

INSTANTIATE_TEST_SUITE_P(Official, OrderAloneTest,
                         testing::ValuesIn(kOfficialReleases), ReleaseTestName);

TEST_F(FileAloneTest, TheCodesFileGivesTheBillableCodes) {
  const OfficialRelease& release = kOfficialReleases[5];
  ASSERT_EQ(release.Id(), "icd10cm@2025-10-01");
  const CodeSetPtr alone = ReadAlone(release, "icd10cm_codes_2026.txt");
  ASSERT_NE(alone, nullptr);
  EXPECT_EQ(alone->row_count(), release.billable);
  EXPECT_EQ(alone->billable_count(), release.billable);
  const Parts parts = {.title = true};
  const std::vector<std::string> lines = Lines(*alone, parts);
  EXPECT_EQ(FirstDifference(
                lines,
                Lines(ReadOfficialCodes(release.Path("icd10cm_codes_2026.txt")),
                      parts)),
            "");
  std::vector<OfficialRow> billable =
      ReadOfficialOrder(release.Path(release.order_file));
  std::erase_if(billable, [](const OfficialRow& row) { return !row.billable; });
  EXPECT_EQ(FirstDifference(lines, Lines(billable, parts)), "");
}

}  // namespace
}  // namespace codebook
