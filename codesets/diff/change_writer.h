// Where the parts of a diff put what they find.

#ifndef CODEBOOK_CODESETS_DIFF_CHANGE_WRITER_H_
#define CODEBOOK_CODESETS_DIFF_CHANGE_WRITER_H_

#include <string>
#include <string_view>
#include <vector>

#include "codesets/diff/change.h"
#include "codesets/diff/comparable.h"
#include "codesets/diff/pairing.h"
#include "engine/code_set.h"

namespace codebook {

class ChangeWriter {
 public:
  // `chapters` is a release of the same set that has chapters, for codes of one
  // that has none; may be null. Everything must outlive the writer.
  ChangeWriter(const Pairing& pairing, const Comparable& comparable,
               const CodeSet* chapters);

  const Pairing& pairing() const { return pairing_; }
  const Comparable& comparable() const { return comparable_; }
  const CodeSet& older() const { return pairing_.older().release; }
  const CodeSet& newer() const { return pairing_.newer().release; }

  // A change of a node of the newer release.
  Change& AddNewer(ChangeKind kind, NodeId node, std::string_view part = {});
  // A change of one that only the older release has.
  Change& AddOlder(ChangeKind kind, NodeId node, std::string_view part = {});
  // A change of something that only the older has, at a node that may be in
  // both.
  Change& AddGone(ChangeKind kind, NodeId older, std::string_view part = {});
  // Any change, for what stands under no node.
  Change& Add(Change change);

  // The changes in the order of the list; of one place in that of the kinds.
  std::vector<Change> Take();

 private:
  std::string ChapterOf(const CodeSet& release, NodeId node);
  std::string ChapterTitle(const CodeSet& release, NodeId top);
  // The node of `chapters_` that stands where `node` does.
  std::optional<NodeId> NeighbourOf(Code code) const;

  const Pairing& pairing_;
  const Comparable& comparable_;
  const CodeSet* chapters_;
  std::vector<Change> changes_;
};

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_DIFF_CHANGE_WRITER_H_
