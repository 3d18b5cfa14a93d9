#include "tools/codebook/verdict_text.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "engine/concat.h"

namespace codebook {
namespace {

constexpr size_t kIndent = 2;
constexpr size_t kCodeWidth = 10;
constexpr size_t kStatusWidth = 12;

Ink StatusInk(VerdictStatus status) {
  switch (status) {
    case VerdictStatus::kValid:
      return Ink::kGreen;
    case VerdictStatus::kHeader:
    case VerdictStatus::kIncomplete:
    case VerdictStatus::kRetired:
    case VerdictStatus::kFuture:
      return Ink::kYellow;
    case VerdictStatus::kUnknown:
    case VerdictStatus::kMalformed:
      break;
  }
  return Ink::kRed;
}

Ink SeverityInk(Severity severity) {
  if (severity == Severity::kError) return Ink::kRed;
  return severity == Severity::kWarning ? Ink::kYellow : Ink::kDim;
}

// What was typed, without the blanks around it.
std::string Typed(std::string_view input) {
  const size_t first = input.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  const size_t last = input.find_last_not_of(" \t");
  return Printable(input.substr(first, last - first + 1));
}

// The column, from 0, of character `at` of a code, counted from 1 without
// points and blanks. One after the end is the place of a character that is
// missing.
size_t ColumnOf(std::string_view typed, size_t at) {
  size_t column = 0;
  size_t characters = 0;
  for (const char c : typed) {
    // Only the first byte of a UTF-8 character counts.
    if ((c & 0xC0) == 0x80) continue;
    if (c != '.' && c != ' ' && ++characters == at) return column;
    ++column;
  }
  return column + (at > characters + 1 ? at - characters - 1 : 0);
}

// One a line with what it means; those without a meaning on one line.
void AppendAllowed(const Issue& issue, const TextWriter& writer) {
  std::string bare;
  for (const AllowedCharacter& value : issue.allowed) {
    if (value.label.empty()) {
      bare += bare.empty() ? "" : " ";
      bare += value.character;
      continue;
    }
    writer.Entry(2 * kIndent, std::string(1, value.character), 3, Ink::kCyan,
                 value.label);
  }
  if (bare.empty()) return;
  writer.Line(
      2 * kIndent,
      Concat(bare.size() == issue.allowed.size() * 2 - 1 ? "possible here: "
                                                         : "also possible: ",
             writer.Paint(Ink::kCyan, bare)),
      2 * kIndent);
}

void AppendIssue(const Issue& issue, const std::string& typed,
                 const TextWriter& writer) {
  if (issue.at > 0) {
    const size_t column = kIndent + ColumnOf(typed, issue.at);
    writer.out().Append(Concat(std::string(kIndent, ' '), typed));
    writer.out().EndLine();
    writer.out().Append(Concat(std::string(column, ' '),
                               writer.Paint(SeverityInk(issue.severity), "^")));
    writer.out().EndLine();
  }
  writer.Line(kIndent, issue.message);
  AppendAllowed(issue, writer);
}

void AppendSuggestions(const Verdict& verdict, const TextWriter& writer) {
  if (verdict.suggestions.empty()) return;
  // Of a beginning the codes below it are examples, not what was meant.
  const bool beginning = verdict.status == VerdictStatus::kHeader ||
                         verdict.status == VerdictStatus::kIncomplete;
  writer.Line(kIndent, beginning ? "For example:" : "Did you mean:");
  for (const Suggestion& suggestion : verdict.suggestions) {
    writer.Entry(
        2 * kIndent, suggestion.code, kCodeWidth, Ink::kBold,
        Concat(suggestion.title, suggestion.title.empty() ? "" : " ",
               writer.Paint(Ink::kDim, Concat("(", suggestion.why, ")"))));
  }
}

std::string Release(const Verdict& verdict) {
  std::string text = verdict.release->id().ToString();
  // A code may end or begin within its release; the issue has the day.
  if (verdict.other_release &&
      *verdict.other_release != verdict.release->id()) {
    const bool retired = verdict.status == VerdictStatus::kRetired;
    text = Concat(text, retired ? "; last in " : "; first in ",
                  verdict.other_release->ToString());
  }
  return Concat("(", text, ")");
}

}  // namespace

void AppendVerdictText(const Verdict& verdict, const TextWriter& writer) {
  const std::string typed = Typed(verdict.input);
  const std::string code =
      verdict.code.empty() ? typed : verdict.release->Print(verdict.code);
  const std::string_view status = StatusName(verdict.status);
  const std::string blanks(kStatusWidth - std::min(kStatusWidth, status.size()),
                           ' ');
  writer.Entry(0, code, kCodeWidth, Ink::kBold,
               Concat(writer.Paint(StatusInk(verdict.status), status), blanks,
                      verdict.title(), verdict.row ? " " : "",
                      writer.Paint(Ink::kDim, Release(verdict))));
  for (const Verdict& modifier : verdict.modifiers) {
    writer.Entry(0, Concat("  -", Printable(modifier.input)), kCodeWidth,
                 Ink::kBold,
                 Concat(writer.Paint(StatusInk(modifier.status),
                                     StatusName(modifier.status)),
                        modifier.row ? "  " : "", modifier.title()));
  }
  for (const Issue& issue : verdict.issues) AppendIssue(issue, typed, writer);
  AppendSuggestions(verdict, writer);
}

void AppendVerdictTsv(const Verdict& verdict, Output& out) {
  AppendTsvField(verdict.input, out);
  out.Append('\t');
  out.Append(StatusName(verdict.status));
  out.Append('\t');
  if (!verdict.code.empty()) out.Append(verdict.release->Print(verdict.code));
  out.Append('\t');
  for (size_t i = 0; i < verdict.issues.size(); ++i) {
    if (i > 0) out.Append(',');
    out.Append(IssueName(verdict.issues[i].id));
  }
  out.EndLine();
}

void AppendPlainTsv(std::string_view input, const PlainCode& plain,
                    Output& out) {
  constexpr std::string_view kValid = "\tvalid\t";
  constexpr std::string_view kPointMissing = "\tpoint-missing";
  char* const line = out.Room(input.size() + kValid.size() + Code::kMaxPrinted +
                              kPointMissing.size());
  char* end = std::ranges::copy(input, line).out;
  end = std::ranges::copy(kValid, end).out;
  end += plain.code.Print(end, plain.release->point_after());
  end =
      std::ranges::copy(
          plain.point_missing ? kPointMissing : kPointMissing.substr(0, 1), end)
          .out;
  out.Used(static_cast<size_t>(end - line));
  out.EndLine();
}

}  // namespace codebook
