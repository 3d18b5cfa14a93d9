// What lookup shows: everything that the releases at hand say about one node.

#ifndef CODEBOOK_TOOLS_CODEBOOK_ENTRY_H_
#define CODEBOOK_TOOLS_CODEBOOK_ENTRY_H_

#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/catalog.h"
#include "engine/code_set.h"
#include "engine/validity.h"

namespace codebook {

struct Entry {
  CodeSetPtr release;
  NodeId node = 0;
  // Over all loaded releases of the set; none when one of them could not be
  // opened.
  std::optional<std::vector<Period>> valid;
};

// The code or, where there is no such code, the chapter or section that a user
// means by `text`: "s52.501a", "9", "i20-i25". A section of one category, which
// shares its name, is found as "B99-B99".
std::optional<NodeId> FindEntry(const CodeSet& release, std::string_view text);

// When the node of `release` was billable; for headers, chapters and sections,
// when they were in the list.
absl::StatusOr<std::vector<Period>> PeriodsOf(const Catalog& catalog,
                                              const CodeSet& release,
                                              NodeId node);

}  // namespace codebook

#endif  // CODEBOOK_TOOLS_CODEBOOK_ENTRY_H_
