// Collects the alphabetic lists of a release. See IndexTerms.
//
// Example:
//   index.BeginList(IndexKind::kDiseases, "Index to Diseases");
//   TermId femur = index.AddTerm(fracture, "femur", "femur");
//   index.AddLink(LinkKind::kCode, 0, "S72.9-");  // of femur

#ifndef CODEBOOK_ENGINE_INDEX_TERMS_BUILDER_H_
#define CODEBOOK_ENGINE_INDEX_TERMS_BUILDER_H_

#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "engine/image.h"
#include "engine/index_terms.h"
#include "engine/records.h"
#include "engine/string_pool.h"

namespace codebook {

class IndexTermsBuilder {
 public:
  static constexpr TermId kNoTerm = std::numeric_limits<TermId>::max();

  // Texts go into `strings`, which outlives the builder.
  explicit IndexTermsBuilder(StringPoolBuilder& strings) : strings_(strings) {}

  // What is added from here on stands in this list.
  void BeginList(IndexKind kind, std::string_view title);
  void AddColumn(uint32_t number, std::string_view heading);

  // Adds a term below `parent`: the term added last or one above it.
  TermId AddTerm(TermId parent, std::string_view title, std::string_view words);
  // Adds a link of the term that was added last.
  void AddLink(LinkKind kind, uint32_t column, std::string_view text);

  // What has been added, for readers that check it against the codes.
  const std::vector<IndexListRecord>& lists() const { return lists_; }
  const std::vector<IndexTermRecord>& terms() const { return terms_; }
  const std::vector<IndexLinkRecord>& links() const { return links_; }
  std::string_view text(uint32_t offset) const { return strings_.Get(offset); }

  // Hands the finished records to `writer`, which they must outlive.
  void Finish(ImageWriter& writer);

 private:
  uint32_t Intern(std::string_view text);

  StringPoolBuilder& strings_;
  std::vector<IndexListRecord> lists_;
  std::vector<IndexColumnRecord> columns_;
  std::vector<IndexTermRecord> terms_;
  std::vector<IndexLinkRecord> links_;
  // By a hash of the text; terms and codes repeat a lot.
  absl::flat_hash_map<uint64_t, uint32_t> known_;
};

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_INDEX_TERMS_BUILDER_H_
