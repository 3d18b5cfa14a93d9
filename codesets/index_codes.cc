// What the links of alphabetic lists say, checked against the codes.

#include <algorithm>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "codesets/alphabetic_index.h"
#include "engine/concat.h"

namespace codebook {
namespace {

std::string_view Trim(std::string_view text) {
  const absl::string_view bare = absl::StripAsciiWhitespace(ToAbsl(text));
  return {bare.data(), bare.size()};
}

// One code or range: "S72.00-", "M01", "I20-I25".
std::optional<IndexCode> ParseOne(std::string_view text, size_t point_after) {
  IndexCode code;
  if (text.ends_with('-')) {
    code.dash = true;
    text = Trim(text.substr(0, text.find_last_not_of('-') + 1));
    // "P92.-"
    if (text.ends_with('.')) text.remove_suffix(1);
  }
  const size_t dash = text.find('-');
  const std::optional<Code> first =
      Code::Parse(text.substr(0, dash), point_after);
  if (!first) return std::nullopt;
  code.first = code.last = *first;
  if (dash == std::string_view::npos) return code;
  const std::optional<Code> last =
      Code::Parse(text.substr(dash + 1), point_after);
  if (!last || *last < *first) return std::nullopt;
  code.last = *last;
  return code;
}

// The path of a term as the official list would print it.
std::string PathOf(const IndexTermsBuilder& index, uint32_t term) {
  std::string path;
  for (uint32_t at = term + 1; at != 0; at = index.terms()[at - 1].parent) {
    const std::string_view text = index.text(index.terms()[at - 1].words);
    path = path.empty() ? std::string(text) : Concat(text, ", ", path);
  }
  return path;
}

struct Occurrences {
  uint32_t term;
  uint32_t count;
};

class IndexChecker {
 public:
  IndexChecker(const IndexTermsBuilder& index, const std::vector<Code>& codes,
               size_t point_after, Findings& findings)
      : index_(index),
        codes_(codes),
        point_after_(point_after),
        findings_(findings) {}

  void CheckList(const IndexListRecord& list) {
    const std::vector<uint32_t> texts = CollectTexts(list);
    for (const uint32_t key : texts) CheckText(list, key);
  }

 private:
  // Every text of a code link with where it stands first, in that order.
  std::vector<uint32_t> CollectTexts(const IndexListRecord& list) {
    occurrences_.clear();
    std::vector<uint32_t> texts;
    const auto& terms = index_.terms();
    for (uint32_t term = list.first_term; term < list.end_term; ++term) {
      const size_t last = term + 1 < terms.size() ? terms[term + 1].first_link
                                                  : index_.links().size();
      for (size_t i = terms[term].first_link; i < last; ++i) {
        const IndexLinkRecord& link = index_.links()[i];
        const auto kind = static_cast<LinkKind>(link.kind_and_column & 0xFF);
        if (kind > LinkKind::kPrefix) continue;
        // Whether it is the beginning of codes belongs to what is checked.
        const uint32_t key =
            link.text << 1 | (kind == LinkKind::kPrefix ? 1 : 0);
        const auto [known, added] =
            occurrences_.try_emplace(key, Occurrences{term, 0});
        ++known->second.count;
        if (added) texts.push_back(key);
      }
    }
    return texts;
  }

  void CheckText(const IndexListRecord& list, uint32_t key) {
    const std::string_view text = index_.text(key >> 1);
    const bool prefix = (key & 1) != 0;
    const auto parsed = ParseIndexCodes(text, point_after_);
    if (!parsed) {
      Report(list, key, "index-code-malformed", "what is no code");
      return;
    }
    for (const IndexCode& code : *parsed) {
      const bool begins = prefix || code.dash || code.first != code.last;
      if (!(begins ? Begins(code.first) && Begins(code.last)
                   : std::ranges::binary_search(codes_, code.first))) {
        Report(list, key, "index-code-missing",
               begins ? "a beginning of codes that the list does not have"
                      : "a code that the list does not have");
        return;
      }
      if (code.dash && !Continues(code.first)) {
        Report(list, key, "index-code-complete",
               "a dash where no character can follow");
        return;
      }
    }
  }

  bool Begins(Code code) const {
    const auto at = std::ranges::lower_bound(codes_, code);
    return at != codes_.end() && at->StartsWith(code);
  }

  bool Continues(Code code) const {
    const auto at = std::ranges::upper_bound(codes_, code);
    return at != codes_.end() && at->StartsWith(code);
  }

  void Report(const IndexListRecord& list, uint32_t key, std::string_view id,
              std::string_view what) {
    const Occurrences& where = occurrences_[key];
    const uint32_t others = where.count - 1;
    findings_.push_back(
        {.id = id,
         .code = std::string(index_.text(key >> 1)),
         .message = Concat(
             "the ", IndexTitle(static_cast<IndexKind>(list.kind)),
             " has, under \"", PathOf(index_, where.term), "\"",
             others == 0 ? std::string()
                         : Concat(" and ", others,
                                  others == 1 ? " other term" : " other terms"),
             ", ", what)});
  }

  const IndexTermsBuilder& index_;
  const std::vector<Code>& codes_;
  size_t point_after_;
  Findings& findings_;
  absl::flat_hash_map<uint32_t, Occurrences> occurrences_;
};

}  // namespace

std::optional<std::vector<IndexCode>> ParseIndexCodes(std::string_view text,
                                                      size_t point_after) {
  std::vector<IndexCode> codes;
  while (true) {
    const size_t comma = text.find_first_of(",;");
    const std::optional<IndexCode> code =
        ParseOne(Trim(text.substr(0, comma)), point_after);
    if (!code) return std::nullopt;
    codes.push_back(*code);
    if (comma == std::string_view::npos) return codes;
    text.remove_prefix(comma + 1);
  }
}

void CheckIndexCodes(const IndexTermsBuilder& index,
                     const std::vector<Code>& codes, size_t point_after,
                     Findings& findings) {
  IndexChecker checker(index, codes, point_after, findings);
  for (const IndexListRecord& list : index.lists()) checker.CheckList(list);
}

}  // namespace codebook
