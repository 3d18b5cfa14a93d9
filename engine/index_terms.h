// The official alphabetic lists of a release: terms that lead to codes.
//
// A list (the Alphabetic Index, the table of drugs, ...) is a tree of terms.
// What a term leads to are its links, in the order of the official list: codes,
// other terms ("see", "see also"), cells of a table under a column. Links hold
// the text as it is printed; what it means is resolved when it is followed.
//
// Example:
//   const IndexTerms& index = release->index_terms();
//   index.Path(term);               // Fracture, traumatic > femur > neck
//   for (const IndexLink& link : index.Links(term)) link.text;  // "S72.00-"
//
// An IndexTerms is a view of an image: texts live as long as its bytes. A term
// that is out of range has no text, no links and no terms below it. Safe to
// read from any number of threads.

#ifndef CODEBOOK_ENGINE_INDEX_TERMS_H_
#define CODEBOOK_ENGINE_INDEX_TERMS_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/image.h"
#include "engine/records.h"
#include "engine/string_pool.h"

namespace codebook {

// The number of a term in its release. A term is followed by all below it.
using TermId = uint32_t;

// On disk: numbers are never reused. See FORMAT.md.
enum class IndexKind : uint32_t {
  kDiseases = 0,
  kExternalCauses = 1,
  kNeoplasms = 2,
  kDrugs = 3,
  kProcedures = 4,
  // What the values of procedure codes take in.
  kDefinitions = 5,
};

// "diseases", "external_causes", "neoplasms", "drugs", "procedures",
// "definitions"; empty for a number that is no kind.
std::string_view IndexKindName(IndexKind kind);

// On disk: numbers are never reused. See FORMAT.md.
enum class LinkKind : uint8_t {
  // "S72.00-": a code; with a dash, the beginning of codes.
  kCode = 0,
  // The second code of a pair.
  kManifestation = 1,
  // The beginning of codes, printed without a dash: "0UT9", "XW0", "M01".
  kPrefix = 2,
  kSee = 3,
  kSeeAlso = 4,
  // The name of the value to use.
  kUse = 5,
  kDefinition = 6,
  kExplanation = 7,
};

// "code", "manifestation", "prefix", "see", ...; empty for no kind.
std::string_view LinkKindName(LinkKind kind);

struct IndexLink {
  LinkKind kind;
  // The number of the column it stands in; 0 when it is not in a table.
  uint32_t column;
  std::string_view text;
};

struct IndexColumn {
  uint32_t number;
  std::string_view heading;
};

struct IndexList {
  IndexKind kind;
  std::string_view title;
  // Terms [first, end).
  TermId first;
  TermId end;
  std::vector<IndexColumn> columns;
};

class IndexTerms {
 public:
  IndexTerms() = default;
  IndexTerms(const Image& image, StringPool strings);

  bool empty() const { return terms_.empty(); }
  uint32_t term_count() const { return static_cast<uint32_t>(terms_.size()); }
  // In the order in which they were read.
  std::vector<IndexList> Lists() const;
  // The list a term stands in.
  std::optional<IndexList> ListOf(TermId term) const;

  // As printed, non-essential modifiers in parentheses included.
  std::string_view title(TermId term) const {
    return strings_.Get(record(term).title);
  }
  // The same without the modifiers.
  std::string_view words(TermId term) const {
    return strings_.Get(record(term).words);
  }
  std::optional<TermId> parent(TermId term) const;
  // The number after the last term below it.
  TermId end(TermId term) const;
  std::vector<TermId> Children(TermId term) const;
  // From the main term to the term itself.
  std::vector<TermId> Path(TermId term) const;
  std::vector<IndexLink> Links(TermId term) const;

 private:
  IndexTermRecord record(TermId term) const {
    return term < terms_.size() ? terms_[term] : IndexTermRecord{};
  }

  StringPool strings_;
  std::span<const IndexListRecord> lists_;
  std::span<const IndexColumnRecord> columns_;
  std::span<const IndexTermRecord> terms_;
  std::span<const IndexLinkRecord> links_;
};

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_INDEX_TERMS_H_
