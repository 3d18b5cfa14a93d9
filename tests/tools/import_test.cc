// import, and list and export on what it made.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/tools/run_program.h"

namespace codebook {
namespace {

using ::nlohmann::json;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::vector<std::string> Releases(const ProgramRun& run) {
  std::vector<std::string> releases;
  for (const json& object : run.json()) {
    if (object["type"] == "release") releases.push_back(object["release"]);
  }
  return releases;
}

TEST(Import, PutsReleasesIntoTheCatalog) {
  const Program program;
  const ProgramRun imported = program.Run(
      {"import", "--json", SampleFiles("icd10cm"), SampleFiles("icd10pcs")});
  ASSERT_EQ(imported.exit_status, 0) << imported.err;
  EXPECT_THAT(
      Releases(imported),
      ::testing::UnorderedElementsAre(
          "icd10cm@2024-10-01", "icd10cm@2025-10-01", "icd10pcs@2025-10-01"));
  EXPECT_TRUE(std::filesystem::exists(program.default_catalog()));
  const ProgramRun listed = program.Run({"list", "--json"});
  EXPECT_EQ(listed.exit_status, 0);
  EXPECT_EQ(listed.err, "");
  EXPECT_THAT(Releases(listed),
              ElementsAre("icd10cm@2024-10-01", "icd10cm@2025-10-01",
                          "icd10pcs@2025-10-01"));
}

TEST(Import, TellsWhatTheContractSays) {
  const Program program;
  const ProgramRun run =
      program.Run({"import", "--json", SampleFiles("icd10cm/2025-10-01")});
  ASSERT_EQ(run.exit_status, 0) << run.err;
  const auto release = nlohmann::ordered_json::parse(run.lines().at(0));
  std::vector<std::string> names;
  for (const auto& field : release.items()) names.push_back(field.key());
  EXPECT_THAT(names, ElementsAre("type", "release", "set", "effective",
                                 "source_version", "codes", "billable", "bytes",
                                 "sources", "findings", "date_reason",
                                 "note_references"));
  EXPECT_EQ(release["set"], "icd10cm");
  EXPECT_EQ(release["effective"], "2025-10-01");
  EXPECT_EQ(release["source_version"], "2026");
  EXPECT_EQ(release["codes"], 677);
  EXPECT_EQ(release["billable"], 450);
  const std::string image =
      program.default_catalog() + "/icd10cm@2025-10-01.codebook";
  EXPECT_EQ(release["bytes"], std::filesystem::file_size(image));
  ASSERT_EQ(release["sources"].size(), 6U);
  for (const auto& source : release["sources"]) {
    EXPECT_THAT(source["file"], HasSubstr("icd10cm/2025-10-01/"));
    EXPECT_THAT(source["sha256"], ::testing::MatchesRegex("[0-9a-f]+"));
    EXPECT_EQ(source["sha256"].get<std::string>().size(), 64U);
  }
  const std::vector<json> objects = run.json();
  const auto findings = std::ranges::count(
      objects, json("finding"), [](const json& o) { return o["type"]; });
  EXPECT_EQ(release["findings"], findings);
}

TEST(Import, ListGivesTheSameFields) {
  const Program program;
  const ProgramRun imported =
      program.Run({"import", "--json", SampleFiles("cpt")});
  ASSERT_EQ(imported.exit_status, 0) << imported.err;
  json release = imported.json().at(0);
  release.erase("date_reason");
  EXPECT_EQ(program.Run({"list", "--json"}).json().at(0), release);
}

TEST(Import, TextHasALineForEachRelease) {
  const Program program;
  const ProgramRun run =
      program.Run({"import", SampleFiles("icd10cm/2025-10-01")});
  ASSERT_EQ(run.exit_status, 0) << run.err;
  EXPECT_THAT(run.out,
              AllOf(StartsWith("icd10cm@2025-10-01  677 rows, 450 billable, "
                               "227 headers, "),
                    HasSubstr("; effective date from the path")));
}

TEST(Import, TakesTheDateAndTheSetFromTheUser) {
  const Program program;
  const ProgramRun run =
      program.Run({"import", "--json", "--set", "cpt", "--effective",
                   "2025-01-01", SampleFiles("cpt/2026-01-01/cpt.csv")});
  EXPECT_EQ(run.exit_status, 0) << run.err;
  EXPECT_THAT(Releases(run), ElementsAre("cpt@2025-01-01"));
}

TEST(Import, ReportsFindings) {
  const Program program;
  const TempFolder files;
  // The order file has a code less than the tabular list gives.
  const std::string order =
      ReadFile(SampleFiles("icd10cm/2025-10-01/order.txt"));
  const size_t row = order.find("A000 ");
  ASSERT_NE(row, std::string::npos);
  const size_t begin = order.rfind('\n', row) + 1;
  const size_t end = order.find('\n', row) + 1;
  files.Write("2025-10-01/order.txt",
              order.substr(0, begin) + order.substr(end));
  files.Write("2025-10-01/tabular.xml",
              ReadFile(SampleFiles("icd10cm/2025-10-01/tabular.xml")));
  const ProgramRun run = program.Run({"import", "--json", files.path()});
  ASSERT_EQ(run.exit_status, 0) << run.err;
  const std::vector<json> objects = run.json();
  ASSERT_EQ(objects.size(), 2U) << run.out;
  EXPECT_EQ(objects[0]["findings"], 1);
  EXPECT_EQ(objects[1]["type"], "finding");
  EXPECT_EQ(objects[1]["release"], "icd10cm@2025-10-01");
  EXPECT_EQ(objects[1]["id"], "code-extra");
  EXPECT_EQ(objects[1]["code"], "A00.0");
  EXPECT_EQ(objects[1]["severity"], "warning");
  const ProgramRun text = program.Run({"import", files.path()});
  EXPECT_THAT(text.out, HasSubstr("\n  code-extra  A00.0: "));
}

TEST(Import, NamesTheFilesItPassedOver) {
  const Program program;
  const TempFolder files;
  files.Write("2026-01-01/cpt.csv",
              ReadFile(SampleFiles("cpt/2026-01-01/cpt.csv")));
  for (int i = 10; i < 22; ++i) {
    files.Write("readme" + std::to_string(i) + ".pdf", "%PDF-1.4");
  }
  const ProgramRun run = program.Run({"import", files.path()});
  ASSERT_EQ(run.exit_status, 0) << run.err;
  EXPECT_THAT(run.err, StartsWith("codebook: 12 files passed over:\n  "));
  EXPECT_THAT(run.err, HasSubstr("readme10.pdf: "));
  EXPECT_THAT(run.err, ::testing::EndsWith("\n  and 2 more\n"));
}

TEST(Import, FailsWithoutTouchingTheCatalog) {
  const Program program;
  ASSERT_EQ(program.Run({"import", SampleFiles("cpt")}).exit_status, 0);
  const std::string before = program.Run({"list", "--json"}).out;
  const TempFolder files;
  const std::string bad =
      files.Write("bad.xml", "<ICD10CM.tabular><version>2026</version>");
  for (const std::string& path : {bad, files.Path("nothing-here")}) {
    const ProgramRun run = program.Run({"import", path});
    EXPECT_EQ(run.exit_status, 2) << path;
    EXPECT_EQ(run.out, "") << path;
    EXPECT_THAT(run.err, AllOf(StartsWith("codebook: "), HasSubstr(path)));
  }
  EXPECT_EQ(program.Run({"list", "--json"}).out, before);
}

TEST(Import, NeedsACatalogFolder) {
  const Program program;
  const std::string file = program.home().Write("catalog", "");
  const ProgramRun run =
      program.Run({"import", "--catalog", file, SampleFiles("cpt")});
  EXPECT_EQ(run.exit_status, 2);
  EXPECT_THAT(run.err, StartsWith("codebook: " + file));
}

TEST(List, ShowsTheSampleWhenTheCatalogIsEmpty) {
  const Program program;
  const ProgramRun run = program.Run({"list", "--json"});
  EXPECT_EQ(run.exit_status, 0);
  EXPECT_THAT(
      Releases(run),
      ElementsAre("cpt@2026-01-01", "hcpcs@2026-01-01", "icd10cm@2024-10-01",
                  "icd10cm@2025-10-01", "icd10pcs@2025-10-01"));
  EXPECT_THAT(run.err, HasSubstr("using the embedded sample releases"));
}

TEST(List, ChoosesReleases) {
  const Program program;
  EXPECT_THAT(Releases(program.Run({"list", "--json", "--set", "icd10cm"})),
              ElementsAre("icd10cm@2024-10-01", "icd10cm@2025-10-01"));
  EXPECT_THAT(Releases(program.Run({"list", "--json", "--on", "2025-01-01"})),
              ElementsAre("icd10cm@2024-10-01"));
  EXPECT_THAT(Releases(program.Run(
                  {"list", "--json", "--release", "icd10pcs@2025-10-01"})),
              ElementsAre("icd10pcs@2025-10-01"));
}

TEST(List, TextIsAligned) {
  const std::vector<std::string> lines =
      Program().Run({"list", "--set", "icd10cm"}).lines();
  ASSERT_EQ(lines.size(), 3U);
  const size_t end_of_codes = lines[0].find(" CODES") + 6;
  EXPECT_EQ(lines[1].substr(end_of_codes - 3, 3), "620");
  EXPECT_EQ(lines[2].substr(end_of_codes - 3, 3), "677");
}

TEST(List, ReportsADamagedImageAndListsTheOthers) {
  const Program program;
  ASSERT_EQ(program.Run({"import", SampleFiles("cpt"), SampleFiles("hcpcs")})
                .exit_status,
            0);
  const std::string image =
      program.default_catalog() + "/cpt@2026-01-01.codebook";
  std::filesystem::resize_file(image, 100);
  const ProgramRun run = program.Run({"list", "--json"});
  EXPECT_EQ(run.exit_status, 2);
  EXPECT_THAT(Releases(run), ElementsAre("hcpcs@2026-01-01"));
  EXPECT_THAT(run.err, StartsWith("codebook: " + image));
}

}  // namespace
}  // namespace codebook
