// Imports that are killed, run out of disk, may not write, or run beside each
// other and beside readers: the catalog is as before or complete.

#include <dirent.h>
#include <fcntl.h>
#include <grp.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <functional>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "absl/strings/str_format.h"
#include "engine/atomic_file.h"
#include "engine/catalog.h"
#include "engine/catalog_journal.h"
#include "tests/temp_folder.h"
#include "tests/tools/run_program.h"

namespace codebook {
namespace {

// Three releases in one call, all of whose titles say "`version`".
void WriteSources(const TempFolder& folder, const std::string& version) {
  folder.Write(
      version + "/cpt-2026-01-01.csv",
      "code,description\n00001," + version + "\n00002," + version + "\n");
  folder.Write(
      version + "/hcpcs-2026-01-01.txt",
      absl::StrFormat("A0021001003%s\nA0080001003%s\n", version, version));
  std::string order;
  int number = 0;
  for (const char* code : {"A00", "A000", "A009"}) {
    ++number;
    absl::StrAppendFormat(&order, "%05d %-7s %d %-60s %s\n", number, code,
                          number > 1, version, version);
  }
  folder.Write(version + "/icd10cm-order-2025-10-01.txt", order);
}

// What a reader finds in the catalog: "" for nothing, "old" or "new" for three
// whole releases of that version, else what is wrong.
std::string VersionIn(const std::string& folder) {
  const auto catalog = Catalog::Open(folder);
  if (!catalog.ok()) return std::string(catalog.status().message());
  if (catalog->empty()) return "";
  if (catalog->releases().size() != 3) return catalog->Describe();
  std::string version;
  for (const ReleaseId& id : catalog->releases()) {
    const auto release = catalog->Get(id);
    if (!release.ok()) return std::string(release.status().message());
    if (const auto whole = (*release)->VerifyChecksums(); !whole.ok()) {
      return std::string(whole.message());
    }
    for (NodeId row = 0; row < (*release)->row_count(); ++row) {
      const std::string title((*release)->title(row));
      if (version.empty()) version = title;
      if (title != version) return version + " and " + title;
    }
  }
  return version;
}

size_t LeftoversIn(const std::string& folder) {
  size_t leftovers = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    leftovers +=
        entry.path().native().find(kUnfinishedMark) != std::string::npos;
  }
  return leftovers;
}

class InterruptedImport : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* version : {"old", "new"}) WriteSources(files_, version);
    Import("old");
    ASSERT_EQ(VersionIn(catalog()), "old");
  }

  std::string catalog() const { return files_.Path("catalog"); }

  std::vector<std::string> Words(const std::string& version) const {
    return {"import", "--catalog", catalog(), files_.Path(version)};
  }

  // To its end.
  void Import(const std::string& version) const {
    const ProgramRun run = program_.Run(Words(version));
    ASSERT_EQ(run.exit_status, 0) << run.err;
  }

  // Starts an import of `version`, after what `prepare` does in its process.
  pid_t Start(
      const std::string& version,
      const std::function<void()>& prepare = [] {}) const {
    std::vector<std::string> words = Words(version);
    words.insert(words.begin(), CODEBOOK_PROGRAM);
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    // Leak checking does not work in a process that is traced.
    char no_leaks[] = "ASAN_OPTIONS=detect_leaks=0";
    char* environment[] = {no_leaks, nullptr};
    const pid_t child = fork();
    if (child != 0) return child;
    const int nowhere = open("/dev/null", O_RDWR);
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    prepare();
    execve(CODEBOOK_PROGRAM, argv.data(), environment);
    _exit(127);
  }

  // After an import of "new" over "old" that was interrupted.
  void CheckAndRestore() {
    const std::string version = VersionIn(catalog());
    ASSERT_TRUE(version == "old" || version == "new") << version;
    (version == "old" ? as_before_ : complete_) += 1;
    with_leftovers_ += LeftoversIn(catalog()) > 0;
    Import("old");
    ASSERT_EQ(VersionIn(catalog()), "old");
    ASSERT_EQ(LeftoversIn(catalog()), 0U);
  }

  void Report(const char* what) const {
    std::printf(
        "%s: %d; the catalog as before %d times, complete %d times; "
        "leftovers to clean %d times\n",
        what, as_before_ + complete_, as_before_, complete_, with_leftovers_);
  }

  const Program program_;
  const TempFolder files_;
  int as_before_ = 0;
  int complete_ = 0;
  int with_leftovers_ = 0;
};

