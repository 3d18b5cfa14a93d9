// Any bytes as the tabular list of ICD-10-CM.

#include "tests/fuzz/fuzzing.h"

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace codebook::fuzz;  // NOLINT
  for (const codebook::ImportedRelease& release :
       ReadFiles({FileOf("tabular.xml", TextOf(data, size))}, "icd10cm")) {
    CheckReadsBack(*release.code_set);
  }
  return 0;
}
