// The descriptions of one CPT release, gathered from all its files.

#ifndef CODEBOOK_CODESETS_CPT_DESCRIPTIONS_H_
#define CODEBOOK_CODESETS_CPT_DESCRIPTIONS_H_

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "codesets/cpt/category.h"
#include "codesets/source_file.h"
#include "engine/code.h"
#include "engine/code_set_builder.h"

namespace codebook {

// What may be said of a code. From the best title to the worst, then dates.
enum class CptFact {
  kLong,
  kMedium,
  kShort,
  kConsumer,
  // "YYYY-MM-DD", the first and the last day.
  kEffective,
  kTerminated,
};
inline constexpr size_t kCptFacts = 6;

class CptDescriptions {
 public:
  // The code that `text`, found at `offset`, spells in any case. Invalid
  // argument when it is empty or of no category.
  absl::StatusOr<Code> ReadCode(const SourceFile& file, size_t offset,
                                std::string_view text) const;

  // Notes a fact found at `offset` of `file`, which outlives this object.
  // Invalid argument, with both places, when something else was said before.
  absl::Status Add(Code code, CptFact fact, std::string_view text,
                   const SourceFile& file, size_t offset);

  size_t category_of(Code code) const {
    return *patterns_.CategoryOf(code.ToString());
  }
  bool empty() const { return entries_.empty(); }

  // Adds a row for each code.
  void AddTo(CodeSetBuilder& builder) const;

 private:
  struct Fact {
    std::string text;
    const SourceFile* file = nullptr;
    size_t offset = 0;
  };
  struct Entry {
    Code code;
    std::array<Fact, kCptFacts> facts;

    const std::string& text(CptFact fact) const {
      return facts[static_cast<size_t>(fact)].text;
    }
  };

  void AddRow(const Entry& entry, size_t category,
              CodeSetBuilder& builder) const;

  CptPatterns patterns_;
  std::vector<Entry> entries_;
  absl::flat_hash_map<uint64_t, size_t> entry_of_;
};

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_CPT_DESCRIPTIONS_H_
