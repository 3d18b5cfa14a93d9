// An entry for people.

#ifndef CODEBOOK_TOOLS_CODEBOOK_ENTRY_TEXT_H_
#define CODEBOOK_TOOLS_CODEBOOK_ENTRY_TEXT_H_

#include <string>
#include <string_view>

#include "tools/codebook/entry.h"
#include "tools/codebook/text_output.h"

namespace codebook {

// What coders call a kind of notes: "Code first".
std::string_view NoteTitle(NoteKind kind);

// The name of a node as text calls it: "Chapter 9", or the code.
std::string NameInTree(const CodeSet& release, NodeId node);

// The code with its title, where it stands, its notes by kind and origin, its
// seventh characters and axes, and what lies below it.
void AppendEntryText(const Entry& entry, const TextWriter& writer);

}  // namespace codebook

#endif  // CODEBOOK_TOOLS_CODEBOOK_ENTRY_TEXT_H_
