#include "tools/codebook/catalog_choice.h"

#include <unistd.h>

#include <cstdlib>
#include <string_view>

#include "codesets/sample/sample.h"
#include "engine/concat.h"
#include "tools/codebook/output.h"

namespace codebook {
namespace {

// The value of an environment variable; empty when it is not set.
std::string_view Environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

void TellOfSample(const absl::StatusOr<std::string>& folder) {
  std::string why = "there is no catalog";
  if (folder.ok()) {
    const bool exists = access(folder->c_str(), F_OK) == 0;
    why = Concat("the catalog is empty (", *folder,
                 exists ? ")" : " does not exist)");
  }
  Complain(Concat(why,
                  "; using the embedded sample releases. Load real ones with: "
                  "codebook import FILE..."));
}

}  // namespace

absl::StatusOr<std::string> CatalogFolder(const std::string& given) {
  if (!given.empty()) return given;
  if (const auto folder = Environment("CODEBOOK_CATALOG"); !folder.empty()) {
    return std::string(folder);
  }
  // The XDG specification has relative paths ignored.
  if (const auto data = Environment("XDG_DATA_HOME"); data.starts_with('/')) {
    return Concat(data, "/codebook");
  }
  if (const auto home = Environment("HOME"); !home.empty()) {
    return Concat(home, "/.local/share/codebook");
  }
  return absl::FailedPreconditionError(
      "no catalog folder: give --catalog DIR, or set CODEBOOK_CATALOG or HOME");
}

absl::StatusOr<Catalog> OpenCatalog(const std::string& given) {
  const absl::StatusOr<std::string> folder = CatalogFolder(given);
  if (folder.ok()) {
    absl::StatusOr<Catalog> catalog = Catalog::Open(*folder);
    if (!catalog.ok() || !catalog->empty()) return catalog;
  }
  TellOfSample(folder);
  return SampleCatalog();
}

}  // namespace codebook
