// Lines of any bytes as the codes of one encounter.

#include "codesets/check.h"
#include "codesets/sample/sample.h"
#include "tests/fuzz/fuzzing.h"

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace codebook::fuzz;  // NOLINT
  static const codebook::Catalog& catalog =
      *new codebook::Catalog(codebook::SampleCatalog());
  static const codebook::Checker& checker =
      *new codebook::Checker(codebook::Checker::Open(catalog, {}).value());
  std::string_view text = TextOf(data, size);
  codebook::Encounter encounter;
  encounter.excludes2 = size % 2 == 0;
  encounter.max_findings = 50;
  encounter.age = static_cast<int>(size % 130);
  encounter.sex = size % 3 == 0   ? std::optional(codebook::Sex::kFemale)
                  : size % 3 == 1 ? std::optional(codebook::Sex::kMale)
                                  : std::nullopt;
  while (!text.empty() && encounter.codes.size() < 60) {
    encounter.codes.push_back(
        {.text = TakePart(text, "\n"),
         .poa = static_cast<codebook::PresentOnAdmission>(size % 6)});
  }
  const codebook::CheckReport report = checker.Check(encounter);
  Require(report.codes.size() == encounter.codes.size(), "codes are lost");
  Require(report.findings.size() <= encounter.max_findings + 1,
          "more findings than asked for");
  for (const codebook::CheckFinding& finding : report.findings) {
    Require(!finding.message.empty() && !CheckName(finding.id).empty(),
            "a finding without words");
    Require(finding.codes.size() <= codebook::CheckFinding::kMostCodes,
            "a finding about too many codes");
    for (const uint32_t code : finding.codes) {
      Require(code < report.codes.size(), "a finding about no code");
    }
  }
  // The same codes again: a report depends on nothing else.
  const codebook::CheckReport again = checker.Check(encounter);
  Require(again.findings.size() == report.findings.size(),
          "a second check differs");
  return 0;
}
