// Tables and order files of ICD-10-PCS, hand-written in the official format.

#include "codesets/icd10pcs/icd10pcs.h"

#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_format.h"
#include "codesets/import.h"
#include "engine/concat.h"
#include "tests/codesets/read_release.h"

namespace codebook {
namespace {

using ::testing::AnyOf;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view kExcision = R"(
  <pcsTable>
    <axis pos="1" values="1">
      <title>Section</title><label code="0">Medical and Surgical</label>
    </axis>
    <axis pos="2" values="1">
      <title>Body System</title><label code="B">Respiratory System</label>
    </axis>
    <axis pos="3" values="1">
      <title>Operation</title><label code="B">Excision</label>
      <definition>Cutting out a portion</definition>
    </axis>
    <pcsRow codes="2">
      <axis pos="4" values="1">
        <title>Body Part</title><label code="1">Trachea</label>
      </axis>
      <axis pos="5" values="1">
        <title>Approach</title><label code="0">Open</label>
      </axis>
      <axis pos="6" values="1">
        <title>Device</title><label code="Z">No Device</label>
      </axis>
      <axis pos="7" values="2">
        <title>Qualifier</title>
        <label code="X">Diagnostic</label><label code="Z">No Qualifier</label>
      </axis>
    </pcsRow>
  </pcsTable>)";

constexpr std::string_view kInsertionHead = R"(
  <pcsTable>
    <axis pos="1" values="1">
      <title>Section</title><label code="0">Medical and Surgical</label>
    </axis>
    <axis pos="2" values="1">
      <title>Body System</title><label code="B">Respiratory System</label>
    </axis>
    <axis pos="3" values="1">
      <title>Operation</title><label code="H">Insertion</label>
      <definition>Putting in a device</definition>
    </axis>)";

constexpr std::string_view kAirwayRow = R"(
    <pcsRow codes="4">
      <axis pos="4" values="2">
        <title>Body Part</title>
        <label code="1">Trachea</label><label code="2">Carina</label>
      </axis>
      <axis pos="5" values="1">
        <title>Approach</title><label code="7">Via Opening</label>
      </axis>
      <axis pos="6" values="2">
        <title>Device</title>
        <label code="D">Stent</label><label code="E">Airway</label>
      </axis>
      <axis pos="7" values="1">
        <title>Qualifier</title><label code="Z">No Qualifier</label>
      </axis>
    </pcsRow>)";

// Body part 1 has another label than in the row above; the approach is to be
// given.
std::string MonitorRow(std::string_view approach) {
  return Concat(R"(
    <pcsRow codes="1">
      <axis pos="4" values="1">
        <title>Body Part</title><label code="1">Windpipe</label>
      </axis>
      <axis pos="5"><title>Approach</title>)",
                approach, R"(</axis>
      <axis pos="6" values="1">
        <title>Device</title><label code="D">Monitor</label>
      </axis>
      <axis pos="7" values="1">
        <title>Qualifier</title><label code="Z">No Qualifier</label>
      </axis>
    </pcsRow>)");
}

FileText TablesWith(std::string_view approach) {
  return {"tables.xml",
          Concat("<ICD10PCS.tabular><version>2026</version>", kExcision,
                 kInsertionHead, kAirwayRow, MonitorRow(approach),
                 "</pcsTable></ICD10PCS.tabular>")};
}

FileText Tables() { return TablesWith("<label code=\"0\">Open</label>"); }

// The second row gives 0BH17DZ too.
FileText OverlappingTables() {
  return TablesWith("<label code=\"7\">Via Opening</label>");
}

struct Line {
  std::string_view code;
  std::string_view short_title;
  std::string_view title;
};

FileText OrderFile(const std::vector<Line>& lines) {
  std::string text;
  int number = 0;
  for (const Line& line : lines) {
    text +=
        absl::StrFormat("%05d %-7s %d %-60s %s\r\n", ++number,
                        std::string(line.code), line.code.size() == 7,
                        std::string(line.short_title), std::string(line.title));
  }
  return {"order.txt", text};
}

ImportedRelease Read(const std::vector<FileText>& texts) {
  std::vector<SourceFile> files;
  for (const FileText& text : texts) files.push_back(SourceOf(text));
  absl::StatusOr<ImportReport> report =
      ReadReleases(files, {.effective = Date::Parse("2025-10-01"), .set = {}});
  EXPECT_TRUE(report.ok()) << report.status();
  if (!report.ok()) return {};
  EXPECT_EQ(report->releases.size(), 1u);
  return report->releases.at(0);
}

std::vector<std::string> Written(const Findings& findings) {
  std::vector<std::string> written;
  for (const Finding& finding : findings) {
    written.push_back(
        Concat(finding.id, " ", finding.code, ": ", finding.message));
  }
  return written;
}

