// Reads the command line.

#ifndef CODEBOOK_TOOLS_CODEBOOK_COMMAND_LINE_H_
#define CODEBOOK_TOOLS_CODEBOOK_COMMAND_LINE_H_

#include <span>
#include <string_view>

#include "tools/codebook/command.h"
#include "tools/codebook/output.h"

namespace codebook {

struct CommandLine {
  // What to run; null when there is nothing to run, because help was asked for
  // and given, or because the command line was wrong and that was said.
  const Command* command = nullptr;
  Arguments arguments;
  // The exit status when there is nothing to run.
  int exit_status = kExitOk;
};

// Reads `words`, which are those of argv without the name of the program.
// Options may stand before and after the command; after "--" nothing is an
// option. Help goes to `out`, complaints to standard error.
CommandLine ReadCommandLine(std::span<const std::string_view> words,
                            Output& out);

}  // namespace codebook

#endif  // CODEBOOK_TOOLS_CODEBOOK_COMMAND_LINE_H_
