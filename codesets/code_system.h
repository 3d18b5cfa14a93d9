// What each code system provides: to recognise its files and to read them.
//
// The systems are a constant table; nothing is registered at run time.

#ifndef CODEBOOK_CODESETS_CODE_SYSTEM_H_
#define CODEBOOK_CODESETS_CODE_SYSTEM_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "codesets/finding.h"
#include "codesets/source_file.h"
#include "engine/code_set_builder.h"
#include "engine/date.h"
#include "engine/verdict.h"

namespace codebook {

// What a file is for its system, told by its content.
enum class FileRole {
  // The full model: tabular list, tables.
  kModel,
  // The order file: every code and header with the billable flag.
  kOrder,
  // Billable codes with long titles only.
  kCodes,
  // Descriptions of the user's own (CPT, HCPCS). Several may make one release.
  kDescriptions,
  // Alphabetic lists, which go with codes: index, tables, definitions.
  kIndex,
  kExternalCauseIndex,
  kNeoplasmTable,
  kDrugTable,
  kDefinitions,
  // Known, but nothing that an import uses.
  kNotUsed,
};

// Whether files of this role alone make a release.
constexpr bool GivesCodes(FileRole role) { return role < FileRole::kIndex; }

struct Recognition {
  FileRole role;
  // What it is, for people: "ICD-10-CM tabular list".
  std::string_view what;
  // The year of the release as the file itself gives it; 0 when it does not.
  int year = 0;
};

struct RecognizedFile {
  SourceFile source;
  Recognition recognition;
};

// One release to be read: its files, and where the outcome goes.
struct ReadRequest {
  Date effective;
  // In the order they were found; no two have the same role, kDescriptions
  // excepted.
  std::span<const RecognizedFile> files;
  CodeSetBuilder& builder;
  Findings& findings;
};

struct CodeSystem {
  // "icd10cm"
  std::string_view name;
  // "ICD-10-CM"
  std::string_view title;
  // The FHIR URI.
  std::string_view uri;
  // Characters before the printed point; 0 for none.
  uint32_t point_after;
  // Fiscal years begin on October 1 of the year before.
  bool fiscal_year;

  // None when the file is not one of this system's.
  std::optional<Recognition> (*recognize)(const SourceFile& file);
  // Fills the builder. Errors are invalid argument and name file, line and
  // column.
  absl::Status (*read)(const ReadRequest& request);
  // Says of a code that has the form of the set but is not billable in
  // `release`, or not in it, how far it goes and what is wrong with it: sets
  // the verdict's status to header, incomplete or unknown, and adds issues.
  void (*explain)(const CodeSet& release, Code code,
                  Verdict& verdict) = nullptr;

  // The day on which the release of `year` usually takes effect.
  Date UsualEffectiveDate(int year) const {
    return fiscal_year ? *Date::FromCivil(year - 1, 10, 1)
                       : *Date::FromCivil(year, 1, 1);
  }
};

// In the order in which a code without a set is looked for.
std::span<const CodeSystem> CodeSystems();

// None when there is no such system.
const CodeSystem* FindCodeSystem(std::string_view name);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_CODE_SYSTEM_H_
