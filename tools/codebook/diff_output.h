// A diff as people, programs and spreadsheets read it.

#ifndef CODEBOOK_TOOLS_CODEBOOK_DIFF_OUTPUT_H_
#define CODEBOOK_TOOLS_CODEBOOK_DIFF_OUTPUT_H_

#include <optional>
#include <string>
#include <string_view>

#include "codesets/diff/affected.h"
#include "codesets/diff/change.h"
#include "tools/codebook/output.h"
#include "tools/codebook/text_output.h"

namespace codebook {

// What is written: all changes, or those that hit the codes of a file.
struct DiffView {
  DiffReport report;
  std::optional<AffectedCodes> affected = {};
  // The file of the codes, as messages name it.
  std::string file = {};
};

// Grouped by chapter, or by the codes of the file; then the counts.
void AppendDiffText(const DiffView& view, const TextWriter& writer);
// Objects of type "change" or "affected", "not-compared", and "summary".
void AppendDiffJson(const DiffView& view, Output& out);
// RFC 4180 with a heading, as spreadsheets take it: a byte order mark, CRLF.
void AppendDiffCsv(const DiffView& view, Output& out);
// One page that needs nothing else.
void AppendDiffHtml(const DiffView& view, Output& out);

// The parts of the page that are the same for every diff.
std::string_view DiffPageStyle();
std::string_view DiffPageScript();

}  // namespace codebook

#endif  // CODEBOOK_TOOLS_CODEBOOK_DIFF_OUTPUT_H_
