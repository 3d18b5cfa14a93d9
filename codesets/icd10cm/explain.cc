#include "codesets/icd10cm/explain.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "codesets/explain.h"
#include "codesets/icd10cm/seventh_character_rule.h"
#include "engine/concat.h"

namespace codebook {
namespace {

constexpr size_t kSeventh = Code::kMaxLength;

// The walk on from `walk` over placeholders to where a seventh character
// stands; none when something else than X follows before.
std::optional<Automaton::Walk> SkipPlaceholders(const Automaton& automaton,
                                                Automaton::Walk walk) {
  while (walk.length < kSeventh - 1) {
    const auto next = automaton.Next(walk.state, 'X');
    if (!next || automaton.edges(walk.state).size() != 1) return std::nullopt;
    walk = {walk.length + 1, next->target, walk.row + next->before};
  }
  return walk;
}

class Explanation {
 public:
  Explanation(const CodeSet& release, Code code, Verdict& verdict)
      : release_(release),
        automaton_(release.automaton()),
        code_(code),
        verdict_(verdict),
        walk_(automaton_.Follow(code)) {}

  void Give() {
    if (walk_.length == code_.size()) {
      GiveBeginning();
    } else {
      verdict_.status = VerdictStatus::kUnknown;
      GiveWrongCharacter();
    }
  }

 private:
  std::string Good() const {
    return release_.Print(code_.Prefix(walk_.length));
  }
  char Wrong() const { return code_[walk_.length]; }
  std::string Character() const { return std::string(1, Wrong()); }
  size_t At() const { return walk_.length + 1; }

  // The code begins others, or is a header.
  void GiveBeginning() {
    const std::optional<Automaton::Walk> seventh =
        SkipPlaceholders(automaton_, walk_);
    const bool row = automaton_.accepts(walk_.state);
    const bool awaits = row && release_.kind(walk_.row) == Kind::kCode;
    if (awaits || (!row && seventh && code_.size() >= 3)) {
      GiveSeventhRequired(seventh.value_or(walk_));
      return;
    }
    if (!row) {
      verdict_.status = VerdictStatus::kIncomplete;
      AddIssue(verdict_, IssueId::kMoreCharactersRequired, At(),
               Concat(release_.Print(code_),
                      " only begins codes; a category has three characters"),
               AllowedAfter(release_, walk_));
      return;
    }
    verdict_.status = VerdictStatus::kHeader;
    const uint32_t below = BillableBelow();
    AddIssue(
        verdict_, IssueId::kHeaderNotBillable, At(),
        Concat(release_.Print(code_), " is a header and not billable; ", below,
               below == 1 ? " billable code lies" : " billable codes lie",
               " below it"),
        AllowedAfter(release_, walk_));
  }

  uint32_t BillableBelow() const {
    return release_.CountBillable(
        {walk_.row, walk_.row + automaton_.codes(walk_.state)});
  }

  void GiveSeventhRequired(const Automaton::Walk& seventh) {
    verdict_.status = VerdictStatus::kIncomplete;
    const bool padded = seventh.length > walk_.length;
    AddIssue(verdict_, IssueId::kSeventhCharacterRequired, kSeventh,
             padded
                 ? Concat(release_.Print(code_),
                          " needs a seventh character, with X in the places "
                          "before it")
                 : Concat(release_.Print(code_), " needs a seventh character"),
             AllowedAfter(release_, seventh));
  }

