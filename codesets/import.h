// From files as they are published to releases in a catalog.
//
// Example:
//   absl::StatusOr<ImportReport> report =
//       ImportReleases({"icd10cm-2026.zip"}, {}, "/var/lib/codebook");
//   for (const ImportedRelease& release : report->releases) ...

#ifndef CODEBOOK_CODESETS_IMPORT_H_
#define CODEBOOK_CODESETS_IMPORT_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "codesets/finding.h"
#include "codesets/source_file.h"
#include "engine/code_set.h"
#include "engine/date.h"
#include "engine/release_id.h"

namespace codebook {

struct ImportOptions {
  // The effective date of everything that is imported.
  std::optional<Date> effective = {};
  // Only files of this code set are of interest, and files that could be of
  // two sets are of this one.
  std::string set = {};
};

struct ImportedRelease {
  ReleaseId id;
  // The release itself, readable at once. From ImportReleases it is the image
  // in the catalog.
  CodeSetPtr code_set;
  Findings findings;
  // How the effective date was come by.
  std::string date_reason;
  bool date_assumed = false;
};

// A file that was not used, and why.
struct PassedOver {
  std::string file;
  std::string why;
};

struct ImportReport {
  // Those of code sets first, then lists that go with them; each by set, then
  // by date.
  std::vector<ImportedRelease> releases;
  std::vector<PassedOver> passed_over;
};

// Reads the files at `paths`, tells them apart by content, groups them into
// releases and puts these into the catalog at `folder`, which is made when it
// is not there. Releases of the same id are replaced. On any error nothing
// changes in the catalog. Files of one release that contradict one another, a
// named file that is of no use, and paths without any release are errors.
absl::StatusOr<ImportReport> ImportReleases(std::span<const std::string> paths,
                                            const ImportOptions& options,
                                            const std::string& folder);

// The same into memory, without a catalog.
absl::StatusOr<ImportReport> ReadReleases(std::span<const std::string> paths,
                                          const ImportOptions& options);

// The same from files in memory.
absl::StatusOr<ImportReport> ReadReleases(const std::vector<SourceFile>& files,
                                          const ImportOptions& options);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_IMPORT_H_
