// What does a whole process of `codebook` cost, how fast is its stream, and
// what does a process hold for each release that it has open?
//
// Every measurement alternates with what it is compared with, run by run: the
// counters `median` and `reference` are the medians of the two, in seconds.
// One-shot commands, on a catalog of all official releases, are compared with
// /bin/true; streams of a million lines with `cat FILE | wc -l` and with a
// program that copies line by line. Of open releases the memory is counted that
// no other process shares, and the mapped pages, which all share.

#include <stdio.h>
#include <stdlib.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "bench/harness.h"
#include "bench/process.h"
#include "bench/queries.h"
#include "bench/releases.h"
#include "bench/temporary_folder.h"
#include "engine/catalog.h"
#include "engine/concat.h"

namespace codebook {
namespace {

constexpr int kOneShotRuns = 200;
constexpr int kStreamRuns = 7;
constexpr std::string_view kCopyLines = "--copy-lines";

double Median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle =
      values.begin() + static_cast<ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

// Exit status 1 is an answer: some code is not valid.
double SecondsOf(const CommandLine& command, benchmark::State& state) {
  const std::optional<ProcessRun> run = Run(command);
  if (!run || run->exit_status > 1) state.SkipWithError(command[0].c_str());
  return run ? run->seconds : 0;
}

void RegisterPair(const std::string& name, int runs, const CommandLine& subject,
                  const CommandLine& reference) {
  benchmark::RegisterBenchmark(
      name.c_str(),
      [subject, reference](benchmark::State& state) {
        std::vector<double> times;
        std::vector<double> reference_times;
        for (auto _ : state) {
          reference_times.push_back(SecondsOf(reference, state));
          times.push_back(SecondsOf(subject, state));
          state.SetIterationTime(times.back());
        }
        state.counters["median"] = Median(times);
        state.counters["reference"] = Median(reference_times);
      })
      ->UseManualTime()
      ->Iterations(runs)
      ->Unit(benchmark::kMillisecond);
}

CommandLine Codebook(const std::string& catalog, const CommandLine& rest) {
  CommandLine command = {CODEBOOK_PROGRAM, "--catalog", catalog};
  command.insert(command.end(), rest.begin(), rest.end());
  return command;
}

// `cat FILE | COMMAND`.
CommandLine Piped(const std::string& file, const CommandLine& command) {
  CommandLine piped = {"/bin/sh", "-c",
                       "file=$1; shift; cat \"$file\" | \"$@\"", "sh", file};
  piped.insert(piped.end(), command.begin(), command.end());
  return piped;
}

void RegisterStreams(const std::string& name, const std::string& lines,
                     const CommandLine& validate) {
  const CommandLine subject = Piped(lines, validate);
  RegisterPair(name + "/wc", kStreamRuns, subject, Piped(lines, {"wc", "-l"}));
  RegisterPair(name + "/copy", kStreamRuns, subject,
               Piped(lines, {OwnPath(), std::string(kCopyLines)}));
}

// A million lines of billable codes of `releases`, as printed or as people type
// them; one in `wrong_in` has a slip in it (0: none).
void WriteLines(const std::string& path, std::span<const CodeSetPtr> releases,
                bool printed, size_t wrong_in) {
  Random random(4);
  std::ofstream file(path);
  for (size_t i = 0; i < kRandomQueries; ++i) {
    const CodeSet& release = *releases[Below(releases.size(), random)];
    const Code code = BillableCode(release, random);
    if (wrong_in != 0 && Below(wrong_in, random) == 0) {
      file << CorruptCode(release, code, random) << '\n';
    } else if (printed) {
      file << release.Print(code) << '\n';
    } else {
      file << TypeCode(code, release.point_after(), random) << '\n';
    }
  }
}

// The most memory an import of the two models takes, beside their size. Asked
// first of all, while this process is small; see ProcessRun.
struct ImportMemory {
  double peak_bytes = 0;
  double xml_bytes = 0;
};
ImportMemory MeasureImport(const ReleaseFolders& folders,
                           const std::string& catalog) {
  const absl::StatusOr<ModelFiles> files = FindModelFiles(folders);
  if (!files.ok()) return {};
  const std::optional<ProcessRun> run = Run(
      Codebook(catalog, {"import", files->tabular.name, files->tables.name}));
  return {.peak_bytes = run ? run->peak_bytes : 0,
          .xml_bytes = static_cast<double>(files->tabular.bytes.size() +
                                           files->tables.bytes.size())};
}

void RegisterMemory(const ImportMemory& memory) {
  benchmark::RegisterBenchmark("import_memory", [memory](
                                                    benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(memory);
    state.counters["peak_bytes"] = memory.peak_bytes;
    state.counters["xml_bytes"] = memory.xml_bytes;
  })->Iterations(1);
}

// What this process holds, in bytes.
struct Held {
  double private_bytes = 0;
  double shared_bytes = 0;
};

Held HeldNow() {
  std::ifstream file("/proc/self/smaps_rollup");
  Held held;
  std::string name;
  double kilobytes = 0;
  for (std::string line; std::getline(file, line);) {
    std::istringstream fields(line);
    if (!(fields >> name >> kilobytes)) continue;
    if (name == "Private_Dirty:") held.private_bytes = kilobytes * 1024;
    if (name == "Rss:") held.shared_bytes = kilobytes * 1024;
  }
  held.shared_bytes -= held.private_bytes;
  return held;
}

void RegisterHeld(const char* name, const Held& before, const Held& after,
                  size_t releases) {
  benchmark::RegisterBenchmark(name, [=](benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(releases);
    const auto each = static_cast<double>(releases);
    state.counters["private"] =
        (after.private_bytes - before.private_bytes) / each;
    state.counters["shared"] =
        (after.shared_bytes - before.shared_bytes) / each;
    state.counters["releases"] = each;
  })->Iterations(1);
}

// Opens every release of a catalog of them all, then looks up a code of each.
absl::Status RegisterOpenReleases(const std::string& folder) {
  const absl::StatusOr<Catalog> catalog = Catalog::Open(folder);
  if (!catalog.ok()) return catalog.status();
  const Held before = HeldNow();
  std::vector<CodeSetPtr> open;
  for (const ReleaseId& id : catalog->releases()) {
    absl::StatusOr<CodeSetPtr> release = catalog->Get(id);
    if (!release.ok()) return release.status();
    open.push_back(*std::move(release));
  }
  const Held opened = HeldNow();
  for (const CodeSetPtr& release : open) {
    benchmark::DoNotOptimize(release->Find(release->Name(0)));
  }
  const Held asked = HeldNow();
  RegisterHeld("open_release/idle", before, opened, open.size());
  RegisterHeld("open_release/asked", before, asked, open.size());
  return absl::OkStatus();
}

void RegisterOneShots(const std::string& catalog, const std::string& code) {
  const CommandLine nothing = {"/bin/true"};
  const auto one_shot = [&](const std::string& name, const CommandLine& rest) {
    RegisterPair(name, kOneShotRuns, Codebook(catalog, rest), nothing);
  };
  one_shot("lookup", {"lookup", code});
  one_shot("validate", {"validate", code});
  one_shot("validate_wrong", {"validate", code + "9"});
}

int Main(int argc, char** argv) {
  const ReleaseFolders folders = FindReleaseFolders();
  const TemporaryFolder scratch;
  const std::string models = scratch.path() + "/models";
  const ImportMemory memory = MeasureImport(folders, models);
  RegisterMemory(memory);

  const std::string folder = scratch.path() + "/catalog";
  const std::optional<ProcessRun> imported = Run(
      Codebook(folder, {"import", folders.root + "/icd10cm",
                        folders.root + "/icd10pcs", folders.root + "/hcpcs"}));
  if (!imported || imported->exit_status != 0) {
    return CannotMeasure(absl::UnavailableError(
        Concat(CODEBOOK_PROGRAM, ": cannot import ", folders.root)));
  }
  if (absl::Status held = RegisterOpenReleases(folder); !held.ok()) {
    return CannotMeasure(held);
  }
  const absl::StatusOr<Catalog> catalog = Catalog::Open(folder);
  if (!catalog.ok()) return CannotMeasure(catalog.status());
  std::vector<CodeSetPtr> releases;
  for (const char* const set : {"icd10cm", "icd10pcs"}) {
    absl::StatusOr<CodeSetPtr> release = catalog->InForce(set, {});
    if (!release.ok()) return CannotMeasure(release.status());
    releases.push_back(*std::move(release));
  }
  Random random(1);
  RegisterOneShots(folder,
                   releases[0]->Print(BillableCode(*releases[0], random)));

  const CommandLine stream = {"validate", "--format", "tsv", "-"};
  CommandLine one_set = {"--set", "icd10cm"};
  one_set.insert(one_set.end(), stream.begin(), stream.end());
  const std::string printed = scratch.path() + "/printed";
  const std::string typed = scratch.path() + "/typed";
  const std::string mixed = scratch.path() + "/mixed";
  WriteLines(printed, std::span(releases).first(1), true, 0);
  WriteLines(typed, releases, false, 0);
  WriteLines(mixed, releases, false, 10);
  RegisterStreams("stream_printed", printed, Codebook(folder, one_set));
  RegisterStreams("stream_typed", typed, Codebook(folder, stream));
  RegisterStreams("stream_tenth_wrong", mixed, Codebook(folder, stream));
  return RunRegistered(argc, argv);
}

// What any program that reads and writes lines does at the least.
int CopyLines() {
  char* line = nullptr;
  size_t capacity = 0;
  ssize_t size = 0;
  while ((size = getline(&line, &capacity, stdin)) > 0) {
    fwrite(line, 1, static_cast<size_t>(size), stdout);
  }
  free(line);
  return 0;
}

}  // namespace
}  // namespace codebook

int main(int argc, char** argv) {
  if (argc == 2 && argv[1] == codebook::kCopyLines)
    return codebook::CopyLines();
  return codebook::Main(argc, argv);
}
