// Notes of two releases: paired within a node by their text, between nodes by
// their text, and what is left within a node by likeness.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "codesets/diff/diff_parts.h"
#include "engine/concat.h"
#include "engine/text_difference.h"

namespace codebook {
namespace {

// At least half of the words are shared by a note and what became of it.
constexpr double kAlike = 0.5;

// A text of so few characters ("Right") says nothing of where it comes from.
constexpr size_t kShortest = 12;

using Notes = std::vector<Note>;

bool SameList(const Note& a, const Note& b) {
  return a.kind == b.kind && a.text == b.text;
}

class NoteDiff {
 public:
  explicit NoteDiff(ChangeWriter& changes)
      : changes_(changes),
        pairing_(changes.pairing()),
        older_(changes.older()),
        newer_(changes.newer()) {}

  void Run() {
    for (const NodeId node : pairing_.older().order) {
      const std::optional<NodeId> now = pairing_.NewerOf(node);
      Notes was = older_.OwnNotes(node);
      if (!now) {
        Append(was, deleted_);
      } else {
        CompareNode(std::move(was), newer_.OwnNotes(*now));
      }
    }
    for (const NodeId node : pairing_.newer().order) {
      if (!pairing_.OlderOf(node)) Append(newer_.OwnNotes(node), added_);
    }
    // What the diff is must not depend on which release comes first.
    std::ranges::stable_sort(added_, {}, [this](const Note& note) {
      return pairing_.newer().ordinal[note.from];
    });
    PairMoved();
    PairRevised();
    for (const Note& note : deleted_) {
      Change& change = changes_.AddGone(ChangeKind::kNoteDeleted, note.from,
                                        NoteKindName(note.kind));
      change.before = note.text;
    }
    for (const Note& note : added_) {
      Change& change = changes_.AddNewer(ChangeKind::kNoteAdded, note.from,
                                         NoteKindName(note.kind));
      change.after = note.text;
    }
  }

 private:
  static void Append(const Notes& from, Notes& to) {
    to.insert(to.end(), from.begin(), from.end());
  }

  void CompareNode(Notes was, Notes is) {
    if (std::ranges::equal(was, is, SameList)) return;
    std::vector<bool> found(was.size(), false);
    const auto take = [&](const Note& note, auto same) {
      for (size_t i = 0; i < was.size(); ++i) {
        if (!found[i] && same(was[i], note)) {
          found[i] = true;
          return true;
        }
      }
      return false;
    };
    std::erase_if(is, [&](const Note& note) { return take(note, SameList); });
    // The same text in a list of another kind.
    std::erase_if(is, [&](const Note& note) {
      NoteKind from{};
      const bool moved = take(note, [&from](const Note& a, const Note& b) {
        from = a.kind;
        return a.text == b.text;
      });
      if (moved) Moved(from, pairing_.OlderOf(note.from).value(), note);
      return moved;
    });
    for (size_t i = 0; i < was.size(); ++i) {
      if (!found[i]) deleted_.push_back(was[i]);
    }
    Append(is, added_);
  }

  void Moved(NoteKind kind, NodeId from, const Note& note) {
    Change& change = changes_.AddNewer(ChangeKind::kNoteMoved, note.from,
                                       NoteKindName(note.kind));
    change.before = note.text;
    change.after = note.text;
    change.moved_from = older_.Name(from);
    change.moved_from_part = NoteKindName(kind);
  }

  // A text, and the category in which it stands, where that has to be the same.
  using Place = std::pair<absl::string_view, uint64_t>;

  // Pairs notes of the same text that stand in one category, then those whose
  // text is nowhere else.
  void PairMoved() {
    PairByPlace([](const CodeSet& release, const Note& note) {
      const Code category = release.code(note.from).Prefix(3);
      return category.empty() ? std::optional<Place>()
                              : Place(ToAbsl(note.text), category.key());
    });
    absl::flat_hash_map<absl::string_view, size_t> deleted;
    absl::flat_hash_map<absl::string_view, size_t> added;
    for (const Note& note : deleted_) ++deleted[ToAbsl(note.text)];
    for (const Note& note : added_) ++added[ToAbsl(note.text)];
    PairByPlace([&](const CodeSet&, const Note& note) {
      const absl::string_view text = ToAbsl(note.text);
      const bool unique =
          deleted[text] == 1 && added[text] == 1 && text.size() >= kShortest;
      return unique ? Place(text, 0) : std::optional<Place>();
    });
  }

