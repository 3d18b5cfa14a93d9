// Lines on their way to what is said of them: some at a time, and on several
// threads where there are many.

#ifndef CODEBOOK_TOOLS_CODEBOOK_LINE_PIECES_H_
#define CODEBOOK_TOOLS_CODEBOOK_LINE_PIECES_H_

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "tools/codebook/code_input.h"
#include "tools/codebook/output.h"

namespace codebook {

// Calls `each` with the lines of `text` that are not blank, without their ends,
// kMostCodes at a time. Returns how many lines there are.
size_t PassLines(std::string_view text, Output& out, EachCodes each);

// Cuts a text into pieces and passes on the lines of each as PassLines does, on
// a thread of its own. What the first says of them is written at once, what
// the others say is kept until it is their turn.
class LinePieces {
 public:
  // One for each processor, to a limit.
  static size_t UsefulThreads();

  // At most `threads` pieces of about `piece` bytes or more. `each` outlives
  // the object, and may be called from several threads.
  LinePieces(size_t piece, size_t threads, EachCodes each);

  // Returns how many lines there are. On a terminal nothing is kept.
  size_t Pass(std::string_view text, Output& out);

 private:
  size_t piece_;
  EachCodes each_;
  // For all but the first piece.
  std::vector<std::unique_ptr<Output>> kept_;
};

}  // namespace codebook

#endif  // CODEBOOK_TOOLS_CODEBOOK_LINE_PIECES_H_