  // A valid code begins with the characters before, but none goes on so.
  void GiveWrongCharacter() {
    if (automaton_.edges(walk_.state).empty()) {
      GiveTooLong();
    } else if (walk_.length == kSeventh - 1 && AwaitsSeventh()) {
      GiveWrongSeventh();
    } else if (ExplainLookAlike(release_, code_, walk_, verdict_)) {
      return;
    } else if (OnlyPlaceholderFollows()) {
      GivePlaceholderMissing();
    } else if (Wrong() == 'X' && walk_.length >= 3) {
      AddIssue(verdict_, IssueId::kPlaceholderMisplaced, At(),
               Concat(Good(), " has no place for a placeholder here"),
               AllowedAfter(release_, walk_));
    } else {
      AddIssue(verdict_, IssueId::kNoSuchCode, At(),
               walk_.length == 0
                   ? Concat("no category begins with ", Character())
                   : Concat("no code that begins with ", Good(),
                            " goes on with ", Character()),
               AllowedAfter(release_, walk_));
    }
  }

  bool OnlyPlaceholderFollows() const {
    return automaton_.edges(walk_.state).size() == 1 &&
           automaton_.Next(walk_.state, 'X').has_value();
  }

  // Whether the last header passed is a code that lacks its seventh character.
  bool AwaitsSeventh() const { return Stem().has_value(); }

  // The code whose seventh character would stand where the walk ended.
  std::optional<NodeId> Stem() const {
    for (size_t length = walk_.length; length >= 3; --length) {
      const std::optional<NodeId> row = release_.Find(code_.Prefix(length));
      if (!row) continue;
      if (release_.kind(*row) == Kind::kCode) return row;
      return std::nullopt;
    }
    return std::nullopt;
  }

  void GiveTooLong() {
    // What follows is X up to a seventh character, or directly one.
    const std::string rest =
        code_.ToString().substr(walk_.length, code_.size() - walk_.length - 1);
    const bool seventh = code_.size() == kSeventh &&
                         rest.find_first_not_of('X') == std::string::npos;
    AddIssue(verdict_,
             seventh ? IssueId::kSeventhCharacterNotAllowed : IssueId::kTooLong,
             At(),
             seventh ? Concat(Good(),
                              " is a complete code and takes no seventh "
                              "character")
                     : Concat(Good(),
                              " is a complete code; nothing follows "
                              "it"));
  }

  void GiveWrongSeventh() {
    if (const std::string rule = RuleAgainst(); !rule.empty()) {
      AddIssue(verdict_, IssueId::kSeventhCharacterNotAllowed, At(), rule,
               AllowedAfter(release_, walk_));
      return;
    }
    AddIssue(verdict_, IssueId::kSeventhCharacterInvalid, At(),
             Concat(Character(), " is no seventh character of ", Good()),
             AllowedAfter(release_, walk_));
  }

  // The official note that takes this character back here; empty when there
  // is none.
  std::string RuleAgainst() const {
    const std::optional<NodeId> stem = Stem();
    if (!stem) return {};
    for (const Note& note : release_.Notes(*stem)) {
      if (!MayBeSeventhCharacterRule(note.text)) continue;
      const auto rule = ParseSeventhCharacterRule(note.text);
      if (rule && rule->Excludes(code_.Prefix(kSeventh - 1), Wrong())) {
        return Concat("the seventh character ", Character(),
                      " does not apply to ", Good(), "; the note at ",
                      release_.Name(note.from), " says: \"", note.text, "\"");
      }
    }
    return {};
  }

  void GivePlaceholderMissing() {
    const bool awaits = automaton_.accepts(walk_.state) &&
                        release_.kind(walk_.row) == Kind::kCode;
    AddIssue(verdict_, IssueId::kPlaceholderMissing, At(),
             awaits ? Concat("the seventh character must stand in seventh "
                             "place; ",
                             Good(), " is filled up with X before it")
                    : Concat("after ", Good(), " stands the placeholder X"),
             AllowedAfter(release_, walk_));
  }

  const CodeSet& release_;
  const Automaton& automaton_;
  Code code_;
  Verdict& verdict_;
  Automaton::Walk walk_;
};

}  // namespace

void ExplainIcd10cm(const CodeSet& release, Code code, Verdict& verdict) {
  Explanation(release, code, verdict).Give();
}

}  // namespace codebook
