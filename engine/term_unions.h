// Several terms as one: what a search for the beginning of a word, or for a
// word that may be any of several, asks of documents.
//
// Example:
//   TermUnions unions;
//   Postings all = unions.Make(parts, documents.size());
//   ...
//   unions.Reset();  // `all` is no more
//
// Belongs to one thread at a time; keeps its memory.

#ifndef CODEBOOK_ENGINE_TERM_UNIONS_H_
#define CODEBOOK_ENGINE_TERM_UNIONS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/text_index.h"

namespace codebook {

class TermUnions {
 public:
  struct Part {
    Postings postings;
    // Where the part is better than this, the whole is this.
    TermPlace most;
  };

  // Every document of `parts`, with the best place of any of them. Its count is
  // the sum of theirs. Lives until Reset.
  Postings Make(std::span<const Part> parts, size_t documents);
  void Reset() { used_ = 0; }

 private:
  static void Add(const Part& part, size_t documents,
                  std::vector<uint64_t>& places);

  std::vector<std::vector<uint64_t>> places_;
  size_t used_ = 0;
};

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_TERM_UNIONS_H_
