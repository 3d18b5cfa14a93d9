// An entry as JSON.

#ifndef CODEBOOK_TOOLS_CODEBOOK_ENTRY_JSON_H_
#define CODEBOOK_TOOLS_CODEBOOK_ENTRY_JSON_H_

#include "tools/codebook/entry.h"
#include "tools/codebook/json_output.h"

namespace codebook {

// The object of type "code".
Json EntryJson(const Entry& entry);

}  // namespace codebook

#endif  // CODEBOOK_TOOLS_CODEBOOK_ENTRY_JSON_H_
