// What the last commit put into a catalog folder: the file that makes several
// images appear together.
//
// A commit writes the images beside their places, then the journal, in one
// step, and then renames image after image. From the journal on the commit is
// done, whatever becomes of the writer: a reader takes an image that is not in
// its place yet from beside it, and the next writer finishes the renames.

#ifndef CODEBOOK_ENGINE_CATALOG_JOURNAL_H_
#define CODEBOOK_ENGINE_CATALOG_JOURNAL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "engine/release_id.h"

namespace codebook {

inline constexpr std::string_view kJournalName = ".committed";

struct CatalogJournal {
  struct Entry {
    ReleaseId id;
    // Names a file in the folder until it has been renamed to the image's name.
    std::string staged;
  };

  // One more than that of the commit before; no two journals of a folder are
  // the same.
  uint64_t generation = 0;
  std::vector<Entry> entries;

  std::string ToString() const;
  // None when `text` is no whole journal. Names of staged files are those that
  // a commit makes, so nothing outside the folder is ever meant.
  static std::optional<CatalogJournal> Parse(std::string_view text);
};

// The text of the folder's journal; empty when there is none.
absl::StatusOr<std::string> ReadJournal(const std::string& folder);

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_CATALOG_JOURNAL_H_
