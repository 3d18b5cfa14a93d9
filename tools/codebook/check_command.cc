// codebook check: codes that are reported together.

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "codesets/check.h"
#include "engine/catalog.h"
#include "engine/concat.h"
#include "tools/codebook/catalog_choice.h"
#include "tools/codebook/check_output.h"
#include "tools/codebook/code_input.h"
#include "tools/codebook/command.h"

namespace codebook {
namespace {

// No encounter has so many; a list of all codes has.
constexpr size_t kMostCodes = 200'000;

absl::StatusOr<std::vector<std::string>> ReadCodes(const Arguments& arguments,
                                                   Output& out) {
  std::vector<std::string> codes;
  const absl::Status status =
      ForEachCode(arguments.operands, out, [&codes](std::string_view code) {
        if (codes.size() <= kMostCodes) codes.emplace_back(code);
      });
  if (!status.ok()) return status;
  if (codes.size() > kMostCodes) {
    return absl::InvalidArgumentError(
        Concat("more than ", kMostCodes,
               " codes given; check takes those of "
               "one encounter"));
  }
  if (codes.empty()) {
    return absl::InvalidArgumentError("standard input has no code");
  }
  return codes;
}

// Puts the principal diagnosis first.
void PutFirst(const std::string& principal, std::vector<std::string>& codes) {
  const std::optional<Code> code = Code::Parse(principal, 3);
  const auto same = [&](const std::string& other) {
    return other == principal || (code && Code::Parse(other, 3) == code);
  };
  const auto found = std::ranges::find_if(codes, same);
  if (found == codes.end()) {
    codes.insert(codes.begin(), principal);
  } else {
    std::rotate(codes.begin(), found, found + 1);
  }
}

absl::Status AddFlags(const std::vector<PresentOnAdmission>& flags,
                      std::vector<EncounterCode>& codes) {
  if (flags.empty()) return absl::OkStatus();
  if (flags.size() != codes.size()) {
    return absl::InvalidArgumentError(
        Concat("--poa: ", flags.size(), " indicators found for ", codes.size(),
               " codes; one for each code is expected, the principal's first"));
  }
  for (size_t i = 0; i < flags.size(); ++i) codes[i].poa = flags[i];
  return absl::OkStatus();
}

bool IsProblem(const CheckFinding& finding) {
  return finding.severity != Severity::kInfo;
}

}  // namespace

int RunCheck(const Arguments& arguments, Output& out) {
  const auto fail = [](const absl::Status& status) {
    Complain(status);
    return kExitError;
  };
  const absl::StatusOr<Catalog> catalog = OpenCatalog(arguments.catalog);
  if (!catalog.ok()) return fail(catalog.status());
  const absl::StatusOr<Checker> checker =
      Checker::Open(*catalog, arguments.choice);
  if (!checker.ok()) return fail(checker.status());
  absl::StatusOr<std::vector<std::string>> codes = ReadCodes(arguments, out);
  if (!codes.ok()) return fail(codes.status());
  if (!arguments.check.principal.empty()) {
    PutFirst(arguments.check.principal, *codes);
  }
  Encounter encounter{.sex = arguments.check.sex,
                      .age = arguments.check.age,
                      .excludes2 = arguments.check.excludes2};
  for (const std::string& code : *codes) encounter.codes.push_back({code});
  if (const absl::Status status =
          AddFlags(arguments.check.poa, encounter.codes);
      !status.ok()) {
    return fail(status);
  }
  const CheckReport report = checker->Check(encounter);
  if (arguments.format == Format::kJson) {
    AppendCheckJson(report, out);
  } else {
    AppendCheckText(report, TextWriter(arguments.color, out));
  }
  return std::ranges::any_of(report.findings, IsProblem) ? kExitNotAll
                                                         : kExitOk;
}

}  // namespace codebook
