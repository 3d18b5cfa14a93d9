// CPT, from the user's own licensed files or tables.
//
// Told apart by content: LONGULT (code, tab, long description), LONGULF (fixed
// columns, continuation rows), MEDU and SHORTU (medium and short descriptors
// in fixed columns), and tables with a header row, to which the consumer
// descriptors belong. Any of them may begin with a copyright header. Several
// files make one release; a code gets its title from the best description
// there is: long, else medium, else short, else consumer. What is ambiguous or
// contradictory is refused with its place.
//
// Rows come by category (I, II, III, PLA, MAAA, administrative), then the
// modifiers, each in ascending order. Properties: "category" ("Category I"),
// "medium_descriptor", "consumer_descriptor".

#ifndef CODEBOOK_CODESETS_CPT_CPT_H_
#define CODEBOOK_CODESETS_CPT_CPT_H_

#include <optional>

#include "absl/status/status.h"
#include "codesets/code_system.h"

namespace codebook {

std::optional<Recognition> RecognizeCpt(const SourceFile& file);

absl::Status ReadCpt(const ReadRequest& request);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_CPT_CPT_H_
