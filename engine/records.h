// The records of an image, as they stand on disk. See FORMAT.md; a change here
// needs a new kImageFormatVersion.
//
// Texts are offsets into the string pool. A node is a row of the release (rows
// come first, in ASCII order of their codes) or, after the rows, a group. A
// reference to a node is its number plus one; 0 is none.

#ifndef CODEBOOK_ENGINE_RECORDS_H_
#define CODEBOOK_ENGINE_RECORDS_H_

#include <array>
#include <cstdint>

#include "engine/kinds.h"

namespace codebook {

struct MetaRecord {
  uint32_t set;
  uint32_t source_version;
  // Days since 1970-01-01.
  int32_t effective;
  uint32_t point_after;
  uint32_t rows;
  uint32_t billable;
  uint32_t groups;
  uint32_t findings;
  // The first node of the top level.
  uint32_t first_root;
};
static_assert(sizeof(MetaRecord) == 36);

struct NodeRecord {
  static constexpr uint32_t kKindMask = 0xFF;
  static constexpr uint32_t kBillable = 1 << 8;
  static constexpr uint32_t kPlaceholder = 1 << 9;
  // The code is its parent with placeholders and a seventh character.
  static constexpr uint32_t kExtended = 1 << 10;
  // A note of it has a NoteReferenceRecord.
  static constexpr uint32_t kPointsToCodes = 1 << 11;

  uint32_t title;
  uint32_t short_title;
  uint32_t parent;
  uint32_t first_child;
  uint32_t next_sibling;
  uint32_t info;
};
static_assert(sizeof(NodeRecord) == 24);

struct GroupRecord {
  uint32_t name;
  // The narrowest group beside this one whose range takes it in.
  uint32_t enclosing;
};

struct NoteRecord {
  uint32_t text;
  // The kind in the low byte; above it the number of the block, which tells
  // two lists of one kind under one node apart.
  uint32_t kind_and_block;

  NoteKind kind() const { return static_cast<NoteKind>(kind_and_block & 0xFF); }
  uint32_t block() const { return kind_and_block >> 8; }
};

// A note that points to other codes.
struct NoteReferenceRecord {
  // It ends in ":" and heads a list.
  static constexpr uint32_t kHeading = 1 << 8;
  // It stands in the list of the heading before it.
  static constexpr uint32_t kItem = 1 << 9;
  // It names a code.
  static constexpr uint32_t kNamesCode = 1 << 10;
  // Some of the codes or conditions it names were not understood.
  static constexpr uint32_t kNotAllRead = 1 << 11;
  // It only asks for something "if applicable", "if known" and the like.
  static constexpr uint32_t kIfApplicable = 1 << 12;
  // What it names are examples ("such as").
  static constexpr uint32_t kExamples = 1 << 13;
  // It names codes that the release does not have.
  static constexpr uint32_t kNotInRelease = 1 << 14;

  // Of every so many notes the image says where their references begin.
  static constexpr uint32_t kNotesPerBegin = 16;

  uint32_t note;
  // Numbers of sets of rows, from 1; 0 is none.
  uint32_t codes;
  // The rows that are meant of those it stands over; 0: all.
  uint32_t scope;
  // The kind of the note in the low byte; above it the flags.
  uint32_t info;

  NoteKind kind() const { return static_cast<NoteKind>(info & 0xFF); }
};
static_assert(sizeof(NoteReferenceRecord) == 16);

struct SeventhCharacterUseRecord {
  uint32_t node;
  uint32_t set;
};

struct SeventhCharacterSetRecord {
  uint32_t first;
  uint32_t count;
  uint32_t note;
};

struct SeventhCharacterRecord {
  uint32_t character;
  uint32_t label;
  uint32_t note;
};

struct LabelRecord {
  uint32_t axis;
  uint32_t text;
  uint32_t definition;
};

// A row of a table: the values that the positions of a code may take together.
struct AxisRowRecord {
  // The key of the table's code.
  uint64_t table;
  // The values of position p are [begins[p], begins[p + 1]).
  std::array<uint32_t, 8> begins;
};
static_assert(sizeof(AxisRowRecord) == 40);

struct AxisValueRecord {
  uint32_t character;
  uint32_t label;
};

// Days since 1970-01-01, both inclusive; the extremes of int32_t where open.
struct ValidityRecord {
  int32_t from;
  int32_t to;
};

struct PropertyRecord {
  uint32_t node;
  uint32_t name;
  uint32_t value;
};

struct SourceRecord {
  uint32_t file;
  uint32_t reserved;
  std::array<uint8_t, 32> sha256;
};
static_assert(sizeof(SourceRecord) == 40);

// An alphabetic list: terms [first_term, end_term) and, for a table, columns.
struct IndexListRecord {
  uint32_t kind;
  uint32_t title;
  uint32_t first_term;
  uint32_t end_term;
  uint32_t first_column;
  uint32_t columns;
};
static_assert(sizeof(IndexListRecord) == 24);

struct IndexColumnRecord {
  uint32_t number;
  uint32_t heading;
};

struct IndexTermRecord {
  // As printed, and without the non-essential modifiers.
  uint32_t title;
  uint32_t words;
  // The number of the term above plus one; 0 for a main term.
  uint32_t parent;
  // The number after the last term below.
  uint32_t end;
  // Its links go up to the first link of the next term.
  uint32_t first_link;
};
static_assert(sizeof(IndexTermRecord) == 20);

struct WordRecord {
  // Its bytes go up to those of the next word.
  uint32_t offset;
  uint32_t term;
};

// Where the documents of one kind that have a term are listed.
struct TermPostings {
  // Set in `count`: two bits a document, from word `first` of the places on;
  // else a list of `count` from `first` on.
  static constexpr uint32_t kDense = uint32_t{1} << 31;

  uint32_t first;
  uint32_t count;
};

struct TermRecord {
  uint32_t weight;
  // Of codes, of phrases.
  std::array<TermPostings, 2> postings;
};
static_assert(sizeof(TermRecord) == 20);

// What is found: a code, or a phrase that leads to one.
struct DocumentRecord {
  uint32_t node;
  // For a phrase what it is, in the low bits, and above them its number among
  // its like: see FORMAT.md.
  uint32_t source;
  // Its score before any word is looked at.
  int32_t rank;
};
static_assert(sizeof(DocumentRecord) == 12);

// Words stand in buckets by their first two characters, each of 0, a digit or a
// letter: see FORMAT.md.
inline constexpr uint32_t kTextBucketSymbols = 37;
inline constexpr uint32_t kTextBuckets = 37 * 37;

struct IndexLinkRecord {
  // The kind in the low byte; above it the number of the column, 0 for none.
  uint32_t kind_and_column;
  uint32_t text;
};

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_RECORDS_H_
