// codebook audit: an answer key against the code sets of its dates.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_join.h"
#include "codesets/grade/answer_key.h"
#include "codesets/grade/audit.h"
#include "engine/catalog.h"
#include "engine/concat.h"
#include "tools/codebook/catalog_choice.h"
#include "tools/codebook/check_output.h"
#include "tools/codebook/command.h"
#include "tools/codebook/json_output.h"
#include "tools/codebook/key_input.h"
#include "tools/codebook/text_output.h"

namespace codebook {
namespace {

constexpr size_t kCodeWidth = 10;
constexpr size_t kSeverityWidth = 9;

Ink InkOf(Severity severity) {
  if (severity == Severity::kError) return Ink::kRed;
  return severity == Severity::kWarning ? Ink::kYellow : Ink::kDim;
}

void AppendText(const AuditFinding& finding, const TextWriter& writer) {
  writer.Line(
      0, Concat(writer.Paint(Ink::kBold, Printable(finding.question->id)), "  ",
                Printable(absl::StrJoin(finding.codes, ", ")), "  ",
                writer.Paint(Ink::kDim, AuditName(finding.id)), " (",
                finding.release.ToString(), ")"));
  writer.Entry(2, SeverityName(finding.severity), kSeverityWidth,
               InkOf(finding.severity), Printable(finding.message));
  if (finding.check) {
    AppendNoteText(*finding.check_release, *finding.check, 4, writer);
  }
  for (const Suggestion& suggestion : finding.suggestions) {
    writer.Entry(4, suggestion.code, kCodeWidth, Ink::kBold,
                 Concat(suggestion.title, suggestion.why.empty() ? "" : ": ",
                        suggestion.why));
  }
}

void AppendJson(const AuditFinding& finding, Output& out) {
  Json suggestions = Json::array();
  for (const Suggestion& suggestion : finding.suggestions) {
    suggestions.push_back({{"code", suggestion.code},
                           {"title", suggestion.title},
                           {"why", suggestion.why}});
  }
  AppendLine(
      {{"type", "audit"},
       {"id", AuditName(finding.id)},
       {"severity", SeverityName(finding.severity)},
       {"question", finding.question->id},
       {"line", finding.question->line},
       {"codes", finding.codes},
       {"release", finding.release.ToString()},
       {"message", finding.message},
       {"suggestions", std::move(suggestions)},
       {"check", finding.check ? Json(CheckName(finding.check->id)) : Json()},
       {"note", finding.check ? NoteJson(*finding.check_release, *finding.check)
                              : Json()}},
      out);
}

bool IsProblem(const AuditFinding& finding) {
  return finding.severity != Severity::kInfo;
}

}  // namespace

int RunAudit(const Arguments& arguments, Output& out) {
  const auto fail = [](const absl::Status& status) {
    Complain(status);
    return kExitError;
  };
  const absl::StatusOr<Catalog> catalog = OpenCatalog(arguments.catalog);
  if (!catalog.ok()) return fail(catalog.status());
  const absl::StatusOr<AnswerKey> key = ReadKeyFile(arguments.operands[0]);
  if (!key.ok()) return fail(key.status());
  const absl::StatusOr<std::vector<AuditFinding>> findings =
      Audit(*catalog, *key, arguments.choice, arguments.against);
  if (!findings.ok()) return fail(findings.status());
  const TextWriter writer(arguments.color, out);
  for (const AuditFinding& finding : *findings) {
    if (arguments.format == Format::kJson) {
      AppendJson(finding, out);
    } else {
      AppendText(finding, writer);
    }
  }
  const auto problems =
      static_cast<size_t>(std::ranges::count_if(*findings, IsProblem));
  if (arguments.format == Format::kText) {
    writer.Line(0, Concat(Count(key->questions.size(), "question"), ": ",
                          problems == 0 ? "nothing wrong"
                                        : Count(problems, "problem")));
  }
  return problems == 0 ? kExitOk : kExitNotAll;
}

}  // namespace codebook
