// Any bytes as one of the lists that go with code sets: exempt from
// present-on-admission reporting, and edits.

#include "codesets/add_ons/add_ons.h"
#include "tests/fuzz/fuzzing.h"

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace codebook::fuzz;  // NOLINT
  using codebook::EditRule;
  const codebook::SourceFile file = FileOf("list.csv", TextOf(data, size));
  ReadFiles({file}, codebook::kPoaExemptSet);
  for (const codebook::ImportedRelease& list :
       ReadFiles({file}, codebook::kEditsSet)) {
    const codebook::CodeSet& edits = *list.code_set;
    for (codebook::NodeId row = 0; row < edits.row_count(); ++row) {
      for (const codebook::Property& property : edits.Properties(row)) {
        const auto rule = EditRule::Parse(property.name, property.value);
        Require(rule && rule->ToProperty() == property.value,
                "an edit does not read as it was written", property.value);
      }
    }
  }
  return 0;
}
