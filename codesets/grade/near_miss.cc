#include "codesets/grade/near_miss.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "codesets/code_reading.h"
#include "codesets/explain.h"
#include "codesets/grade/successors.h"
#include "codesets/side.h"
#include "codesets/slips.h"

namespace codebook {
namespace {

constexpr size_t kCategoryLength = 3;
constexpr size_t kSeventh = Code::kMaxLength - 1;

// The characters of an entry, where they may be a code with a slip in it.
std::string CharactersOf(const Verdict& entered) {
  constexpr size_t kLongest = 32;
  if (!entered.code.empty()) return entered.code.ToString();
  if (entered.input.size() > kLongest) return {};
  return ReadCode(entered.input, 0, {}).characters;
}

// Whether `after` has `next` in place of `code`, which `before` has.
bool Succeeds(const CodeSet& before, const CodeSet& after, Code code,
              Code next) {
  const std::optional<NodeId> row = after.Find(next);
  if (!row) return false;
  const std::vector<NodeId> successors = FindSuccessors(before, after, code);
  return std::ranges::find(successors, *row) != successors.end();
}

std::optional<NearMiss> OtherRelease(const Verdict& entered,
                                     const KeyCode& wanted,
                                     const Catalog& catalog) {
  const bool retired = entered.status == VerdictStatus::kRetired;
  const bool future = entered.status == VerdictStatus::kFuture;
  if ((!retired && !future) || !entered.other_release ||
      entered.release != wanted.release) {
    return std::nullopt;
  }
  const absl::StatusOr<CodeSetPtr> other = catalog.Get(*entered.other_release);
  if (!other.ok()) return std::nullopt;
  if (retired &&
      Succeeds(**other, *wanted.release, entered.code, wanted.normal.code)) {
    return NearMiss{.kind = NearMissKind::kRetired};
  }
  if (future &&
      Succeeds(*wanted.release, **other, wanted.normal.code, entered.code)) {
    return NearMiss{.kind = NearMissKind::kNotYetValid};
  }
  return std::nullopt;
}

// Whether the last character of `wanted` is a seventh one that says something
// of its own: which encounter, trimester or stage.
bool HasSeventhCharacter(const KeyCode& wanted) {
  return wanted.row && wanted.release->extended(*wanted.row);
}

// The characters without the X that hold a place between the category and the
// seventh character.
std::string WithoutPlaceholders(std::string_view characters) {
  std::string rest(characters);
  for (size_t i = rest.size(); i > kCategoryLength; --i) {
    if (rest[i - 1] == 'X') rest.erase(i - 1, 1);
  }
  return rest;
}

std::optional<NearMiss> Shorter(const std::string& typed,
                                const std::string& code,
                                const KeyCode& wanted) {
  if (typed.size() < kCategoryLength || !code.starts_with(typed))
    return std::nullopt;
  // All that comes after are placeholders and the seventh character.
  const bool only_seventh =
      HasSeventhCharacter(wanted) &&
      std::all_of(code.begin() + static_cast<std::ptrdiff_t>(typed.size()),
                  code.end() - 1, [](char c) { return c == 'X'; });
  if (only_seventh) {
    return NearMiss{.kind = NearMissKind::kSeventhCharacter,
                    .at = kSeventh + 1};
  }
  return NearMiss{.kind = NearMissKind::kParent, .at = typed.size() + 1};
}

std::optional<NearMiss> Placeholder(const std::string& typed,
                                    const std::string& code) {
  if (code.find('X', kCategoryLength) == std::string::npos) return std::nullopt;
  if (typed.size() <= kCategoryLength ||
      WithoutPlaceholders(typed) != WithoutPlaceholders(code)) {
    return std::nullopt;
  }
  const auto differ = std::ranges::mismatch(typed, code);
  return NearMiss{.kind = NearMissKind::kPlaceholder,
                  .at = static_cast<size_t>(differ.in2 - code.begin()) + 1};
}

// `typed` and `code` differ in the character at `at`, from 0, alone.
std::optional<NearMiss> OneCharacter(const std::string& typed,
                                     const std::string& code, size_t at,
                                     const Verdict& entered,
                                     const KeyCode& wanted) {
  const auto miss = [&](NearMissKind kind) {
    return NearMiss{.kind = kind, .at = at + 1};
  };
  const std::vector<AxisValue> axes = wanted.release->Axes(wanted.normal.code);
  if (at < axes.size()) {
    return NearMiss{
        .kind = NearMissKind::kAxis, .at = at + 1, .axis = axes[at].label.axis};
  }
  const bool both = entered.row && entered.release == wanted.release;
  if (both && DifferInSideOnly(entered.title(), wanted.title())) {
    return miss(NearMissKind::kLaterality);
  }
  if (at == kSeventh && HasSeventhCharacter(wanted)) {
    return miss(NearMissKind::kSeventhCharacter);
  }
  if (!entered.row && LookAlikeOf(typed[at]) == code[at]) {
    return miss(NearMissKind::kTyping);
  }
  const bool category =
      at < kCategoryLength && wanted.release->set() == "icd10cm";
  if (category) return miss(NearMissKind::kCategory);
  return miss(at + 1 == code.size() ? NearMissKind::kLastCharacter
                                    : NearMissKind::kCharacter);
}

// Two neighbours exchanged, one character left out or too many. Where it is.
std::optional<size_t> FindSlip(std::string_view typed, std::string_view code) {
  const auto at = static_cast<size_t>(std::ranges::mismatch(typed, code).in1 -
                                      typed.begin());
  if (typed.size() == code.size()) {
    const bool exchanged = at + 1 < code.size() && typed[at] == code[at + 1] &&
                           typed[at + 1] == code[at] &&
                           typed.substr(at + 2) == code.substr(at + 2);
    return exchanged ? std::optional(at) : std::nullopt;
  }
  const bool too_many = typed.size() == code.size() + 1 &&
                        typed.substr(at + 1) == code.substr(at);
  const bool left_out = typed.size() + 1 == code.size() &&
                        typed.substr(at) == code.substr(at + 1);
  return too_many || left_out ? std::optional(at) : std::nullopt;
}

std::optional<NearMiss> Typing(const std::string& typed,
                               const std::string& code,
                               const Verdict& entered) {
  // A code that exists was meant, if it is no mere slip within its category.
  if (entered.row &&
      typed.substr(0, kCategoryLength) != code.substr(0, kCategoryLength)) {
    return std::nullopt;
  }
  const std::optional<size_t> at = FindSlip(typed, code);
  if (!at) return std::nullopt;
  return NearMiss{.kind = NearMissKind::kTyping, .at = *at + 1};
}

}  // namespace

std::optional<NearMiss> FindNearMiss(const Verdict& entered,
                                     const KeyCode& wanted,
                                     const Catalog& catalog) {
  if (wanted.normal.code.empty()) return std::nullopt;
  if (IsCodeWithOtherModifiers(entered, wanted)) {
    return NearMiss{.kind = NearMissKind::kModifier};
  }
  const std::string typed = CharactersOf(entered);
  const std::string code = wanted.normal.code.ToString();
  if (typed.empty() || typed == code) return std::nullopt;
  std::optional<NearMiss> miss = OtherRelease(entered, wanted, catalog);
  if (miss) return miss;
  if (miss = Shorter(typed, code, wanted); miss) return miss;
  if (wanted.release->set() == "icd10cm") {
    if (miss = Placeholder(typed, code); miss) return miss;
  }
  if (typed.size() == code.size()) {
    const auto first = std::ranges::mismatch(typed, code);
    const auto at = static_cast<size_t>(first.in1 - typed.begin());
    if (typed.substr(at + 1) == code.substr(at + 1)) {
      return OneCharacter(typed, code, at, entered, wanted);
    }
  }
  return Typing(typed, code, entered);
}

}  // namespace codebook
