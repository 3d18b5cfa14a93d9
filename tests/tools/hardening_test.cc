// What the program is built with, and what it does not do.

#include <elf.h>
#include <gtest/gtest.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstddef>
#include <cstdio>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tests/temp_folder.h"
#include "tests/tools/run_program.h"

namespace codebook {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kSanitized = true;
#elif defined(__has_feature)
constexpr bool kSanitized = __has_feature(address_sanitizer) != 0;
#else
constexpr bool kSanitized = false;
#endif

template <typename T>
T At(const std::string& bytes, size_t offset) {
  T value{};
  EXPECT_LE(offset + sizeof value, bytes.size());
  std::memcpy(&value, bytes.data() + offset, sizeof value);
  return value;
}

class ElfFile {
 public:
  explicit ElfFile(const std::string& path) : bytes_(ReadFile(path)) {}

  Elf64_Ehdr header() const { return At<Elf64_Ehdr>(bytes_, 0); }

  std::vector<Elf64_Phdr> segments(uint32_t type) const {
    std::vector<Elf64_Phdr> found;
    for (size_t i = 0; i < header().e_phnum; ++i) {
      const auto segment =
          At<Elf64_Phdr>(bytes_, header().e_phoff + i * header().e_phentsize);
      if (segment.p_type == type) found.push_back(segment);
    }
    return found;
  }

  // The value of an entry of the dynamic section; 0 when it is not there.
  uint64_t dynamic(int64_t tag) const {
    for (const Elf64_Phdr& segment : segments(PT_DYNAMIC)) {
      for (size_t at = 0; at < segment.p_filesz; at += sizeof(Elf64_Dyn)) {
        const auto entry = At<Elf64_Dyn>(bytes_, segment.p_offset + at);
        if (entry.d_tag == tag) return entry.d_un.d_val;
      }
    }
    return 0;
  }

  bool Mentions(std::string_view symbol) const {
    const std::string terminated = std::string(1, '\0') + std::string(symbol);
    return bytes_.find(terminated + std::string(1, '\0')) != std::string::npos;
  }

 private:
  std::string bytes_;
};

TEST(Hardening, TheProgramIsPositionIndependentAndItsTablesAreReadOnly) {
  if (kSanitized) GTEST_SKIP() << "the sanitizers have a program of their own";
  const ElfFile program(CODEBOOK_PROGRAM);
  EXPECT_EQ(program.header().e_type, ET_DYN);
  EXPECT_TRUE(program.dynamic(DT_FLAGS_1) & DF_1_PIE);
  EXPECT_EQ(program.segments(PT_GNU_RELRO).size(), 1U);
  EXPECT_TRUE(program.dynamic(DT_FLAGS_1) & DF_1_NOW);
  for (const Elf64_Phdr& segment : program.segments(PT_GNU_STACK)) {
    EXPECT_FALSE(segment.p_flags & PF_X) << "the stack is executable";
  }
  for (const Elf64_Phdr& segment : program.segments(PT_LOAD)) {
    EXPECT_NE(segment.p_flags & (PF_W | PF_X), uint32_t{PF_W | PF_X})
        << "what can be written can be executed";
  }
}

// Every file of the project is compiled so, and stack guards are in the library
// itself. Checked copies leave no trace where all of them are known to fit.
TEST(Hardening, StacksAreGuardedAndCopiesChecked) {
  if (kSanitized) GTEST_SKIP() << "the sanitizers check more than that";
  EXPECT_TRUE(ElfFile(CODEBOOK_LIBRARY).Mentions("__stack_chk_fail"));
  const auto commands = nlohmann::json::parse(
      ReadFile(std::string(CODEBOOK_BUILD_DIR) + "/compile_commands.json"));
  size_t checked = 0;
  for (const nlohmann::json& entry : commands) {
    const std::string command = entry["command"];
    const bool release = command.find(" -DNDEBUG") != std::string::npos;
    for (const char* flag :
         {"-fstack-protector-strong", "-fstack-clash-protection"}) {
      EXPECT_NE(command.find(flag), std::string::npos) << command;
    }
    EXPECT_EQ(command.find("-D_FORTIFY_SOURCE=2") != std::string::npos, release)
        << command;
    ++checked;
  }
  EXPECT_GT(checked, 100U);
}

// From here on, whatever has to do with the network ends the process.
void ForbidTheNetwork() {
  std::vector<sock_filter> filter = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr))};
  for (const int call :
       {SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen,
        SYS_accept, SYS_accept4, SYS_sendto, SYS_sendmsg, SYS_sendmmsg,
        SYS_recvfrom, SYS_recvmsg, SYS_recvmmsg, SYS_io_uring_setup}) {
    filter.push_back(
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<uint32_t>(call), 0, 1));
    filter.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS));
  }
  filter.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
  const sock_fprog program = {static_cast<unsigned short>(filter.size()),
                              filter.data()};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
      prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) {
    _exit(77);
  }
}

// Runs `act` without the network; its result, 77 when that cannot be forbidden
// here, 128 and more when a signal ended it.
template <typename Act>
int WithoutNetwork(Act act) {
  const pid_t child = fork();
  if (child == 0) {
    ForbidTheNetwork();
    _exit(act());
  }
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

TEST(Privacy, NoCommandTouchesTheNetwork) {
  const int forbidden =
      WithoutNetwork([] { return socket(AF_INET, SOCK_STREAM, 0) < 0; });
  if (forbidden == 77) GTEST_SKIP() << "system calls cannot be forbidden here";
  ASSERT_EQ(forbidden, 128 + SIGSYS) << "the filter lets a socket through";
  const TempFolder files;
  const std::string key = files.Write(
      "key.jsonl",
      "{\"question\":\"q\",\"form\":\"single\",\"code\":\"I10\"}\n");
  const std::string answers =
      files.Write("answers.jsonl", "{\"question\":\"q\",\"answer\":\"I10\"}\n");
  const std::string codes = files.Write("codes.txt", "I10\n");
  const std::vector<std::vector<std::string>> commands = {
      {"--version"},
      {"--help"},
      {"import", CODEBOOK_SAMPLE_FILES},
      {"list", "--json"},
      {"verify"},
      {"validate", "I10"},
      {"lookup", "I10"},
      {"next", "0DB"},
      {"search", "fracture"},
      {"index", "fracture"},
      {"check", "I10"},
      {"grade", key, answers},
      {"audit", key},
      {"diff", "icd10cm@2024-10-01", "icd10cm", "--affects", codes},
      {"export", "icd10cm"}};
  for (const std::vector<std::string>& command : commands) {
    const int result = WithoutNetwork([&command] {
      // Its own home, and a catalog in it where the command is an import.
      static const Program& program = *new Program();
      return program.Run(command).exit_status;
    });
    EXPECT_LE(result, 1) << command[0];
  }
}

}  // namespace
}  // namespace codebook
