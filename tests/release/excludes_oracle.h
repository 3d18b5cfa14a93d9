// Which codes of the tabular list exclude one another, found the slow way: from
// the XML, by comparing texts, without the reader, the image or the check.

#ifndef CODEBOOK_TESTS_RELEASE_EXCLUDES_ORACLE_H_
#define CODEBOOK_TESTS_RELEASE_EXCLUDES_ORACLE_H_

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "tests/release/tabular_walk.h"

namespace codebook {

class ExcludesOracle {
 public:
  // Under which code, the other code, where the note stands, its text.
  using Conflict =
      std::tuple<std::string, std::string, std::string, std::string>;

  // Takes the nodes of a list in its order.
  explicit ExcludesOracle(std::vector<WalkedNode> nodes);

  // All Excludes1 notes between two codes, as printed, in both directions.
  std::set<Conflict> Conflicts(const std::string& a,
                               const std::string& b) const;

  // Billable codes, as printed, in the order of the list.
  const std::vector<std::string>& codes() const { return billable_; }

  // The codes that an Excludes1 note stands over, and those it names. Empty
  // where it names none.
  struct Sides {
    std::vector<std::string> under;
    std::vector<std::string> named;
  };
  // Of the note with this number, which is less than note_count().
  Sides SidesOf(size_t note) const;
  size_t note_count() const { return excludes_.size(); }

 private:
  // Codes from one to another in the order of the list, with a condition.
  struct Range {
    size_t first;
    size_t last;
    std::function<bool(const WalkedNode&)> condition;
  };
  struct Excludes {
    size_t node;
    std::string text;
    std::vector<Range> named;
    // Empty: everything the note stands over.
    std::vector<Range> scope;
  };

  void AddNote(size_t node, const std::string& text);
  std::vector<Range> ReadRanges(const std::string& text) const;
  bool StandsOver(size_t group, size_t node) const;
  bool AnyHas(const std::vector<Range>& ranges, size_t node) const;
  void AddConflicts(size_t under, size_t other,
                    std::set<Conflict>& found) const;

  std::vector<WalkedNode> nodes_;
  // Of codes by their characters without the point, and of billable ones by
  // their printed form.
  std::map<std::string, size_t> place_;
  // The last node below each node.
  std::vector<size_t> end_;
  std::vector<Excludes> excludes_;
  std::map<size_t, std::vector<size_t>> excludes_at_;
  std::vector<std::string> billable_;
};

}  // namespace codebook

#endif  // CODEBOOK_TESTS_RELEASE_EXCLUDES_ORACLE_H_
