// How long does the diff of two whole ICD-10-CM releases take, notes included,
// when both are open?
//
// Beside it a plain comparison of lines: every title and note of both releases
// as a line, sorted beforehand, and the lines that only one of them has. That
// pairs nothing, and tells neither what was revised nor what was moved.

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <string>
#include <vector>

#include "bench/harness.h"
#include "bench/releases.h"
#include "codesets/diff/diff.h"
#include "codesets/import.h"
#include "engine/concat.h"

namespace codebook {
namespace {

absl::StatusOr<CodeSetPtr> ReadOne(const std::string& folder) {
  const std::vector<std::string> paths = {folder};
  const absl::StatusOr<ImportReport> report =
      ReadReleases(paths, {.set = "icd10cm"});
  if (!report.ok()) return report.status();
  return report->releases.front().code_set;
}

std::vector<std::string> LinesOf(const CodeSet& release) {
  std::vector<std::string> lines;
  for (NodeId node = 0; node < release.node_count(); ++node) {
    const std::string name = release.Name(node);
    lines.push_back(Concat(name, "\t", release.billable(node) ? "1" : "0", "\t",
                           release.title(node), "\t",
                           release.short_title(node)));
    for (const Note& note : release.OwnNotes(node)) {
      lines.push_back(
          Concat(name, "\t", NoteKindName(note.kind), "\t", note.text));
    }
  }
  std::ranges::sort(lines);
  return lines;
}

int Main(int argc, char** argv) {
  const ReleaseFolders folders = FindReleaseFolders();
  const std::filesystem::path newer_folder = folders.icd10cm;
  const std::string older_folder =
      newer_folder.parent_path() /
      (folders.official ? "2021-01-01" : "2024-10-01");
  const absl::StatusOr<CodeSetPtr> older = ReadOne(older_folder);
  if (!older.ok()) return CannotMeasure(older.status());
  const absl::StatusOr<CodeSetPtr> newer = ReadOne(newer_folder);
  if (!newer.ok()) return CannotMeasure(newer.status());
  const std::vector<std::string> before = LinesOf(**older);
  const std::vector<std::string> after = LinesOf(**newer);
  RegisterWork("diff/icd10cm", [&](benchmark::State& state) {
    const DiffReport report = Diff(**older, **newer);
    state.counters["changes"] = static_cast<double>(report.changes.size());
  })->Unit(benchmark::kMillisecond);
  RegisterWork("lines/icd10cm", [&](benchmark::State& state) {
    std::vector<std::string> lines;
    std::ranges::set_symmetric_difference(before, after,
                                          std::back_inserter(lines));
    state.counters["lines"] = static_cast<double>(lines.size());
  })->Unit(benchmark::kMillisecond);
  return RunRegistered(argc, argv);
}

}  // namespace
}  // namespace codebook

int main(int argc, char** argv) { return codebook::Main(argc, argv); }
