// How long does it take to check the codes of an encounter beside each other,
// and how much memory?
//
// Encounters are random billable codes: they come from all over the list, so
// that more notes reach them than reach those of one patient. No other library
// checks codes beside each other; the exact look-up of the same codes gives a
// scale.

#include <cstdint>
#include <cstdlib>
#include <new>
#include <string>
#include <vector>

#include "bench/exact_lookup.h"
#include "bench/harness.h"
#include "bench/queries.h"
#include "bench/releases.h"
#include "codesets/check.h"
#include "engine/catalog.h"

namespace {

// What operator new has given out, for the counter "bytes".
uint64_t allocated = 0;

}  // namespace

// Kept out of line, or the compiler mistakes them for a mismatch.
__attribute__((noinline)) void* operator new(size_t size) {
  allocated += size;
  void* const memory = std::malloc(size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
__attribute__((noinline)) void operator delete(void* memory) noexcept {
  std::free(memory);
}
__attribute__((noinline)) void operator delete(void* memory, size_t) noexcept {
  std::free(memory);
}

namespace codebook {
namespace {

constexpr size_t kEncounters = 2'000;

struct Workload {
  std::vector<std::string> texts;
  std::vector<Encounter> encounters;
};

Workload MakeWorkload(const CodeSet& release, size_t codes) {
  Random random(6);
  Workload work;
  work.texts.reserve(kEncounters * codes);
  for (size_t i = 0; i < kEncounters; ++i) {
    Encounter& encounter = work.encounters.emplace_back();
    for (size_t code = 0; code < codes; ++code) {
      work.texts.push_back(release.Print(BillableCode(release, random)));
      encounter.codes.push_back({work.texts.back()});
    }
  }
  return work;
}

// The bytes that an average check allocates, its report included.
void RegisterMemory(const std::string& name, const Checker& checker,
                    const Workload& work) {
  RegisterWork(name, [&](benchmark::State& state) {
    const uint64_t before = allocated;
    size_t findings = 0;
    for (const Encounter& encounter : work.encounters) {
      findings += checker.Check(encounter).findings.size();
    }
    const auto count = static_cast<double>(kEncounters);
    state.counters["bytes"] = static_cast<double>(allocated - before) / count;
    state.counters["findings"] = static_cast<double>(findings) / count;
  });
}

int Main(int argc, char** argv) {
  const absl::StatusOr<std::vector<CodeSetPtr>> releases =
      ReadBothSets(FindReleaseFolders());
  if (!releases.ok()) return CannotMeasure(releases.status());
  const CodeSetPtr& release = releases->front();
  const Catalog catalog = Catalog::Of({release});
  const absl::StatusOr<Checker> checker = Checker::Open(catalog, {});
  if (!checker.ok()) return CannotMeasure(checker.status());
  const Workload two = MakeWorkload(*release, 2);
  const Workload many = MakeWorkload(*release, 25);
  RegisterWithPercentiles("check/2_codes", kEncounters, [&](size_t i) {
    return checker->Check(two.encounters[i]).findings.size();
  });
  RegisterWithPercentiles("check/25_codes", kEncounters, [&](size_t i) {
    return checker->Check(many.encounters[i]).findings.size();
  });
  RegisterWithPercentiles("exact/25_codes", kEncounters, [&](size_t i) {
    uint64_t sum = 0;
    for (const EncounterCode& code : many.encounters[i].codes) {
      sum += RowAndStatus(*release, code.text);
    }
    return sum;
  });
  RegisterMemory("memory/25_codes", *checker, many);
  return RunRegistered(argc, argv);
}

}  // namespace
}  // namespace codebook

int main(int argc, char** argv) { return codebook::Main(argc, argv); }
