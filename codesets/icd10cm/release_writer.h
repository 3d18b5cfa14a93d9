// Puts what the ICD-10-CM files gave into the builder.

#ifndef CODEBOOK_CODESETS_ICD10CM_RELEASE_WRITER_H_
#define CODEBOOK_CODESETS_ICD10CM_RELEASE_WRITER_H_

#include <span>

#include "codesets/icd10cm/tabular.h"
#include "codesets/order_file.h"
#include "engine/code_set_builder.h"

namespace codebook {

// The release that the tabular list alone gives.
void WriteTabular(const TabularList& list, CodeSetBuilder& builder);

// The release of an order file or codes file: its codes, billable flags and
// short titles. Where `list` has the code as well, its title, which keeps the
// accents, its notes, and the place it has in the list. `list` may be empty.
void WriteOrderRows(std::span<const OrderRow> rows, const TabularList& list,
                    CodeSetBuilder& builder);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_ICD10CM_RELEASE_WRITER_H_
