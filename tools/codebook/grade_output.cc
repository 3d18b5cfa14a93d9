#include "tools/codebook/grade_output.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "absl/strings/str_format.h"
#include "engine/concat.h"
#include "tools/codebook/check_output.h"
#include "tools/codebook/json_output.h"

namespace codebook {
namespace {

constexpr size_t kCodeWidth = 10;
constexpr size_t kCommonest = 5;

Ink InkOf(Mark mark) {
  switch (mark) {
    case Mark::kCorrect:
      return Ink::kGreen;
    case Mark::kWrongRole:
    case Mark::kWrongOrder:
    case Mark::kNearMiss:
      return Ink::kYellow;
    case Mark::kExtra:
    case Mark::kInvalid:
    case Mark::kMissing:
      break;
  }
  return Ink::kRed;
}

// As printed, where it is a code; for what is missing the code of the key.
std::string NameOf(const GradedEntry& entry) {
  constexpr size_t kLongest = 40;
  if (!entry.verdict) return entry.wanted->printed;
  const Verdict& verdict = *entry.verdict;
  // The label of an option stands beside its code.
  if (verdict.input.data() != entry.text.data()) {
    return Concat(entry.text, "=", verdict.input);
  }
  if (!verdict.code.empty() && verdict.modifiers.empty()) {
    return verdict.release->Print(verdict.code);
  }
  return entry.text.size() <= kLongest
             ? std::string(entry.text)
             : Concat(entry.text.substr(0, kLongest), "...");
}

std::string MarkText(const GradedEntry& entry) {
  return entry.near_miss ? Concat(MarkName(entry.mark), " (",
                                  NearMissName(entry.near_miss->kind), ")")
                         : std::string(MarkName(entry.mark));
}

// "50 %" of something that is not 0.
std::string Percent(double part, double whole) {
  return absl::StrFormat("%.0f %%", whole > 0 ? 100 * part / whole : 0.0);
}

std::string LearnerName(std::string_view learner) {
  return learner.empty() ? "(no learner)" : Printable(learner);
}

Json NearMissJson(const NearMiss& miss) {
  return {{"kind", NearMissName(miss.kind)},
          {"at", miss.at > 0 ? Json(miss.at) : Json()},
          {"axis", TextOrNull(miss.axis)}};
}

Json EntryJson(const GradedEntry& entry) {
  Json json = {
      {"mark", MarkName(entry.mark)},
      {"role", RoleName(entry.role)},
      {"entered", entry.verdict ? Json(entry.text) : Json()},
      {"expected", entry.wanted ? Json(entry.wanted->printed) : Json()},
      {"expected_role",
       entry.wanted ? Json(RoleName(entry.wanted_role)) : Json()},
      {"near_miss", entry.near_miss ? NearMissJson(*entry.near_miss) : Json()},
      {"credit", entry.credit},
      {"reason", TextOrNull(entry.reason)},
      {"verdict", entry.verdict ? VerdictJson(*entry.verdict) : Json()}};
  return json;
}

}  // namespace

std::string PointsText(double points) {
  std::string text = absl::StrFormat("%.2f", points);
  text.resize(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

void AppendGradeText(const Answer& answer, const GradeResult& result,
                     const TextWriter& writer) {
  writer.Line(
      0, Concat(writer.Paint(Ink::kBold, LearnerName(answer.learner)), "  ",
                Printable(answer.question), "  ", PointsText(result.points),
                " of ", PointsText(result.question->points)));
  for (const GradedEntry& entry : result.entries) {
    writer.Entry(
        2, Printable(NameOf(entry)), kCodeWidth, Ink::kBold,
        Concat(writer.Paint(InkOf(entry.mark), MarkText(entry)),
               entry.reason.empty() ? "" : ": ", Printable(entry.reason)));
  }
  if (!result.conflicts) return;
  for (const CheckFinding& finding : result.conflicts->findings) {
    AppendFindingText(*result.conflicts, finding, 2, writer);
  }
}

void AppendGradeTsv(const Answer& answer, const GradeResult& result,
                    Output& out) {
  out.Append(Concat(answer.line, "\t"));
  AppendTsvField(answer.learner, out);
  out.Append('\t');
  AppendTsvField(answer.question, out);
  out.Append(absl::StrFormat("\t%.6g\t%.6g\t", result.score, result.points));
  bool first = true;
  for (const GradedEntry& entry : result.entries) {
    if (!first) out.Append(',');
    first = false;
    AppendTsvField(NameOf(entry), out);
    out.Append(Concat(":", MarkName(entry.mark)));
    if (!entry.near_miss) continue;
    out.Append(Concat(":", NearMissName(entry.near_miss->kind)));
  }
  out.EndLine();
}

void AppendGradeJson(const Answer& answer, const GradeResult& result,
                     Output& out) {
  Json entries = Json::array();
  for (const GradedEntry& entry : result.entries) {
    entries.push_back(EntryJson(entry));
  }
  Json findings = Json::array();
  if (result.conflicts) {
    for (const CheckFinding& finding : result.conflicts->findings) {
      findings.push_back(CheckFindingJson(*result.conflicts, finding));
    }
  }
  AppendLine({{"type", "grade"},
              {"line", answer.line},
              {"learner", answer.learner},
              {"question", answer.question},
              {"form", FormName(result.question->form)},
              {"correct", result.correct},
              {"score", result.score},
              {"points", result.points},
              {"possible", result.question->points},
              {"entries", std::move(entries)},
              {"findings", std::move(findings)}},
             out);
}

void AppendTallyText(const AnswerKey& key, const Tally& tally,
                     uint64_t bad_lines, const TextWriter& writer) {
  writer.EmptyLine();
  writer.Line(0, "Questions");
  for (const QuestionTally& question : tally.Questions()) {
    if (question.attempts == 0) continue;
    std::string text = Concat(Count(question.attempts, "answer"), ", ",
                              Percent(static_cast<double>(question.correct),
                                      static_cast<double>(question.attempts)),
                              " correct");
    std::string_view before = "; commonest wrong: ";
    for (const WrongCode& wrong :
         tally.CommonestWrong(*question.question, kCommonest)) {
      text = Concat(text, before, Printable(wrong.code), " (", wrong.count,
                    wrong.uncertain > 0 ? " at most)" : ")");
      before = ", ";
    }
    writer.Entry(2, Printable(question.question->id), kCodeWidth, Ink::kBold,
                 text);
  }
  writer.EmptyLine();
  writer.Line(0, "Learners");
  const auto learner = [&](const std::string& name, const LearnerTally& of) {
    writer.Entry(
        2, name, kCodeWidth, Ink::kBold,
        Concat(PointsText(of.points), " of ", PointsText(of.possible),
               " points, ", Percent(of.points, of.possible), "; ", of.correct,
               " of ", Count(of.answers, "answer"), " correct"));
  };
  for (const LearnerTally& of : tally.learners()) {
    learner(LearnerName(of.learner), of);
  }
  if (tally.other_learners().answers > 0) {
    learner("(all others)", tally.other_learners());
  }
  writer.EmptyLine();
  writer.Line(
      0, Concat(Count(tally.answers(), "answer"), " graded, ", tally.correct(),
                " correct", bad_lines > 0 ? ", " : "",
                bad_lines > 0 ? Count(bad_lines, "bad line") : "", " (key of ",
                Count(key.questions.size(), "question"), ")"));
}

void AppendTallyJson(const AnswerKey& key, const Tally& tally,
                     uint64_t bad_lines, Output& out) {
  for (const QuestionTally& question : tally.Questions()) {
    Json wrong = Json::array();
    for (const WrongCode& code :
         tally.CommonestWrong(*question.question, kCommonest)) {
      wrong.push_back({{"code", code.code},
                       {"count", code.count},
                       {"uncertain", code.uncertain}});
    }
    const auto attempts = static_cast<double>(question.attempts);
    AppendLine(
        {{"type", "grade-question"},
         {"question", question.question->id},
         {"attempts", question.attempts},
         {"correct", question.correct},
         {"rate", question.attempts > 0
                      ? Json(static_cast<double>(question.correct) / attempts)
                      : Json()},
         {"mean_points",
          question.attempts > 0 ? Json(question.points / attempts) : Json()},
         {"commonest_wrong", std::move(wrong)}},
        out);
  }
  const auto learner = [&](const Json& name, const LearnerTally& of) {
    AppendLine({{"type", "grade-learner"},
                {"learner", name},
                {"answers", of.answers},
                {"correct", of.correct},
                {"points", of.points},
                {"possible", of.possible},
                {"score", of.possible > 0 ? of.points / of.possible : 0}},
               out);
  };
  for (const LearnerTally& of : tally.learners()) learner(of.learner, of);
  if (tally.other_learners().answers > 0) {
    learner(nullptr, tally.other_learners());
  }
  AppendLine({{"type", "grade-summary"},
              {"questions", key.questions.size()},
              {"answers", tally.answers()},
              {"correct", tally.correct()},
              {"bad_lines", bad_lines}},
             out);
}

}  // namespace codebook