TEST_F(InterruptedImport, KilledAtAHundredRandomMoments) {
  const auto start = std::chrono::steady_clock::now();
  Import("old");
  const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - start);
  std::mt19937_64 random(100);
  for (int i = 0; i < 100; ++i) {
    const pid_t child = Start("new");
    std::this_thread::sleep_for(std::chrono::microseconds(
        random() % static_cast<uint64_t>(whole.count() + 1)));
    kill(child, SIGKILL);
    ASSERT_EQ(waitpid(child, nullptr, 0), child);
    CheckAndRestore();
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(as_before_, 0);
  Report("imports killed at random moments");
}

// Runs a traced child up to its system call number `last`, entries and exits
// counted apart, and kills it there. False when it ended before.
bool KillAtSystemCall(pid_t child, int last) {
  int status = 0;
  waitpid(child, &status, 0);
  for (int call = 0; WIFSTOPPED(status); ++call) {
    if (call == last) {
      kill(child, SIGKILL);
      waitpid(child, &status, 0);
      return true;
    }
    ptrace(PTRACE_SYSCALL, child, nullptr, nullptr);
    waitpid(child, &status, 0);
  }
  return false;
}

// Between any two system calls, of which a file system sees nothing but these.
TEST_F(InterruptedImport, KilledBeforeAndAfterEverySystemCall) {
  const auto trace_me = [] { ptrace(PTRACE_TRACEME, 0, nullptr, nullptr); };
  // A sanitizer's start makes thousands of calls that write nothing.
  int first = 0;
#if defined(__SANITIZE_ADDRESS__)
  GTEST_SKIP() << "the sanitizer's own system calls are too many";
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
  GTEST_SKIP() << "the sanitizer's own system calls are too many";
#endif
#endif
  const pid_t probe = Start("new", trace_me);
  int status = 0;
  waitpid(probe, &status, 0);
  if (!WIFSTOPPED(status)) GTEST_SKIP() << "no process can be traced here";
  kill(probe, SIGKILL);
  waitpid(probe, &status, 0);
  for (int last = first;; ++last) {
    ASSERT_LT(last, 5000);
    const bool killed = KillAtSystemCall(Start("new", trace_me), last);
    if (!killed) break;
    CheckAndRestore();
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(as_before_, 50);
  EXPECT_GT(complete_, 5);
  EXPECT_GT(with_leftovers_, 10);
  Report("imports killed before or after a system call");
}

// A file system of its own for the catalog.
class FileSystem {
 public:
  FileSystem(const std::string& folder, const std::string& options)
      : folder_(folder) {
    mounted_ = unshare(CLONE_NEWNS) == 0 &&
               mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
               mount("none", folder.c_str(), "tmpfs", 0, options.c_str()) == 0;
    if (!mounted_) reason_ = std::strerror(errno);
  }
  FileSystem(const FileSystem&) = delete;
  FileSystem& operator=(const FileSystem&) = delete;
  ~FileSystem() {
    if (mounted_) umount2(folder_.c_str(), MNT_DETACH);
  }

  bool mounted() const { return mounted_; }
  const std::string& reason() const { return reason_; }
  bool Remount(unsigned long flags, const std::string& options) const {
    return mount("none", folder_.c_str(), "tmpfs", MS_REMOUNT | flags,
                 options.c_str()) == 0;
  }

 private:
  const std::string folder_;
  bool mounted_ = false;
  std::string reason_;
};

TEST_F(InterruptedImport, ADiskThatIsFullAtAnyMoment) {
  const FileSystem disk(catalog(), "size=16m");
  if (!disk.mounted()) {
    GTEST_SKIP() << "no file system can be mounted: " << disk.reason();
  }
  Import("old");
  struct statfs_pages {
    static std::string Size(size_t pages) {
      return "size=" + std::to_string(pages * 4) + "k";
    }
  };
  // As many pages as the catalog takes, then one more each time, until the
  // import has room.
  size_t pages = 0;
  for (const auto& entry : std::filesystem::directory_iterator(catalog())) {
    pages += (entry.file_size() + 4095) / 4096;
  }
  bool had_room = false;
  for (size_t more = 0; !had_room && more < 200; ++more) {
    ASSERT_TRUE(disk.Remount(0, statfs_pages::Size(pages + more)));
    const ProgramRun run = program_.Run(Words("new"));
    had_room = run.exit_status == 0;
    if (!had_room) {
      ASSERT_EQ(run.exit_status, 2);
      ASSERT_NE(run.err.find("No space left on device"), std::string::npos)
          << run.err;
      ASSERT_EQ(run.out, "");
      ASSERT_EQ(VersionIn(catalog()), "old");
      ASSERT_EQ(LeftoversIn(catalog()), 0U);
      ++as_before_;
    }
  }
  EXPECT_TRUE(had_room);
  EXPECT_EQ(VersionIn(catalog()), "new");
  EXPECT_GT(as_before_, 3);
  ++complete_;
  Report("disks of any size");
}

TEST_F(InterruptedImport, ADiskThatMayOnlyBeRead) {
  const FileSystem disk(catalog(), "size=16m");
  if (!disk.mounted()) {
    GTEST_SKIP() << "no file system can be mounted: " << disk.reason();
  }
  Import("old");
  ASSERT_TRUE(disk.Remount(MS_RDONLY, "size=16m"));
  const ProgramRun run = program_.Run(Words("new"));
  EXPECT_EQ(run.exit_status, 2);
  EXPECT_NE(run.err.find("Read-only file system"), std::string::npos)
      << run.err;
  EXPECT_EQ(VersionIn(catalog()), "old");
}

// No file may be longer than so many bytes: any image, or the journal, is cut
// short.
TEST_F(InterruptedImport, FilesThatMayNotBeLong) {
  bool had_room = false;
  for (rlim_t most = 0; !had_room; most = most * 5 / 4 + 16) {
    ASSERT_LT(most, rlim_t{1} << 30);
    const pid_t child = Start("new", [most] {
      const rlimit limit = {most, most};
      setrlimit(RLIMIT_FSIZE, &limit);
      signal(SIGXFSZ, SIG_DFL);
    });
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    had_room = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (had_room) break;
    ASSERT_EQ(VersionIn(catalog()), "old") << most;
    CheckAndRestore();
    if (HasFatalFailure()) return;
  }
  EXPECT_EQ(VersionIn(catalog()), "new");
  EXPECT_GT(as_before_, 10);
  ++complete_;
  Report("limits of length");
}

TEST_F(InterruptedImport, WithoutPermissionToWrite) {
  // Nobody but root is asked to be somebody else.
  constexpr uid_t kNobody = 65534;
  const bool root = geteuid() == 0;
  std::filesystem::permissions(files_.path(), std::filesystem::perms(0755));
  std::filesystem::permissions(catalog(), std::filesystem::perms(0555));
  const pid_t child = Start("new", [root] {
    if (root && (setgroups(0, nullptr) != 0 || setgid(kNobody) != 0 ||
                 setuid(kNobody) != 0)) {
      _exit(126);
    }
  });
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  std::filesystem::permissions(catalog(), std::filesystem::perms(0755));
  ASSERT_TRUE(WIFEXITED(status));
  if (WEXITSTATUS(status) >= 126) {
    GTEST_SKIP() << "nobody may not run the program here";
  }
  EXPECT_EQ(WEXITSTATUS(status), 2);
  EXPECT_EQ(VersionIn(catalog()), "old");
  CheckAndRestore();
}

// Two imports of different versions, again and again, and readers beside them.
TEST_F(InterruptedImport, TwoImportsAndReadersAtOnce) {
  std::atomic<bool> done = false;
  std::atomic<int> reads = 0;
  std::atomic<int> mixed = 0;
  std::vector<std::string> wrong(2);
  std::vector<std::thread> readers;
  for (std::string& problem : wrong) {
    readers.emplace_back([&] {
      while (!done && problem.empty()) {
        const auto before = ReadJournal(catalog());
        const std::string version = VersionIn(catalog());
        ++reads;
        if (version == "old" || version == "new") continue;
        // A release that was replaced after the catalog was opened may be the
        // newer one; without an import between, nothing else may be.
        if (version == "old and new" || version == "new and old") {
          ++mixed;
          if (*before != *ReadJournal(catalog())) continue;
        }
        problem = version;
      }
    });
  }
  for (int round = 0; round < 30; ++round) {
    const pid_t one = Start("new");
    const pid_t other = Start("old");
    for (const pid_t child : {one, other}) {
      int status = 0;
      EXPECT_EQ(waitpid(child, &status, 0), child);
      EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    const std::string version = VersionIn(catalog());
    EXPECT_TRUE(version == "old" || version == "new") << version;
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  for (const std::string& problem : wrong) EXPECT_EQ(problem, "");
  EXPECT_GT(reads, 30);
  EXPECT_EQ(LeftoversIn(catalog()), 0U);
  std::printf("60 imports, %d reads beside them, %d over a change\n",
              reads.load(), mixed.load());
}

// The first import into a catalog: a reader sees none of its releases or all.
TEST_F(InterruptedImport, TheFirstReleasesAppearTogether) {
  std::string problem;
  int reads = 0;
  for (int round = 0; round < 20 && problem.empty(); ++round) {
    std::filesystem::remove_all(catalog());
    const pid_t child = Start("new");
    int status = 0;
    while (waitpid(child, &status, WNOHANG) == 0) {
      const std::string version = VersionIn(catalog());
      ++reads;
      if (!version.empty() && version != "new") problem = version;
    }
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    EXPECT_EQ(VersionIn(catalog()), "new");
  }
  EXPECT_EQ(problem, "");
  EXPECT_GT(reads, 20);
}

}  // namespace
}  // namespace codebook