std::vector<std::string> AxesOf(const CodeSet& release, std::string_view code) {
  std::vector<std::string> axes;
  for (const AxisValue& value : release.Axes(*Code::FromCharacters(code))) {
    std::string axis = Concat(std::string(1, value.character), " ",
                              value.label.axis, ": ", value.label.text);
    if (!value.label.definition.empty()) {
      axis = Concat(axis, " (", value.label.definition, ")");
    }
    axes.push_back(axis);
  }
  return axes;
}

// What may follow `prefix`: "1 Trachea 2".
std::vector<std::string> After(const CodeSet& release,
                               std::string_view prefix) {
  std::vector<std::string> after;
  const Automaton::Walk walk =
      release.automaton().Follow(*Code::FromCharacters(prefix));
  EXPECT_EQ(walk.length, prefix.size());
  for (const Continuation& next : release.Continuations(walk)) {
    after.push_back(Concat(std::string(1, next.character), " ", next.label.text,
                           " ", next.codes));
  }
  return after;
}

TEST(Icd10pcs, GivesTheProductOfEachRowAndNothingElse) {
  const ImportedRelease release = Read({Tables()});
  ASSERT_NE(release.code_set, nullptr);
  EXPECT_THAT(ListedRows(*release.code_set),
              ElementsAre("0BB table 0 Respiratory System, Excision",
                          "0BB10ZX code 1 Excision, Trachea, Open, Diagnostic",
                          "0BB10ZZ code 1 Excision, Trachea, Open",
                          "0BH table 0 Respiratory System, Insertion",
                          "0BH10DZ code 1 Insertion, Windpipe, Open, Monitor",
                          "0BH17DZ code 1 Insertion, Trachea, Via Opening, "
                          "Stent",
                          "0BH17EZ code 1 Insertion, Trachea, Via Opening, "
                          "Airway",
                          "0BH27DZ code 1 Insertion, Carina, Via Opening, "
                          "Stent",
                          "0BH27EZ code 1 Insertion, Carina, Via Opening, "
                          "Airway"));
  EXPECT_THAT(Written(release.findings), IsEmpty());
}

TEST(Icd10pcs, AxesAreThoseOfTheRowOfTheCode) {
  const ImportedRelease release = Read({Tables()});
  ASSERT_NE(release.code_set, nullptr);
  EXPECT_THAT(AxesOf(*release.code_set, "0BH17DZ"),
              ElementsAre("0 Section: Medical and Surgical",
                          "B Body System: Respiratory System",
                          "H Operation: Insertion (Putting in a device)",
                          "1 Body Part: Trachea", "7 Approach: Via Opening",
                          "D Device: Stent", "Z Qualifier: No Qualifier"));
  EXPECT_THAT(AxesOf(*release.code_set, "0BH10DZ"),
              ElementsAre("0 Section: Medical and Surgical",
                          "B Body System: Respiratory System",
                          "H Operation: Insertion (Putting in a device)",
                          "1 Body Part: Windpipe", "0 Approach: Open",
                          "D Device: Monitor", "Z Qualifier: No Qualifier"));
}

TEST(Icd10pcs, JoinsMeaningsUntilTheRowIsDecided) {
  const ImportedRelease release = Read({Tables()});
  ASSERT_NE(release.code_set, nullptr);
  EXPECT_THAT(
      After(*release.code_set, "0BH"),
      ElementsAre(AnyOf("1 Trachea / Windpipe 3", "1 Windpipe / Trachea 3"),
                  "2 Carina 2"));
  EXPECT_THAT(After(*release.code_set, "0BH1"),
              ElementsAre("0 Open 1", "7 Via Opening 2"));
  EXPECT_THAT(After(*release.code_set, "0BH10"), ElementsAre("D Monitor 1"));
  EXPECT_THAT(After(*release.code_set, "0BH17"),
              ElementsAre("D Stent 1", "E Airway 1"));
}

// Whichever codes of the two rows lie between one another.
TEST(Icd10pcs, JoinsEachMeaningOnce) {
  std::string tables = TablesWith(
                           "<label code=\"0\">Open</label>"
                           "<label code=\"X\">External</label>")
                           .bytes;
  const std::string_view one = "<pcsRow codes=\"1\">";
  tables.replace(tables.find(one), one.size(), "<pcsRow codes=\"2\">");
  const ImportedRelease release = Read({{"tables.xml", tables}});
  ASSERT_NE(release.code_set, nullptr);
  EXPECT_THAT(
      After(*release.code_set, "0BH"),
      ElementsAre(AnyOf("1 Trachea / Windpipe 4", "1 Windpipe / Trachea 4"),
                  "2 Carina 2"));
}

