// Runs programs and times them as a whole, from before they start to after
// they have ended.

#ifndef CODEBOOK_BENCH_PROCESS_H_
#define CODEBOOK_BENCH_PROCESS_H_

#include <optional>
#include <string>
#include <vector>

namespace codebook {

// A program, which is looked for where the shell would, and its arguments.
using CommandLine = std::vector<std::string>;

struct ProcessRun {
  double seconds;
  // The most memory it held, in bytes, at least what the caller held.
  double peak_bytes;
  int exit_status;
};

// Runs a program with nothing to read, its output thrown away. None when it
// could not be started or did not end by itself.
std::optional<ProcessRun> Run(const CommandLine& command);

// What a program writes to standard output. None when it could not be started
// or its exit status is not 0.
std::optional<std::string> OutputOf(const CommandLine& command);

// The program that is running.
std::string OwnPath();

}  // namespace codebook

#endif  // CODEBOOK_BENCH_PROCESS_H_
