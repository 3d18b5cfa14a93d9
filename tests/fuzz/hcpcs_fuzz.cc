// Any bytes as the annual file of HCPCS.

#include "tests/fuzz/fuzzing.h"

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace codebook::fuzz;  // NOLINT
  for (const codebook::ImportedRelease& release :
       ReadFiles({FileOf("hcpcs.txt", TextOf(data, size))}, "hcpcs")) {
    CheckReadsBack(*release.code_set);
  }
  return 0;
}
