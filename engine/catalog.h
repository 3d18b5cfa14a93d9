// The releases at hand, chosen by code set and date of service.
//
// A catalog is a folder of images, or releases in memory. Opening one lists
// the names in the folder and no more; a release is opened when it is first
// asked for, and then shared.
//
// Thread safety: all const functions may be called from any number of threads.
// A Catalog shows the folder as it was when it was opened: before an import or
// after it, never with some of its releases. A release that is replaced after
// that is read as the one or the other, never as a mixture.
//
// Example:
//   absl::StatusOr<Catalog> catalog = Catalog::Open("/var/lib/codebook");
//   absl::StatusOr<CodeSetPtr> cm =
//       catalog->InForce("icd10cm", Date::Parse("2023-02-14"));

#ifndef CODEBOOK_ENGINE_CATALOG_H_
#define CODEBOOK_ENGINE_CATALOG_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "engine/atomic_file.h"
#include "engine/code_set.h"
#include "engine/date.h"
#include "engine/release_id.h"

namespace codebook {

class Catalog {
 public:
  // The images in `folder`. A folder that does not exist is an empty catalog;
  // one that cannot be read is an error. Other files in it are passed over.
  static absl::StatusOr<Catalog> Open(const std::string& folder);

  // The given releases, of which no two have the same id.
  static Catalog Of(std::vector<CodeSetPtr> releases);

  Catalog(Catalog&&) noexcept;
  Catalog& operator=(Catalog&&) noexcept;
  ~Catalog();

  // By set, then from the oldest to the newest.
  std::span<const ReleaseId> releases() const { return releases_; }
  bool empty() const { return releases_.empty(); }

  // The releases of one set, from the oldest to the newest.
  std::span<const ReleaseId> ReleasesOf(std::string_view set) const;

  // Opens a release. Not found when it is not in the catalog; data loss when
  // its image is damaged or is not the release its file name says.
  absl::StatusOr<CodeSetPtr> Get(const ReleaseId& id) const;

  // The release of `set` in force on a date of service: the newest that took
  // effect on that day or before. Without a date, the newest. Not found, with
  // a list of what is loaded, when there is none.
  absl::StatusOr<CodeSetPtr> InForce(std::string_view set,
                                     std::optional<Date> on) const;

  // What is loaded, in words, for messages.
  std::string Describe() const;

 private:
  struct Opened;

  Catalog();

  // Empty for a catalog in memory.
  std::string folder_;
  std::vector<ReleaseId> releases_;
  std::unique_ptr<Opened> opened_;
};

// The name of the image of `id` in a catalog folder.
std::string ImageFileName(const ReleaseId& id);

// Keeps every other writer out of a catalog folder while it lives, and clears
// away what interrupted imports left behind. Readers are never kept out.
class CatalogWriter {
 public:
  // Makes the folder when there is none. Waits for another writer to finish.
  static absl::StatusOr<CatalogWriter> Open(const std::string& folder);

  CatalogWriter(CatalogWriter&& other) noexcept;
  CatalogWriter& operator=(CatalogWriter&&) = delete;
  ~CatalogWriter();

  // Writes the image of a release beside its place in the folder.
  absl::Status Stage(const ReleaseId& id, std::string_view image);

  // Puts everything staged in its place, replacing releases of the same id: all
  // of it in one step for readers, and for a writer that is killed or a machine
  // that loses its power (see catalog_journal.h). On an error, and when what
  // is staged is never committed, the catalog is as it was; without any commit,
  // a folder that was made is taken away again.
  absl::Status Commit();

 private:
  CatalogWriter(std::string folder, int lock, bool made);
  absl::Status Recover();
  absl::Status CheckPlaces() const;

  std::string folder_;
  int lock_;
  bool made_for_nothing_;
  // Of the last commit.
  uint64_t generation_ = 0;
  std::map<ReleaseId, StagedFile> staged_;
};

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_CATALOG_H_
