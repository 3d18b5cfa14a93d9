#include "codesets/suggest.h"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>

#include "codesets/explain.h"
#include "codesets/slips.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// More characters are no code with a slip in it.
constexpr size_t kLongestSlip = Code::kMaxLength + 1;

// A modifier has two characters; with one more it is still one with a slip.
constexpr size_t kLongestForModifier = 3;

// Of slips, on the scale of UnlikelihoodOf: those with a reason are below it.
constexpr int kUnlikely = 34;

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
    if (characters_.size() > 1 && characters_.size() <= kLongestSlip) {
      // That a beginning of codes is anything else is not likely.
      const int most = begins_ ? kUnlikely : 100;
      FindSlips(automaton_, characters_, [&](uint32_t row, const Slip& slip) {
        const int unlikelihood = UnlikelihoodOf(slip, characters_);
        if (unlikelihood <= most) Add({row, unlikelihood, Why::kSlip, slip});
      });
    }
    if (candidates_.empty()) AddNearest();
    return Best();
  }

 private:
  void Add(const Candidate& candidate) {
    if (!release_.billable(candidate.row) && !IsModifier(candidate.row)) return;
    for (Candidate& known : candidates_) {
      if (known.row != candidate.row) continue;
      if (candidate.unlikelihood < known.unlikelihood) known = candidate;
      return;
    }
    candidates_.push_back(candidate);
  }

  // A modifier is what two characters may have been meant for.
  bool IsModifier(uint32_t row) const {
    return characters_.size() <= kLongestForModifier &&
           release_.kind(row) == Kind::kModifier;
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

  // A beginning of codes: what is below is likelier than that the beginning is
  // wrong.
  void AddBelow() {
    const Automaton::Walk walk = WalkCharacters();
    begins_ = !characters_.empty() && walk.length == characters_.size();
    if (begins_) {
      AddNearestBelow(walk, 8, Why::kBelow);
    }
  }

  // The codes that begin with as much as is right.
  void AddNearest() {
    const Automaton::Walk walk = WalkCharacters();
    if (walk.length == 0) return;
    right_ = walk.length;
    AddNearestBelow(walk, 90, Why::kNearest);
  }

  Automaton::Walk WalkCharacters() const {
    Code prefix;
    for (const char c : characters_.substr(0, Code::kMaxLength)) {
      prefix = prefix.Append(c);
    }
    return automaton_.Follow(prefix);
  }

  // One code for each character that may come next, then the first ones as far
  // as there is room for more.
  void AddNearestBelow(Automaton::Walk walk, int unlikelihood, Why why) {
    while (walk.length < Code::kMaxLength &&
           automaton_.edges(walk.state).size() == 1 &&
           !(automaton_.accepts(walk.state) && release_.billable(walk.row))) {
      const Automaton::Edge only = *automaton_.edges(walk.state).begin();
      walk = {walk.length + 1, only.target, walk.row + only.before};
    }
    size_t added = 0;
    for (const Automaton::Edge edge : automaton_.edges(walk.state)) {
      const uint32_t first = walk.row + edge.before;
      added += AddBillable({first, first + edge.codes}, 1, unlikelihood, why);
    }
    if (added >= kMaxSuggestions) return;
    AddBillable({walk.row, walk.row + automaton_.codes(walk.state)},
                kMaxSuggestions, unlikelihood + 1, why);
  }

  // Adds the first `most` billable codes of `rows` and says how many there are.
  size_t AddBillable(RowRange rows, size_t most, int unlikelihood, Why why) {
    // Headers lie between; there are never many in a row.
    constexpr uint32_t kMostRows = 64;
    size_t added = 0;
    const uint32_t last = std::min(rows.last, rows.first + kMostRows);
    for (uint32_t row = rows.first; row < last && added < most; ++row) {
      if (!release_.billable(row) && !IsModifier(row)) continue;
      Add({row, unlikelihood, why});
      ++added;
    }
    return added;
  }

  std::vector<Suggestion> Best() {
    // Of codes below a beginning, the shortest are the nearest to it.
    const auto rank = [&](const Candidate& candidate) {
      const bool below =
          candidate.why == Why::kBelow || candidate.why == Why::kNearest;
      return std::tuple(candidate.unlikelihood,
                        below ? release_.code(candidate.row).size() : 0,
                        candidate.row);
    };
    const auto better = [&](const Candidate& a, const Candidate& b) {
      return rank(a) < rank(b);
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
        return "the same in plain letters and digits";
      case Why::kLookAlikes:
        return LookAlikeReason(candidate.row);
      case Why::kPadded:
        return Concat("with ", One(characters_.back()),
                      " in seventh place and X in the places before it");
      case Why::kShortened:
        return Concat("complete without ",
                      Behind(release_.code(candidate.row).size()));
      case Why::kBelow:
        return Concat("with ", Rest(candidate.row), " added",
                      Rest(candidate.row).size() == 1
                          ? LabelWithColon(candidate.row)
                          : "");
      case Why::kNearest:
        return Concat(
            "begins with ",
            release_.Print(release_.code(candidate.row).Prefix(right_)),
            " as well");
    }
    return {};
  }

  // "with 0 for O as character 2 and 1 for I as character 3".
  std::string LookAlikeReason(uint32_t row) const {
    const Code code = release_.code(row);
    std::string reason;
    for (size_t i = 0; i < characters_.size(); ++i) {
      if (code[i] == characters_[i]) continue;
      reason = Concat(reason, reason.empty() ? "with " : " and ",
                      std::string(1, code[i]), " for ", One(characters_[i]),
                      " as character ", i + 1);
    }
    return reason;
  }

  std::string SlipReason(const Candidate& candidate) const {
    const Slip& slip = candidate.slip;
    switch (slip.kind) {
      case SlipKind::kLeftOut:
        if (slip.position == characters_.size()) {
          return Concat("with ", One(slip.right), " added",
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

  // The characters behind so many; none when there are fewer, as a damaged
  // release may have it.
  std::string_view Behind(size_t length) const {
    return characters_.substr(std::min(length, characters_.size()));
  }

  // What the code of a row has behind the characters.
  std::string Rest(uint32_t row) const {
    const std::string code = release_.code(row).ToString();
    // Of a damaged release, anything.
    return code.substr(std::min(characters_.size(), code.size()));
  }

  // ": " and what the last character of a code means, where that is known and
  // its title does not say so.
  std::string LabelWithColon(uint32_t row) const {
    const Code code = release_.code(row);
    const Automaton::Walk walk =
        automaton_.Follow(code.Prefix(code.size() - 1));
    const auto last = automaton_.Next(walk.state, code[code.size() - 1]);
    const std::string_view label =
        last ? release_.label(last->label).text : std::string_view();
    const bool said = release_.title(row).find(label) != std::string_view::npos;
    return said ? std::string() : Concat(": ", label);
  }

  const CodeSet& release_;
  const Automaton& automaton_;
  std::string_view characters_;
  // Whether all of them begin a code.
  bool begins_ = false;
  // How many of them begin a code, once that is asked.
  size_t right_ = 0;
  std::vector<Candidate> candidates_;
};

}  // namespace

std::vector<Suggestion> SuggestCodes(const CodeSet& release,
                                     std::string_view characters,
                                     bool repaired) {
  return Suggester(release, characters).Suggest(repaired);
}

}  // namespace codebook
