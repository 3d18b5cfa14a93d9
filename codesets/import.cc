#include "codesets/import.h"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>
#include <variant>

#include "codesets/code_comparison.h"
#include "codesets/code_system.h"
#include "codesets/effective_date.h"
#include "codesets/recognize.h"
#include "codesets/text_documents.h"
#include "engine/catalog.h"
#include "engine/code_set_builder.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// The files of one release.
struct ReleaseFiles {
  const CodeSystem* system;
  std::vector<RecognizedFile> files;
  EffectiveDate date;
};

using ReleaseMap = std::map<ReleaseId, ReleaseFiles>;

// Where the image of a release goes; what it returns is in the report.
using ImageSink = absl::FunctionRef<absl::StatusOr<CodeSetPtr>(
    const ReleaseId& id, std::string&& image)>;

// Adds a file to the release it belongs to. A file that is there already, byte
// for byte, is passed over.
absl::Status AddToRelease(SystemFile file, EffectiveDate date,
                          ReleaseMap& releases,
                          std::vector<PassedOver>& passed_over) {
  const ReleaseId id{std::string(file.system->name), date.date};
  const auto [at, added] =
      releases.try_emplace(id, ReleaseFiles{file.system, {}, std::move(date)});
  const Recognition& recognition = file.file.recognition;
  for (const RecognizedFile& other : at->second.files) {
    if (other.source.bytes == file.file.source.bytes) {
      passed_over.push_back(
          {file.file.source.name, Concat("the same as ", other.source.name)});
      return absl::OkStatus();
    }
    if (other.recognition.role == recognition.role &&
        recognition.role != FileRole::kDescriptions) {
      return absl::InvalidArgumentError(
          Concat(file.file.source.name, ": contradicts ", other.source.name,
                 ": each is the ", recognition.what, " of ", id.ToString(),
                 ", and they differ; import them one at a time, each with its "
                 "own --effective"));
    }
  }
  at->second.files.push_back(std::move(file.file));
  return absl::OkStatus();
}

// A file that was told apart, and what its date is or why it is not known.
struct DatedFile {
  SystemFile file;
  absl::StatusOr<EffectiveDate> date;
};

// What a file shares with the others of its folder or archive.
std::string_view FolderOf(std::string_view name) {
  return name.substr(0, name.find_last_of("/:") + 1);
}

// Whether `day` lies in the year of releases that begins on `start`.
bool InYearOf(const CodeSystem& system, Date start, Date day) {
  const int year = start.year() + (system.fiscal_year ? 1 : 0);
  return start == system.UsualEffectiveDate(year) && start <= day &&
         day < system.UsualEffectiveDate(year + 1);
}

// A file that only tells its year, or nothing at all, takes effect with the
// one beside it that tells the day: an order file named "2026" is April's when
// the tabular list in the same archive says April.
void TakeDatesFromNeighbours(std::vector<DatedFile>& files) {
  for (DatedFile& file : files) {
    if (file.date.ok() && !file.date->assumed) continue;
    std::optional<EffectiveDate> neighbour;
    bool agree = true;
    for (const DatedFile& other : files) {
      const bool tells = other.date.ok() &&
                         (!other.date->assumed || !file.date.ok()) &&
                         other.file.system == file.file.system &&
                         FolderOf(other.file.file.source.name) ==
                             FolderOf(file.file.file.source.name);
      if (!tells) continue;
      if (file.date.ok() &&
          !InYearOf(*file.file.system, file.date->date, other.date->date)) {
        continue;
      }
      if (neighbour && neighbour->date != other.date->date) agree = false;
      neighbour = *other.date;
    }
    if (neighbour && agree) file.date = *std::move(neighbour);
  }
}

// Takes out what is no release: lists that lead to codes, without any codes.
void DropReleasesWithoutCodes(ReleaseMap& releases,
                              std::vector<PassedOver>& passed_over) {
  for (auto at = releases.begin(); at != releases.end();) {
    const std::vector<RecognizedFile>& files = at->second.files;
    if (std::ranges::any_of(files, [](const RecognizedFile& file) {
          return GivesCodes(file.recognition.role);
        })) {
      ++at;
      continue;
    }
    for (const RecognizedFile& file : files) {
      passed_over.push_back(
          {file.source.name,
           Concat(file.recognition.what, " of ", at->first.ToString(),
                  ", which has no codes without the ",
                  at->second.system->name == "icd10pcs" ? "tables"
                                                        : "tabular list",
                  " or order file; import them together")});
    }
    at = releases.erase(at);
  }
}

// Tells the files apart and groups them.
absl::StatusOr<ReleaseMap> GroupFiles(const std::vector<SourceFile>& files,
                                      const ImportOptions& options,
                                      std::vector<PassedOver>& passed_over) {
  std::vector<DatedFile> dated;
  for (const SourceFile& file : files) {
    absl::StatusOr<std::variant<SystemFile, NotOfUse>> known =
        file.bytes.size() > kMostFileBytes
            ? NotOfUse{Concat("more than ", kMostFileBytes,
                              " bytes, which is no code set")}
            : RecognizeFile(file, options.set);
    if (!known.ok()) return known.status();
    if (const auto* not_of_use = std::get_if<NotOfUse>(&*known)) {
      if (file.named && !IsCompanionFile(file)) {
        return absl::InvalidArgumentError(
            Concat(file.name, ": ", not_of_use->why));
      }
      passed_over.push_back({file.name, not_of_use->why});
      continue;
    }
    auto& system_file = std::get<SystemFile>(*known);
    absl::StatusOr<EffectiveDate> date = EffectiveDateOf(
        *system_file.system, system_file.file, options.effective);
    dated.push_back({std::move(system_file), std::move(date)});
  }
  TakeDatesFromNeighbours(dated);
  ReleaseMap releases;
  for (DatedFile& file : dated) {
    if (!file.date.ok()) return file.date.status();
    absl::Status status = AddToRelease(
        std::move(file.file), *std::move(file.date), releases, passed_over);
    if (!status.ok()) return status;
  }
  DropReleasesWithoutCodes(releases, passed_over);
  return releases;
}

