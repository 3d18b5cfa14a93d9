// What a check found, as text and as JSON.

#ifndef CODEBOOK_TOOLS_CODEBOOK_CHECK_OUTPUT_H_
#define CODEBOOK_TOOLS_CODEBOOK_CHECK_OUTPUT_H_

#include "codesets/check.h"
#include "tools/codebook/output.h"
#include "tools/codebook/text_output.h"

namespace codebook {

// The codes with their titles, each finding with the official note it rests on,
// and how many there are of each severity.
void AppendCheckText(const CheckReport& report, const TextWriter& writer);

// One object of type "finding" a line.
void AppendCheckJson(const CheckReport& report, Output& out);

}  // namespace codebook

#endif  // CODEBOOK_TOOLS_CODEBOOK_CHECK_OUTPUT_H_
