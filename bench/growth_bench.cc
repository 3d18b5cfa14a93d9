// How does the cost of each piece of work grow with the number of codes?
//
// The releases are made up: tabular lists of about as many codes as ICD-10-CM
// has, and of four and sixteen times as many, written in the official form and
// imported as any other. Every name ends in how many times as many.

#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "bench/exact_lookup.h"
#include "bench/harness.h"
#include "bench/queries.h"
#include "bench/temporary_folder.h"
#include "codesets/import.h"
#include "codesets/judge.h"
#include "engine/catalog.h"
#include "engine/concat.h"

namespace codebook {
namespace {

constexpr size_t kQueries = 100'000;
constexpr size_t kWrongCodes = 2'000;

// A made-up list has 2,600 categories of ten codes of four characters each,
// with so many codes of five below each, and of six below each of those.
struct Size {
  size_t times;
  int fifth;
  int sixth;
};
constexpr Size kSizes[] = {{1, 3, 0}, {4, 5, 2}, {16, 9, 6}};

class TabularList {
 public:
  TabularList(const Size& size, const std::string& path)
      : size_(size), file_(path) {}

  bool Write() {
    file_ << "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<ICD10CM.tabular>"
             "<version>2026</version>\n";
    for (char letter = 'A'; letter <= 'Z'; ++letter) WriteChapter(letter);
    file_ << "</ICD10CM.tabular>\n";
    return file_.flush().good();
  }

 private:
  void WriteChapter(char letter) {
    const std::string first = Concat(std::string(1, letter), "00");
    const std::string last = Concat(std::string(1, letter), "99");
    file_ << "<chapter><name>" << letter - 'A' + 1 << "</name><desc>Conditions "
          << first << '-' << last << " (" << first << '-' << last
          << ")</desc><section id=\"" << first << '-' << last
          << "\"><desc>Conditions (" << first << '-' << last << ")</desc>\n";
    for (char tens = '0'; tens <= '9'; ++tens) {
      for (char ones = '0'; ones <= '9'; ++ones) {
        WriteDiagnosis(std::string{letter, tens, ones}, 3);
      }
    }
    file_ << "</section></chapter>\n";
  }

  void WriteDiagnosis(const std::string& code, size_t length) {
    file_ << "<diag><name>" << code << "</name><desc>Made-up condition of kind "
          << code << "</desc>\n";
    if (length == 3) {
      file_ << "<excludes1><note>conditions elsewhere ("
            << (code == "Z99" ? "A00" : "Z99") << ".-)</note></excludes1>\n";
    } else {
      file_ << "<inclusionTerm><note>Another name of " << code
            << "</note></inclusionTerm>\n";
    }
    const int below = length == 3   ? 10
                      : length == 4 ? size_.fifth
                      : length == 5 ? size_.sixth
                                    : 0;
    for (int i = 0; i < below; ++i) {
      const std::string point = length == 3 ? "." : "";
      WriteDiagnosis(Concat(code, point, i), length + 1);
    }
    file_ << "</diag>\n";
  }

  Size size_;
  std::ofstream file_;
};

// What the benchmarks of one size share.
struct Made {
  std::string path;
  std::string image;
  CodeSetPtr release;
  Queries hits;
  Queries misses;
  std::vector<std::string> printed;
  std::vector<Code> prefixes;
  absl::flat_hash_map<std::string, uint32_t> map;
};

absl::StatusOr<Made> Make(const Size& size, const std::string& folder) {
  const std::string path = Concat(folder, "/", size.times, ".xml");
  if (!TabularList(size, path).Write()) {
    return absl::DataLossError(Concat("cannot write ", path));
  }
  const std::string catalog = Concat(folder, "/", size.times);
  const absl::StatusOr<ImportReport> report =
      ImportReleases(std::vector<std::string>{path}, {}, catalog);
  if (!report.ok()) return report.status();
  const ImportedRelease& imported = report->releases.front();
  const CodeSetPtr& release = imported.code_set;
  Made made{.path = path,
            .image = Concat(catalog, "/", ImageFileName(imported.id)),
            .release = release,
            .hits = MakeHits({&release, 1}, kQueries),
            .misses = MakeMisses({&release, 1}, kQueries),
            .printed = {},
            .prefixes = {},
            .map = {}};
  Random random(16);
  for (size_t i = 0; i < made.hits.size(); ++i) {
    made.prefixes.push_back(*Code::FromCharacters(
        made.hits.normalised[i].substr(0, 1 + Below(6, random))));
    made.printed.push_back(release->Print(BillableCode(*release, random)));
  }
  for (uint32_t row = 0; row < release->row_count(); ++row) {
    made.map.emplace(release->code(row).ToString(), row);
  }
  return made;
}

void RegisterLookups(const std::string& suffix, const Made& made) {
  RegisterEach("find" + suffix, made.hits.size(), [&made](size_t i) {
    return RowAndStatus(*made.release, made.hits.typed[i]);
  });
  RegisterEach("find_map" + suffix, made.hits.size(), [&made](size_t i) {
    return made.map.find(ToAbsl(made.hits.normalised[i]))->second;
  });
  RegisterEach("miss" + suffix, made.misses.size(), [&made](size_t i) {
    return RowAndStatus(*made.release, made.misses.typed[i]);
  });
  RegisterEach("prefix" + suffix, made.prefixes.size(), [&made](size_t i) {
    return made.release->automaton().Range(made.prefixes[i])->last;
  });
  RegisterEach("verdict_valid" + suffix, kQueries, [&made](size_t i) {
    return Judge(made.release, made.printed[i]).row.value_or(0);
  });
  RegisterEach("verdict_wrong" + suffix, kWrongCodes, [&made](size_t i) {
    return Judge(made.release, made.misses.typed[i]).suggestions.size();
  });
}

void RegisterWhole(const std::string& suffix, const Made& made) {
  RegisterWork("open" + suffix, [&made](benchmark::State& state) {
    const absl::StatusOr<CodeSetPtr> release = CodeSet::Open(made.image);
    if (!release.ok() || !(*release)->Find(made.hits.typed[0])) {
      state.SkipWithError("Open");
    }
  });
  RegisterWork("import" + suffix, [&made](benchmark::State& state) {
    if (!ReadReleases(std::vector<std::string>{made.path}, {}).ok()) {
      state.SkipWithError("ReadReleases");
    }
  })->Repetitions(1);
  RegisterWork("image" + suffix, [&made](benchmark::State& state) {
    state.counters["bytes"] =
        static_cast<double>(made.release->image_bytes().size());
    state.counters["codes"] = static_cast<double>(made.release->row_count());
  })->Iterations(1);
}

int Main(int argc, char** argv) {
  const TemporaryFolder folder;
  std::vector<Made> all;
  for (const Size& size : kSizes) {
    absl::StatusOr<Made> made = Make(size, folder.path());
    if (!made.ok()) return CannotMeasure(made.status());
    all.push_back(*std::move(made));
  }
  for (size_t i = 0; i < all.size(); ++i) {
    const std::string suffix = Concat("/", kSizes[i].times);
    RegisterLookups(suffix, all[i]);
    RegisterWhole(suffix, all[i]);
  }
  return RunRegistered(argc, argv);
}

}  // namespace
}  // namespace codebook

int main(int argc, char** argv) { return codebook::Main(argc, argv); }
