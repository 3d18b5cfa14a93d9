// The releases that the table of verdicts is about: the sample, and small ones
// of years before and after it, in which some codes are not yet or no longer.

#ifndef CODEBOOK_TESTS_CODESETS_VERDICT_CATALOG_H_
#define CODEBOOK_TESTS_CODESETS_VERDICT_CATALOG_H_

#include <string_view>
#include <utility>
#include <vector>

#include "codesets/sample/sample.h"
#include "engine/catalog.h"
#include "tests/random_codes.h"
#include "tests/small_release.h"

namespace codebook {

struct SmallRow {
  std::string_view code;
  std::string_view title;
  Kind kind = Kind::kCode;
};

inline CodeSetPtr ReleaseOf(std::string_view set, std::string_view effective,
                            const std::vector<SmallRow>& rows) {
  CodeSetBuilder builder({.set = set,
                          .effective = Date::Parse(effective).value(),
                          .source_version = {}});
  for (const SmallRow& row : rows) {
    builder.AddRow(CodeOf(row.code), {.kind = row.kind,
                                      .billable = row.kind == Kind::kCode,
                                      .title = row.title});
  }
  return OpenImage(std::move(builder).Build().value());
}

// In the year before the sample there was a bifurcation of coronary arteries;
// the year after brings a table. The modifiers of 2024 have letters that look
// like digits. CPT codes and texts are made up.
inline Catalog VerdictCatalog() {
  const Catalog sample = SampleCatalog();
  std::vector<CodeSetPtr> releases;
  for (const ReleaseId& id : sample.releases()) {
    releases.push_back(sample.Get(id).value());
  }
  releases.push_back(
      ReleaseOf("icd10pcs", "2024-10-01",
                {{"0DB60ZX", "Excision of Stomach, Open Approach, Diagnostic"},
                 {"0DB63ZX", "Excision of Stomach, Percutaneous Approach"},
                 {"10D17Z8", "Extraction of Retained Products"}}));
  releases.push_back(
      ReleaseOf("icd10pcs", "2026-10-01",
                {{"0DB60ZX", "Excision of Stomach, Open Approach, Diagnostic"},
                 {"0DB6FZX", "Excision of Stomach, by a New Approach"},
                 {"XXX0000", "A Table of the Coming Year"}}));
  releases.push_back(ReleaseOf(
      "hcpcs", "2024-01-01",
      {{"A0425", "Ground mileage, per statute mile"},
       {"G0402", "Initial preventive physical examination"},
       {"P9016", "Red blood cells, leukocytes reduced, each unit"},
       {"PI", "PET tumor initial treatment strategy", Kind::kModifier},
       {"PO", "Off-campus provider-based department", Kind::kModifier}}));
  releases.push_back(ReleaseOf(
      "hcpcs", "2027-01-01",
      {{"A0425", "Ground mileage, per statute mile"},
       {"G2211", "Visit complexity inherent to evaluation and management"}}));
  releases.push_back(
      ReleaseOf("cpt", "2024-01-01",
                {{"90001", "Synthetic office procedure, simple"},
                 {"90021", "Synthetic procedure that was given up"},
                 {"ZI", "Synthetic modifier with a letter", Kind::kModifier},
                 {"ZO", "Synthetic modifier, another", Kind::kModifier}}));
  return Catalog::Of(std::move(releases));
}

}  // namespace codebook

#endif  // CODEBOOK_TESTS_CODESETS_VERDICT_CATALOG_H_
