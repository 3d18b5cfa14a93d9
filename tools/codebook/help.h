// The help texts that no single command has.

#ifndef CODEBOOK_TOOLS_CODEBOOK_HELP_H_
#define CODEBOOK_TOOLS_CODEBOOK_HELP_H_

#include <string>
#include <string_view>

#include "tools/codebook/command.h"

namespace codebook {

// "codebook 0.1.0"
std::string VersionText();

// What the program is, its commands, and how to begin.
std::string ProgramHelp();

// The help of one command; `options` is the list of its options.
std::string CommandHelp(const Command& command, std::string_view options);

}  // namespace codebook

#endif  // CODEBOOK_TOOLS_CODEBOOK_HELP_H_
