// Files are told apart by their content, whatever their names.

#include "codesets/recognize.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <variant>

#include "absl/status/statusor.h"
#include "engine/concat.h"
#include "tests/codesets/read_release.h"

namespace codebook {
namespace {

// "set: what" of a file of use, or why it is of none, or the error.
std::string Told(std::string_view bytes, std::string_view set = "") {
  const SourceFile file = SourceOf({"file", std::string(bytes)});
  const absl::StatusOr<std::variant<SystemFile, NotOfUse>> known =
      RecognizeFile(file, set);
  if (!known.ok()) return Outcome(known);
  if (const auto* not_of_use = std::get_if<NotOfUse>(&*known)) {
    return not_of_use->why;
  }
  const auto& of_use = std::get<SystemFile>(*known);
  return Concat(of_use.system->name, ": ", of_use.file.recognition.what);
}

TEST(RecognizeTest, TellsFilesByTheirContent) {
  constexpr struct {
    std::string_view bytes;
    std::string_view told;
  } kCases[] = {
      {"<ICD10CM.tabular/>", "icd10cm: ICD-10-CM tabular list"},
      {"\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- <a> -->\n<ICD10PCS.tabular>",
       "icd10pcs: ICD-10-PCS tables"},
      {"A000    Cholera\n", "icd10cm: ICD-10-CM codes file"},
      {"0BB10ZX Excision\n", "icd10pcs: ICD-10-PCS codes file"},
      {"B20     A title\n",
       "file: this could be the ICD-10-CM codes file or the ICD-10-PCS codes "
       "file; say which with --set"},
      {"<ICD10CM.index/>", "icd10cm: ICD-10-CM index"},
      {"<ICD10CM.index><title>ICD-10-CM External Cause of Injuries Index",
       "icd10cm: ICD-10-CM external cause index"},
      {"<ICD10CM.table><version>2012</version><indexHeading>"
       "<head col=\"2\">Malignant Primary</head>",
       "icd10cm: ICD-10-CM neoplasm table"},
      {"<ICD10CM.index><indexHeading><head col=\"1\">Substance</head>",
       "icd10cm: ICD-10-CM drug table"},
      {"<ICD10PCS.index/>", "icd10pcs: ICD-10-PCS index"},
      {"<ICD10PCS.definitions/>", "icd10pcs: ICD-10-PCS definitions"},
      {"<html></html>",
       "the root element <html> is none of ICD10CM.tabular, ICD10CM.index, "
       "ICD10PCS.tabular, ICD10PCS.index, ICD10PCS.definitions"},
      {"CHOLERA IS A DISEASE\n", "not recognized as a file of any code set"},
      {"", "the file is empty"}};
  for (const auto& [bytes, told] : kCases) EXPECT_EQ(Told(bytes), told);
}

TEST(RecognizeTest, AsksOnlyTheSetThatIsGiven) {
  EXPECT_EQ(Told("B20     A title\n", "icd10pcs"),
            "icd10pcs: ICD-10-PCS codes file");
  EXPECT_EQ(Told("A000    Cholera\n", "icd10pcs"),
            "not recognized as a file of icd10pcs");
  EXPECT_EQ(Told("<ICD10CM.tabular/>", "hcpcs"),
            "the root element <ICD10CM.tabular> is not that of a file of "
            "hcpcs");
}

TEST(RecognizeTest, KnowsWhatIsPublishedBesideReleases) {
  constexpr struct {
    std::string_view bytes;
    bool companion;
  } kCases[] = {{"%PDF-1.7\n", true},       {"PK\x03\x04", true},
                {"\xD0\xCF\x11\xE0", true}, {"Add: a code\n", true},
                {"Delete: a code\n", true}, {"Revise from: a title\n", true},
                {"<xs:schema/>", true},     {"<xsd:schema/>", true},
                {"<ICD10CM.index/>", true}, {"<html/>", false},
                {"Add a code\n", false},    {"", false}};
  for (const auto& [bytes, companion] : kCases) {
    EXPECT_EQ(IsCompanionFile(SourceOf({"file", std::string(bytes)})),
              companion)
        << bytes;
  }
}

}  // namespace
}  // namespace codebook
