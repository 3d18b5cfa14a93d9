// The codebook program.

#include <signal.h>
#include <unistd.h>

#include <exception>
#include <string_view>
#include <vector>

#include "engine/concat.h"
#include "tools/codebook/command_line.h"
#include "tools/codebook/output.h"

namespace codebook {
namespace {

int Run(const std::vector<std::string_view>& words) {
  Output out(STDOUT_FILENO);
  const CommandLine line = ReadCommandLine(words, out);
  int exit_status = line.exit_status;
  if (line.command != nullptr) {
    exit_status = line.command->run(line.arguments, out);
  }
  if (const absl::Status written = out.Flush(); !written.ok()) {
    Complain(written);
    return kExitError;
  }
  // Whoever reads the results has seen enough: that is not an error.
  return out.closed() ? kExitOk : exit_status;
}

}  // namespace
}  // namespace codebook

int main(int argc, char** argv) {
  // A reader that goes away is noticed when writing, not by dying.
  signal(SIGPIPE, SIG_IGN);
  // So is a limit on the size of files; dying would leave half a file behind.
  signal(SIGXFSZ, SIG_IGN);
  try {
    return codebook::Run(
        std::vector<std::string_view>(argv + (argc > 0 ? 1 : 0), argv + argc));
  } catch (const std::exception& error) {
    codebook::Complain(
        codebook::Concat("internal error: ", std::string_view(error.what())));
    return codebook::kExitError;
  }
}
