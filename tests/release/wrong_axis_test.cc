// Verdicts on procedures that are wrong in exactly one axis name the axis and
// the values that the tables in the XML have there, which are walked here
// without the reader.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <random>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_format.h"
#include "codesets/import.h"
#include "codesets/judge.h"
#include "engine/concat.h"
#include "tests/random_codes.h"
#include "tests/release/official_files.h"
#include "tests/release/releases.h"
#include "tests/release/tables_walk.h"
#include "tests/temp_folder.h"

namespace codebook {
namespace {

// Of each release.
constexpr size_t kWrongCodes = kUnderSanitizer ? 2'000 : 20'000;
constexpr size_t kFirstRowAxis = 3;

using Rows = std::span<const WalkedRow>;

const WalkedValue* ValueIn(const WalkedAxis& axis, char character) {
  for (const WalkedValue& value : axis.values) {
    if (value.character == character) return &value;
  }
  return nullptr;
}

// How many characters of `code` the row has, up to the first it has not.
size_t GoodLength(const WalkedRow& row, const std::string& code) {
  size_t length = 0;
  while (length < code.size() && ValueIn(row.axes[length], code[length])) {
    ++length;
  }
  return length;
}

size_t CountWrong(const WalkedRow& row, const std::string& code) {
  size_t wrong = 0;
  for (size_t axis = 0; axis < code.size(); ++axis) {
    if (!ValueIn(row.axes[axis], code[axis])) ++wrong;
  }
  return wrong;
}

size_t GoodLength(Rows table, const std::string& code) {
  size_t longest = 0;
  for (const WalkedRow& row : table) {
    longest = std::max(longest, GoodLength(row, code));
  }
  return longest;
}

// What the rows that have the beginning of `code` have on the axis after it:
// each character with its meanings.
std::map<char, std::set<std::string>> AllowedAt(Rows table,
                                                const std::string& code,
                                                size_t axis) {
  std::map<char, std::set<std::string>> allowed;
  for (const WalkedRow& row : table) {
    if (GoodLength(row, code) < axis) continue;
    for (const WalkedValue& value : row.axes[axis].values) {
      allowed[value.character].insert(value.label);
    }
  }
  return allowed;
}

class WrongAxisTest : public ReleaseTest,
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

  // The rows of the table of row `i`, which stand beside each other.
  Rows TableOf(size_t i) const {
    size_t first = i;
    while (first > 0 && rows_[first - 1].table == rows_[i].table) --first;
    size_t last = i;
    while (last < rows_.size() && rows_[last].table == rows_[i].table) ++last;
    return Rows(rows_).subspan(first, last - first);
  }

  CodeSetPtr release_;
  std::vector<WalkedRow> rows_;
};

std::string RandomCodeOf(const WalkedRow& row, std::mt19937_64& random) {
  std::string code;
  for (const WalkedAxis& axis : row.axes) {
    code += axis.values[Below(random, axis.values.size())].character;
  }
  return code;
}

// A character for the axis: as often one that the table knows there as not.
char RandomCharacter(Rows table, size_t axis, std::mt19937_64& random) {
  if (Below(random, 2) == 0) {
    return SymbolCharacter(static_cast<int>(Below(random, kSymbols)));
  }
  const WalkedRow& row = table[Below(random, table.size())];
  return row.axes[axis]
      .values[Below(random, row.axes[axis].values.size())]
      .character;
}

void ExpectAllowed(const std::map<char, std::set<std::string>>& expected,
                   const Issue& issue) {
  ASSERT_EQ(issue.allowed.size(), expected.size()) << issue.message;
  auto next = expected.begin();
  for (const AllowedCharacter& value : issue.allowed) {
    EXPECT_EQ(value.character, next->first);
    for (const std::string& label : next->second) {
      // Rows may give one character different meanings; it then has them all.
      EXPECT_TRUE(next->second.size() == 1
                      ? value.label == label
                      : value.label.find(label) != std::string::npos)
          << value.label << " lacks " << label;
    }
    ++next;
  }
}

// The row that the message calls the nearest is wrong in one axis only, which
// the message names together with what the row has there.
void ExpectNearestRow(Rows table, const std::string& code,
                      const std::string& message) {
  size_t named = 0;
  for (size_t i = 0; i < table.size(); ++i) {
    const std::string words =
        Concat("; row ", i + 1, " of the table comes nearest");
    const size_t at = message.find(words);
    if (at == std::string::npos) continue;
    ++named;
    EXPECT_EQ(CountWrong(table[i], code), 1u) << message;
    for (size_t axis = kFirstRowAxis; axis < code.size(); ++axis) {
      if (ValueIn(table[i].axes[axis], code[axis])) continue;
      EXPECT_NE(message.find(table[i].axes[axis].name, at), std::string::npos)
          << message;
    }
  }
  EXPECT_EQ(named, 1u) << message;
}

TEST_P(WrongAxisTest, IsNamedWithTheValuesTheRowsHave) {
  std::mt19937_64 random(20261001);
  size_t values = 0;
  size_t combinations = 0;
  while (values + combinations < kWrongCodes) {
    const size_t from = Below(random, rows_.size());
    const Rows table = TableOf(from);
    std::string code = RandomCodeOf(rows_[from], random);
    const size_t changed = kFirstRowAxis + Below(random, 4);
    code[changed] = RandomCharacter(table, changed, random);
    const size_t good = GoodLength(table, code);
    // O and I are wrong in any place: they have no axis.
    if (good == code.size() || code[changed] == 'O' || code[changed] == 'I') {
      continue;
    }
    SCOPED_TRACE(code);
    const Verdict verdict = Judge(release_, code);
    EXPECT_EQ(verdict.status, VerdictStatus::kUnknown);
    ASSERT_EQ(verdict.issues.size(), 1u);
    const Issue& issue = verdict.issues.front();
    EXPECT_EQ(issue.at, good + 1);
    ExpectAllowed(AllowedAt(table, code, good), issue);
    EXPECT_NE(issue.message.find(rows_[from].axes[good].name),
              std::string::npos)
        << issue.message;
    bool known = false;
    for (const WalkedRow& row : table) {
      known = known || ValueIn(row.axes[good], code[good]) != nullptr;
    }
    EXPECT_EQ(IssueName(issue.id),
              known ? "axis-combination-invalid" : "axis-value-invalid");
    if (known) ExpectNearestRow(table, code, issue.message);
    ++(known ? combinations : values);
    ASSERT_FALSE(HasFailure());
  }
  const std::string counts = absl::StrFormat(
      "%d values that no row has, %d combinations", values, combinations);
  std::printf("%s: %s\n", GetParam().Id().c_str(), counts.c_str());
  RecordProperty("checked", counts);
  EXPECT_GT(values, kWrongCodes / 10);
  EXPECT_GT(combinations, kWrongCodes / 10);
}

INSTANTIATE_TEST_SUITE_P(Official, WrongAxisTest,
                         testing::ValuesIn(ReleasesWithModel("icd10pcs")),
                         ReleaseTestName);

}  // namespace
}  // namespace codebook
