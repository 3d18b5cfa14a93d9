// The codes that notes name, from what a reader makes of their words to sets of
// rows.
//
// "diabetes mellitus (E08-E13 with .42)" is a range with a condition. While a
// release is built, ranges and conditions become the rows they mean, so that
// whoever reads the release only asks whether a row is in a set.

#ifndef CODEBOOK_ENGINE_NOTE_REFERENCES_H_
#define CODEBOOK_ENGINE_NOTE_REFERENCES_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "engine/automaton.h"
#include "engine/code.h"
#include "engine/kinds.h"
#include "engine/records.h"

namespace codebook {

// What a code of a range must have besides: `text` at a place in it.
struct CodeCondition {
  static constexpr uint8_t kAtEnd = 254;
  static constexpr uint8_t kInTitle = 255;

  // Where `text` stands, counted from 0; or one of the constants above.
  uint8_t position;
  std::string text;
};

// The codes that begin with `first`, those that begin with `last`, and all
// that stand between them in the official list.
struct CodeRange {
  Code first;
  Code last;
  // One of these must hold; empty: there is no condition.
  std::vector<CodeCondition> any_of = {};
};

// What a note that points to other codes says, as its reader understood it.
struct NoteReferences {
  std::vector<CodeRange> codes = {};
  // Where not all that the note stands over is meant ("For codes G31.0-G31.83
  // use additional code ..."): what is meant.
  std::vector<CodeRange> scope = {};
  // NoteReferenceRecord flags.
  uint32_t flags = 0;
};

// Collects the references of notes and turns them into records.
class NoteReferencesBuilder {
 public:
  // The rows of the release, as they will be numbered.
  struct Rows {
    // In ASCII order.
    std::span<const Code> codes;
    // The place of each row in the official list; no two are the same.
    std::span<const uint32_t> places;
    absl::FunctionRef<std::string_view(uint32_t row)> title;
  };

  // `note` is numbered in the order of addition.
  void Add(uint32_t note, NoteKind kind, NoteReferences references);

  // Makes the records; `number_of_note` gives each note its final number.
  // Notes that name codes which the release does not have are marked.
  void Finish(const Rows& rows, std::span<const uint32_t> number_of_note);

  // After Finish: sorted by note.
  std::span<const NoteReferenceRecord> records() const { return records_; }
  // After Finish: the first record of each kNotesPerBegin notes, or after them.
  std::span<const uint32_t> begins() const { return begins_; }
  // After Finish: the ranges of set s (from 1) are [begins[s - 1], begins[s]).
  std::span<const uint32_t> set_begins() const { return set_begins_; }
  std::span<const RowRange> set_ranges() const { return set_ranges_; }

 private:
  struct Pending {
    uint32_t note;
    NoteKind kind;
    NoteReferences references;
  };

  std::vector<Pending> pending_;
  std::vector<NoteReferenceRecord> records_;
  std::vector<uint32_t> begins_;
  std::vector<uint32_t> set_begins_;
  std::vector<RowRange> set_ranges_;
  // Sets of one range without conditions, by its ends.
  absl::flat_hash_map<std::pair<uint64_t, uint64_t>, uint32_t> plain_sets_;
};

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_NOTE_REFERENCES_H_
