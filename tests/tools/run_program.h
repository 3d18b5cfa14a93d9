// Runs the codebook program and catches what it says.
//
// Example:
//   Program program;
//   const ProgramRun run = program.Run({"lookup", "I10"});
//   EXPECT_EQ(run.exit_status, 0) << run.err;

#ifndef CODEBOOK_TESTS_TOOLS_RUN_PROGRAM_H_
#define CODEBOOK_TESTS_TOOLS_RUN_PROGRAM_H_

#include <fcntl.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/temp_folder.h"

namespace codebook {

struct ProgramRun {
  // 128 and the signal's number when a signal ended it.
  int exit_status = -1;
  std::string out;
  std::string err;

  std::vector<std::string> lines() const {
    std::vector<std::string> lines;
    std::string_view rest = out;
    while (!rest.empty()) {
      const size_t end = rest.find('\n');
      if (end == std::string_view::npos) {
        ADD_FAILURE() << "the last line has no end: " << rest;
        break;
      }
      lines.emplace_back(rest.substr(0, end));
      rest.remove_prefix(end + 1);
    }
    return lines;
  }

  // One object a line.
  std::vector<nlohmann::json> json() const {
    std::vector<nlohmann::json> objects;
    for (const std::string& line : lines()) {
      objects.push_back(nlohmann::json::parse(line, nullptr, false));
      EXPECT_TRUE(objects.back().is_object()) << line;
    }
    return objects;
  }
};

// The program with a home of its own, so with an empty catalog, and with
// nothing else in its environment than a test puts there.
class Program {
 public:
  Program() : environment_({"HOME=" + home_.path(), "PATH=/usr/bin:/bin"}) {
    for (const char* name : {"ASAN_OPTIONS", "UBSAN_OPTIONS"}) {
      if (const char* value = std::getenv(name)) Set(name, value);
    }
  }

  const TempFolder& home() const { return home_; }

  void Set(std::string_view name, std::string_view value) {
    environment_.push_back(std::string(name) + "=" + std::string(value));
  }

  // The catalog that is used when nothing else is said.
  std::string default_catalog() const {
    return home_.Path(".local/share/codebook");
  }

  ProgramRun Run(const std::vector<std::string>& words,
                 std::string_view input = "") const {
    const std::string out = files_.Write("out", "");
    ProgramRun run;
    run.exit_status = Spawn(words, files_.Write("in", input), [&] {
      return open(out.c_str(), O_WRONLY | O_TRUNC);
    });
    run.out = ReadFile(out);
    run.err = ReadFile(files_.Path("err"));
    return run;
  }

  // With its results going to a device that is full.
  ProgramRun RunOnFullDisk(const std::vector<std::string>& words) const {
    ProgramRun run;
    run.exit_status = Spawn(words, files_.Write("in", ""),
                            [] { return open("/dev/full", O_WRONLY); });
    run.err = ReadFile(files_.Path("err"));
    return run;
  }

  // With its results going to a pipe that nobody reads any more.
  ProgramRun RunWithoutReader(const std::vector<std::string>& words) const {
    ProgramRun run;
    run.exit_status = Spawn(words, files_.Write("in", ""), [] {
      int ends[2];
      if (pipe(ends) != 0) return -1;
      close(ends[0]);
      return ends[1];
    });
    run.err = ReadFile(files_.Path("err"));
    return run;
  }

  // With its results going to a terminal; for little output only, which the
  // terminal holds until it is read.
  ProgramRun RunOnTerminal(const std::vector<std::string>& words) const {
    const int master = posix_openpt(O_RDWR | O_NOCTTY);
    EXPECT_GE(master, 0);
    EXPECT_EQ(grantpt(master) + unlockpt(master), 0);
    const std::string name = ptsname(master);
    const int keep_open = open(name.c_str(), O_RDWR | O_NOCTTY);
    ProgramRun run;
    run.exit_status = Spawn(words, files_.Write("in", ""), [&] {
      return open(name.c_str(), O_WRONLY | O_NOCTTY);
    });
    fcntl(master, F_SETFL, O_NONBLOCK);
    char block[4096];
    ssize_t count = 0;
    while ((count = read(master, block, sizeof block)) > 0) {
      run.out.append(block, static_cast<size_t>(count));
    }
    std::erase(run.out, '\r');
    close(keep_open);
    close(master);
    run.err = ReadFile(files_.Path("err"));
    return run;
  }

 private:
  template <typename OpenOutput>
  int Spawn(const std::vector<std::string>& words, const std::string& input,
            OpenOutput open_output) const {
    const std::string err = files_.Write("err", "");
    std::vector<char*> argv = {const_cast<char*>(CODEBOOK_PROGRAM)};
    for (const std::string& word : words) {
      argv.push_back(const_cast<char*>(word.c_str()));
    }
    argv.push_back(nullptr);
    std::vector<char*> environment;
    for (const std::string& variable : environment_) {
      environment.push_back(const_cast<char*>(variable.c_str()));
    }
    environment.push_back(nullptr);
    const pid_t child = fork();
    if (child == 0) {
      dup2(open(input.c_str(), O_RDONLY), STDIN_FILENO);
      dup2(open_output(), STDOUT_FILENO);
      dup2(open(err.c_str(), O_WRONLY | O_TRUNC), STDERR_FILENO);
      execve(CODEBOOK_PROGRAM, argv.data(), environment.data());
      _exit(127);
    }
    int status = 0;
    EXPECT_EQ(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

  TempFolder home_;
  TempFolder files_;
  std::vector<std::string> environment_;
};

// The folder of a sample release in the official formats.
inline std::string SampleFiles(std::string_view release) {
  return std::string(CODEBOOK_SAMPLE_FILES) + "/" + std::string(release);
}

}  // namespace codebook

#endif  // CODEBOOK_TESTS_TOOLS_RUN_PROGRAM_H_
