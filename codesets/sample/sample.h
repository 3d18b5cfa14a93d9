// The sample releases that are compiled into the library: small, hand-written,
// in the official formats. See README.md beside this file.

#ifndef CODEBOOK_CODESETS_SAMPLE_SAMPLE_H_
#define CODEBOOK_CODESETS_SAMPLE_SAMPLE_H_

#include "engine/catalog.h"

namespace codebook {

// A catalog of the sample releases. Opening it costs as much as opening images
// on disk; the bytes are part of the program.
Catalog SampleCatalog();

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_SAMPLE_SAMPLE_H_