  // Pairs the notes of the same place, the first with the first. A heading is
  // of its own list, and does not move.
  template <typename PlaceOf>
  void PairByPlace(PlaceOf place_of) {
    absl::flat_hash_map<Place, std::vector<size_t>> places;
    for (size_t i = deleted_.size(); i-- > 0;) {
      const Note& note = deleted_[i];
      if (note.text.ends_with(':')) continue;
      const std::optional<Place> place = place_of(older_, note);
      if (place) places[*place].push_back(i);
    }
    std::vector<bool> gone(deleted_.size(), false);
    std::erase_if(added_, [&](const Note& note) {
      const std::optional<Place> place = place_of(newer_, note);
      const auto found = place ? places.find(*place) : places.end();
      if (found == places.end() || found->second.empty()) return false;
      const size_t i = found->second.back();
      found->second.pop_back();
      gone[i] = true;
      Moved(deleted_[i].kind, deleted_[i].from, note);
      return true;
    });
    Erase(gone, deleted_);
  }

  static void Erase(const std::vector<bool>& gone, Notes& notes) {
    size_t i = 0;
    std::erase_if(notes, [&](const Note&) { return gone[i++]; });
  }

  struct Likeness {
    double similarity;
    // How far down the list of the node the two stand, together, and how far
    // apart: the same whichever release comes first.
    size_t depth;
    size_t apart;
    size_t deleted;
    size_t added;
  };

  // Pairs of notes of one kind at one node that are alike.
  std::vector<Likeness> AlikePairs() const {
    absl::flat_hash_map<NodeId, std::vector<size_t>> deleted_at;
    for (size_t i = 0; i < deleted_.size(); ++i) {
      const std::optional<NodeId> now = pairing_.NewerOf(deleted_[i].from);
      if (now) deleted_at[*now].push_back(i);
    }
    std::vector<Likeness> pairs;
    absl::flat_hash_map<NodeId, size_t> added_at;
    for (size_t j = 0; j < added_.size(); ++j) {
      const auto found = deleted_at.find(added_[j].from);
      if (found == deleted_at.end()) continue;
      const size_t down = added_at[added_[j].from]++;
      for (size_t k = 0; k < found->second.size(); ++k) {
        const size_t i = found->second[k];
        if (deleted_[i].kind != added_[j].kind) continue;
        const double similarity = Similarity(deleted_[i].text, added_[j].text);
        if (similarity < kAlike) continue;
        pairs.push_back({.similarity = similarity,
                         .depth = down + k,
                         .apart = std::max(down, k) - std::min(down, k),
                         .deleted = i,
                         .added = j});
      }
    }
    return pairs;
  }

  // Pairs what was deleted from a node with what was added to it, the most
  // alike first.
  void PairRevised() {
    std::vector<Likeness> pairs = AlikePairs();
    std::ranges::stable_sort(pairs, [](const Likeness& a, const Likeness& b) {
      return std::tuple(-a.similarity, a.depth, a.apart) <
             std::tuple(-b.similarity, b.depth, b.apart);
    });
    std::vector<bool> deleted_gone(deleted_.size(), false);
    std::vector<bool> added_gone(added_.size(), false);
    for (const Likeness& pair : pairs) {
      if (deleted_gone[pair.deleted] || added_gone[pair.added]) continue;
      deleted_gone[pair.deleted] = true;
      added_gone[pair.added] = true;
      Revised(deleted_[pair.deleted], added_[pair.added]);
    }
    Erase(deleted_gone, deleted_);
    Erase(added_gone, added_);
  }

  void Revised(const Note& was, const Note& is) {
    Change& change = changes_.AddNewer(ChangeKind::kNoteRevised, is.from,
                                       NoteKindName(is.kind));
    change.before = was.text;
    change.after = is.text;
  }

  ChangeWriter& changes_;
  const Pairing& pairing_;
  const CodeSet& older_;
  const CodeSet& newer_;
  // Notes without a counterpart so far.
  Notes deleted_;
  Notes added_;
};

}  // namespace

void DiffNotes(ChangeWriter& changes) {
  if (changes.comparable().notes) NoteDiff(changes).Run();
}

}  // namespace codebook
