// Codes of one category that contradict one another: right and unspecified
// side, initial and subsequent encounter.

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "codesets/checked_encounter.h"
#include "codesets/side.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// The one position, from 0, in which two codes of the same length differ.
std::optional<size_t> OneDifference(Code a, Code b) {
  const uint64_t difference = a.key() ^ b.key();
  if (difference == 0 || a.size() != b.size()) return std::nullopt;
  const auto at = static_cast<size_t>(std::countl_zero(difference)) / 8;
  const uint64_t byte = uint64_t{0xFF} << (56 - 8 * at);
  return (difference & ~byte) == 0 ? std::optional(at) : std::nullopt;
}

// Whether the release has `code` for both sides, with another character at
// `position`.
bool BilateralIsThere(const CodeSet& release, Code code, size_t position) {
  for (int symbol = 0; symbol < kSymbols; ++symbol) {
    Code other = code.Prefix(position).Append(SymbolCharacter(symbol));
    for (size_t i = position + 1; i < code.size(); ++i) {
      other = other.Append(code[i]);
    }
    const std::optional<NodeId> row = release.Find(other);
    if (row && SideOf(release.title(*row)) == Side::kBilateral) return true;
  }
  return false;
}

// `code` is that of `a`; the one of `b` differs from it at `position`.
void ComparePair(const Diagnosis& a, const Diagnosis& b, Code code,
                 size_t position, CheckedEncounter& encounter) {
  const CodeSet& release = encounter.release();
  // The first three characters are another category, the last says which
  // encounter, eye stage or fetus.
  if (position < 3 || position == Code::kMaxLength - 1) return;
  const Side one = SideOf(encounter.Title(a));
  const Side other = SideOf(encounter.Title(b));
  if (one == other || one == Side::kNone || other == Side::kNone) return;
  const bool two_sides = (one == Side::kRight && other == Side::kLeft) ||
                         (one == Side::kLeft && other == Side::kRight);
  if (two_sides && !BilateralIsThere(release, code, position)) return;
  encounter.Add(
      {.id = CheckId::kLaterality,
       .severity = Severity::kInfo,
       .codes = {std::min(a.code, b.code), std::max(a.code, b.code)},
       .guideline = "I.B.13",
       .message =
           two_sides
               ? Concat(encounter.Name(a.code), " and ", encounter.Name(b.code),
                        " are the two sides of one condition, for which there "
                        "is a bilateral code")
               : Concat(encounter.Name(a.code), " and ", encounter.Name(b.code),
                        " are one condition with sides that contradict one "
                        "another")});
}

enum class Episode { kNone, kInitial, kSubsequent, kSequela };

Episode EpisodeOf(std::string_view title) {
  if (title.find(", initial encounter") != std::string_view::npos) {
    return Episode::kInitial;
  }
  if (title.find(", subsequent encounter") != std::string_view::npos) {
    return Episode::kSubsequent;
  }
  return title.ends_with(", sequela") ? Episode::kSequela : Episode::kNone;
}

// Calls `each` with the diagnoses of every category that has several.
template <typename Each>
void ForEachCategory(CheckedEncounter& encounter, Each each) {
  const std::span<const Diagnosis> all = encounter.diagnoses();
  const auto category = [&](size_t i) {
    return encounter.CodeOf(all[i]).Prefix(3);
  };
  for (size_t begin = 0; begin < all.size() && !encounter.full();) {
    const Code own = category(begin);
    size_t end = begin + 1;
    while (end < all.size() && category(end) == own) ++end;
    if (end - begin > 1) each(all.subspan(begin, end - begin), own);
    begin = end;
  }
}

}  // namespace

void CheckSides(CheckedEncounter& encounter) {
  ForEachCategory(encounter, [&](std::span<const Diagnosis> codes, Code) {
    std::vector<Code> read;
    for (const Diagnosis& diagnosis : codes) {
      read.push_back(encounter.CodeOf(diagnosis));
    }
    for (size_t i = 0; i < codes.size() && !encounter.full(); ++i) {
      for (size_t j = i + 1; j < codes.size(); ++j) {
        const std::optional<size_t> at = OneDifference(read[i], read[j]);
        if (at) ComparePair(codes[i], codes[j], read[i], *at, encounter);
      }
    }
  });
}

void CheckEncounterCharacters(CheckedEncounter& encounter) {
  ForEachCategory(encounter, [&](std::span<const Diagnosis> codes,
                                 Code category) {
    // The first code of each episode.
    std::array<const Diagnosis*, 4> first{};
    for (const Diagnosis& diagnosis : codes) {
      const Diagnosis*& known =
          first[static_cast<size_t>(EpisodeOf(encounter.Title(diagnosis)))];
      if (known == nullptr || diagnosis.code < known->code) known = &diagnosis;
    }
    CheckFinding finding{
        .id = CheckId::kEncounterCharacters,
        .severity = Severity::kInfo,
        .guideline = "I.C.19.a",
        .message = Concat("codes of ", encounter.release().Print(category),
                          " disagree on whether this is active treatment, "
                          "follow-up or a sequela: see whether they are about "
                          "different injuries")};
    for (size_t i = 1; i < first.size(); ++i) {
      if (first[i] != nullptr) finding.codes.push_back(first[i]->code);
    }
    if (finding.codes.size() < 2) return;
    std::ranges::sort(finding.codes);
    encounter.Add(std::move(finding));
  });
}

}  // namespace codebook
