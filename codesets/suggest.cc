#include "codesets/suggest.h"

#include <algorithm>
#include <optional>
#include <string>

#include "codesets/explain.h"
#include "codesets/slips.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// More characters are no code with a slip in it.
constexpr size_t kLongestSlip = Code::kMaxLength + 1;

// What makes a candidate other than a slip.
enum class Why {
  kSlip,
  kRepaired,
  kLookAlikes,
  kPadded,
  kShortened,
  kBelow,
  kNearest,
};

struct Candidate {
  uint32_t row;
  int unlikelihood;
  Why why;
  Slip slip{};
};

std::string_view One(const char& character) { return {&character, 1}; }

class Suggester {
 public:
  Suggester(const CodeSet& release, std::string_view characters)
      : release_(release),
        automaton_(release.automaton()),
        characters_(characters) {}

  std::vector<Suggestion> Suggest(bool repaired) && {
    if (repaired) AddCode(characters_, 0, Why::kRepaired);
    // What needs no more than that is what was meant.
    if (!candidates_.empty()) return Best();
    AddLookAlikes();
    AddPadded();
    AddShortened();
    AddBelow();
    if (characters_.size() <= kLongestSlip) {
      FindSlips(automaton_, characters_, [&](uint32_t row, const Slip& slip) {
        Add({row, UnlikelihoodOf(slip, characters_), Why::kSlip, slip});
      });
    }
    if (candidates_.empty()) AddNearest();
    return Best();
  }

 private:
  void Add(const Candidate& candidate) {
    if (!release_.billable(candidate.row)) return;
    for (Candidate& known : candidates_) {
      if (known.row != candidate.row) continue;
      if (candidate.unlikelihood < known.unlikelihood) known = candidate;
      return;
    }
    candidates_.push_back(candidate);
  }

  void AddCode(std::string_view characters, int unlikelihood, Why why) {
    const std::optional<Code> code = Code::FromCharacters(characters);
    if (!code) return;
    if (const std::optional<NodeId> row = release_.Find(*code)) {
      Add({*row, unlikelihood, why});
    }
  }

  // O, I and L for 0 and 1, and the reverse, in several places at once.
  void AddLookAlikes() {
    if (characters_.size() > Code::kMaxLength) return;
    std::vector<size_t> places;
    for (size_t i = 0; i < characters_.size(); ++i) {
      if (LookAlikeOf(characters_[i]) != '\0') places.push_back(i);
    }
    for (size_t chosen = 1; chosen < size_t{1} << places.size(); ++chosen) {
      std::string repaired(characters_);
      for (size_t i = 0; i < places.size(); ++i) {
        if ((chosen >> i & 1) != 0) {
          repaired[places[i]] = LookAlikeOf(repaired[places[i]]);
        }
      }
      AddCode(repaired, 5, Why::kLookAlikes);
    }
  }

  // The last character moved to seventh place, X before it.
  void AddPadded() {
    if (characters_.size() < 4 || characters_.size() >= Code::kMaxLength) {
      return;
    }
    std::string stem(characters_.substr(0, characters_.size() - 1));
    stem.resize(Code::kMaxLength - 1, 'X');
    AddCode(Concat(stem, One(characters_.back())), 4, Why::kPadded);
  }

  // What the code goes on with after a code that is complete is too much.
  void AddShortened() {
    for (size_t length = std::min(characters_.size(), Code::kMaxLength);
         length >= 3; --length) {
      AddCode(characters_.substr(0, length), 6, Why::kShortened);
    }
  }

  // A beginning of codes: the first of them are what there is to choose from,
  // likelier than that the beginning is wrong.
  void AddBelow() {
    const Automaton::Walk walk = WalkCharacters();
    if (walk.length == characters_.size() && walk.length >= 3) {
      AddFirstRows(walk, 8, Why::kBelow);
    }
  }

  // The first codes that begin with as much as is right.
  void AddNearest() {
    const Automaton::Walk walk = WalkCharacters();
    if (walk.length != 0) AddFirstRows(walk, 90, Why::kNearest);
  }

