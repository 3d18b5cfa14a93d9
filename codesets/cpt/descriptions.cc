#include "codesets/cpt/descriptions.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_split.h"
#include "codesets/text_lines.h"
#include "engine/concat.h"
#include "engine/date.h"

namespace codebook {
namespace {

constexpr std::array<std::string_view, kCptFacts> kFactNames = {
    "long description",    "medium descriptor", "short descriptor",
    "consumer descriptor", "effective date",    "termination date",
};

// "five digits, four digits and F, ..."
std::string FormsOfCodes() {
  std::string forms;
  for (const CptCategory& category : kCptCategories) {
    if (!forms.empty()) forms += ", ";
    forms += category.form;
  }
  return forms;
}

// Whether the texts are equal but for the number of blanks between words, which
// fixed columns do not keep.
bool SameWords(std::string_view a, std::string_view b) {
  const auto words = [](std::string_view text) {
    return std::vector<absl::string_view>(
        absl::StrSplit(ToAbsl(text), ' ', absl::SkipEmpty()));
  };
  return a == b || words(a) == words(b);
}

}  // namespace

absl::StatusOr<Code> CptDescriptions::ReadCode(const SourceFile& file,
                                               size_t offset,
                                               std::string_view text) const {
  if (WithoutBlanksAround(text).empty()) {
    return SourceError(file, offset, "no code found, a CPT code expected");
  }
  const std::optional<Code> code = Code::Parse(text, 0);
  if (!code || !patterns_.CategoryOf(code->ToString())) {
    return SourceError(file, offset,
                       Concat("\"", text, "\" found, a CPT code expected (",
                              FormsOfCodes(), ")"));
  }
  return *code;
}

absl::Status CptDescriptions::Add(Code code, CptFact fact,
                                  std::string_view text, const SourceFile& file,
                                  size_t offset) {
  if (text.size() > kMostTextBytes) {
    return SourceError(file, offset,
                       Concat("the ", kFactNames[static_cast<size_t>(fact)],
                              " of ", code.ToString(), " has ", text.size(),
                              " bytes, at most ", kMostTextBytes, " expected"));
  }
  const auto [known, added] =
      entry_of_.try_emplace(code.key(), entries_.size());
  if (added) entries_.push_back({.code = code, .facts = {}});
  const auto index = static_cast<size_t>(fact);
  Fact& noted = entries_[known->second].facts[index];
  if (noted.file == nullptr) {
    noted = {.text = std::string(text), .file = &file, .offset = offset};
    return absl::OkStatus();
  }
  if (SameWords(noted.text, text)) return absl::OkStatus();
  return SourceError(file, offset,
                     Concat("the ", kFactNames[index], " of ", code.ToString(),
                            " is \"", text, "\" here, but \"", noted.text,
                            "\" at ", PlaceName(*noted.file, noted.offset)));
}

void CptDescriptions::AddTo(CodeSetBuilder& builder) const {
  std::vector<std::pair<size_t, const Entry*>> ordered;
  ordered.reserve(entries_.size());
  for (const Entry& entry : entries_) {
    ordered.emplace_back(category_of(entry.code), &entry);
  }
  std::ranges::sort(ordered, {}, [](const auto& entry) {
    return std::pair(entry.first, entry.second->code);
  });
  for (const auto& [category, entry] : ordered) {
    AddRow(*entry, category, builder);
  }
}

void CptDescriptions::AddRow(const Entry& entry, size_t category,
                             CodeSetBuilder& builder) const {
  const Kind kind = kCptCategories[category].kind;
  const auto title = std::ranges::find_if(
      entry.facts, [](const Fact& fact) { return !fact.text.empty(); });
  const NodeId row =
      builder.AddRow(entry.code, {.kind = kind,
                                  .billable = kind == Kind::kCode,
                                  .title = title->text,
                                  .short_title = entry.text(CptFact::kShort)});
  if (kind == Kind::kCode) {
    builder.AddProperty(row, "category", kCptCategories[category].name);
  }
  if (const std::string& text = entry.text(CptFact::kMedium); !text.empty()) {
    builder.AddProperty(row, "medium_descriptor", text);
  }
  if (const std::string& text = entry.text(CptFact::kConsumer); !text.empty()) {
    builder.AddProperty(row, "consumer_descriptor", text);
  }
  const Validity validity{.from = Date::Parse(entry.text(CptFact::kEffective)),
                          .to = Date::Parse(entry.text(CptFact::kTerminated))};
  if (validity.from || validity.to) builder.SetValidity(row, validity);
}

}  // namespace codebook
