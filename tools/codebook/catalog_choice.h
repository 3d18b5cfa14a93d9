// Which catalog a command works on.

#ifndef CODEBOOK_TOOLS_CODEBOOK_CATALOG_CHOICE_H_
#define CODEBOOK_TOOLS_CODEBOOK_CATALOG_CHOICE_H_

#include <string>

#include "absl/status/statusor.h"
#include "engine/catalog.h"

namespace codebook {

// The catalog folder: `given` (--catalog), else $CODEBOOK_CATALOG, else
// $XDG_DATA_HOME/codebook, else ~/.local/share/codebook. Failed precondition
// when none of these tells.
absl::StatusOr<std::string> CatalogFolder(const std::string& given);

// The catalog in that folder. When it is empty or not there, the sample that is
// part of the program; standard error is told so.
absl::StatusOr<Catalog> OpenCatalog(const std::string& given);

}  // namespace codebook

#endif  // CODEBOOK_TOOLS_CODEBOOK_CATALOG_CHOICE_H_
