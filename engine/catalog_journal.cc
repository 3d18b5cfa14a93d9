#include "engine/catalog_journal.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <utility>

#include "engine/atomic_file.h"
#include "engine/catalog.h"
#include "engine/concat.h"

namespace codebook {
namespace {

constexpr std::string_view kHeading = "Codebook catalog, commit ";
// The last line, so that a journal that was cut short is none.
constexpr std::string_view kEnd = "end\n";
// More releases than there will ever be.
constexpr size_t kMostBytes = size_t{1} << 20;

// What stands before the next `end` in `text`, which is shortened to what
// stands behind it; none when there is no such end.
std::optional<std::string_view> Take(std::string_view& text, char end) {
  const size_t at = text.find(end);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view taken = text.substr(0, at);
  text.remove_prefix(at + 1);
  return taken;
}

}  // namespace

std::string CatalogJournal::ToString() const {
  std::string text = Concat(kHeading, generation, "\n");
  for (const Entry& entry : entries) {
    text.append(Concat(entry.id.ToString(), " ", entry.staged, "\n"));
  }
  return text.append(kEnd);
}

std::optional<CatalogJournal> CatalogJournal::Parse(std::string_view text) {
  CatalogJournal journal;
  const std::optional<std::string_view> heading = Take(text, '\n');
  if (!heading || !heading->starts_with(kHeading)) return std::nullopt;
  const std::string_view number = heading->substr(kHeading.size());
  const char* const end = number.data() + number.size();
  const auto [rest, error] =
      std::from_chars(number.data(), end, journal.generation);
  if (error != std::errc() || rest != end) return std::nullopt;
  while (text != kEnd) {
    const std::optional<std::string_view> name = Take(text, ' ');
    const std::optional<std::string_view> staged = Take(text, '\n');
    if (!name || !staged) return std::nullopt;
    std::optional<ReleaseId> id = ReleaseId::Parse(*name);
    if (!id || staged->find('/') != std::string_view::npos ||
        !staged->starts_with(Concat(ImageFileName(*id), kUnfinishedMark))) {
      return std::nullopt;
    }
    journal.entries.push_back({*std::move(id), std::string(*staged)});
  }
  return journal;
}

absl::StatusOr<std::string> ReadJournal(const std::string& folder) {
  const std::string path = Concat(folder, "/", kJournalName);
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0 && (errno == ENOENT || errno == ENOTDIR)) return "";
  absl::Status status;
  std::string text;
  char block[4096];
  while (fd >= 0 && text.size() <= kMostBytes) {
    const ssize_t count = read(fd, block, sizeof block);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) {
      if (count < 0) {
        status = absl::ErrnoToStatus(errno, Concat(path, ": cannot be read"));
      }
      break;
    }
    text.append(block, static_cast<size_t>(count));
  }
  if (fd < 0) {
    status = absl::ErrnoToStatus(errno, Concat(path, ": cannot be opened"));
  } else {
    close(fd);
  }
  if (!status.ok()) return status;
  return text;
}

}  // namespace codebook
