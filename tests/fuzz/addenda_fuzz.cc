// Several files of any kind, addenda and schemas among them, told apart by
// content: file names and bytes, "NAME\nBYTES", separated by lines "=====".

#include "codesets/diff/affected.h"
#include "codesets/diff/diff.h"
#include "codesets/recognize.h"
#include "codesets/sample/sample.h"
#include "tests/fuzz/fuzzing.h"

namespace codebook::fuzz {
namespace {

const CodeSetPtr& Sample(std::string_view id) {
  static const Catalog& catalog = *new Catalog(SampleCatalog());
  static const CodeSetPtr& older = *new CodeSetPtr(
      catalog.Get(*ReleaseId::Parse("icd10cm@2024-10-01")).value());
  static const CodeSetPtr& newer = *new CodeSetPtr(
      catalog.Get(*ReleaseId::Parse("icd10cm@2025-10-01")).value());
  return id == "older" ? older : newer;
}

// Addenda are for --affects, too: which codes do they name?
void CheckAffected(std::string_view text) {
  static const DiffReport& report =
      *new DiffReport(Diff(*Sample("older"), *Sample("newer")));
  const AffectedCodes affected =
      FindAffected(report, *Sample("older"), *Sample("newer"), text);
  Require(affected.codes.size() <= affected.found, "more hit than found");
  const auto lines = static_cast<size_t>(std::ranges::count(text, '\n')) + 1;
  for (const AffectedCode& code : affected.codes) {
    Require(!code.changes.empty() && !code.lines.empty(), "hit by nothing");
    Require(code.lines.back() <= lines, "a line that is not there");
    for (const size_t change : code.changes) {
      Require(change < report.changes.size(), "a change that is none");
    }
  }
}

}  // namespace
}  // namespace codebook::fuzz

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace codebook::fuzz;  // NOLINT
  std::string_view text = TextOf(data, size);
  std::vector<codebook::SourceFile> files;
  while (!text.empty() && files.size() < 4) {
    std::string_view part = TakePart(text, "\n=====\n");
    const std::string_view name = TakePart(part, "\n");
    files.push_back(FileOf(name.empty() ? "file" : std::string(name), part));
    files.back().named = part.size() % 2 == 0;
    CheckAffected(files.back().bytes);
  }
  const auto report = codebook::ReadReleases(files, {});
  if (report.ok()) {
    Require(!report->releases.empty(), "an import of nothing");
    for (const codebook::ImportedRelease& release : report->releases) {
      CheckRelease(release.code_set);
    }
  } else {
    Require(absl::IsInvalidArgument(report.status()), "another error",
            MessageOf(report.status()));
  }
  return 0;
}
