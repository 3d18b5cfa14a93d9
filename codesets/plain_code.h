// Codes that need no explaining, many at a time: how a stream of lines goes
// through as fast as it can be read.

#ifndef CODEBOOK_CODESETS_PLAIN_CODE_H_
#define CODEBOOK_CODESETS_PLAIN_CODE_H_

#include <span>
#include <string_view>

#include "engine/code.h"
#include "engine/code_set.h"

namespace codebook {

// A billable code of one release, in the simple form of folded_key.h, of which
// nothing is to be said but, perhaps, that its point is missing.
struct PlainCode {
  // Null when the text is not plain: then it needs a Validator, which says of a
  // plain one what stands here.
  const CodeSet* release = nullptr;
  Code code = {};
  bool point_missing = false;
};

// Finds for each of `texts` whether it is plain among `releases`, the newest of
// each set; `plain` is not shorter. Safe to call from any thread.
void FindPlainCodes(std::span<const CodeSetPtr> releases,
                    std::span<const std::string_view> texts,
                    std::span<PlainCode> plain);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_PLAIN_CODE_H_
