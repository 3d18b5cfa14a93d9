// Reads the XML of alphabetic lists: the indexes and tables of ICD-10-CM and
// the index of ICD-10-PCS, which share their form.

#ifndef CODEBOOK_CODESETS_ALPHABETIC_INDEX_H_
#define CODEBOOK_CODESETS_ALPHABETIC_INDEX_H_

#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "codesets/finding.h"
#include "codesets/source_file.h"
#include "codesets/xml_source.h"
#include "engine/code.h"
#include "engine/index_terms.h"
#include "engine/index_terms_builder.h"

namespace codebook {

// Which of the lists of ICD-10-CM a file is, by its beginning: its root element
// is ICD10CM.index or, of the oldest tables, ICD10CM.table.
IndexKind Icd10cmIndexKind(const SourceFile& file);

// The list in words: "Index to Diseases and Injuries".
std::string_view IndexTitle(IndexKind kind);

// Adds the list in `xml`, which has been parsed. Main terms and the terms below
// them, codes, manifestation codes, cells, see and see also, in whichever order
// they stand. Refuses, with line and column, a list without a term and nesting
// deeper than any list has. Elements it does not know become findings.
absl::Status ReadAlphabeticIndex(XmlSource& xml, IndexKind kind,
                                 IndexTermsBuilder& index, Findings& findings);

// What the text of a code link says: "S72.00-", "I20-I25", "E08.21, E09.21".
struct IndexCode {
  Code first;
  // The end of a range; the same as `first` when it is none.
  Code last;
  // More characters follow.
  bool dash = false;
};
// None when the text is anything but codes. `point_after` as in CodeSet.
std::optional<std::vector<IndexCode>> ParseIndexCodes(std::string_view text,
                                                      size_t point_after);

// Reports every code of the lists that the release does not have, once for each
// text in each list; `codes` are those of the release in ASCII order.
void CheckIndexCodes(const IndexTermsBuilder& index,
                     const std::vector<Code>& codes, size_t point_after,
                     Findings& findings);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_ALPHABETIC_INDEX_H_
