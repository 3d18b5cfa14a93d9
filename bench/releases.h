// What the benchmarks are about: the official ICD-10 releases, or the sample.
//
// The official releases (ICD-10-CM 2022-10-01, ICD-10-PCS 2025-10-01) are
// looked for below the folder that the environment variable CODEBOOK_RELEASES
// names, else below the one given at configure time. Where they are not there,
// the small sample releases stand in; their figures say little.

#ifndef CODEBOOK_BENCH_RELEASES_H_
#define CODEBOOK_BENCH_RELEASES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "codesets/source_file.h"
#include "engine/code_set.h"

namespace codebook {

struct ReleaseFolders {
  bool official;
  // Everything there is, for whoever wants more than the two.
  std::string root;
  std::string icd10cm;
  std::string icd10pcs;
};

// Where the two releases are. Says so on standard error when it is the sample.
ReleaseFolders FindReleaseFolders();

// The two releases, ICD-10-CM first, read into memory.
absl::StatusOr<std::vector<CodeSetPtr>> ReadBothSets(
    const ReleaseFolders& folders);

// The XML files of the full models, and nothing else of the releases.
struct ModelFiles {
  SourceFile tabular;
  SourceFile tables;
};
absl::StatusOr<ModelFiles> FindModelFiles(const ReleaseFolders& folders);

}  // namespace codebook

#endif  // CODEBOOK_BENCH_RELEASES_H_
