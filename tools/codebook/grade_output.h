// Graded answers, and what they come to, as text, tab-separated and as JSON.

#ifndef CODEBOOK_TOOLS_CODEBOOK_GRADE_OUTPUT_H_
#define CODEBOOK_TOOLS_CODEBOOK_GRADE_OUTPUT_H_

#include <cstdint>
#include <string>

#include "codesets/grade/answers.h"
#include "codesets/grade/grader.h"
#include "codesets/grade/tally.h"
#include "tools/codebook/output.h"
#include "tools/codebook/text_output.h"

namespace codebook {

// A line with learner, question and points; below it each entry with its mark
// and the reason, and conflicts with the note each rests on.
void AppendGradeText(const Answer& answer, const GradeResult& result,
                     const TextWriter& writer);

// line, learner, question, score, points, entries ("S52.501B:near-miss:..."
// between commas).
void AppendGradeTsv(const Answer& answer, const GradeResult& result,
                    Output& out);

// An object of type "grade".
void AppendGradeJson(const Answer& answer, const GradeResult& result,
                     Output& out);

// What the answers come to by question, by learner and in all; in JSON objects
// of type "grade-question", "grade-learner" and "grade-summary".
void AppendTallyText(const AnswerKey& key, const Tally& tally,
                     uint64_t bad_lines, const TextWriter& writer);
void AppendTallyJson(const AnswerKey& key, const Tally& tally,
                     uint64_t bad_lines, Output& out);

// "2", "0.5", "1.33".
std::string PointsText(double points);

}  // namespace codebook

#endif  // CODEBOOK_TOOLS_CODEBOOK_GRADE_OUTPUT_H_
