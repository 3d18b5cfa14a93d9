// Any bytes as an order file or codes file, once for each set that has them.

#include "tests/fuzz/fuzzing.h"

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace codebook::fuzz;  // NOLINT
  for (const std::string_view set : {"icd10cm", "icd10pcs"}) {
    for (const codebook::ImportedRelease& release :
         ReadFiles({FileOf("order.txt", TextOf(data, size))}, set)) {
      CheckReadsBack(*release.code_set);
    }
  }
  return 0;
}
