// Excludes1 findings on the official releases are those that a slow and simple
// reading of the XML gives.

#include <gtest/gtest.h>

#include <cstddef>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "codesets/check.h"
#include "codesets/import.h"
#include "engine/catalog.h"
#include "tests/random_codes.h"
#include "tests/release/excludes_oracle.h"
#include "tests/release/official_files.h"
#include "tests/release/releases.h"
#include "tests/release/tabular_walk.h"
#include "tests/temp_folder.h"

namespace codebook {
namespace {

constexpr size_t kPairs = kUnderSanitizer ? 2'000 : 20'000;

class ExcludesTest : public ReleaseTest,
                     public testing::WithParamInterface<OfficialRelease> {};

// The Excludes1 findings of two codes, as the oracle gives them.
std::set<ExcludesOracle::Conflict> Found(const Checker& checker,
                                         const std::string& a,
                                         const std::string& b) {
  const CheckReport report = checker.Check({.codes = {{a}, {b}}});
  std::set<ExcludesOracle::Conflict> found;
  for (const CheckFinding& finding : report.findings) {
    if (finding.id != CheckId::kExcludes1) continue;
    EXPECT_EQ(finding.severity, Severity::kWarning);
    EXPECT_EQ(finding.codes.size(), 2u);
    const bool added = found
                           .emplace(report.codes[finding.codes[0]].Name(),
                                    report.codes[finding.codes[1]].Name(),
                                    report.release->Name(finding.note->from),
                                    std::string(finding.note->lines.at(0)))
                           .second;
    EXPECT_TRUE(added) << "the same pair and note twice";
  }
  return found;
}

// A pair that some note is about.
std::pair<std::string, std::string> ConflictingPair(
    const std::vector<ExcludesOracle::Sides>& notes, std::mt19937_64& random) {
  while (true) {
    const ExcludesOracle::Sides& sides = notes[Below(random, notes.size())];
    if (sides.under.empty() || sides.named.empty()) continue;
    return {sides.under[Below(random, sides.under.size())],
            sides.named[Below(random, sides.named.size())]};
  }
}

TEST_P(ExcludesTest, AreThoseOfTheOracle) {
  const ExcludesOracle oracle(
      WalkTabular(ReadFile(GetParam().Path(GetParam().model_file))));
  const absl::StatusOr<ImportReport> report =
      ReadReleases(std::vector<std::string>{GetParam().Folder()}, {});
  ASSERT_TRUE(report.ok()) << report.status();
  const Catalog catalog = Catalog::Of({report->releases.at(0).code_set});
  const absl::StatusOr<Checker> checker = Checker::Open(catalog, {});
  ASSERT_TRUE(checker.ok()) << checker.status();

  std::mt19937_64 random(6);
  std::vector<ExcludesOracle::Sides> notes;
  for (int i = 0; i < 400; ++i) {
    notes.push_back(oracle.SidesOf(Below(random, oracle.note_count())));
  }
  const std::vector<std::string>& codes = oracle.codes();
  size_t conflicting = 0;
  for (size_t i = 0; i < kPairs; ++i) {
    std::pair<std::string, std::string> pair;
    const size_t at = Below(random, codes.size() - 100);
    if (i % 3 == 0) {
      pair = ConflictingPair(notes, random);
    } else if (i % 3 == 1) {
      pair = {codes[at], codes[Below(random, codes.size())]};
    } else {
      // Neighbours: of one category or section.
      pair = {codes[at], codes[at + 1 + Below(random, 99)]};
    }
    if (i % 2 == 0) std::swap(pair.first, pair.second);
    if (pair.first == pair.second) continue;
    const auto expected = oracle.Conflicts(pair.first, pair.second);
    conflicting += expected.empty() ? 0 : 1;
    ASSERT_EQ(Found(*checker, pair.first, pair.second), expected)
        << pair.first << " and " << pair.second;
  }
  EXPECT_GE(conflicting, kPairs / 3);
}

INSTANTIATE_TEST_SUITE_P(Official, ExcludesTest,
                         testing::ValuesIn(ReleasesWithModel("icd10cm")),
                         ReleaseTestName);

}  // namespace
}  // namespace codebook
