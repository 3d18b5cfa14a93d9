// What changed between two releases, as data.

#ifndef CODEBOOK_CODESETS_DIFF_CHANGE_H_
#define CODEBOOK_CODESETS_DIFF_CHANGE_H_

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/code_set.h"
#include "engine/release_id.h"

namespace codebook {

enum class ChangeKind {
  // A code or header.
  kCodeAdded,
  kCodeDeleted,
  // It comes elsewhere in the official list: `before` and `after` name what it
  // stands under, or, within that, directly behind (`part` "parent", "order").
  kCodeMoved,
  // `part`: "long title", "short title".
  kTitleRevised,
  // From header to billable, or back.
  kStatusChanged,
  // From code to subcategory, say, with the same status.
  kKindChanged,
  // The first and last day it may be reported. `part`: "first day", "last day".
  kDatesRevised,
  // Another fact. `part` is its name: "medium_descriptor".
  kPropertyRevised,
  kChapterAdded,
  kChapterDeleted,
  kChapterRevised,
  kSectionAdded,
  kSectionDeleted,
  // Its title or, `part` "range", the codes it takes in.
  kSectionRevised,
  // `part` is the kind of the note: "excludes1".
  kNoteAdded,
  kNoteDeleted,
  kNoteRevised,
  // The same text in another place: see `moved_from` and `moved_from_part`.
  kNoteMoved,
  // A seventh character; `part` is the character.
  kSeventhCharacterAdded,
  kSeventhCharacterDeleted,
  kSeventhCharacterRevised,
  // What is printed over the seventh characters.
  kSeventhCharacterNoteRevised,
  // Rows of a table, one to a line, as patterns: "0BH[12]7[DE]Z".
  kRowAdded,
  kRowDeleted,
  // One row became one other that shares codes with it, or several, or several
  // became one, or several others.
  kRowRevised,
  kRowSplit,
  kRowMerged,
  kRowRegrouped,
  // What a character of a table means; `part` is the axis.
  kLabelRevised,
  kDefinitionRevised,
  // An entry of an index or table; `code` is the path of its terms, `part` the
  // list ("diseases", "drugs"), `before` and `after` the entry as printed.
  kIndexAdded,
  kIndexDeleted,
  kIndexRevised,
};

// "code-added"; stable.
std::string_view ChangeKindName(ChangeKind kind);
constexpr size_t kChangeKinds =
    static_cast<size_t>(ChangeKind::kIndexRevised) + 1;

// A code to use in the place of another.
struct Successor {
  std::string code;
  std::string title;
  // Not from the official conversion table, but from titles and neighbours.
  bool proposed;
  // Why: the previous codes as the conversion table prints them, or what speaks
  // for a proposal.
  std::string why;
};

// Where a change stands: by the order of the newer list, and before each of its
// nodes by that of the older.
struct ChangePlace {
  uint32_t newer = 0;
  uint32_t older = 0;
  friend auto operator<=>(const ChangePlace&, const ChangePlace&) = default;
};

struct Change {
  ChangeKind kind;
  // The code as it is printed, the name of the chapter or section, the table,
  // or the beginning of codes that a label belongs to.
  std::string code;
  // What of it; see the kinds.
  std::string part = {};
  // Texts of titles, notes and so on. An added code has its title in `after`, a
  // deleted one in `before`.
  std::string before = {};
  std::string after = {};
  // The title of `code` as it is now, or was when it is no more.
  std::string title = {};
  // The chapter, for grouping: "Chapter 9: Diseases of ... (I00-I99)".
  std::string chapter = {};
  ChangePlace place = {};

  // kCodeAdded, kCodeDeleted, kKindChanged: what the code is, or was.
  bool billable = false;
  Kind node_kind = Kind::kNone;
  // kCodeAdded: the code before it in the list; empty for the first.
  std::string follows = {};
  // kCodeAdded: the last release before both that had it; empty when none is
  // known.
  std::string last_release = {};
  // kCodeDeleted, and kStatusChanged to header.
  std::vector<Successor> successors = {};
  // kNoteMoved: the code it stood under, and the kind of note it was there.
  std::string moved_from = {};
  std::string moved_from_part = {};
  // kTitleRevised: nothing but accents, which order files do not have.
  bool accents_only = false;
  // kRow...: what the change means in codes.
  std::vector<std::string> codes_added = {};
  std::vector<std::string> codes_deleted = {};
};

// Something that one of the releases does not have, so that it could not be
// compared.
struct NotCompared {
  // "notes", "short titles", ...
  std::string what;
  // Without it. Empty when that is so of both.
  std::string release;
  std::string why;
};

// Counts as the trailer of the official order addenda has them. A code that
// turns from billable to header is deleted from the codes and added to the
// headers.
struct AddendaCounts {
  uint32_t older = 0;
  uint32_t newer = 0;
  uint32_t additions = 0;
  uint32_t deletions = 0;
  uint32_t revisions = 0;
  uint32_t both_titles = 0;
  uint32_t long_only = 0;
  uint32_t short_only = 0;
};

struct DiffReport {
  ReleaseId older;
  ReleaseId newer;
  // In the order of the list.
  std::vector<Change> changes;
  std::vector<NotCompared> not_compared;
  AddendaCounts headers;
  AddendaCounts codes;
  // False when a release has no short titles: revisions are then of the long.
  bool short_titles_compared = true;
};

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_DIFF_CHANGE_H_
