// The official files taken apart without the readers under test, and what is
// published about them.

#ifndef CODEBOOK_TESTS_RELEASE_OFFICIAL_FILES_H_
#define CODEBOOK_TESTS_RELEASE_OFFICIAL_FILES_H_

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <ostream>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace codebook {

// A release of the folder SET/EFFECTIVE, with the counts that the README beside
// the releases states. Tables count as rows.
struct OfficialRelease {
  std::string_view set;
  std::string_view effective;
  // Names of its files; empty where it has none of that kind.
  std::string_view order_file;
  std::string_view model_file;
  uint32_t rows;
  uint32_t billable;

  // "icd10cm@2016-10-01"
  std::string Id() const;
  // Of its folder, and of a file in it, as SourceFile::name has them.
  std::string Folder() const;
  std::string Path(std::string_view file) const;
  bool is_diagnoses() const { return set == "icd10cm"; }
};

inline constexpr auto kOfficialReleases = std::to_array<OfficialRelease>({
    {"icd10cm", "2016-10-01", "icd10cm_order_2017.txt",
     "icd10cm_tabular_2017.xml", 93830, 71486},
    {"icd10cm", "2021-01-01", "icd10cm_order_2021.txt",
     "icd10cm_tabular_2021.xml", 95358, 72621},
    {"icd10cm", "2022-10-01", "icd10cm-order-2023.txt",
     "icd10cm_tabular_2023.xml", 96745, 73639},
    {"icd10cm", "2023-04-01", "icd10cm_order_2023.txt", "", 96795, 73674},
    {"icd10cm", "2024-10-01", "icd10cm_order_2025.txt", "", 97584, 74260},
    {"icd10cm", "2025-10-01", "icd10cm_order_2026.txt", "", 98186, 74719},
    {"icd10pcs", "2019-10-01", "icd10pcs_order_2020.txt",
     "icd10pcs_tables_2020.xml", 880 + 77559, 77559},
    {"icd10pcs", "2023-04-01", "icd10pcs_order_2023.txt",
     "icd10pcs_tables_2023.xml", 901 + 78530, 78530},
    {"icd10pcs", "2025-10-01", "icd10pcs_order_2026.txt",
     "icd10pcs_tables_2026.xml", 914 + 79115, 79115},
});

// Those of them that have an XML file and are of `set`; of any set when empty.
std::vector<OfficialRelease> ReleasesWithModel(std::string_view set = {});

// The release of fiscal year 2016 is only there as an archive of XML files.
inline constexpr std::string_view kArchive2016 =
    "archives/ICD10CM_FY2016_ Full_ XML.ZIP";
inline constexpr std::string_view kTabular2016 = "Tabular.xml";
inline constexpr uint32_t kBillable2016 = 69823;

// For INSTANTIATE_TEST_SUITE_P: "icd10cm_2016_10_01".
std::string ReleaseTestName(const testing::TestParamInfo<OfficialRelease>& of);
void PrintTo(const OfficialRelease& release, std::ostream* out);

// A row of an order file; of a codes file without a short title.
struct OfficialRow {
  std::string code;
  bool billable;
  std::string short_title;
  std::string title;
};

std::vector<OfficialRow> ReadOfficialOrder(const std::string& path);
std::vector<OfficialRow> ReadOfficialCodes(const std::string& path);

// The bytes of one member of a zip archive.
std::string ReadArchiveMember(const std::string& archive,
                              std::string_view member);

// The text of an element: no white space around it, and runs with a line end
// or tab in them are one blank.
std::string OfficialText(pugi::xml_node element);

// `text` without the accents that tabular lists have.
std::string WithoutOfficialAccents(std::string_view text);

// The first line in which the two differ, in words; empty when they do not.
std::string FirstDifference(const std::vector<std::string>& actual,
                            const std::vector<std::string>& expected);

}  // namespace codebook

#endif  // CODEBOOK_TESTS_RELEASE_OFFICIAL_FILES_H_
