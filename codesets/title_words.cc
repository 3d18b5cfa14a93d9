#include "codesets/title_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "codesets/query_words.h"

namespace codebook {
namespace {

// In units of the score, 1/1024.
constexpr double kLengthPenalty = 2048;

}  // namespace

TitleWords::TitleWords(TextIndexBuilder& builder) : builder_(builder) {
  for (const std::string_view word : {"unspecified", "other", "specified"}) {
    light_.insert(TermOf(word));
  }
  for (const std::string_view word :
       {"part", "site", "organism", "type", "degree", "cause", "trimester",
        "severity", "place", "agent", "side"}) {
    vague_.insert(TermOf(word));
  }
  unspecified_ = TermOf("unspecified");
}

uint32_t TitleWords::TermOf(std::string_view word) {
  std::vector<uint32_t> uses;
  builder_.AppendText(word, TermPlace::kTitle, uses);
  return uses.front() >> 2;
}

int32_t TitleWords::RankOf(const std::vector<uint32_t>& uses) {
  const auto words = static_cast<double>(ContentWords(uses));
  return static_cast<int32_t>(std::lround(-kLengthPenalty * std::sqrt(words)));
}

// Endings that say as little as parentheses do.
void TitleWords::AppendPlain(std::string_view text, TermPlace place,
                             std::vector<uint32_t>& uses) {
  constexpr std::array kUnsaid = std::to_array<std::string_view>(
      {"site not specified", "not elsewhere classified",
       "without complications", "without complication", "uncomplicated"});
  size_t named = text.size();
  for (const std::string_view unsaid : kUnsaid) {
    if (text.ends_with(unsaid)) named = text.size() - unsaid.size();
  }
  builder_.AppendText(text.substr(0, named), place, uses);
  builder_.AppendText(text.substr(named), std::min(place, TermPlace::kNote),
                      uses);
}

// What stands in parentheses or brackets may be there or not: "Essential
// (primary) hypertension". It can be found, and does not make a text longer.
void TitleWords::Append(std::string_view text, TermPlace place,
                        std::vector<uint32_t>& uses) {
  while (true) {
    const size_t open = std::min(text.find_first_of("(["), text.size());
    AppendPlain(text.substr(0, open), place, uses);
    if (open == text.size()) return;
    const size_t close = std::min(text.find_first_of(")]", open), text.size());
    builder_.AppendText(text.substr(open, close - open),
                        std::min(place, TermPlace::kNote), uses);
    text.remove_prefix(close);
  }
}

// How many different words of weight a text has. "Sepsis, unspecified
// organism" and "Infection, site not specified" have one.
size_t TitleWords::ContentWords(const std::vector<uint32_t>& uses) {
  counted_.clear();
  bool any = false;
  bool after_unspecified = false;
  for (const uint32_t use : uses) {
    if ((use & 3) != static_cast<uint32_t>(TermPlace::kTitle)) continue;
    const uint32_t term = use >> 2;
    const bool unsaid = std::exchange(after_unspecified, false);
    if (light_.contains(term)) {
      after_unspecified = any && term == unspecified_;
      continue;
    }
    if ((unsaid && vague_.contains(term)) || IsStop(term)) continue;
    any = true;
    if (std::ranges::find(counted_, term) == counted_.end()) {
      counted_.push_back(term);
    }
  }
  return std::max<size_t>(counted_.size(), 1);
}

bool TitleWords::IsStop(uint32_t term) {
  if (stop_.empty()) {
    for (const std::string_view word : StopWords()) {
      stop_.insert(TermOf(word));
    }
  }
  return stop_.contains(term);
}

}  // namespace codebook
