// The parts of a diff: each adds its changes to a ChangeWriter.

#ifndef CODEBOOK_CODESETS_DIFF_DIFF_PARTS_H_
#define CODEBOOK_CODESETS_DIFF_DIFF_PARTS_H_

#include <vector>

#include "codesets/diff/change_writer.h"

namespace codebook {

// Codes and headers: which there are, where, and what is said of each.
void DiffCodes(ChangeWriter& changes);
// Chapters and sections.
void DiffGroups(ChangeWriter& changes);
void DiffNotes(ChangeWriter& changes);
void DiffSeventhCharacters(ChangeWriter& changes);
// Rows of tables, labels and definitions.
void DiffTables(ChangeWriter& changes);
// Alphabetic indexes, and the tables of neoplasms and drugs. Which of them only
// one release has.
std::vector<NotCompared> DiffIndexes(ChangeWriter& changes);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_DIFF_DIFF_PARTS_H_
