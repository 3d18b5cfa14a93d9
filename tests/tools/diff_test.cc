// codebook diff, on the two sample releases of ICD-10-CM.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "tests/tools/run_program.h"

namespace codebook {
namespace {

using ::nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kOlder[] = "icd10cm@2024-10-01";
constexpr char kNewer[] = "icd10cm@2025-10-01";

TEST(Diff, FieldsOfTheContract) {
  const ProgramRun run = Program().Run({"diff", "--json", kOlder, kNewer});
  EXPECT_EQ(run.exit_status, 1) << run.err;
  const std::vector<json> objects = run.json();
  ASSERT_GT(objects.size(), 2u);
  std::set<std::string> kinds;
  for (const json& object : objects) {
    if (object["type"] != "change") continue;
    kinds.insert(object["kind"]);
    EXPECT_TRUE(object.contains("code"));
    EXPECT_TRUE(object.contains("before"));
    EXPECT_TRUE(object.contains("after"));
  }
  EXPECT_TRUE(kinds.contains("code-added"));
  EXPECT_TRUE(kinds.contains("status-changed"));
  const json& summary = objects.back();
  EXPECT_EQ(summary["type"], "summary");
  size_t counted = 0;
  for (const auto& [kind, count] : summary["changes"].items()) {
    counted += count.get<size_t>();
  }
  EXPECT_EQ(counted, static_cast<size_t>(
                         std::ranges::count_if(objects, [](const json& object) {
                           return object["type"] == "change";
                         })));
}

TEST(Diff, TellsOfACodeThatBecameAHeader) {
  const ProgramRun run = Program().Run({"diff", "--json", kOlder, kNewer});
  for (const json& object : run.json()) {
    if (object["type"] != "change" || object["code"] != "D71" ||
        object["kind"] != "status-changed") {
      continue;
    }
    EXPECT_EQ(object["before"], "billable");
    EXPECT_EQ(object["after"], "header");
    std::set<std::string> successors;
    for (const json& successor : object["successors"]) {
      EXPECT_EQ(successor["proposed"], true);
      successors.insert(successor["code"]);
    }
    EXPECT_EQ(successors, (std::set<std::string>{"D71.1", "D71.8", "D71.9"}));
    return;
  }
  FAIL() << "D71 is not among the changes";
}

TEST(Diff, OfAReleaseWithItselfIsNothing) {
  const ProgramRun run = Program().Run({"diff", kNewer, "icd10cm"});
  EXPECT_EQ(run.exit_status, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("      0 additions\n"));
}

TEST(Diff, TextMarksWordsOnATerminalAndElsewhere) {
  const ProgramRun plain = Program().Run({"diff", kOlder, kNewer});
  EXPECT_THAT(plain.out, HasSubstr("{+"));
  EXPECT_THAT(plain.out, Not(HasSubstr("\x1b[")));
  const ProgramRun colored =
      Program().Run({"diff", "--color", "always", kOlder, kNewer});
  EXPECT_THAT(colored.out, HasSubstr("\x1b[32m"));
  EXPECT_THAT(colored.out, Not(HasSubstr("{+")));
}

TEST(Diff, AffectedCodesOfAFile) {
  const TempFolder folder;
  const std::string key =
      folder.Write("key.json", "{\"answers\": [\"D71\",\n \"I10\"]}\n");
  const ProgramRun hit =
      Program().Run({"diff", "--json", "--affects", key, kOlder, kNewer});
  EXPECT_EQ(hit.exit_status, 1) << hit.err;
  std::vector<std::string> codes;
  for (const json& object : hit.json()) {
    if (object["type"] != "affected") continue;
    codes.push_back(object["code"]);
    EXPECT_EQ(object["lines"], json::array({1}));
    EXPECT_FALSE(object["changes"].empty());
  }
  EXPECT_THAT(codes, ElementsAre("D71"));
  const ProgramRun miss =
      Program().Run({"diff", "--affects", "-", kOlder, kNewer}, "I10\n");
  EXPECT_EQ(miss.exit_status, 0) << miss.err;
  EXPECT_THAT(miss.out, HasSubstr("0 of 1 code in standard input affected\n"));
}

TEST(Diff, CsvForSpreadsheets) {
  const ProgramRun run =
      Program().Run({"diff", "--format", "csv", kOlder, kNewer});
  EXPECT_THAT(run.out, StartsWith("\xEF\xBB\xBFkind,code,title,part,before,"));
  EXPECT_THAT(run.out, HasSubstr("\r\nstatus-changed,D71,"));
  // A field with a comma is quoted.
  EXPECT_THAT(run.out, HasSubstr(",\"Functional disorders of "
                                 "polymorphonuclear neutrophils, "
                                 "unspecified\","));
}

TEST(Diff, BadUsage) {
  const struct {
    std::vector<std::string> words;
    std::string error;
  } kCases[] = {
      {{"diff"}, "two RELEASEs expected"},
      {{"diff", kOlder}, "two RELEASEs expected"},
      {{"diff", kOlder, kNewer, kOlder}, "unexpected argument"},
      {{"diff", kOlder, "icd10cn"}, "did you mean"},
      {{"diff", kOlder, "icd10cm@2031-10-01"}, "icd10cm@2031-10-01"},
      {{"diff", kOlder, "icd10pcs"}, "are of different code sets"},
      {{"diff", "--format", "tsv", kOlder, kNewer}, "unknown format 'tsv'"},
      {{"diff", "--affects", "/nowhere", kOlder, kNewer},
       "cannot open /nowhere"},
      {{"diff", "--affects", "/", kOlder, kNewer}, "cannot read /"},
      {{"export", "--affects", "x", "icd10cm"}, "unknown option '--affects'"},
  };
  for (const auto& test : kCases) {
    const ProgramRun run = Program().Run(test.words);
    EXPECT_EQ(run.exit_status, 2) << test.error;
    EXPECT_EQ(run.out, "");
    EXPECT_THAT(run.err, HasSubstr(test.error));
  }
}

}  // namespace
}  // namespace codebook
