// Verdicts for people and as tab-separated values.

#ifndef CODEBOOK_TOOLS_CODEBOOK_VERDICT_TEXT_H_
#define CODEBOOK_TOOLS_CODEBOOK_VERDICT_TEXT_H_

#include <string_view>

#include "codesets/plain_code.h"
#include "engine/verdict.h"
#include "tools/codebook/output.h"
#include "tools/codebook/text_output.h"

namespace codebook {

// A line with code, status, title and release; below it each issue with a caret
// under the character it is about, what was allowed there, and suggestions.
void AppendVerdictText(const Verdict& verdict, const TextWriter& writer);

// input, status, code, issue ids.
void AppendVerdictTsv(const Verdict& verdict, Output& out);
// The same of a code that needs no verdict: what FindPlainCodes says of
// `input`.
void AppendPlainTsv(std::string_view input, const PlainCode& plain,
                    Output& out);

}  // namespace codebook

#endif  // CODEBOOK_TOOLS_CODEBOOK_VERDICT_TEXT_H_
