#include <cstdio>

#include "codesets/sample/sample.h"
#include "codesets/validator.h"

int main() {
  const codebook::Catalog catalog = codebook::SampleCatalog();
  const auto validator = codebook::Validator::Open(catalog, {.set = "icd10cm"});
  if (!validator.ok()) return 1;
  for (const codebook::Verdict& verdict : validator->Validate("S52.501")) {
    std::printf("%s: %s\n", verdict.release->Print(verdict.code).c_str(),
                codebook::StatusName(verdict.status).data());
    for (const codebook::Issue& issue : verdict.issues) {
      std::printf("  %s\n", issue.message.c_str());
      const codebook::AllowedCharacter& first = issue.allowed.front();
      std::printf("    %c  %.*s\n", first.character,
                  static_cast<int>(first.label.size()), first.label.data());
    }
  }
}
