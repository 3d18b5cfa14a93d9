// What a check found, as text and as JSON.

#ifndef CODEBOOK_TOOLS_CODEBOOK_CHECK_OUTPUT_H_
#define CODEBOOK_TOOLS_CODEBOOK_CHECK_OUTPUT_H_

#include <cstddef>

#include "codesets/check.h"
#include "tools/codebook/json_output.h"
#include "tools/codebook/output.h"
#include "tools/codebook/text_output.h"

namespace codebook {

// The codes with their titles, each finding with the official note it rests on,
// and how many there are of each severity.
void AppendCheckText(const CheckReport& report, const TextWriter& writer);

// One finding, with the official note it rests on, `indent` columns in; and
// that note alone, where there is one.
void AppendFindingText(const CheckReport& report, const CheckFinding& finding,
                       size_t indent, const TextWriter& writer);
void AppendNoteText(const CodeSet& release, const CheckFinding& finding,
                    size_t indent, const TextWriter& writer);

// A finding as an object; and its note, or null.
Json CheckFindingJson(const CheckReport& report, const CheckFinding& finding);
Json NoteJson(const CodeSet& release, const CheckFinding& finding);

// One object of type "finding" a line.
void AppendCheckJson(const CheckReport& report, Output& out);

}  // namespace codebook

#endif  // CODEBOOK_TOOLS_CODEBOOK_CHECK_OUTPUT_H_