  Automaton::Walk WalkCharacters() const {
    Code prefix;
    for (const char c : characters_.substr(0, Code::kMaxLength)) {
      prefix = prefix.Append(c);
    }
    return automaton_.Follow(prefix);
  }

  void AddFirstRows(const Automaton::Walk& walk, int unlikelihood, Why why) {
    const uint32_t last = walk.row + automaton_.codes(walk.state);
    size_t added = 0;
    // Headers lie between; there are never many in a row.
    for (uint32_t row = walk.row;
         row < last && row < walk.row + 64 && added < kMaxSuggestions; ++row) {
      if (!release_.billable(row)) continue;
      Add({row, unlikelihood, why});
      ++added;
    }
  }

  std::vector<Suggestion> Best() {
    const auto better = [](const Candidate& a, const Candidate& b) {
      return a.unlikelihood != b.unlikelihood ? a.unlikelihood < b.unlikelihood
                                              : a.row < b.row;
    };
    const size_t count = std::min(candidates_.size(), kMaxSuggestions);
    std::partial_sort(candidates_.begin(),
                      candidates_.begin() + static_cast<ptrdiff_t>(count),
                      candidates_.end(), better);
    std::vector<Suggestion> suggestions;
    for (size_t i = 0; i < count; ++i) {
      suggestions.push_back({.code = release_.Name(candidates_[i].row),
                             .title = release_.title(candidates_[i].row),
                             .why = Reason(candidates_[i])});
    }
    return suggestions;
  }

  std::string Reason(const Candidate& candidate) const {
    switch (candidate.why) {
      case Why::kSlip:
        return SlipReason(candidate);
      case Why::kRepaired:
        return "the same without the characters that belong to no code";
      case Why::kLookAlikes:
        return "with digits and letters that look alike exchanged";
      case Why::kPadded:
        return Concat("with ", One(characters_.back()),
                      " in seventh place and X in the places before it");
      case Why::kShortened:
        return "the code is complete here";
      case Why::kBelow:
        return Concat("below it", LabelWithColon(candidate.row));
      case Why::kNearest:
        return "nearest code";
    }
    return {};
  }

  std::string SlipReason(const Candidate& candidate) const {
    const Slip& slip = candidate.slip;
    switch (slip.kind) {
      case SlipKind::kLeftOut:
        if (slip.position == characters_.size()) {
          return Concat("with ", One(slip.right), " at the end",
                        LabelWithColon(candidate.row));
        }
        return Concat("with ", One(slip.right), " put in as character ",
                      slip.position + 1);
      case SlipKind::kAdded:
        return Concat("without ", One(slip.wrong), " as character ",
                      slip.position + 1);
      case SlipKind::kReplaced: {
        const std::string_view likeness =
            LookAlike(slip.wrong, slip.right) ? ", which looks alike"
            : Neighbours(slip.wrong, slip.right)
                ? ", its neighbour on the keyboard"
                : "";
        return Concat("with ", One(slip.right), " for ", One(slip.wrong),
                      " as character ", slip.position + 1, likeness);
      }
      case SlipKind::kExchanged:
        return Concat("with ", One(slip.wrong), " and ", One(slip.right),
                      " in the other order");
    }
    return {};
  }

  // ": " and what the last character of a code means, where that is known.
  std::string LabelWithColon(uint32_t row) const {
    const Code code = release_.code(row);
    const Automaton::Walk walk =
        automaton_.Follow(code.Prefix(code.size() - 1));
    const auto last = automaton_.Next(walk.state, code[code.size() - 1]);
    const std::string_view label =
        last ? release_.label(last->label).text : std::string_view();
    return label.empty() ? std::string() : Concat(": ", label);
  }

  const CodeSet& release_;
  const Automaton& automaton_;
  std::string_view characters_;
  std::vector<Candidate> candidates_;
};

}  // namespace

std::vector<Suggestion> SuggestCodes(const CodeSet& release,
                                     std::string_view characters,
                                     bool repaired) {
  return Suggester(release, characters).Suggest(repaired);
}

}  // namespace codebook
