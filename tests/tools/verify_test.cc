#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/temp_folder.h"
#include "tests/tools/run_program.h"

namespace codebook {
namespace {

constexpr const char* kCpt = "cpt@2026-01-01.codebook";

class Verify : public testing::Test {
 protected:
  void SetUp() override {
    const ProgramRun run =
        program_.Run({"import", "--catalog", folder_.path(), SampleFiles("cpt"),
                      SampleFiles("icd10cm")});
    ASSERT_EQ(run.exit_status, 0) << run.err;
  }

  ProgramRun Run(std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"verify", "--catalog", folder_.path()});
    return program_.Run(more);
  }

  // Flips a bit of the last section of an image that has any.
  void Damage(const std::string& name) {
    std::string bytes = ReadFile(folder_.Path(name));
    char& byte = bytes[bytes.find_last_not_of('\0')];
    byte = static_cast<char>(byte ^ 4);
    folder_.Write(name, bytes);
  }

  const Program program_;
  const TempFolder folder_;
};

TEST_F(Verify, TellsThatAllIsWhole) {
  const ProgramRun run = Run();
  EXPECT_EQ(run.exit_status, 0);
  EXPECT_EQ(run.err, "");
  ASSERT_EQ(run.lines().size(), 3U) << run.out;
  EXPECT_EQ(run.lines()[0].find("cpt@2026-01-01  whole  "), 0U) << run.out;
  const std::vector<nlohmann::json> objects = Run({"--json"}).json();
  ASSERT_EQ(objects.size(), 3U);
  const auto bytes = std::filesystem::file_size(folder_.Path(kCpt));
  EXPECT_EQ(objects[0], nlohmann::json({{"type", "verified"},
                                        {"release", "cpt@2026-01-01"},
                                        {"status", "whole"},
                                        {"bytes", bytes},
                                        {"message", nullptr}}));
}

TEST_F(Verify, FindsABitThatReadersWouldNotSee) {
  Damage(kCpt);
  // Opening looks at the header alone.
  EXPECT_EQ(program_.Run({"list", "--catalog", folder_.path()}).exit_status, 0);
  const ProgramRun run = Run();
  EXPECT_EQ(run.exit_status, 2);
  EXPECT_EQ(run.err.find("codebook: " + folder_.Path(kCpt) + ": section "), 0U)
      << run.err;
  EXPECT_NE(run.err.find(" is damaged: its checksum does not match\n"),
            std::string::npos)
      << run.err;
  ASSERT_EQ(run.lines().size(), 3U);
  EXPECT_EQ(run.lines()[0], "cpt@2026-01-01  damaged");
  EXPECT_NE(run.lines()[1].find("  whole  "), std::string::npos);
  const ProgramRun json = Run({"--json", "--set", "cpt"});
  EXPECT_EQ(json.exit_status, 2);
  ASSERT_EQ(json.json().size(), 1U);
  EXPECT_EQ(json.json()[0]["status"], "damaged");
  EXPECT_EQ("codebook: " + json.json()[0]["message"].get<std::string>() + "\n",
            json.err);
}

TEST_F(Verify, FindsAnImageThatCannotBeOpened) {
  folder_.Write(kCpt, "CODEBOOK");
  const ProgramRun run = Run({"--json"});
  EXPECT_EQ(run.exit_status, 2);
  ASSERT_EQ(run.json().size(), 3U);
  EXPECT_EQ(run.json()[0]["status"], "damaged");
  EXPECT_EQ(run.json()[0]["bytes"], 0);
}

TEST_F(Verify, LooksOnlyAtWhatIsChosen) {
  Damage(kCpt);
  EXPECT_EQ(Run({"--set", "icd10cm"}).exit_status, 0);
  EXPECT_EQ(Run({"--release", "icd10cm@2025-10-01"}).lines().size(), 1U);
  const ProgramRun on = Run({"--set", "icd10cm", "--on", "2025-01-01"});
  ASSERT_EQ(on.lines().size(), 1U);
  EXPECT_EQ(on.out.find("icd10cm@2024-10-01  whole"), 0U);
  const ProgramRun none = Run({"--set", "hcpcs"});
  EXPECT_EQ(none.exit_status, 1);
  EXPECT_EQ(none.err.find("codebook: no such release; loaded: cpt@"), 0U)
      << none.err;
}

TEST_F(Verify, ImportingAgainRepairs) {
  Damage(kCpt);
  ASSERT_EQ(
      program_.Run({"import", "--catalog", folder_.path(), SampleFiles("cpt")})
          .exit_status,
      0);
  EXPECT_EQ(Run().exit_status, 0);
}

TEST_F(Verify, TheSampleIsWhole) {
  const ProgramRun run = Program().Run({"verify"});
  EXPECT_EQ(run.exit_status, 0);
  EXPECT_GE(run.lines().size(), 4U);
}

}  // namespace
}  // namespace codebook
