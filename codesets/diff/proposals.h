// Successors proposed from titles and neighbours.

#ifndef CODEBOOK_CODESETS_DIFF_PROPOSALS_H_
#define CODEBOOK_CODESETS_DIFF_PROPOSALS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "codesets/diff/change.h"
#include "codesets/diff/pairing.h"

namespace codebook {

class Proposals {
 public:
  explicit Proposals(const Pairing& pairing);

  // For a code of the older release that is not billable in the newer: the
  // billable codes below it; else of the new codes that begin with the same
  // three characters, and of those that stand beside it, the ones whose titles
  // are most alike; a new code of the very same title wherever it is. At most
  // five; none when nothing is alike.
  std::vector<Successor> For(NodeId older);

 private:
  struct Candidate {
    NodeId node;
    double likeness;
  };
  // The numbers of the words of a title, ascending.
  using Words = std::vector<uint32_t>;

  const Words& WordsOf(NodeId newer);
  Words NumberWords(std::string_view title);
  std::vector<NodeId> Near(NodeId older) const;

  const Pairing& pairing_;
  const CodeSet& older_;
  const CodeSet& newer_;
  // New billable codes by their first three characters, and by title.
  absl::flat_hash_map<uint64_t, std::vector<NodeId>> added_;
  absl::flat_hash_map<std::string, NodeId> by_title_;
  absl::flat_hash_map<std::string, uint32_t> numbers_;
  absl::flat_hash_map<NodeId, Words> words_;
};

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_DIFF_PROPOSALS_H_
