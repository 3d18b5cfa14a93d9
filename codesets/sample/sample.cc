#include "codesets/sample/sample.h"

#include <cstdlib>
#include <utility>
#include <vector>

#include "codesets/sample/sample_images.h"

namespace codebook {

Catalog SampleCatalog() {
  std::vector<CodeSetPtr> releases;
  for (const std::string_view image : SampleImages()) {
    absl::StatusOr<CodeSetPtr> release =
        CodeSet::FromMemory(image, nullptr, "the embedded sample");
    // The build that made the image also made the code that reads it.
    if (!release.ok()) std::abort();
    releases.push_back(*std::move(release));
  }
  return Catalog::Of(std::move(releases));
}

}  // namespace codebook
