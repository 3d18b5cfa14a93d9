// Reads the official annual file and compares with what its columns say, taken
// apart here without the reader.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "codesets/cpt/cpt.h"
#include "codesets/hcpcs/hcpcs.h"
#include "gtest/gtest.h"
#include "tests/codesets/read_release.h"
#include "tests/release/releases.h"

namespace codebook {
namespace {

struct Expected {
  bool modifier = false;
  std::string title;
  std::string short_title;
  std::string validity;
};

std::string Trimmed(const std::string& text) {
  const size_t first = text.find_first_not_of(' ');
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::string Dashed(const std::string& date) {
  return Trimmed(date).empty() ? ""
                               : date.substr(0, 4) + "-" + date.substr(4, 2) +
                                     "-" + date.substr(6);
}

// Every line whose eleventh column is a record id behind a sequence number.
std::map<std::string, Expected> TakeApart(const std::string& file) {
  std::map<std::string, Expected> expected;
  std::istringstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.size() < 12 || line.substr(5, 6).find_first_not_of("0123456789") !=
                                std::string::npos) {
      continue;
    }
    line.resize(std::max<size_t>(line.size(), 320), ' ');
    Expected& entry = expected[Trimmed(line.substr(0, 5))];
    const std::string text = Trimmed(line.substr(11, 80));
    if (line[10] == '4' || line[10] == '8') {
      entry.title += " " + text;
      continue;
    }
    entry.modifier = line[10] == '7';
    entry.title = text;
    entry.short_title = Trimmed(line.substr(91, 28));
    entry.validity =
        Dashed(line.substr(268, 8)) + ".." + Dashed(line.substr(284, 8));
  }
  return expected;
}

class HcpcsReleaseTest : public ReleaseTest {};

TEST_F(HcpcsReleaseTest, AgreesWithTheColumnsOfTheFile) {
  int annual_files = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(ReleasesPath("hcpcs/2020-01-01"))) {
    std::ifstream stream(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    const std::string name = entry.path().filename();
    EXPECT_FALSE(RecognizeCpt(SourceOf({name, text})));
    if (!RecognizeHcpcs(SourceOf({name, text}))) continue;
    ++annual_files;

    const std::map<std::string, Expected> expected = TakeApart(text);
    const absl::StatusOr<CodeSetPtr> read =
        ReadRelease(&ReadHcpcs, "hcpcs", {{name, text}});
    ASSERT_TRUE(read.ok()) << read.status();
    const CodeSet& release = **read;
    EXPECT_EQ(release.row_count(), 7079u);
    EXPECT_EQ(release.billable_count(), 6710u);
    EXPECT_EQ(expected.size(), 7079u);
    for (const auto& [code, row] : expected) {
      const std::optional<NodeId> node = release.Find(code);
      ASSERT_TRUE(node) << code;
      EXPECT_EQ(release.kind(*node),
                row.modifier ? Kind::kModifier : Kind::kCode)
          << code;
      EXPECT_EQ(release.billable(*node), !row.modifier) << code;
      EXPECT_EQ(release.title(*node), row.title) << code;
      EXPECT_EQ(release.short_title(*node), row.short_title) << code;
      EXPECT_EQ(ValidityOf(release, code), row.validity) << code;
    }
  }
  EXPECT_EQ(annual_files, 1);
}

}  // namespace
}  // namespace codebook
