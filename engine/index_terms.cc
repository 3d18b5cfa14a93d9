#include "engine/index_terms.h"

#include <algorithm>
#include <array>

namespace codebook {
namespace {

// Deeper than any list nests; ends the walk up a damaged list that is a ring.
constexpr size_t kMaxDepth = 32;

template <size_t kCount>
std::string_view NameOf(const std::array<std::string_view, kCount>& names,
                        size_t number) {
  return number < kCount ? names[number] : std::string_view();
}

}  // namespace

std::string_view IndexKindName(IndexKind kind) {
  static constexpr std::array<std::string_view, 6> kNames = {
      "diseases", "external_causes", "neoplasms",
      "drugs",    "procedures",      "definitions"};
  return NameOf(kNames, static_cast<size_t>(kind));
}

std::string_view LinkKindName(LinkKind kind) {
  static constexpr std::array<std::string_view, 8> kNames = {
      "code",     "manifestation", "prefix",     "see",
      "see_also", "use",           "definition", "explanation"};
  return NameOf(kNames, static_cast<size_t>(kind));
}

IndexTerms::IndexTerms(const Image& image, StringPool strings)
    : strings_(strings),
      lists_(image.Section<IndexListRecord>(SectionId::kIndexLists)),
      columns_(image.Section<IndexColumnRecord>(SectionId::kIndexColumns)),
      terms_(image.Section<IndexTermRecord>(SectionId::kIndexTerms)),
      links_(image.Section<IndexLinkRecord>(SectionId::kIndexLinks)) {}

std::vector<IndexList> IndexTerms::Lists() const {
  std::vector<IndexList> lists;
  for (const IndexListRecord& record : lists_) {
    IndexList list{.kind = static_cast<IndexKind>(record.kind),
                   .title = strings_.Get(record.title),
                   .first = std::min(record.first_term, term_count()),
                   .end = std::min(record.end_term, term_count()),
                   .columns = {}};
    const uint64_t end = uint64_t{record.first_column} + record.columns;
    for (uint64_t i = record.first_column; i < end && i < columns_.size();
         ++i) {
      list.columns.push_back({.number = columns_[i].number,
                              .heading = strings_.Get(columns_[i].heading)});
    }
    lists.push_back(std::move(list));
  }
  return lists;
}

std::optional<IndexList> IndexTerms::ListOf(TermId term) const {
  for (IndexList& list : Lists()) {
    if (list.first <= term && term < list.end) return std::move(list);
  }
  return std::nullopt;
}

std::optional<TermId> IndexTerms::parent(TermId term) const {
  const uint32_t reference = record(term).parent;
  if (reference == 0 || reference > terms_.size()) return std::nullopt;
  return reference - 1;
}

TermId IndexTerms::end(TermId term) const {
  if (term >= terms_.size()) return term;
  return std::clamp(terms_[term].end, term + 1, term_count());
}

std::vector<TermId> IndexTerms::Children(TermId term) const {
  std::vector<TermId> children;
  if (term >= terms_.size()) return children;
  const TermId last = end(term);
  for (TermId child = term + 1; child < last; child = end(child)) {
    children.push_back(child);
  }
  return children;
}

std::vector<TermId> IndexTerms::Path(TermId term) const {
  std::vector<TermId> path;
  std::optional<TermId> at = term;
  while (at && *at < terms_.size() && path.size() < kMaxDepth) {
    path.push_back(*at);
    at = parent(*at);
  }
  std::ranges::reverse(path);
  return path;
}

std::vector<IndexLink> IndexTerms::Links(TermId term) const {
  std::vector<IndexLink> links;
  if (term >= terms_.size()) return links;
  const uint64_t first = terms_[term].first_link;
  const uint64_t last =
      term + 1 < terms_.size() ? terms_[term + 1].first_link : links_.size();
  if (first > last || last > links_.size()) return links;
  for (const IndexLinkRecord& link : links_.subspan(first, last - first)) {
    links.push_back({.kind = static_cast<LinkKind>(link.kind_and_column & 0xFF),
                     .column = link.kind_and_column >> 8,
                     .text = strings_.Get(link.text)});
  }
  return links;
}

}  // namespace codebook
