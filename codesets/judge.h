// The verdict on a code by one release alone.

#ifndef CODEBOOK_CODESETS_JUDGE_H_
#define CODEBOOK_CODESETS_JUDGE_H_

#include <string_view>

#include "engine/code_set.h"
#include "engine/verdict.h"

namespace codebook {

// How much a verdict says.
enum class Detail {
  kFull,
  // No suggestions, which take most of the time of a wrong code.
  kNoSuggestions,
};

// The verdict on `text`, which may be any bytes. Statuses `retired` and
// `future`, which need other releases, are `unknown` here. Nothing is allocated
// for a billable code that is written as it is printed. `text` is not copied
// and outlives the verdict. Safe to call from any thread.
Verdict Judge(const CodeSetPtr& release, std::string_view text,
              Detail detail = Detail::kFull);

// The name of a set for people: "ICD-10-CM".
std::string_view SetTitle(std::string_view set);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_JUDGE_H_
