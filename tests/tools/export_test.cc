#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "tests/tools/run_program.h"

namespace codebook {
namespace {

using ::nlohmann::json;
using ::testing::HasSubstr;

struct OrderRow {
  std::string code;
  std::string billable;
  std::string title;
};

// The rows of an order file, by its columns.
std::vector<OrderRow> ReadOrder(const std::string& path) {
  std::istringstream file(ReadFile(path));
  std::vector<OrderRow> rows;
  for (std::string line; std::getline(file, line);) {
    OrderRow row{.code = line.substr(6, 7),
                 .billable = line.substr(14, 1),
                 .title = line.substr(77)};
    row.code.erase(row.code.find_last_not_of(' ') + 1);
    row.title.erase(row.title.find_last_not_of(" \r") + 1);
    rows.push_back(row);
  }
  return rows;
}

// `code` with its point, if it has one.
std::string Printed(const std::string& code, size_t point_after) {
  if (point_after == 0 || code.size() <= point_after) return code;
  return code.substr(0, point_after) + "." + code.substr(point_after);
}

std::vector<std::string> Fields(const std::string& line) {
  std::vector<std::string> fields;
  std::istringstream stream(line);
  for (std::string field; std::getline(stream, field, '\t');) {
    fields.push_back(field);
  }
  return fields;
}

TEST(Export, GivesTheOrderFileBack) {
  struct Case {
    std::string release;
    std::string folder;
    size_t point_after;
  };
  const Program program;
  for (const Case& c :
       {Case{"icd10cm@2024-10-01", "icd10cm/2024-10-01", 3},
        Case{"icd10cm@2025-10-01", "icd10cm/2025-10-01", 3},
        Case{"icd10pcs@2025-10-01", "icd10pcs/2025-10-01", 0}}) {
    const ProgramRun run = program.Run({"export", c.release});
    ASSERT_EQ(run.exit_status, 0) << run.err;
    const std::vector<std::string> lines = run.lines();
    const auto order = ReadOrder(SampleFiles(c.folder + "/order.txt"));
    ASSERT_EQ(lines.size(), order.size()) << c.release;
    for (size_t i = 0; i < lines.size(); ++i) {
      const std::vector<std::string> fields = Fields(lines[i]);
      ASSERT_EQ(fields.size(), 4U) << lines[i];
      const std::string code = Printed(order[i].code, c.point_after);
      EXPECT_EQ(fields[0], code) << i;
      EXPECT_EQ(fields[1], order[i].billable) << code;
    }
  }
}

TEST(Export, GivesTheKindAndTheTitle) {
  const std::vector<std::string> lines =
      Program().Run({"export", "icd10cm@2025-10-01"}).lines();
  EXPECT_THAT(lines, ::testing::Contains("A00\t0\tcategory\tCholera"));
  EXPECT_THAT(lines, ::testing::Contains("I10\t1\tcode\tEssential (primary) "
                                         "hypertension"));
}

TEST(Export, JsonHasTheSameRows) {
  const Program program;
  const std::vector<std::string> lines = program.Run({"export", "cpt"}).lines();
  const std::vector<json> objects =
      program.Run({"export", "cpt", "--json"}).json();
  ASSERT_EQ(objects.size(), lines.size());
  ASSERT_EQ(lines.size(), 26U);
  for (size_t i = 0; i < lines.size(); ++i) {
    const std::vector<std::string> fields = Fields(lines[i]);
    EXPECT_EQ(objects[i], json({{"type", "code"},
                                {"code", fields[0]},
                                {"billable", fields[1] == "1"},
                                {"kind", fields[2]},
                                {"title", fields[3]}}));
  }
}

TEST(Export, ABareSetIsItsNewestReleaseOrTheOneInForce) {
  const Program program;
  EXPECT_EQ(program.Run({"export", "icd10cm"}).out,
            program.Run({"export", "icd10cm@2025-10-01"}).out);
  EXPECT_EQ(program.Run({"export", "icd10cm", "--on", "2025-09-30"}).out,
            program.Run({"export", "icd10cm@2024-10-01"}).out);
}

TEST(Export, RefusesWhatIsNotThere) {
  struct Case {
    std::string release;
    std::string message;
  };
  const Program program;
  for (const Case& c :
       {Case{"icd10cm@2020-10-01",
             "codebook: icd10cm@2020-10-01 is not loaded; loaded: "},
        Case{"icd10mc",
             "codebook: 'icd10mc' is not a release; did you mean 'icd10cm'? "
             "(expected SET@YYYY-MM-DD or a code set; see codebook list)\n"}}) {
    const ProgramRun run = program.Run({"export", c.release});
    EXPECT_EQ(run.exit_status, 2);
    EXPECT_EQ(run.out, "");
    EXPECT_THAT(run.err, HasSubstr(c.message));
  }
}

}  // namespace
}  // namespace codebook
