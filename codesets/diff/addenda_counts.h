// Counts in the form of the official addenda's trailer.

#ifndef CODEBOOK_CODESETS_DIFF_ADDENDA_COUNTS_H_
#define CODEBOOK_CODESETS_DIFF_ADDENDA_COUNTS_H_

#include <string>

#include "codesets/diff/change.h"
#include "engine/code_set.h"

namespace codebook {

// Fills the counts of a report whose changes are in order.
void CountAddenda(const CodeSet& older, const CodeSet& newer,
                  DiffReport& report);

// The trailer, line by line as the official addenda end with it: "Headers",
// "  23324 headers in icd10cm@2024-10-01", and so on.
std::string AddendaTrailer(const DiffReport& report);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_DIFF_ADDENDA_COUNTS_H_