std::string VersionOf(const ReleaseFiles& release) {
  for (const RecognizedFile& file : release.files) {
    if (file.recognition.year != 0) return Concat(file.recognition.year);
  }
  return "";
}

// Texts are most of what files have, and seldom more than they have.
constexpr size_t kMostTextReserved = size_t{64} << 20;

absl::StatusOr<ImportedRelease> ReadRelease(const ReleaseId& id,
                                            const ReleaseFiles& release,
                                            ImageSink sink) {
  const std::string version = VersionOf(release);
  CodeSetBuilder builder({.set = release.system->name,
                          .effective = id.effective,
                          .point_after = release.system->point_after,
                          .source_version = version});
  Findings findings;
  size_t bytes = 0;
  for (const RecognizedFile& file : release.files) {
    bytes += file.source.bytes.size();
    builder.AddSource(file.source.name, Sha256(file.source.bytes));
    CompareYear(file, *release.system, id.effective, findings);
  }
  builder.ReserveText(std::min(bytes, kMostTextReserved));
  if (absl::Status status = release.system->read({.effective = id.effective,
                                                  .files = release.files,
                                                  .builder = builder,
                                                  .findings = findings});
      !status.ok()) {
    return status;
  }
  for (size_t i = 0; i < findings.size(); ++i) builder.CountFinding();
  absl::StatusOr<std::string> image = std::move(builder).Build(MakeTextIndex);
  if (!image.ok()) {
    return absl::Status(image.status().code(),
                        Concat(release.files[0].source.name, ": ",
                               std::string(image.status().message())));
  }
  absl::StatusOr<CodeSetPtr> code_set = sink(id, *std::move(image));
  if (!code_set.ok()) return code_set.status();
  return ImportedRelease{.id = id,
                         .code_set = *std::move(code_set),
                         .findings = std::move(findings),
                         .date_reason = release.date.reason,
                         .date_assumed = release.date.assumed};
}

absl::Status NothingToImport(const std::vector<PassedOver>& passed_over) {
  std::string message = "no file of a code set found";
  for (const PassedOver& file : passed_over) {
    message = Concat(message, "\n  ", file.file, ": ", file.why);
  }
  return absl::InvalidArgumentError(message);
}

absl::StatusOr<ImportReport> Import(const std::vector<SourceFile>& files,
                                    const ImportOptions& options,
                                    ImageSink sink) {
  ImportReport report;
  absl::StatusOr<ReleaseMap> releases =
      GroupFiles(files, options, report.passed_over);
  if (!releases.ok()) return releases.status();
  if (releases->empty()) return NothingToImport(report.passed_over);
  for (const auto& [id, release] : *releases) {
    absl::StatusOr<ImportedRelease> imported = ReadRelease(id, release, sink);
    if (!imported.ok()) return imported.status();
    report.releases.push_back(*std::move(imported));
  }
  // The lists that go with code sets come behind these.
  std::stable_partition(report.releases.begin(), report.releases.end(),
                        [](const ImportedRelease& release) {
                          return FindCodeSystem(release.id.set) != nullptr;
                        });
  return report;
}

}  // namespace

absl::StatusOr<ImportReport> ImportReleases(std::span<const std::string> paths,
                                            const ImportOptions& options,
                                            const std::string& folder) {
  absl::StatusOr<std::vector<SourceFile>> files = CollectSourceFiles(paths);
  if (!files.ok()) return files.status();
  // Opened late: an import that fails before it has anything to write does not
  // even make the folder.
  std::optional<CatalogWriter> writer;
  const auto stage = [&](const ReleaseId& id,
                         std::string&& image) -> absl::StatusOr<CodeSetPtr> {
    if (!writer) {
      absl::StatusOr<CatalogWriter> opened = CatalogWriter::Open(folder);
      if (!opened.ok()) return opened.status();
      writer.emplace(*std::move(opened));
    }
    if (absl::Status status = writer->Stage(id, image); !status.ok()) {
      return status;
    }
    return nullptr;
  };
  absl::StatusOr<ImportReport> report = Import(*files, options, stage);
  if (!report.ok()) return report.status();
  if (absl::Status status = writer->Commit(); !status.ok()) return status;
  for (ImportedRelease& release : report->releases) {
    absl::StatusOr<CodeSetPtr> code_set =
        CodeSet::Open(Concat(folder, "/", ImageFileName(release.id)));
    if (!code_set.ok()) return code_set.status();
    release.code_set = *std::move(code_set);
  }
  return report;
}

absl::StatusOr<ImportReport> ReadReleases(std::span<const std::string> paths,
                                          const ImportOptions& options) {
  absl::StatusOr<std::vector<SourceFile>> files = CollectSourceFiles(paths);
  if (!files.ok()) return files.status();
  return ReadReleases(*files, options);
}

absl::StatusOr<ImportReport> ReadReleases(const std::vector<SourceFile>& files,
                                          const ImportOptions& options) {
  return Import(files, options,
                [](const ReleaseId& id,
                   std::string&& image) -> absl::StatusOr<CodeSetPtr> {
                  const auto owner =
                      std::make_shared<const std::string>(std::move(image));
                  return CodeSet::FromMemory(*owner, owner, id.ToString());
                });
}

}  // namespace codebook
