// Which files make which releases. The files are hand-written and as small as
// their formats allow.

#include "codesets/import.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_format.h"
#include "engine/concat.h"
#include "tests/codesets/read_release.h"
#include "tests/temp_folder.h"

namespace codebook {
namespace {

using ::testing::ElementsAre;

std::string Tabular(std::string_view version, std::string_view title) {
  return Concat(R"(<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.tabular><version>)",
                version, R"(</version>
  <chapter><name>1</name><desc>Infections (A00-A09)</desc>
    <section id="A00-A09"><desc>Intestinal infections (A00-A09)</desc>
      <diag><name>A00</name><desc>)",
                title, R"(</desc></diag>
    </section>
  </chapter>
</ICD10CM.tabular>)");
}

std::string OrderLine(std::string_view code, std::string_view title) {
  return absl::StrFormat("00001 %-7s 1 %-60s %s\n", std::string(code),
                         std::string(title), std::string(title));
}

std::string Order() { return OrderLine("A00", "Cholera"); }

// For ICD-10-PCS, which has no code A00.
std::string ProcedureOrder() { return OrderLine("0BB10ZX", "Excision"); }

std::vector<SourceFile> Found(const std::vector<FileText>& texts) {
  std::vector<SourceFile> files;
  for (const FileText& text : texts) files.push_back(SourceOf(text));
  return files;
}

// "set@date files: date_reason" for each release, then "file: why" for each
// file passed over; or the error.
std::vector<std::string> Told(const absl::StatusOr<ImportReport>& report) {
  if (!report.ok()) return {Outcome(report)};
  std::vector<std::string> told;
  for (const ImportedRelease& release : report->releases) {
    told.push_back(Concat(release.id.ToString(), " ",
                          release.code_set->sources().size(), ": ",
                          release.date_reason));
  }
  for (const PassedOver& file : report->passed_over) {
    told.push_back(Concat(file.file, ": ", file.why));
  }
  return told;
}

TEST(ImportTest, TellsReleasesApart) {
  EXPECT_THAT(
      Told(ReadReleases(
          Found({{"b/pcs_order_2026.txt", ProcedureOrder()},
                 {"a/2025-10-01/order.txt", Order()},
                 {"a/2025-10-01/tabular.xml", Tabular("2026", "Cholera")},
                 {"a/2024-10-01/tabular.xml", Tabular("2025", "Cholera")}}),
          {})),
      ElementsAre("icd10cm@2024-10-01 1: from the path",
                  "icd10cm@2025-10-01 2: from the path",
                  "icd10pcs@2025-10-01 1: assumed: the usual day of the "
                  "fiscal year 2026 in the name"));
}

TEST(ImportTest, PassesOverAFileSeenTwice) {
  EXPECT_THAT(Told(ReadReleases(Found({{"order_2026.txt", Order()},
                                       {"copy/order_2026.txt", Order()}}),
                                {})),
              ElementsAre("icd10cm@2025-10-01 1: assumed: the usual day of the "
                          "fiscal year 2026 in the name",
                          "copy/order_2026.txt: the same as order_2026.txt"));
}

TEST(ImportTest, RefusesFilesThatContradictOneAnother) {
  EXPECT_THAT(
      Told(ReadReleases(
          Found({{"order_2026.txt", Order()},
                 {"new/order_2026.txt", OrderLine("A01", "Typhoid fever")}}),
          {})),
      ElementsAre("new/order_2026.txt: contradicts order_2026.txt: each is "
                  "the ICD-10-CM order file of icd10cm@2025-10-01, and they "
                  "differ; import them one at a time, each with its own "
                  "--effective"));
}

struct DateCase {
  std::string_view what;
  std::vector<FileText> files;
  std::vector<std::string> told;
};

TEST(ImportTest, FindsTheDateOfEachFile) {
  const std::string tabular = Tabular("2026", "Cholera");
  const std::vector<DateCase> cases = {
      {"a year in one name, a day in the other",
       {{"zip/order-2026.txt", Order()},
        {"zip/tabular-April-1-2026.xml", tabular}},
       {"icd10cm@2026-04-01 2: from the name"}},
      {"a day in another folder",
       {{"a/order-2026.txt", Order()}, {"b/tabular-April-1-2026.xml", tabular}},
       {"icd10cm@2025-10-01 1: assumed: the usual day of the fiscal year 2026 "
        "in the name",
        "icd10cm@2026-04-01 1: from the name"}},
      {"a day of another year",
       {{"order-2025.txt", Order()}, {"tabular-April-1-2026.xml", tabular}},
       {"icd10cm@2024-10-01 1: assumed: the usual day of the fiscal year 2025 "
        "in the name",
        "icd10cm@2026-04-01 1: from the name"}},
      {"no date, beside the only one",
       {{"order.txt", Order()}, {"tabular.xml", tabular}},
       {"icd10cm@2025-10-01 2: assumed: the usual day of the fiscal year 2026 "
        "that the file gives"}},
      {"no date, beside two",
       {{"order.txt", Order()},
        {"April-1-2026.xml", tabular},
        {"October-1-2025.xml", tabular}},
       {"order.txt: no effective date: neither the name has a date or a year, "
        "nor the content a year; give it with --effective YYYY-MM-DD"}},
      {"no date, beside one of another set",
       {{"order.txt", ProcedureOrder()}, {"tabular.xml", tabular}},
       {"order.txt: no effective date: neither the name has a date or a year, "
        "nor the content a year; give it with --effective YYYY-MM-DD"}}};
  for (const DateCase& expected : cases) {
    SCOPED_TRACE(expected.what);
    EXPECT_EQ(Told(ReadReleases(Found(expected.files), {})), expected.told);
  }
}

TEST(ImportTest, GivenDateIsThatOfEverything) {
  EXPECT_THAT(
      Told(ReadReleases(Found({{"2024-10-01/order.txt", Order()},
                               {"tabular.xml", Tabular("2026", "Cholera")}}),
                        {.effective = Date::Parse("2026-04-01"), .set = {}})),
      ElementsAre("icd10cm@2026-04-01 2: from --effective"));
}

TEST(ImportTest, SetRestricts) {
  const std::vector<SourceFile> files =
      Found({{"tabular.xml", Tabular("2026", "Cholera")},
             {"order_2026.txt", ProcedureOrder()}});
  EXPECT_THAT(Told(ReadReleases(files, {.effective = {}, .set = "icd10pcs"})),
              ElementsAre("icd10pcs@2025-10-01 1: assumed: the usual day of "
                          "the fiscal year 2026 in the name",
                          "tabular.xml: the root element <ICD10CM.tabular> is "
                          "not that of a file of icd10pcs"));
}

TEST(ImportTest, SetDecidesWhatAFileIsThatCouldBeOfTwo) {
  // B20 is a code of the one and could be a table of the other.
  const std::vector<SourceFile> files =
      Found({{"2026.txt", OrderLine("B20", "A title")}});
  EXPECT_THAT(Told(ReadReleases(files, {})),
              ElementsAre("2026.txt: this could be the ICD-10-CM order file or "
                          "the ICD-10-PCS order file; say which with --set"));
  EXPECT_THAT(Told(ReadReleases(files, {.effective = {}, .set = "icd10cm"})),
              ElementsAre("icd10cm@2025-10-01 1: assumed: the usual day of the "
                          "fiscal year 2026 in the name"));
}

constexpr std::string_view kNotRecognized =
    "not recognized as a file of any code set";

// A named file is of use, a companion of one that is, or a mistake.
TEST(ImportTest, NamedFiles) {
  const std::vector<FileText> companions = {
      {"guidelines.pdf", "%PDF-1.7\n"},
      {"addenda.txt", "Revise from: one thing\nRevise to: another\n"},
      {"tabular.xsd", "<?xml version=\"1.0\"?>\n<xs:schema/>\n"}};
  std::vector<SourceFile> files = {
      SourceOf({"order_2026.txt", Order()}, /*named=*/true)};
  for (const FileText& companion : companions) {
    files.push_back(SourceOf(companion, /*named=*/true));
  }
  EXPECT_THAT(
      Told(ReadReleases(files, {})),
      ElementsAre("icd10cm@2025-10-01 1: assumed: the usual day of the fiscal "
                  "year 2026 in the name",
                  Concat("guidelines.pdf: ", kNotRecognized),
                  Concat("addenda.txt: ", kNotRecognized),
                  "tabular.xsd: the root element <xs:schema> is none of "
                  "ICD10CM.tabular, ICD10CM.index, ICD10PCS.tabular, "
                  "ICD10PCS.index, ICD10PCS.definitions"));
  files.push_back(SourceOf({"letter.txt", "Dear reader,\n"}, /*named=*/true));
  EXPECT_THAT(Told(ReadReleases(files, {})),
              ElementsAre(Concat("letter.txt: ", kNotRecognized)));
  files.back().named = false;
  EXPECT_EQ(Told(ReadReleases(files, {})).back(),
            Concat("letter.txt: ", kNotRecognized));
}

TEST(ImportTest, RefusesFilesWithoutAnyRelease) {
  EXPECT_THAT(
      Told(ReadReleases(Found({{"letter.txt", "Dear reader,\n"},
                               {"empty.txt", ""},
                               {"index.xml",
                                "<ICD10CM.index><version>2026</version>"
                                "</ICD10CM.index>"}}),
                        {})),
      ElementsAre("no file of a code set found\n"
                  "  letter.txt: not recognized as a file of any code set\n"
                  "  empty.txt: the file is empty\n"
                  "  index.xml: ICD-10-CM index of icd10cm@2025-10-01, which "
                  "has no codes without the tabular list or order file; "
                  "import them together"));
}

TEST(ImportTest, ReleaseKnowsItsVersionSourcesAndFindings) {
  const absl::StatusOr<ImportReport> report = ReadReleases(
      Found({{"2025-10-01/order.txt", Order()},
             {"2025-10-01/tabular.xml", Tabular("2025", "Typhoid fever")}}),
      {});
  ASSERT_TRUE(report.ok()) << report.status();
  ASSERT_EQ(report->releases.size(), 1u);
  const ImportedRelease& release = report->releases.front();
  ASSERT_EQ(release.findings.size(), 2u);
  EXPECT_EQ(release.findings[0].id, "version-differs");
  EXPECT_EQ(release.findings[0].message,
            "2025-10-01/tabular.xml: version 2025 found, the release that "
            "takes effect on 2025-10-01 is 2026");
  EXPECT_EQ(release.findings[1].id, "title-differs");
  EXPECT_EQ(release.findings[1].message,
            "the tabular list: \"Typhoid fever\"; 2025-10-01/order.txt:1: "
            "\"Cholera\"");
  EXPECT_EQ(release.code_set->finding_count(), 2u);
  EXPECT_EQ(release.code_set->source_version(), "2025");
  const std::vector<Source> sources = release.code_set->sources();
  ASSERT_EQ(sources.size(), 2u);
  EXPECT_EQ(sources[0].file, "2025-10-01/order.txt");
  EXPECT_TRUE(std::ranges::equal(sources[0].sha256, Sha256(Order())));
  EXPECT_EQ(sources[1].file, "2025-10-01/tabular.xml");
  EXPECT_TRUE(std::ranges::equal(sources[1].sha256,
                                 Sha256(Tabular("2025", "Typhoid fever"))));
}

TEST(ImportTest, ImportingAgainReplacesTheRelease) {
  const TempFolder folder;
  const TempFolder catalog;
  constexpr std::string_view kImage = "icd10cm@2025-10-01.codebook";
  const std::vector<std::string> paths = {
      folder.Write("2025-10-01/order.txt", Order())};
  ASSERT_EQ(Outcome(ImportReleases(paths, {}, catalog.path())), "OK");
  const std::string first = ReadFile(catalog.Path(kImage));
  const std::vector<std::string> names = catalog.Names();
  ASSERT_THAT(names, testing::Contains(kImage));

  ASSERT_EQ(Outcome(ImportReleases(paths, {}, catalog.path())), "OK");
  EXPECT_TRUE(ReadFile(catalog.Path(kImage)) == first);
  EXPECT_EQ(catalog.Names(), names);

  folder.Write("2025-10-01/order.txt", OrderLine("A01", "Typhoid fever"));
  const absl::StatusOr<ImportReport> other =
      ImportReleases(paths, {}, catalog.path());
  ASSERT_EQ(Outcome(other), "OK");
  EXPECT_TRUE(ReadFile(catalog.Path(kImage)) ==
              other->releases.at(0).code_set->image_bytes());
  EXPECT_TRUE(other->releases.at(0).code_set->Find("A01"));
  EXPECT_FALSE(other->releases.at(0).code_set->Find("A00"));
  EXPECT_EQ(catalog.Names(), names);
}

TEST(ImportTest, FailedImportLeavesTheCatalogAsItWas) {
  const TempFolder folder;
  const TempFolder catalog;
  const std::vector<std::string> good = {
      folder.Write("2025-10-01/order.txt", Order())};
  ASSERT_EQ(Outcome(ImportReleases(good, {}, catalog.path())), "OK");
  const std::vector<std::string> names = catalog.Names();
  // The first release is good, the second is not.
  const std::vector<std::string> bad = {
      folder.Write("2024-10-01/order.txt", Order()),
      folder.Write("2026-10-01/order.txt", Concat(Order(), Order()))};
  EXPECT_EQ(Outcome(ImportReleases(bad, {}, catalog.path())),
            Concat(bad[1], ":2:7: the code A00 occurs twice, first in line 1"));
  EXPECT_EQ(catalog.Names(), names);
}

}  // namespace
}  // namespace codebook
