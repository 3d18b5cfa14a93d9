// The day a release takes effect, from what its files and their names tell.

#ifndef CODEBOOK_CODESETS_EFFECTIVE_DATE_H_
#define CODEBOOK_CODESETS_EFFECTIVE_DATE_H_

#include <optional>
#include <string>
#include <string_view>

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

// The effective date of `file`: `given` (the user's --effective) if there is
// one; else the last ISO date that is a whole part of the path, or stands in a
// part of it ("2021-01-01/", "cm-2021-01-01.zip"); else words in a name
// ("April-1-2026", "Jan-2021", the last of them in the path); else the usual
// day of the year that the content gives; else the usual day of a year in the
// name ("2026", "FY2016", "FY15"). Invalid argument, asking for --effective,
// when none of these tells.
absl::StatusOr<EffectiveDate> EffectiveDateOf(const CodeSystem& system,
                                              const RecognizedFile& file,
                                              std::optional<Date> given);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_EFFECTIVE_DATE_H_
