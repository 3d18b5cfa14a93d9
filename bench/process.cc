#include "bench/process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <system_error>

namespace codebook {
namespace {

// Starts `command`; its output goes to `output`, or nowhere when that is -1.
std::optional<pid_t> Start(const CommandLine& command, int output) {
  std::vector<char*> arguments;
  for (const std::string& argument : command) {
    arguments.push_back(const_cast<char*>(argument.c_str()));
  }
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null",
                                   O_RDONLY, 0);
  if (output >= 0) {
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  } else {
    for (const int file : {STDOUT_FILENO, STDERR_FILENO}) {
      posix_spawn_file_actions_addopen(&actions, file, "/dev/null", O_WRONLY,
                                       0);
    }
  }
  pid_t process = 0;
  const int error = posix_spawnp(&process, arguments[0], &actions, nullptr,
                                 arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) return std::nullopt;
  return process;
}

std::string ReadAll(int file) {
  std::string text;
  std::array<char, 1 << 16> block;
  while (true) {
    const ssize_t count = read(file, block.data(), block.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return text;
    text.append(block.data(), static_cast<size_t>(count));
  }
}

}  // namespace

std::optional<ProcessRun> Run(const CommandLine& command) {
  const auto begin = std::chrono::steady_clock::now();
  const std::optional<pid_t> process = Start(command, -1);
  if (!process) return std::nullopt;
  int status = 0;
  struct rusage usage = {};
  if (wait4(*process, &status, 0, &usage) != *process) return std::nullopt;
  const std::chrono::duration<double> took =
      std::chrono::steady_clock::now() - begin;
  if (!WIFEXITED(status)) return std::nullopt;
  return ProcessRun{.seconds = took.count(),
                    .peak_bytes = 1024.0 * static_cast<double>(usage.ru_maxrss),
                    .exit_status = WEXITSTATUS(status)};
}

std::optional<std::string> OutputOf(const CommandLine& command) {
  std::array<int, 2> ends;
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
  const std::optional<pid_t> process = Start(command, ends[1]);
  close(ends[1]);
  std::string text = process ? ReadAll(ends[0]) : std::string();
  close(ends[0]);
  int status = 0;
  if (!process || waitpid(*process, &status, 0) != *process) {
    return std::nullopt;
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return std::nullopt;
  return text;
}

std::string OwnPath() {
  std::error_code ignored;
  return std::filesystem::read_symlink("/proc/self/exe", ignored).string();
}

}  // namespace codebook
