// An entry for people.

#ifndef CODEBOOK_TOOLS_CODEBOOK_ENTRY_TEXT_H_
#define CODEBOOK_TOOLS_CODEBOOK_ENTRY_TEXT_H_

#include "tools/codebook/entry.h"
#include "tools/codebook/text_output.h"

namespace codebook {

// The code with its title, where it stands, its notes by kind and origin, its
// seventh characters and axes, and what lies below it.
void AppendEntryText(const Entry& entry, const TextWriter& writer);

}  // namespace codebook

#endif  // CODEBOOK_TOOLS_CODEBOOK_ENTRY_TEXT_H_
