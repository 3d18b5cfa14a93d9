// Runs all benchmarks and prints what came out beside what had to.
//
//   cmake --build build --target bench
//
// Each figure is the median of several repetitions; a ratio is one of figures
// of the same run of the same program. Takes two to three minutes, and a quiet
// machine. Names of programs as arguments run those alone.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_format.h"
#include "bench/process.h"
#include "bench/releases.h"
#include "bench/targets.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// Of every benchmark of a program, the median where it was repeated.
using Results = std::map<std::string, nlohmann::json, std::less<>>;

Results RunProgram(std::string_view program) {
  std::cerr << "running " << program << " ...\n";
  const std::filesystem::path folder =
      std::filesystem::path(OwnPath()).parent_path();
  CommandLine command = {(folder / program).string(),
                         "--benchmark_format=json"};
  // This one repeats by itself.
  if (program != "process_bench") {
    command.insert(command.end(),
                   {"--benchmark_min_time=0.05", "--benchmark_repetitions=5",
                    "--benchmark_enable_random_interleaving=true"});
  }
  const std::optional<std::string> output = OutputOf(command);
  const nlohmann::json report =
      nlohmann::json::parse(output.value_or(""), nullptr, false);
  Results results;
  if (!report.is_object()) {
    std::cerr << program << ": no results\n";
    return results;
  }
  for (const nlohmann::json& result :
       report.value("benchmarks", nlohmann::json::array())) {
    const std::string aggregate = result.value("aggregate_name", "");
    if (!aggregate.empty() && aggregate != "median") continue;
    std::string name = result.value("run_name", result.value("name", ""));
    for (const std::string_view fixed : {"/iterations:", "/repeats:"}) {
      name.resize(std::min(name.size(), name.find(fixed)));
    }
    results[name] = result;
  }
  return results;
}

std::optional<double> Find(const Results& results, const Figure& figure) {
  const auto at = results.find(figure.benchmark);
  if (at == results.end()) return std::nullopt;
  const std::string counter =
      figure.counter.empty() ? "items_per_second" : std::string(figure.counter);
  const double value = at->second.value(counter, 0.0);
  if (value == 0) return std::nullopt;
  return figure.counter.empty() ? 1 / value : value;
}

std::string Print(std::optional<double> value, Unit unit) {
  if (!value) return "";
  if (unit == Unit::kInstructions) return absl::StrFormat("%.1f", *value);
  if (unit == Unit::kBytes) {
    return *value < 1e4 ? absl::StrFormat("%.0f bytes", *value)
                        : absl::StrFormat("%.2f MB", *value / 1e6);
  }
  if (*value < 1e-6) return absl::StrFormat("%.1f ns", *value * 1e9);
  if (*value < 1e-3) return absl::StrFormat("%.2f µs", *value * 1e6);
  return absl::StrFormat("%.2f ms", *value * 1e3);
}

std::string PrintTarget(const Comparison& comparison) {
  switch (comparison.bound) {
    case Bound::kNone:
      return "";
    case Bound::kTimesLess:
      return absl::StrFormat("≥ %g× less", comparison.target);
    case Bound::kTimesMore:
      return absl::StrFormat("≤ %g×", comparison.target);
    case Bound::kAtMost:
      return Concat("≤ ", Print(comparison.target, comparison.unit));
  }
  return "";
}

struct Outcome {
  std::string ratio;
  std::optional<bool> met;
};

Outcome Compare(const Comparison& comparison, std::optional<double> codebook,
                std::optional<double> competitor) {
  if (!codebook) return {"not measured", std::nullopt};
  if (comparison.bound == Bound::kAtMost) {
    return {"", *codebook <= comparison.target};
  }
  if (comparison.competitor_name.empty()) return {"", std::nullopt};
  if (!competitor) return {"not measured", std::nullopt};
  const double less = *competitor / *codebook;
  const double more = *codebook / *competitor;
  switch (comparison.bound) {
    case Bound::kTimesLess:
      return {absl::StrFormat("%.1f× less", less), less >= comparison.target};
    case Bound::kTimesMore:
      return {absl::StrFormat("%.2f×", more), more <= comparison.target};
    default:
      return {less >= 1 ? absl::StrFormat("%.1f× less", less)
                        : absl::StrFormat("%.2f×", more),
              std::nullopt};
  }
}

using TableRow = std::array<std::string, 6>;

// Characters, not bytes: "µ" and "×" are one.
size_t WidthOf(std::string_view text) {
  return static_cast<size_t>(std::ranges::count_if(text, [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

// A table that reads as it is and as Markdown.
void PrintTable(const std::vector<TableRow>& rows) {
  std::array<size_t, std::tuple_size_v<TableRow>> widths{};
  for (const TableRow& row : rows) {
    for (size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], WidthOf(row[i]));
    }
  }
  for (size_t line = 0; line < rows.size(); ++line) {
    for (size_t i = 0; i < widths.size(); ++i) {
      const std::string& cell = rows[line][i];
      std::cout << "| " << cell << std::string(widths[i] - WidthOf(cell), ' ')
                << ' ';
    }
    std::cout << "|\n";
    if (line != 0) continue;
    for (const size_t width : widths) {
      std::cout << '|' << std::string(width + 2, '-');
    }
    std::cout << "|\n";
  }
}

int Report(const std::vector<std::string>& programs) {
  std::map<std::string_view, Results> results;
  std::vector<TableRow> rows = {
      {"work", "Codebook", "competitor", "ratio", "target", "met"}};
  // Targets are about the official releases.
  const bool official = FindReleaseFolders().official;
  int missed = 0;
  const std::vector<Comparison> comparisons = Comparisons();
  for (const Comparison& comparison : comparisons) {
    if (!programs.empty() &&
        std::ranges::find(programs, comparison.program) == programs.end()) {
      continue;
    }
    const auto [at, added] = results.try_emplace(comparison.program);
    if (added) at->second = RunProgram(comparison.program);
    const auto codebook = Find(at->second, comparison.codebook);
    const auto competitor = Find(at->second, comparison.competitor);
    Outcome outcome = Compare(comparison, codebook, competitor);
    if (!official) outcome.met.reset();
    if (outcome.met && !*outcome.met) ++missed;
    rows.push_back({comparison.work, Print(codebook, comparison.unit),
                    competitor ? Concat(comparison.competitor_name, ": ",
                                        Print(competitor, comparison.unit))
                               : std::string(comparison.competitor_name),
                    outcome.ratio, PrintTarget(comparison),
                    outcome.met ? (*outcome.met ? "yes" : "NO") : ""});
  }
  PrintTable(rows);
  if (official) std::cout << missed << " targets not met\n";
  return 0;
}

}  // namespace
}  // namespace codebook

int main(int argc, char** argv) {
  return codebook::Report({argv + 1, argv + argc});
}
