// Which codes with seventh characters a search means by the code that they
// extend: "fracture neck femur, initial encounter".

#ifndef CODEBOOK_CODESETS_EXTENSION_CHOICE_H_
#define CODEBOOK_CODESETS_EXTENSION_CHOICE_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "codesets/release_search.h"
#include "engine/catalog.h"

namespace codebook {

// The terms that it has, but not in the title or phrase.
inline uint64_t NotInTitle(const Candidate& candidate) {
  return (candidate.terms & 0xFFFFFFFF) & ~(candidate.terms >> 32);
}

// Of one search.
class ExtensionChoice {
 public:
  // Both outlive it.
  ExtensionChoice(const std::vector<CodeSetPtr>& releases,
                  const ReleaseSearches& searches, bool billable_only)
      : releases_(releases),
        searches_(searches),
        billable_only_(billable_only) {}

  // The codes that say most of the words that the title does not. None when no
  // word is about them, and then they are not looked for.
  std::vector<NodeId> Of(const Candidate& candidate);

 private:
  // The terms of the query that one ending of titles has. Few endings are
  // shared by all codes.
  struct Tail {
    uint32_t release;
    std::string_view words;
    uint64_t terms;
  };
  uint64_t TermsOf(uint32_t release, std::string_view tail);

  const std::vector<CodeSetPtr>& releases_;
  const ReleaseSearches& searches_;
  bool billable_only_;
  std::vector<Tail> tails_;
};

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_EXTENSION_CHOICE_H_
