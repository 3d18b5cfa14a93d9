// How many of a release's notes name codes, and how many of these were
// understood.
//
// Example:
//   ReferenceReport report = ReportReferences(*release);
//   for (const ReferenceCount& count : report.counts) {
//     NoteKindName(count.kind);  // "excludes1"
//     count.read;                // 5,304 of
//     count.naming;              // 5,304 that name a code
//   }

#ifndef CODEBOOK_CODESETS_REFERENCE_REPORT_H_
#define CODEBOOK_CODESETS_REFERENCE_REPORT_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/code_set.h"
#include "engine/kinds.h"

namespace codebook {

struct ReferenceCount {
  NoteKind kind;
  // All notes of the kind.
  uint32_t notes = 0;
  // Those that name a code.
  uint32_t naming = 0;
  // Of these, those whose codes and conditions were all understood and stand
  // for rows of the release.
  uint32_t read = 0;
  // Of those that name none, the headings of lists, whose items name codes.
  uint32_t headings = 0;

  // What no program can decide: it names no code.
  uint32_t undecidable() const { return notes - naming - headings; }
};

// A note of which something was not understood.
struct UnreadReference {
  NoteKind kind;
  // Where it stands.
  NodeId from;
  std::string_view text;
};

struct ReferenceReport {
  // Excludes1, excludes2, code first, use additional code, code also.
  std::vector<ReferenceCount> counts;
  std::vector<UnreadReference> unread;
};

// Reads through the notes of `release`, which outlives the report.
ReferenceReport ReportReferences(const CodeSet& release);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_REFERENCE_REPORT_H_
