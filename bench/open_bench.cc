// How long does it take to open a release on disk and answer once?
//
// Closing it again is part of the time. The floor maps the same file and reads
// one byte of it.

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "bench/harness.h"
#include "bench/releases.h"
#include "bench/temporary_folder.h"
#include "codesets/import.h"
#include "engine/catalog.h"
#include "engine/concat.h"

namespace codebook {
namespace {

void MapAndTouch(const std::string& path, benchmark::State& state) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat about = {};
  if (file < 0 || fstat(file, &about) != 0) {
    state.SkipWithError("open");
    return;
  }
  const auto size = static_cast<size_t>(about.st_size);
  void* const bytes = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
  close(file);
  if (bytes == MAP_FAILED) {
    state.SkipWithError("mmap");
    return;
  }
  benchmark::DoNotOptimize(*static_cast<const volatile char*>(bytes));
  munmap(bytes, size);
}

void OpenAndFind(const std::string& path, const std::string& code,
                 benchmark::State& state) {
  const absl::StatusOr<CodeSetPtr> release = CodeSet::Open(path);
  if (!release.ok() || !(*release)->Find(code)) state.SkipWithError("Find");
}

void OpenCatalogAndFind(const std::string& folder, const std::string& set,
                        const std::string& code, benchmark::State& state) {
  const absl::StatusOr<Catalog> catalog = Catalog::Open(folder);
  if (!catalog.ok()) {
    state.SkipWithError("Catalog::Open");
    return;
  }
  const absl::StatusOr<CodeSetPtr> release = catalog->InForce(set, {});
  if (!release.ok() || !(*release)->Find(code)) state.SkipWithError("Find");
}

int Main(int argc, char** argv) {
  const ReleaseFolders folders = FindReleaseFolders();
  const TemporaryFolder folder;
  const std::vector<std::string> paths = {folders.icd10cm, folders.icd10pcs};
  const absl::StatusOr<ImportReport> report =
      ImportReleases(paths, {}, folder.path());
  if (!report.ok()) return CannotMeasure(report.status());
  for (const ImportedRelease& imported : report->releases) {
    const std::string& set = imported.id.set;
    const std::string path =
        Concat(folder.path(), "/", ImageFileName(imported.id));
    const CodeSet& release = *imported.code_set;
    const std::string code = release.Name(release.row_count() / 2);
    RegisterWork("codebook/" + set,
                 [=](auto& state) { OpenAndFind(path, code, state); });
    RegisterWork("codebook_catalog/" + set, [=, &folder](auto& state) {
      OpenCatalogAndFind(folder.path(), set, code, state);
    });
    RegisterWork("floor/" + set,
                 [=](auto& state) { MapAndTouch(path, state); });
  }
  return RunRegistered(argc, argv);
}

}  // namespace
}  // namespace codebook

int main(int argc, char** argv) { return codebook::Main(argc, argv); }
