// `codebook next` leads from nothing to every code, on the embedded sample.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/tools/run_program.h"

namespace codebook {
namespace {

using ::nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string WithoutPoint(std::string code) {
  std::erase(code, '.');
  return code;
}

// The codes of a release that can be reported, modifiers included.
std::set<std::string> ReportableCodes(const Program& program,
                                      const std::string& release,
                                      std::string_view beginning) {
  std::set<std::string> codes;
  for (const std::string& line : program.Run({"export", release}).lines()) {
    const size_t end = line.find('\t');
    const std::string code = WithoutPoint(line.substr(0, end));
    const bool billable = line.substr(end, 3) == "\t1\t";
    const bool modifier = line.substr(end, 12) == "\t0\tmodifier\t";
    if ((billable || modifier) && code.starts_with(beginning)) {
      codes.insert(code);
    }
  }
  return codes;
}

// Follows every character that `next` offers. What it says each leads to is
// compared with `codes`; `reached` is what is complete.
void Follow(const Program& program, const std::string& release,
            const std::string& prefix, const std::set<std::string>& codes,
            std::set<std::string>& reached) {
  const ProgramRun run =
      program.Run({"next", "--json", "--release", release, prefix});
  ASSERT_EQ(run.exit_status, 0) << prefix << run.err;
  for (const json& next : run.json()) {
    const std::string printed = next["code"];
    const std::string code = WithoutPoint(printed);
    EXPECT_EQ(code, WithoutPoint(prefix) + next["char"].get<std::string>());
    EXPECT_EQ(next["position"], code.size());
    const auto below = std::ranges::count_if(
        codes,
        [&](const std::string& other) { return other.starts_with(code); });
    EXPECT_EQ(next["codes"], below) << printed;
    if (codes.contains(code)) reached.insert(code);
    Follow(program, release, printed, codes, reached);
  }
}

struct Start {
  std::string release;
  std::string prefix;
};

class NextTest : public testing::TestWithParam<Start> {};

TEST_P(NextTest, ReachesEveryCodeAndCountsThem) {
  const Program program;
  const std::set<std::string> codes =
      ReportableCodes(program, GetParam().release, GetParam().prefix);
  ASSERT_FALSE(codes.empty());
  std::set<std::string> reached;
  Follow(program, GetParam().release, GetParam().prefix, codes, reached);
  EXPECT_EQ(reached, codes);
}

// Of the large sets a part: each beginning is a run of the program.
INSTANTIATE_TEST_SUITE_P(Sets, NextTest,
                         testing::Values(Start{"icd10cm@2025-10-01", "S"},
                                         Start{"icd10pcs@2025-10-01", "0D"},
                                         Start{"hcpcs@2026-01-01", ""},
                                         Start{"cpt@2026-01-01", ""}),
                         [](const testing::TestParamInfo<Start>& info) {
                           return info.param.release.substr(
                               0, info.param.release.find('@'));
                         });

TEST(Next, NamesTheAxisAndItsValues) {
  const std::vector<json> values =
      Program().Run({"next", "--json", "--set", "icd10pcs", "0dt"}).json();
  ASSERT_FALSE(values.empty());
  const json& first = values.front();
  EXPECT_EQ(first["type"], "next");
  EXPECT_EQ(first["set"], "icd10pcs");
  EXPECT_EQ(first["release"], "icd10pcs@2025-10-01");
  EXPECT_EQ(first["prefix"], "0DT");
  EXPECT_EQ(first["position"], 4);
  EXPECT_EQ(first["axis"], "Body Part");
  EXPECT_EQ(first["char"], "6");
  EXPECT_EQ(first["label"], "Stomach");
  EXPECT_EQ(first["code"], "0DT6");
}

TEST(Next, TextSaysWhatIsComplete) {
  const Program program;
  EXPECT_THAT(program.Run({"next", "--set", "icd10cm", "W21.89"}).lines(),
              ElementsAre("W21.89: character 6 (icd10cm@2025-10-01)",
                          "  W21.89X   placeholder  3 codes"));
  EXPECT_THAT(program.Run({"next", "--set", "icd10cm", "W21.89X"}).lines(),
              ElementsAre("W21.89X: character 7, Seventh character "
                          "(icd10cm@2025-10-01)",
                          "  W21.89XA  initial encounter  complete",
                          "  W21.89XD  subsequent encounter  complete",
                          "  W21.89XS  sequela  complete"));
  EXPECT_THAT(program.Run({"next", "--set", "icd10cm", "I10"}).lines(),
              ElementsAre("I10 is complete: nothing follows "
                          "(icd10cm@2025-10-01)"));
  EXPECT_THAT(program.Run({"next", "--set", "hcpcs", "K"}).out,
              HasSubstr("  KX        Requirements specified in the medical "
                        "policy have been met  complete\n"));
}

TEST(Next, AsksEverySetThatHasTheBeginning) {
  const Program program;
  std::set<std::string> sets;
  for (const json& next : program.Run({"next", "--json", "E1"}).json()) {
    sets.insert(next["set"]);
  }
  EXPECT_THAT(sets, ElementsAre("hcpcs", "icd10cm"));
}

TEST(Next, PointsToValidateWhereNothingBeginsSo) {
  const ProgramRun run = Program().Run({"next", "--set", "icd10cm", "QQ"});
  EXPECT_EQ(run.exit_status, 1);
  EXPECT_TRUE(run.out.empty());
  EXPECT_THAT(run.err, HasSubstr("no code begins with 'QQ'; codebook validate "
                                 "QQ says why"));
}

}  // namespace
}  // namespace codebook
