// Pairs of codes from everyday coding and what the official notes of 2022-10-01
// say of them, looked up by hand in the tabular list.

#include <gmock/gmock.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_join.h"
#include "codesets/check.h"
#include "codesets/import.h"
#include "engine/catalog.h"
#include "tests/release/releases.h"

namespace codebook {
namespace {

struct Pair {
  std::string_view a;
  std::string_view b;
  // Where the Excludes1 notes stand that tell the two apart.
  std::string_view notes;
};

constexpr Pair kPairs[] = {
    {"E11.9", "E10.9", "E10 E11"},
    {"E11.9", "E13.9", "E11"},
    {"E11.9", "E08.9", "E08 E11"},
    {"E11.9", "O24.410", "E11"},
    {"E11.9", "R73.9", "R73"},
    {"E10.9", "R73.9", "E10 R73"},
    {"E11.9", "R73.03", "R73 R73.0"},
    {"I10", "O10.011", "I10"},
    {"I10", "O13.1", "I10"},
    {"J44.9", "J43.9", "J43 J44"},
    {"J44.9", "J42", "J42 J44"},
    {"J44.9", "J47.9", "J44"},
    {"R05.9", "A37.00", "R05"},
    {"R50.9", "R56.00", "R50"},
    {"R10.9", "N23", "R10"},
    {"R11.2", "K91.0", "R11"},
    {"R11.2", "O21.0", "R11"},
    {"N39.0", "N30.00", "N39.0"},
    {"N39.0", "N34.1", "N39.0"},
    {"B20", "Z21", "B20 Z21"},
    {"B20", "R75", "B20 R75"},
    {"F32.9", "F33.9", "F32"},
    {"F32.9", "F31.9", "F31 F32"},
    {"F33.9", "F31.9", "F31 F33"},
    {"F17.210", "Z87.891", "F17 Z87.891"},
    {"F17.210", "Z72.0", "F17 Z72.0"},
    {"F10.10", "F10.20", "F10.1 F10.2"},
    {"G43.909", "R51.9", "G43"},
    {"M54.50", "M54.41", "M54.5"},
    {"M54.2", "M50.30", "M54.2"},
    {"S06.0X0A", "S06.5X0A", "S06.0"},
    {"E03.9", "E89.0", "E03"},
    {"E03.9", "E01.8", "E03"},
    {"D50.0", "D62", "D50.0 D62"},
    {"K21.9", "P78.83", "K21"},
    {"N40.1", "D29.1", "D29.1 N40"},
    {"A41.9", "R78.81", "A41"},
    {"A41.9", "A40.0", "A41"},
    {"E66.9", "E23.6", "E66"},
    {"R55", "I95.1", "R55"},
    {"R42", "H81.10", "H81 R42"},
    {"M81.0", "M80.00XA", "M81"},
    {"G40.909", "R56.9", "G40 R56"},
    {"I47.1", "R00.0", "I47 R00.0"},
    {"J96.00", "J80", "J96"},
    {"R32", "N39.3", "R32"},
    {"N20.0", "N13.2", "N20"},
    {"J18.9", "J69.0", "J18"},
    {"Z34.00", "O09.00", "15 Z34"},
    {"I69.30", "Z86.73", "I69 Z86.73"},
    {"E87.20", "E11.10", "E87.2"},
    {"E87.20", "E11.9", ""},
    {"G63", "E11.42", "G63"},
    {"G63", "E11.9", ""},
    {"S51.001A", "S52.501B", "S51"},
    {"S51.001A", "S52.501A", ""},
    {"I51.7", "I11.9", "I51"},
    {"I51.0", "I11.9", ""},
    {"A41.9", "R65.20", ""},
    {"J45.909", "J44.9", ""},
    {"I21.4", "I25.2", ""},
    {"N18.9", "N17.9", ""},
    {"I10", "E11.9", ""},
    {"I10", "I50.9", ""},
    {"E11.22", "N18.30", ""},
    {"O80", "Z37.0", ""},
    {"S52.501A", "W21.89XA", ""},
    {"F32.9", "F41.1", ""},
    {"J06.9", "J02.9", ""},
    {"K57.30", "K21.9", ""},
};

class CheckPairsTest : public ReleaseTest {};

// The nodes of the Excludes1 findings, in ASCII order.
std::string NodesOf(const CheckReport& report) {
  std::set<std::string> nodes;
  for (const CheckFinding& finding : report.findings) {
    EXPECT_NE(finding.id, CheckId::kCodeNotValid) << finding.message;
    if (finding.id == CheckId::kExcludes1) {
      nodes.insert(report.release->Name(finding.note->from));
    }
  }
  return absl::StrJoin(nodes, " ");
}

TEST_F(CheckPairsTest, AreJudgedAsTheNotesSay) {
  const absl::StatusOr<ImportReport> report = ReadReleases(
      std::vector<std::string>{ReleasesPath("icd10cm/2022-10-01")}, {});
  ASSERT_TRUE(report.ok()) << report.status();
  const Catalog catalog = Catalog::Of({report->releases.at(0).code_set});
  const absl::StatusOr<Checker> checker = Checker::Open(catalog, {});
  ASSERT_TRUE(checker.ok()) << checker.status();
  for (const Pair& pair : kPairs) {
    // It does not matter which comes first.
    EXPECT_EQ(NodesOf(checker->Check({.codes = {{pair.a}, {pair.b}}})),
              pair.notes)
        << pair.a << " and " << pair.b;
    EXPECT_EQ(NodesOf(checker->Check({.codes = {{pair.b}, {pair.a}}})),
              pair.notes)
        << pair.b << " and " << pair.a;
  }
}

}  // namespace
}  // namespace codebook
