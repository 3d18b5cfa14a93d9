#include "engine/index_terms_builder.h"

#include <xxhash.h>

#include <span>

namespace codebook {

uint32_t IndexTermsBuilder::Intern(std::string_view text) {
  const auto [known, added] =
      known_.try_emplace(XXH3_64bits(text.data(), text.size()), 0);
  // Two texts with one hash: the second is stored by itself.
  if (!added && strings_.Get(known->second) == text) return known->second;
  const uint32_t offset = strings_.Add(text);
  if (added) known->second = offset;
  return offset;
}

void IndexTermsBuilder::BeginList(IndexKind kind, std::string_view title) {
  const auto next = static_cast<uint32_t>(terms_.size());
  lists_.push_back({.kind = static_cast<uint32_t>(kind),
                    .title = strings_.Add(title),
                    .first_term = next,
                    .end_term = next,
                    .first_column = static_cast<uint32_t>(columns_.size()),
                    .columns = 0});
}

void IndexTermsBuilder::AddColumn(uint32_t number, std::string_view heading) {
  columns_.push_back({.number = number, .heading = strings_.Add(heading)});
  ++lists_.back().columns;
}

TermId IndexTermsBuilder::AddTerm(TermId parent, std::string_view title,
                                  std::string_view words) {
  const auto term = static_cast<TermId>(terms_.size());
  const uint32_t printed = Intern(title);
  terms_.push_back({.title = printed,
                    .words = words == title ? printed : Intern(words),
                    .parent = parent == kNoTerm ? 0 : parent + 1,
                    .end = term + 1,
                    .first_link = static_cast<uint32_t>(links_.size())});
  lists_.back().end_term = term + 1;
  for (uint32_t above = terms_.back().parent; above != 0;) {
    IndexTermRecord& record = terms_[above - 1];
    record.end = term + 1;
    above = record.parent;
  }
  return term;
}

void IndexTermsBuilder::AddLink(LinkKind kind, uint32_t column,
                                std::string_view text) {
  links_.push_back(
      {.kind_and_column = static_cast<uint32_t>(kind) | column << 8,
       .text = Intern(text)});
}

void IndexTermsBuilder::Finish(ImageWriter& writer) {
  writer.Set(SectionId::kIndexLists, std::span(lists_));
  writer.Set(SectionId::kIndexColumns, std::span(columns_));
  writer.Set(SectionId::kIndexTerms, std::span(terms_));
  writer.Set(SectionId::kIndexLinks, std::span(links_));
}

}  // namespace codebook
