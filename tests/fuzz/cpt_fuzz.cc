// Any bytes as CPT descriptions, in whichever form they are.

#include "tests/fuzz/fuzzing.h"

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace codebook::fuzz;  // NOLINT
  for (const codebook::ImportedRelease& release :
       ReadFiles({FileOf("cpt.txt", TextOf(data, size))}, "cpt")) {
    CheckReadsBack(*release.code_set);
  }
  return 0;
}
