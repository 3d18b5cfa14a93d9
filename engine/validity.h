// When something has been valid, over all loaded releases of its set.
//
// A release is in force from its effective date to the day before the next
// loaded release of its set takes effect; the newest stays in force. What it
// holds is valid for that time, cut to the dates that the release itself gives
// a row, if it gives any. Periods that follow one another without a gap are one
// period.
//
// Example, with releases of 2023-10-01 and 2024-10-01 that both have the code:
//   absl::StatusOr<std::vector<Period>> periods =
//       BillablePeriods(catalog, "icd10cm", *Code::FromCharacters("I10"));
//   periods->size();                         // 1
//   periods->front().from.ToString();        // "2023-10-01"
//   periods->front().to.has_value();         // false: still in force
//
// Every function opens all loaded releases of the set; errors are those of
// Catalog::Get.

#ifndef CODEBOOK_ENGINE_VALIDITY_H_
#define CODEBOOK_ENGINE_VALIDITY_H_

#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/catalog.h"
#include "engine/code.h"
#include "engine/date.h"

namespace codebook {

// From the first to the last day; without a last day, still in force.
struct Period {
  Date from;
  std::optional<Date> to;

  friend bool operator==(const Period&, const Period&) = default;
};

// When `code` was billable, oldest first.
absl::StatusOr<std::vector<Period>> BillablePeriods(const Catalog& catalog,
                                                    std::string_view set,
                                                    Code code);

// When `code` was in the list, as a header or billable, oldest first.
absl::StatusOr<std::vector<Period>> ListedPeriods(const Catalog& catalog,
                                                  std::string_view set,
                                                  Code code);

// When there was a chapter or section named `name`, oldest first.
absl::StatusOr<std::vector<Period>> GroupPeriods(const Catalog& catalog,
                                                 std::string_view set,
                                                 std::string_view name);

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_VALIDITY_H_
