#include "bench/releases.h"

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string_view>
#include <utility>

#include "codesets/import.h"
#include "codesets/xml_source.h"
#include "engine/concat.h"

namespace codebook {
namespace {

absl::StatusOr<SourceFile> FindXml(const std::string& folder,
                                   std::string_view root) {
  absl::StatusOr<std::vector<SourceFile>> files =
      CollectSourceFiles({&folder, 1});
  if (!files.ok()) return files.status();
  for (SourceFile& file : *files) {
    if (XmlRootName(file) == root) return std::move(file);
  }
  return absl::NotFoundError(Concat(folder, ": no <", root, "> below it"));
}

}  // namespace

ReleaseFolders FindReleaseFolders() {
  const char* const chosen = std::getenv("CODEBOOK_RELEASES");
  const std::string root =
      chosen != nullptr ? chosen : CODEBOOK_DEFAULT_RELEASES;
  ReleaseFolders official{.official = true,
                          .root = root,
                          .icd10cm = Concat(root, "/icd10cm/2022-10-01"),
                          .icd10pcs = Concat(root, "/icd10pcs/2025-10-01")};
  std::error_code ignored;
  if (std::filesystem::is_directory(official.icd10cm, ignored) &&
      std::filesystem::is_directory(official.icd10pcs, ignored)) {
    return official;
  }
  std::cerr << "no official releases below " << root
            << "; set CODEBOOK_RELEASES. The sample stands in: these figures "
               "say little.\n";
  const std::string sample = CODEBOOK_SAMPLE_FOLDER;
  return {.official = false,
          .root = sample,
          .icd10cm = Concat(sample, "/icd10cm/2025-10-01"),
          .icd10pcs = Concat(sample, "/icd10pcs/2025-10-01")};
}

absl::StatusOr<std::vector<CodeSetPtr>> ReadBothSets(
    const ReleaseFolders& folders) {
  std::vector<CodeSetPtr> sets;
  for (const std::string& folder : {folders.icd10cm, folders.icd10pcs}) {
    absl::StatusOr<ImportReport> report = ReadReleases({&folder, 1}, {});
    if (!report.ok()) return report.status();
    sets.push_back(std::move(report->releases.front().code_set));
  }
  return sets;
}

absl::StatusOr<ModelFiles> FindModelFiles(const ReleaseFolders& folders) {
  absl::StatusOr<SourceFile> tabular =
      FindXml(folders.icd10cm, "ICD10CM.tabular");
  if (!tabular.ok()) return tabular.status();
  absl::StatusOr<SourceFile> tables =
      FindXml(folders.icd10pcs, "ICD10PCS.tabular");
  if (!tables.ok()) return tables.status();
  return ModelFiles{*std::move(tabular), *std::move(tables)};
}

}  // namespace codebook
