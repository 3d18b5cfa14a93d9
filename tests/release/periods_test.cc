// When a code has been valid is when the order files in force listed it.

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "codesets/import.h"
#include "engine/catalog.h"
#include "engine/validity.h"
#include "tests/random_codes.h"
#include "tests/release/official_files.h"
#include "tests/release/releases.h"
#include "tests/release/tabular_walk.h"

namespace codebook {
namespace {

// One code in so many is tried.
constexpr size_t kEvery = kUnderSanitizer ? 20 : 1;

// A list of diagnoses, and from when to when it is the newest there is.
struct List {
  std::string first;
  // Empty where it still is.
  std::string last;
  // Codes and whether they are billable.
  std::map<std::string, bool> codes;
};

class PeriodsTest : public ReleaseTest {
 protected:
  void SetUp() override {
    ReleaseTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    lists_ = {{"2015-10-01", "2016-09-30", CodesOf2016()},
              {"2016-10-01", "2020-12-31", {}},
              {"2021-01-01", "2022-09-30", {}},
              {"2022-10-01", "2023-03-31", {}},
              {"2023-04-01", "2024-09-30", {}},
              {"2024-10-01", "2025-09-30", {}},
              {"2025-10-01", "", {}}};
    std::vector<std::string> paths = {ReleasesPath(kArchive2016)};
    for (size_t i = 1; i < lists_.size(); ++i) {
      const OfficialRelease& release = kOfficialReleases[i - 1];
      ASSERT_EQ(release.Id(), "icd10cm@" + lists_[i].first);
      paths.push_back(release.Path(release.order_file));
      for (const OfficialRow& row : ReadOfficialOrder(paths.back())) {
        lists_[i].codes.emplace(row.code, row.billable);
      }
    }
    const absl::StatusOr<ImportReport> report = ReadReleases(paths, {});
    ASSERT_TRUE(report.ok()) << report.status();
    ASSERT_EQ(report->releases.size(), lists_.size());
    std::vector<CodeSetPtr> releases;
    for (const ImportedRelease& release : report->releases) {
      releases.push_back(release.code_set);
    }
    catalog_.emplace(Catalog::Of(std::move(releases)));
  }

  // Of the year that has no order file.
  static std::map<std::string, bool> CodesOf2016() {
    std::map<std::string, bool> codes;
    const std::vector<WalkedNode> nodes = WalkTabular(
        ReadArchiveMember(ReleasesPath(kArchive2016), kTabular2016));
    for (const WalkedNode& node : nodes) {
      std::string code = node.name;
      std::erase(code, '.');
      if (!node.is_group()) codes.emplace(code, node.billable);
    }
    return codes;
  }

  // What the lists say: "2016-10-01..2020-12-31 2025-10-01..".
  std::string Expected(const std::string& code, bool only_billable) const {
    std::string periods;
    std::string last;
    for (const List& list : lists_) {
      const auto found = list.codes.find(code);
      const bool has =
          found != list.codes.end() && (!only_billable || found->second);
      if (has && last.empty()) {
        periods += (periods.empty() ? "" : " ") + list.first + "..";
      }
      // The end is known when the next list has the code no more.
      if (!has) periods += last;
      last = has ? list.last : "";
    }
    return periods;
  }

  static std::string Printed(const std::vector<Period>& periods) {
    std::string printed;
    for (const Period& period : periods) {
      printed += (printed.empty() ? "" : " ") + period.from.ToString() + ".." +
                 (period.to ? period.to->ToString() : std::string());
    }
    return printed;
  }

  std::vector<List> lists_;
  std::optional<Catalog> catalog_;
};

TEST_F(PeriodsTest, AreThoseOfTheListsInForce) {
  std::map<std::string, bool> all;
  for (const List& list : lists_) {
    all.insert(list.codes.begin(), list.codes.end());
  }
  size_t not_always_billable = 0;
  size_t number = 0;
  for (const auto& [code, unused] : all) {
    if (number++ % kEvery != 0) continue;
    const auto billable = BillablePeriods(*catalog_, "icd10cm", CodeOf(code));
    const auto listed = ListedPeriods(*catalog_, "icd10cm", CodeOf(code));
    ASSERT_TRUE(billable.ok() && listed.ok()) << code;
    ASSERT_EQ(Printed(*billable), Expected(code, true)) << code;
    ASSERT_EQ(Printed(*listed), Expected(code, false)) << code;
    if (*billable != *listed) ++not_always_billable;
  }
  EXPECT_GT(not_always_billable, 0u);
}

TEST_F(PeriodsTest, OfACodeThatNeverWasAreNone) {
  const auto periods = ListedPeriods(*catalog_, "icd10cm", CodeOf("A00ZZZZ"));
  ASSERT_TRUE(periods.ok());
  EXPECT_TRUE(periods->empty());
}

}  // namespace
}  // namespace codebook
