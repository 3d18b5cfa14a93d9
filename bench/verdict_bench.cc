// How long does a verdict take, and what do wrong codes cost?
//
// Beside it the exact look-up of the same codes in the same run. Wrong codes
// differ much, so each is timed by itself as well: the counters have the
// percentiles in seconds, a clock reading (some 20 ns) included.

#include <string>
#include <vector>

#include "bench/exact_lookup.h"
#include "bench/harness.h"
#include "bench/queries.h"
#include "bench/releases.h"
#include "codesets/judge.h"
#include "codesets/suggest.h"

namespace codebook {
namespace {

constexpr size_t kVerdicts = 20'000;

struct Workload {
  Texts texts;
  std::vector<CodeSetPtr> release;
};

// Billable codes as printed; `wrong_in_ten` of ten with a slip in them.
Workload MakeWorkload(const std::vector<CodeSetPtr>& releases, size_t count,
                      size_t wrong_in_ten) {
  Random random(9);
  std::vector<std::string> texts;
  std::vector<CodeSetPtr> asked;
  for (size_t i = 0; i < count; ++i) {
    const CodeSetPtr& release = releases[Below(releases.size(), random)];
    const Code code = BillableCode(*release, random);
    texts.push_back(Below(10, random) < wrong_in_ten
                        ? CorruptCode(*release, code, random)
                        : release->Print(code));
    asked.push_back(release);
  }
  return {Texts(texts), std::move(asked)};
}

uint64_t JudgeOne(const Workload& work, size_t i) {
  const Verdict verdict = Judge(work.release[i], work.texts[i]);
  return static_cast<uint64_t>(verdict.status) + verdict.suggestions.size();
}

int Main(int argc, char** argv) {
  const absl::StatusOr<std::vector<CodeSetPtr>> releases =
      ReadBothSets(FindReleaseFolders());
  if (!releases.ok()) return CannotMeasure(releases.status());
  const Workload valid = MakeWorkload(*releases, kVerdicts, 0);
  const Workload mixed = MakeWorkload(*releases, kVerdicts, 1);
  const Workload wrong = MakeWorkload(*releases, kVerdicts / 4, 10);
  RegisterEach("exact/valid", kVerdicts, [&](size_t i) {
    return RowAndStatus(*valid.release[i], valid.texts[i]);
  });
  RegisterEach("judge/valid", kVerdicts,
               [&](size_t i) { return JudgeOne(valid, i); });
  RegisterEach("judge/tenth_wrong", kVerdicts,
               [&](size_t i) { return JudgeOne(mixed, i); });
  RegisterWithPercentiles("judge/wrong", kVerdicts / 4,
                          [&](size_t i) { return JudgeOne(wrong, i); });
  RegisterWithPercentiles("suggest/wrong", kVerdicts / 4, [&](size_t i) {
    return SuggestCodes(*wrong.release[i], wrong.texts[i], false).size();
  });
  return RunRegistered(argc, argv);
}

}  // namespace
}  // namespace codebook

int main(int argc, char** argv) { return codebook::Main(argc, argv); }
