// Dates as tables write them.

#ifndef CODEBOOK_CODESETS_WRITTEN_DATE_H_
#define CODEBOOK_CODESETS_WRITTEN_DATE_H_

#include <optional>
#include <string_view>

#include "engine/date.h"

namespace codebook {

// Reads exactly "YYYYMMDD".
std::optional<Date> ReadCompactDate(std::string_view text);

// Reads "YYYY-MM-DD", "YYYYMMDD", or "M/D/YYYY" with one or two digits for
// month and day.
std::optional<Date> ReadWrittenDate(std::string_view text);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_WRITTEN_DATE_H_
