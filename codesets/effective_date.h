// The day a release takes effect, from what its files and their names tell.
//
// Example:
//   EffectiveDateOf(system, file, {})->date;
//   // icd10cm/2021-01-01/icd10cm_order_2021.txt  2021-01-01, from the path
//   // icd10c-tabular-April-1-2026.xml            2026-04-01, from the name
//   // FY15_Tabular.xml                           2014-10-01, assumed

#ifndef CODEBOOK_CODESETS_EFFECTIVE_DATE_H_
#define CODEBOOK_CODESETS_EFFECTIVE_DATE_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "codesets/code_system.h"
#include "engine/date.h"

namespace codebook {

struct EffectiveDate {
  Date date;
  // How it was come by, for people: "from --effective", "from the path",
  // "from the name", or "assumed: ...".
  std::string reason;
  // Whether nobody said the day itself.
  bool assumed = false;
};

// The effective date of `file`, by the first of these that tells:
//   1. `given`, the user's --effective;
//   2. an ISO date in the path ("2021-01-01/", "cm-2021-01-01.zip");
//   3. words or an American date in a name: "April-1-2026", "Jan-2021" (its
//      first day), "10-01-2022"; months in full or by three letters, in any
//      case, with "-", "_", blanks or nothing between the parts;
//   4. the year that the content gives: the usual day of that year;
//   5. a year in a name ("2026", "FY2016", "FY15"): the usual day of that year.
// The path is the whole name of the source, archives and folders included, and
// the last date in it counts. What the calendar does not have (2021-13-01) is
// no date; years are 1900 to 2099. Invalid argument, asking for --effective,
// when none of these tells.
absl::StatusOr<EffectiveDate> EffectiveDateOf(const CodeSystem& system,
                                              const RecognizedFile& file,
                                              std::optional<Date> given);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_EFFECTIVE_DATE_H_
