// Definitions of seventh characters, where they stand.

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "codesets/diff/diff_parts.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// The definition at `node` itself.
SeventhCharacterSet OwnSet(const CodeSet& release, std::optional<NodeId> node) {
  std::optional<SeventhCharacterSet> set;
  if (node) set = release.SeventhCharacters(*node);
  if (set && set->from == *node) return *std::move(set);
  return {};
}

const SeventhCharacter* Find(const SeventhCharacterSet& set, char character) {
  const auto found = std::ranges::find(set.characters, character,
                                       &SeventhCharacter::character);
  return found == set.characters.end() ? nullptr : &*found;
}

// What it means, and the remark below it.
std::string TextOf(const SeventhCharacter& character) {
  if (character.note.empty()) return std::string(character.label);
  return Concat(character.label, "\n", character.note);
}

class SetDiff {
 public:
  explicit SetDiff(ChangeWriter& changes)
      : changes_(changes), pairing_(changes.pairing()) {}

  void Compare(std::optional<NodeId> older, std::optional<NodeId> newer) {
    const SeventhCharacterSet was = OwnSet(changes_.older(), older);
    const SeventhCharacterSet is = OwnSet(changes_.newer(), newer);
    const auto add = [&](ChangeKind kind, std::string_view part,
                         std::string_view before, std::string_view after) {
      Change& change = newer ? changes_.AddNewer(kind, *newer, part)
                             : changes_.AddOlder(kind, *older, part);
      change.before = before;
      change.after = after;
    };
    if (was.note != is.note) {
      add(ChangeKind::kSeventhCharacterNoteRevised, {}, was.note, is.note);
    }
    for (const SeventhCharacter& character : was.characters) {
      const std::string_view part(&character.character, 1);
      const SeventhCharacter* const now = Find(is, character.character);
      if (now == nullptr) {
        add(ChangeKind::kSeventhCharacterDeleted, part, TextOf(character), {});
      } else if (TextOf(*now) != TextOf(character)) {
        add(ChangeKind::kSeventhCharacterRevised, part, TextOf(character),
            TextOf(*now));
      }
    }
    for (const SeventhCharacter& character : is.characters) {
      if (Find(was, character.character) != nullptr) continue;
      add(ChangeKind::kSeventhCharacterAdded,
          std::string_view(&character.character, 1), {}, TextOf(character));
    }
  }

  void Run() {
    std::set<NodeId> compared;
    for (const NodeId node : changes_.older().SeventhCharacterNodes()) {
      if (node >= changes_.older().node_count()) continue;
      const std::optional<NodeId> now = pairing_.NewerOf(node);
      if (now) compared.insert(*now);
      Compare(node, now);
    }
    for (const NodeId node : changes_.newer().SeventhCharacterNodes()) {
      if (node >= changes_.newer().node_count()) continue;
      if (!compared.contains(node)) Compare(pairing_.OlderOf(node), node);
    }
  }

 private:
  ChangeWriter& changes_;
  const Pairing& pairing_;
};

}  // namespace

void DiffSeventhCharacters(ChangeWriter& changes) {
  if (changes.comparable().seventh_characters) SetDiff(changes).Run();
}

}  // namespace codebook
