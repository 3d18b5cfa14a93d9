#include "codesets/reference_report.h"

#include <algorithm>

namespace codebook {

ReferenceReport ReportReferences(const CodeSet& release) {
  using Flags = NoteReferenceRecord;
  ReferenceReport report;
  for (const NoteKind kind :
       {NoteKind::kExcludes1, NoteKind::kExcludes2, NoteKind::kCodeFirst,
        NoteKind::kUseAdditionalCode, NoteKind::kCodeAlso}) {
    report.counts.push_back({.kind = kind});
  }
  for (NodeId node = 0; node < release.node_count(); ++node) {
    for (const NoteReferenceRecord& reference : release.References(node)) {
      const auto count = std::ranges::find(report.counts, reference.kind(),
                                           &ReferenceCount::kind);
      if (count == report.counts.end()) continue;
      ++count->notes;
      if ((reference.info & Flags::kNamesCode) == 0) {
        if ((reference.info & Flags::kHeading) != 0) ++count->headings;
        continue;
      }
      ++count->naming;
      if ((reference.info & (Flags::kNotAllRead | Flags::kNotInRelease)) == 0) {
        ++count->read;
      } else {
        report.unread.push_back({.kind = reference.kind(),
                                 .from = node,
                                 .text = release.NoteOf(reference, node).text});
      }
    }
  }
  return report;
}

}  // namespace codebook
