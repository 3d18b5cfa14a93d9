// How long does it take from the official XML files to releases that answer?
//
// Beside it pugixml's bare parse of the same bytes (parse_default), which every
// reader that stands on it has to pay.

#include <pugixml.hpp>
#include <span>
#include <string>
#include <vector>

#include "bench/harness.h"
#include "bench/releases.h"
#include "bench/temporary_folder.h"
#include "codesets/icd10cm/release_writer.h"
#include "codesets/icd10cm/tabular.h"
#include "codesets/import.h"
#include "codesets/xml_source.h"
#include "engine/code_set_builder.h"

namespace codebook {
namespace {

void ParseBare(std::span<const SourceFile> files, benchmark::State& state) {
  std::vector<pugi::xml_document> documents(files.size());
  for (size_t i = 0; i < files.size(); ++i) {
    const pugi::xml_parse_result parsed =
        documents[i].load_buffer(files[i].bytes.data(), files[i].bytes.size(),
                                 pugi::parse_default, pugi::encoding_utf8);
    if (!parsed) state.SkipWithError(parsed.description());
  }
}

void Read(std::span<const SourceFile> files, benchmark::State& state) {
  const absl::StatusOr<ImportReport> report =
      ReadReleases({files.begin(), files.end()}, {});
  if (!report.ok()) state.SkipWithError("ReadReleases");
}

// The reader of the tabular list alone: no telling apart, no fingerprint.
absl::Status BuildTabular(const SourceFile& file) {
  XmlSource xml(file);
  if (absl::Status status = xml.Parse("ICD10CM.tabular"); !status.ok()) {
    return status;
  }
  Findings findings;
  const absl::StatusOr<TabularList> list = ReadTabularList(xml, findings);
  if (!list.ok()) return list.status();
  CodeSetBuilder builder({.set = "icd10cm",
                          .effective = *Date::FromCivil(2022, 10, 1),
                          .point_after = 3,
                          .source_version = "2023"});
  WriteTabular(*list, builder);
  return std::move(builder).Build().status();
}

void Register(const ModelFiles& files, std::span<const SourceFile> both,
              std::span<const std::string> paths, const std::string& folder) {
  const auto work = [](const std::string& name, auto work_of_state) {
    RegisterWork(name, work_of_state)->Unit(benchmark::kMillisecond);
  };
  work("pugixml/cm", [=](auto& state) { ParseBare(both.first(1), state); });
  work("codebook/cm", [=](auto& state) { Read(both.first(1), state); });
  work("codebook_reader/cm", [&files](auto& state) {
    if (!BuildTabular(files.tabular).ok()) state.SkipWithError("BuildTabular");
  });
  work("pugixml/cm_pcs", [=](auto& state) { ParseBare(both, state); });
  work("codebook/cm_pcs", [=](auto& state) { Read(both, state); });
  // The time until the disk has it counts, which is no work of a processor.
  RegisterWork("codebook_image/cm_pcs",
               [=](auto& state) {
                 if (!ImportReleases(paths, {}, folder).ok()) {
                   state.SkipWithError("ImportReleases");
                 }
               })
      ->Unit(benchmark::kMillisecond)
      ->UseRealTime();
}

int Main(int argc, char** argv) {
  const absl::StatusOr<ModelFiles> files = FindModelFiles(FindReleaseFolders());
  if (!files.ok()) return CannotMeasure(files.status());
  const std::vector<SourceFile> both = {files->tabular, files->tables};
  const std::vector<std::string> paths = {files->tabular.name,
                                          files->tables.name};
  const TemporaryFolder folder;
  Register(*files, both, paths, folder.path());
  return RunRegistered(argc, argv);
}

}  // namespace
}  // namespace codebook

int main(int argc, char** argv) { return codebook::Main(argc, argv); }