// A title of the order file is not put together from labels.
FileText FullOrder() {
  return OrderFile(
      {{"0BB", "Respiratory System, Excision", "Respiratory System, Excision"},
       {"0BB10ZX", "Excision of Trachea, Open, Diagn", "Excision of Trachea"},
       {"0BB10ZZ", "Excision of Trachea, Open", "Excision of Trachea, open"},
       {"0BH", "Respiratory System, Insertion", "Respiratory, Insertion"},
       {"0BH10DZ", "Insertion of Monitor", "Insertion of monitor"},
       {"0BH17DZ", "Insertion of Stent", "Insertion of stent into trachea"},
       {"0BH17EZ", "Insertion of Airway", "Insertion of airway into trachea"},
       {"0BH27DZ", "Insertion of Stent", "Insertion of stent into carina"},
       {"0BH27EZ", "Insertion of Airway", "Insertion of airway into carina"}});
}

TEST(Icd10pcs, TakesTitlesFromTheOrderFileAndAxesFromTheTables) {
  const ImportedRelease release = Read({Tables(), FullOrder()});
  ASSERT_NE(release.code_set, nullptr);
  const CodeSet& codes = *release.code_set;
  EXPECT_THAT(Written(release.findings), IsEmpty());
  EXPECT_EQ(codes.row_count(), 9u);
  EXPECT_EQ(codes.billable_count(), 7u);
  EXPECT_EQ(codes.title(codes.Find("0BH").value()), "Respiratory, Insertion");
  EXPECT_EQ(codes.short_title(codes.Find("0BH").value()),
            "Respiratory System, Insertion");
  const NodeId stent = codes.Find("0BH27DZ").value();
  EXPECT_EQ(codes.title(stent), "Insertion of stent into carina");
  EXPECT_EQ(codes.short_title(stent), "Insertion of Stent");
  EXPECT_EQ(codes.parent(stent), codes.Find("0BH"));
  EXPECT_EQ(AxesOf(codes, "0BH27DZ").at(3), "2 Body Part: Carina");
}

TEST(Icd10pcs, ReportsCodesThatOnlyOneFileHas) {
  const ImportedRelease release =
      Read({Tables(),
            OrderFile({{"0BB", "Excision", "Excision"},
                       {"0BB10ZX", "Excision", "Excision, diagnostic"},
                       {"0BB10ZZ", "Excision", "Excision, other"},
                       {"0BH", "Insertion", "Insertion"},
                       {"0BH17DZ", "Insertion", "Insertion of stent"},
                       {"0BH17EZ", "Insertion", "Insertion of airway"},
                       {"0BH20DZ", "Insertion", "Insertion into carina, open"},
                       {"0BH27DZ", "Insertion", "Insertion into carina"},
                       {"0BH27EZ", "Insertion", "Insertion of airway"}})});
  ASSERT_NE(release.code_set, nullptr);
  EXPECT_THAT(Written(release.findings),
              ElementsAre("code-missing 0BH20DZ: order.txt:7 has this code, "
                          "the tables file does not",
                          "code-extra 0BH10DZ: the tables file gives this "
                          "code, order.txt does not have it"));
  EXPECT_EQ(release.code_set->finding_count(), 2u);
  EXPECT_FALSE(release.code_set->Find("0BH10DZ"));
  EXPECT_THAT(AxesOf(*release.code_set, "0BH20DZ"), IsEmpty());
}

TEST(Icd10pcs, KeepsTheFirstOfTwoRowsThatGiveOneCode) {
  const ImportedRelease release = Read({OverlappingTables()});
  ASSERT_NE(release.code_set, nullptr);
  EXPECT_THAT(Written(release.findings),
              ElementsAre("code-in-two-rows 0BH17DZ: two rows of the table "
                          "give this code; its axes are shown as the first "
                          "has them"));
  EXPECT_EQ(release.code_set->billable_count(), 6u);
  EXPECT_EQ(AxesOf(*release.code_set, "0BH17DZ").at(5), "D Device: Stent");
}

TEST(Icd10pcs, ReadsACodesFileAlone) {
  const ImportedRelease release =
      Read({{"codes.txt",
             "0BB10ZX Excision of Trachea, Diagnostic\n"
             "0BH17DZ Insertion of Stent\n"}});
  ASSERT_NE(release.code_set, nullptr);
  EXPECT_THAT(ListedRows(*release.code_set),
              ElementsAre("0BB10ZX code 1 Excision of Trachea, Diagnostic",
                          "0BH17DZ code 1 Insertion of Stent"));
  EXPECT_THAT(AxesOf(*release.code_set, "0BH17DZ"), IsEmpty());
  EXPECT_THAT(Written(release.findings), IsEmpty());
}

}  // namespace
}  // namespace codebook
