#include "engine/catalog.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <map>
#include <mutex>
#include <set>
#include <system_error>
#include <utility>

#include "absl/strings/str_join.h"
#include "engine/catalog_journal.h"
#include "engine/concat.h"

namespace codebook {
namespace {

constexpr std::string_view kImageSuffix = ".codebook";
constexpr std::string_view kLockName = ".lock";

// The names in a folder. The error is not found when there is no such folder.
absl::StatusOr<std::vector<std::string>> NamesIn(const std::string& folder) {
  DIR* const handle = opendir(folder.c_str());
  if (handle == nullptr) {
    return absl::ErrnoToStatus(errno, Concat(folder, ": cannot be read"));
  }
  std::vector<std::string> names;
  while (const dirent* entry = readdir(handle))
    names.emplace_back(entry->d_name);
  closedir(handle);
  return names;
}

std::string Join(const std::string& folder, std::string_view name) {
  return Concat(folder, "/", name);
}

// Makes the folder when there is none, which `made` tells, and waits for its
// lock. A writer that made the folder for nothing takes both away: then the
// lock that was waited for is no longer the folder's.
absl::StatusOr<int> LockFolder(const std::string& folder, bool& made) {
  const std::string path = Join(folder, kLockName);
  while (true) {
    std::error_code error;
    made = std::filesystem::create_directories(folder, error);
    if (error) {
      return absl::ErrnoToStatus(error.value(),
                                 Concat(folder, ": cannot be made"));
    }
    const int lock = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (lock < 0) {
      return absl::ErrnoToStatus(errno,
                                 Concat(folder, ": cannot be written to"));
    }
    int result;
    while ((result = flock(lock, LOCK_EX)) != 0 && errno == EINTR) {
    }
    absl::Status status;
    if (result != 0) {
      status = absl::ErrnoToStatus(errno, Concat(folder, ": cannot be locked"));
    }
    struct stat locked = {};
    if (status.ok() && fstat(lock, &locked) == 0 && locked.st_nlink > 0) {
      return lock;
    }
    close(lock);
    if (!status.ok()) return status;
  }
}

// The releases that the names in a folder are images of.
std::set<ReleaseId> ReleasesAmong(const std::vector<std::string>& names) {
  std::set<ReleaseId> releases;
  for (std::string_view name : names) {
    if (!name.ends_with(kImageSuffix)) continue;
    name.remove_suffix(kImageSuffix.size());
    if (auto id = ReleaseId::Parse(name)) releases.insert(*std::move(id));
  }
  return releases;
}

// A folder as it was at one moment.
struct FolderState {
  std::set<ReleaseId> releases;
  // As in Catalog::Opened.
  std::map<ReleaseId, std::string> staged;
};

bool Exists(const std::string& path) { return access(path.c_str(), F_OK) == 0; }

// What the last commit put there, wherever it is: a folder that is read while
// it changes need not list it.
void AddCommitted(const std::string& folder, const CatalogJournal& journal,
                  FolderState& state) {
  for (const CatalogJournal::Entry& entry : journal.entries) {
    const bool staged = Exists(Join(folder, entry.staged));
    if (staged) state.staged[entry.id] = entry.staged;
    if (staged || Exists(Join(folder, ImageFileName(entry.id)))) {
      state.releases.insert(entry.id);
    }
  }
}

// Reads again while a commit came between, which changes the journal.
absl::StatusOr<FolderState> ReadFolder(const std::string& folder) {
  absl::StatusOr<std::string> before = ReadJournal(folder);
  while (before.ok()) {
    const absl::StatusOr<std::vector<std::string>> names = NamesIn(folder);
    if (!names.ok()) return names.status();
    FolderState state{.releases = ReleasesAmong(*names), .staged = {}};
    if (const auto journal = CatalogJournal::Parse(*before)) {
      AddCommitted(folder, *journal, state);
    }
    absl::StatusOr<std::string> after = ReadJournal(folder);
    if (!after.ok()) return after.status();
    if (*before == *after) return state;
    before = std::move(after);
  }
  return before.status();
}

}  // namespace

// Each release is opened once, under the lock.
struct Catalog::Opened {
  std::mutex mutex;
  std::vector<CodeSetPtr> code_sets;
  // Images of the last commit that were not in their places yet.
  std::map<ReleaseId, std::string> staged;
};

Catalog::Catalog() : opened_(std::make_unique<Opened>()) {}
Catalog::Catalog(Catalog&&) noexcept = default;
Catalog& Catalog::operator=(Catalog&&) noexcept = default;
Catalog::~Catalog() = default;

absl::StatusOr<Catalog> Catalog::Open(const std::string& folder) {
  Catalog catalog;
  catalog.folder_ = folder;
  const absl::StatusOr<FolderState> state = ReadFolder(folder);
  if (absl::IsNotFound(state.status())) return catalog;
  if (!state.ok()) return state.status();
  catalog.releases_.assign(state->releases.begin(), state->releases.end());
  catalog.opened_->staged = state->staged;
  catalog.opened_->code_sets.resize(catalog.releases_.size());
  return catalog;
}

Catalog Catalog::Of(std::vector<CodeSetPtr> releases) {
  Catalog catalog;
  std::ranges::sort(releases, {}, [](const CodeSetPtr& r) { return r->id(); });
  for (const CodeSetPtr& release : releases) {
    catalog.releases_.push_back(release->id());
  }
  catalog.opened_->code_sets = std::move(releases);
  return catalog;
}

std::span<const ReleaseId> Catalog::ReleasesOf(std::string_view set) const {
  const auto set_of = [](const ReleaseId& id) {
    return std::string_view(id.set);
  };
  return {std::ranges::lower_bound(releases_, set, {}, set_of),
          std::ranges::upper_bound(releases_, set, {}, set_of)};
}

absl::StatusOr<CodeSetPtr> Catalog::Get(const ReleaseId& id) const {
  const auto at = std::ranges::lower_bound(releases_, id);
  if (at == releases_.end() || *at != id) {
    return absl::NotFoundError(
        Concat(id.ToString(), " is not loaded; ", Describe()));
  }
  const std::lock_guard lock(opened_->mutex);
  CodeSetPtr& opened =
      opened_->code_sets[static_cast<size_t>(at - releases_.begin())];
  if (opened != nullptr) return opened;
  const std::string path = Join(folder_, ImageFileName(id));
  absl::StatusOr<CodeSetPtr> code_set = absl::NotFoundError("");
  if (const auto at_side = opened_->staged.find(id);
      at_side != opened_->staged.end()) {
    // Unless it has come to its place meanwhile.
    code_set = CodeSet::Open(Join(folder_, at_side->second));
  }
  if (absl::IsNotFound(code_set.status())) code_set = CodeSet::Open(path);
  if (!code_set.ok()) return code_set.status();
  if ((*code_set)->id() != id) {
    return absl::DataLossError(
        Concat(path, ": this is the release ", (*code_set)->id().ToString()));
  }
  opened = *std::move(code_set);
  return opened;
}

absl::StatusOr<CodeSetPtr> Catalog::InForce(std::string_view set,
                                            std::optional<Date> on) const {
  const std::span<const ReleaseId> releases = ReleasesOf(set);
  const auto after =
      on ? std::ranges::upper_bound(releases, *on, {}, &ReleaseId::effective)
         : releases.end();
  if (after != releases.begin()) return Get(*std::prev(after));
  if (releases.empty()) {
    return absl::NotFoundError(
        Concat("no release of ", set, " is loaded; ", Describe()));
  }
  return absl::NotFoundError(Concat("no release of ", set, " was in force on ",
                                    on->ToString(), "; ", Describe()));
}

std::string Catalog::Describe() const {
  if (releases_.empty()) return "the catalog is empty";
  return Concat("loaded: ",
                absl::StrJoin(releases_, ", ", [](auto* out, const auto& id) {
                  out->append(id.ToString());
                }));
}

std::string ImageFileName(const ReleaseId& id) {
  return Concat(id.ToString(), kImageSuffix);
}

absl::StatusOr<CatalogWriter> CatalogWriter::Open(const std::string& folder) {
  bool made = false;
  const absl::StatusOr<int> lock = LockFolder(folder, made);
  if (!lock.ok()) return lock.status();
  CatalogWriter writer(folder, *lock, made);
  if (absl::Status status = writer.Recover(); !status.ok()) return status;
  absl::StatusOr<std::vector<std::string>> names = NamesIn(folder);
  if (!names.ok()) return names.status();
  for (const std::string& name : *names) {
    if (name.find(kUnfinishedMark) != std::string::npos) {
      unlink(Join(folder, name).c_str());
    }
  }
  return writer;
}

CatalogWriter::CatalogWriter(std::string folder, int lock, bool made)
    : folder_(std::move(folder)), lock_(lock), made_for_nothing_(made) {}

CatalogWriter::CatalogWriter(CatalogWriter&& other) noexcept
    : folder_(std::move(other.folder_)),
      lock_(std::exchange(other.lock_, -1)),
      made_for_nothing_(other.made_for_nothing_),
      generation_(other.generation_),
      staged_(std::move(other.staged_)) {}

CatalogWriter::~CatalogWriter() {
  // Unfinished files go before the lock does.
  staged_.clear();
  if (lock_ < 0) return;
  if (made_for_nothing_) {
    unlink(Join(folder_, kLockName).c_str());
    rmdir(folder_.c_str());
  }
  close(lock_);
}

// Finishes the renames of a commit that was interrupted.
absl::Status CatalogWriter::Recover() {
  const absl::StatusOr<std::string> text = ReadJournal(folder_);
  if (!text.ok()) return text.status();
  const std::optional<CatalogJournal> journal = CatalogJournal::Parse(*text);
  if (!journal) return absl::OkStatus();
  generation_ = journal->generation;
  bool renamed = false;
  for (const CatalogJournal::Entry& entry : journal->entries) {
    const std::string staged = Join(folder_, entry.staged);
    const std::string place = Join(folder_, ImageFileName(entry.id));
    if (!Exists(staged)) continue;
    if (std::rename(staged.c_str(), place.c_str()) != 0) {
      return absl::ErrnoToStatus(errno, Concat(place, ": cannot be replaced"));
    }
    renamed = true;
  }
  return renamed ? SyncFolder(folder_) : absl::OkStatus();
}

absl::Status CatalogWriter::Stage(const ReleaseId& id, std::string_view image) {
  // A name that the journal has is never used again: readers would take what is
  // being written now for what was committed then.
  absl::StatusOr<StagedFile> file =
      StagedFile::Write(Join(folder_, ImageFileName(id)), image,
                        Concat("commit", generation_ + 1, "-"));
  if (!file.ok()) return file.status();
  // The last of two of one id is the one that counts.
  staged_.erase(id);
  staged_.emplace(id, *std::move(file));
  return absl::OkStatus();
}

// What cannot be replaced must be known before the journal is there.
absl::Status CatalogWriter::CheckPlaces() const {
  for (const auto& [id, file] : staged_) {
    const std::string place = Join(folder_, ImageFileName(id));
    struct stat status = {};
    if (lstat(place.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) {
      return absl::ErrnoToStatus(EISDIR, Concat(place, ": cannot be replaced"));
    }
  }
  return absl::OkStatus();
}

absl::Status CatalogWriter::Commit() {
  if (absl::Status status = CheckPlaces(); !status.ok()) return status;
  if (staged_.empty()) {
    made_for_nothing_ = false;
    return absl::OkStatus();
  }
  CatalogJournal journal{.generation = generation_ + 1, .entries = {}};
  for (const auto& [id, file] : staged_) {
    const std::string& aside = file.aside();
    journal.entries.push_back({id, aside.substr(aside.find_last_of('/') + 1)});
  }
  absl::StatusOr<StagedFile> file =
      StagedFile::Write(Join(folder_, kJournalName), journal.ToString());
  if (!file.ok()) return file.status();
  // The images are there for good before the journal names them.
  if (absl::Status status = SyncFolder(folder_); !status.ok()) return status;
  if (absl::Status status = file->Commit(); !status.ok()) return status;
  made_for_nothing_ = false;
  generation_ = journal.generation;
  for (auto& [id, image] : staged_) {
    // From the journal on it is the catalog's, wherever it lies: one that does
    // not come to its place now is taken there by the next writer.
    if (!image.Commit().ok()) image.Keep();
  }
  staged_.clear();
  return absl::OkStatus();
}

}  // namespace codebook
