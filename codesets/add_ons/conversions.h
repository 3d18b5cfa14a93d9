// The official conversion table of ICD-10-CM: which codes took the place of
// which. NCHS publishes it each year as a spreadsheet with the columns "Current
// code assignment", "Effective" and "Previous Code(s) Assignment", all years
// since 2016 included. An import keeps it in the catalog beside the releases.
//
// In the catalog a new code is a row, and each line of the table a property of
// it: the name is the day it took effect, the value the previous codes as they
// are printed.

#ifndef CODEBOOK_CODESETS_ADD_ONS_CONVERSIONS_H_
#define CODEBOOK_CODESETS_ADD_ONS_CONVERSIONS_H_

#include <optional>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "codesets/code_system.h"
#include "engine/code.h"
#include "engine/code_set.h"
#include "engine/date.h"

namespace codebook {

inline constexpr std::string_view kConversionSet = "conversion";

// A code that a line names; with a dash behind it, all that begin so; or a
// range of codes, those that begin with its last one included.
struct CodeSpan {
  Code first;
  Code last;
  bool wide = false;

  bool Has(Code code) const {
    if (!wide) return code == first;
    return first <= code && (code <= last || code.StartsWith(last));
  }
  friend bool operator==(const CodeSpan&, const CodeSpan&) = default;
};

// A line of the table. Texts live as long as the release it came from.
struct Conversion {
  // The new code.
  Code code;
  Date effective;
  // "G56.01 and G56.02", as printed.
  std::string_view previous_text;
  // The codes that it names: single ones and ranges.
  std::vector<CodeSpan> previous;
};

// The codes and ranges that a cell of previous codes names; none for "None" and
// other prose.
std::vector<CodeSpan> ReadPreviousCodes(std::string_view text);

class ConversionTable {
 public:
  explicit ConversionTable(std::vector<Conversion> conversions);

  // The lines that name `code` as a previous one, in the order of their codes.
  // Single codes are named as such: A04.7 does not name A04.71.
  std::vector<const Conversion*> From(Code code) const;
  const std::vector<Conversion>& all() const { return conversions_; }

 private:
  std::vector<Conversion> conversions_;
  // Those that name a code on its own, and those that name a range.
  absl::flat_hash_map<uint64_t, std::vector<uint32_t>> single_;
  std::vector<uint32_t> ranges_;
};

// The lines of `table`, a release of kConversionSet, that took effect after
// `after` and not after `until`.
ConversionTable ConversionsBetween(const CodeSet& table, Date after,
                                   Date until);

// See CodeSystem.
std::optional<Recognition> RecognizeConversions(const SourceFile& file);
absl::Status ReadConversions(const ReadRequest& request);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_ADD_ONS_CONVERSIONS_H_
