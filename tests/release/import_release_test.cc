// Every official release imports, with the counts that are published. Its codes
// agree with one another; its indexes lead to some codes that it does not have,
// and to nothing else that is wrong.

#include <filesystem>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "codesets/import.h"
#include "engine/catalog.h"
#include "gmock/gmock.h"
#include "tests/release/index_walk.h"
#include "tests/release/official_files.h"
#include "tests/release/releases.h"
#include "tests/release/tables_walk.h"
#include "tests/release/tabular_walk.h"
#include "tests/temp_folder.h"

namespace codebook {
namespace {

using ::testing::ElementsAre;
using ::testing::IsSupersetOf;
using ::testing::UnorderedElementsAreArray;

absl::StatusOr<ImportReport> Read(const std::string& path) {
  return ReadReleases(std::vector<std::string>{path}, {});
}

std::string Line(std::string_view code, bool billable, std::string_view title) {
  return std::string(code) + (billable ? " 1 " : " 0 ") +
         WithoutOfficialAccents(title);
}

// What the XML of a release says of its codes: for diagnoses with titles. The
// tables of procedures have none, and are as the order file is in ASCII order.
std::vector<std::string> ModelLines(const OfficialRelease& release) {
  const std::string xml = ReadFile(release.Path(release.model_file));
  std::vector<std::string> lines;
  if (release.is_diagnoses()) {
    for (const WalkedNode& node : WalkTabular(xml)) {
      if (node.is_group()) continue;
      std::string code = node.name;
      std::erase(code, '.');
      lines.push_back(Line(code, node.billable, node.title));
    }
    return lines;
  }
  std::set<std::string> sorted;
  for (const WalkedRow& row : WalkTables(xml)) {
    sorted.insert(Line(row.table, false, ""));
    for (const std::string& code : CodesOf(row)) {
      sorted.insert(Line(code, true, ""));
    }
  }
  lines.assign(sorted.begin(), sorted.end());
  return lines;
}

std::vector<std::string> OrderLines(const OfficialRelease& release) {
  std::vector<std::string> lines;
  for (const OfficialRow& row :
       ReadOfficialOrder(release.Path(release.order_file))) {
    lines.push_back(
        Line(row.code, row.billable, release.is_diagnoses() ? row.title : ""));
  }
  return lines;
}

// What is wrong with the codes of the indexes in the folder of a release, by
// walking them. Each index is taken by itself.
std::vector<std::string> WrongCodesOfIndexes(const OfficialRelease& release) {
  std::set<std::string> codes;
  for (const OfficialRow& row :
       ReadOfficialOrder(release.Path(release.order_file))) {
    codes.insert(row.code);
  }
  std::vector<std::string> wrong;
  for (const auto& entry :
       std::filesystem::directory_iterator(release.Folder())) {
    if (entry.path().extension() != ".xml") continue;
    pugi::xml_document xml;
    if (!xml.load_file(entry.path().c_str())) continue;
    const std::string_view root = xml.document_element().name();
    if (root != "ICD10CM.index" && root != "ICD10PCS.index") continue;
    for (const std::string& line :
         WrongIndexCodes(xml.document_element(), codes)) {
      wrong.push_back("index-code-" + line);
    }
  }
  return wrong;
}

std::vector<std::string> FindingsOf(const ImportedRelease& release) {
  std::vector<std::string> findings;
  for (const Finding& finding : release.findings) {
    findings.push_back(std::string(finding.id) + " " + finding.code);
  }
  return findings;
}

// How many findings the files of a release have, counted by hand with other
// tools: wrong codes, each once in each index.
size_t FindingsIn(std::string_view id) {
  if (id == "icd10cm@2016-10-01") return 45;
  if (id == "icd10cm@2021-01-01" || id == "icd10cm@2023-04-01" ||
      id == "icd10cm@2024-10-01") {
    return 8;
  }
  return id == "icd10pcs@2023-04-01" ? 2 : 0;
}

class ImportReleaseTest : public ReleaseTest,
                          public testing::WithParamInterface<OfficialRelease> {
};

TEST_P(ImportReleaseTest, GivesThePublishedCounts) {
  const absl::StatusOr<ImportReport> report = Read(GetParam().Folder());
  ASSERT_TRUE(report.ok()) << report.status();
  // Some folders have the conversion table, too.
  ASSERT_FALSE(report->releases.empty());
  for (size_t i = 1; i < report->releases.size(); ++i) {
    EXPECT_EQ(report->releases[i].id.set, "conversion");
  }
  EXPECT_LE(report->releases.size(), 2u);
  const ImportedRelease& imported = report->releases.front();
  EXPECT_EQ(imported.id.ToString(), GetParam().Id());
  EXPECT_EQ(imported.date_reason, "from the path");
  EXPECT_FALSE(imported.date_assumed);
  EXPECT_EQ(imported.code_set->id(), imported.id);
  EXPECT_EQ(imported.code_set->row_count(), GetParam().rows);
  EXPECT_EQ(imported.code_set->billable_count(), GetParam().billable);
  EXPECT_TRUE(imported.code_set->VerifyChecksums().ok());
}

TEST_P(ImportReleaseTest, FindsOnlyWrongCodesOfIndexes) {
  if (!GetParam().model_file.empty()) {
    ASSERT_EQ(FirstDifference(ModelLines(GetParam()), OrderLines(GetParam())),
              "");
  }
  const absl::StatusOr<ImportReport> report = Read(GetParam().Folder());
  ASSERT_TRUE(report.ok()) << report.status();
  const ImportedRelease& imported = report->releases.at(0);
  EXPECT_THAT(FindingsOf(imported),
              UnorderedElementsAreArray(WrongCodesOfIndexes(GetParam())));
  EXPECT_EQ(imported.code_set->finding_count(), FindingsIn(GetParam().Id()));
}

INSTANTIATE_TEST_SUITE_P(Official, ImportReleaseTest,
                         testing::ValuesIn(kOfficialReleases), ReleaseTestName);

struct ArchiveCase {
  std::string_view archive;
  std::string_view id;
  uint32_t rows;
  uint32_t billable;
  uint32_t findings;
};

class ImportArchiveTest : public ReleaseTest {};

TEST_F(ImportArchiveTest, GivesThePublishedCounts) {
  // Of 2016 only the billable codes are published.
  constexpr ArchiveCase kCases[] = {
      {kArchive2016, "icd10cm@2015-10-01", 0, kBillable2016, 23},
      {"archives/ICD10CM_FY2017_Full_XML.zip", "icd10cm@2016-10-01", 93830,
       71486, 45},
      {"archives/cms_2026_dx.zip", "icd10cm@2025-10-01", 98186, 74719, 0},
      {"archives/cms_2026_pr.zip", "icd10pcs@2025-10-01", 914 + 79115, 79115,
       0}};
  for (const ArchiveCase& expected : kCases) {
    SCOPED_TRACE(expected.archive);
    const absl::StatusOr<ImportReport> report =
        Read(ReleasesPath(expected.archive));
    ASSERT_TRUE(report.ok()) << report.status();
    ASSERT_EQ(report->releases.size(), 1u);
    const ImportedRelease& imported = report->releases.front();
    EXPECT_EQ(imported.id.ToString(), expected.id);
    EXPECT_TRUE(imported.date_assumed) << "no name in it tells the day";
    EXPECT_EQ(imported.code_set->billable_count(), expected.billable);
    EXPECT_EQ(imported.code_set->finding_count(), expected.findings);
    if (expected.rows != 0) {
      EXPECT_EQ(imported.code_set->row_count(), expected.rows);
    }
  }
}

class ImportFolderTest : public ReleaseTest {};

TEST_F(ImportFolderTest, RefusesFoldersWithoutARelease) {
  for (const char* const folder : {"addenda", "icd10pcs/xsd"}) {
    EXPECT_EQ(Read(ReleasesPath(folder)).status().code(),
              absl::StatusCode::kInvalidArgument)
        << folder;
  }
}

std::vector<std::string> Ids(const ImportReport& report) {
  std::vector<std::string> ids;
  for (const ImportedRelease& release : report.releases) {
    ids.push_back(release.id.ToString());
  }
  return ids;
}

// The plain files below the releases that are no archives.
std::vector<std::string> PlainFiles() {
  std::vector<std::string> files;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(ReleasesPath())) {
    std::string extension = entry.path().extension().string();
    if (!entry.is_regular_file()) continue;
    if (extension == ".zip" || extension == ".ZIP") continue;
    files.push_back(entry.path().string());
  }
  return files;
}

TEST_F(ImportFolderTest, ImportsEverythingAtOnceAndAgainToTheSameBytes) {
  const TempFolder catalog;
  const std::vector<std::string> paths = {ReleasesPath()};
  const absl::StatusOr<ImportReport> report =
      ImportReleases(paths, {}, catalog.path());
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_THAT(Ids(*report),
              ElementsAre("hcpcs@2020-01-01", "icd10cm@2015-10-01",
                          "icd10cm@2016-10-01", "icd10cm@2021-01-01",
                          "icd10cm@2022-10-01", "icd10cm@2023-04-01",
                          "icd10cm@2024-10-01", "icd10cm@2025-10-01",
                          "icd10pcs@2019-10-01", "icd10pcs@2023-04-01",
                          "icd10pcs@2025-10-01", "conversion@2016-10-01",
                          "conversion@2021-01-01", "conversion@2022-10-01",
                          "conversion@2025-10-01", "poaexempt@2025-10-01"));
  std::vector<std::string> accounted_for;
  for (const PassedOver& passed_over : report->passed_over) {
    accounted_for.push_back(passed_over.file);
  }
  std::vector<std::string> images;
  for (const ImportedRelease& release : report->releases) {
    EXPECT_EQ(release.code_set->finding_count(),
              release.id.ToString() == "icd10cm@2015-10-01"
                  ? 23
                  : FindingsIn(release.id.ToString()))
        << release.id.ToString();
    images.emplace_back(release.code_set->image_bytes());
    for (const Source& source : release.code_set->sources()) {
      accounted_for.emplace_back(source.file);
    }
  }
  EXPECT_THAT(accounted_for, IsSupersetOf(PlainFiles()));

  const absl::StatusOr<ImportReport> again =
      ImportReleases(paths, {}, catalog.path());
  ASSERT_TRUE(again.ok()) << again.status();
  ASSERT_EQ(Ids(*again), Ids(*report));
  for (size_t i = 0; i < images.size(); ++i) {
    EXPECT_TRUE(again->releases[i].code_set->image_bytes() == images[i])
        << again->releases[i].id.ToString();
  }
}

}  // namespace
}  // namespace codebook
