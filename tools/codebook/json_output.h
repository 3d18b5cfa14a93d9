// Results as JSON, one object a line.

#ifndef CODEBOOK_TOOLS_CODEBOOK_JSON_OUTPUT_H_
#define CODEBOOK_TOOLS_CODEBOOK_JSON_OUTPUT_H_

#include <nlohmann/json.hpp>
#include <string_view>

#include "engine/code_set.h"
#include "engine/verdict.h"
#include "tools/codebook/output.h"

namespace codebook {

// Keeps fields in the order in which they are added.
using Json = nlohmann::ordered_json;

// One line. Bytes that are not UTF-8 become U+FFFD.
void AppendLine(const Json& object, Output& out);

// `text` as a JSON string. For long streams, where an object a line would cost
// more than everything else.
void AppendJsonString(std::string_view text, Output& out);

// null where there is nothing to say.
Json TextOrNull(std::string_view text);

// The objects of type "release" and "verdict".
Json ReleaseJson(const CodeSet& release);
Json VerdictJson(const Verdict& verdict);

}  // namespace codebook

#endif  // CODEBOOK_TOOLS_CODEBOOK_JSON_OUTPUT_H_
