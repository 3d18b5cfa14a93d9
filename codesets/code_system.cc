#include "codesets/code_system.h"

#include <array>

#include "codesets/cpt/cpt.h"
#include "codesets/explain.h"
#include "codesets/hcpcs/hcpcs.h"
#include "codesets/icd10cm/explain.h"
#include "codesets/icd10cm/icd10cm.h"
#include "codesets/icd10pcs/explain.h"
#include "codesets/icd10pcs/icd10pcs.h"

namespace codebook {
namespace {

constexpr std::array<CodeSystem, 4> kSystems = {{
    {.name = "icd10cm",
     .title = "ICD-10-CM",
     .uri = "http://hl7.org/fhir/sid/icd-10-cm",
     .point_after = 3,
     .fiscal_year = true,
     .recognize = RecognizeIcd10cm,
     .read = ReadIcd10cm,
     .explain = ExplainIcd10cm},
    {.name = "icd10pcs",
     .title = "ICD-10-PCS",
     .uri = "http://www.cms.gov/Medicare/Coding/ICD10",
     .point_after = 0,
     .fiscal_year = true,
     .recognize = RecognizeIcd10pcs,
     .read = ReadIcd10pcs,
     .explain = ExplainIcd10pcs},
    {.name = "hcpcs",
     .title = "HCPCS Level II",
     .uri = "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
     .point_after = 0,
     .fiscal_year = false,
     .recognize = RecognizeHcpcs,
     .read = ReadHcpcs,
     .explain = ExplainPlainCode},
    {.name = "cpt",
     .title = "CPT",
     .uri = "http://www.ama-assn.org/go/cpt",
     .point_after = 0,
     .fiscal_year = false,
     .recognize = RecognizeCpt,
     .read = ReadCpt,
     .explain = ExplainPlainCode},
}};

}  // namespace

std::span<const CodeSystem> CodeSystems() { return kSystems; }

const CodeSystem* FindCodeSystem(std::string_view name) {
  for (const CodeSystem& system : kSystems) {
    if (system.name == name) return &system;
  }
  return nullptr;
}

}  // namespace codebook
