// Codes of one answer, or of one key, that conflict.

#ifndef CODEBOOK_CODESETS_GRADE_CONFLICTS_H_
#define CODEBOOK_CODESETS_GRADE_CONFLICTS_H_

#include <optional>
#include <span>
#include <string_view>

#include "codesets/check.h"
#include "codesets/grade/grader.h"

namespace codebook {

// What the check finds wrong among diagnoses that are given together: errors,
// warnings, and sides or encounters that contradict one another. Not that a
// code is not valid, nor what cannot be decided. Where codes have no principal
// diagnosis (`principal`) or no sequence (`ordered`), nothing that rests on one
// is told. None when nothing is found or there are no two codes.
std::optional<CheckReport> FindConflicts(
    const Checker& checker, std::span<const std::string_view> diagnoses,
    bool principal, bool ordered);

// The same for the diagnoses of an answer. The views are of its text.
std::optional<CheckReport> FindConflicts(const Checker& checker,
                                         const GradeResult& result);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_GRADE_CONFLICTS_H_
