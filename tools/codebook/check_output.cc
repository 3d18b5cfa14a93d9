#include "tools/codebook/check_output.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_join.h"
#include "engine/concat.h"
#include "tools/codebook/entry_text.h"
#include "tools/codebook/json_output.h"

namespace codebook {
namespace {

constexpr size_t kCodeWidth = 10;
constexpr size_t kSeverityWidth = 13;

std::string JoinedLines(const CheckedNote& note) {
  return absl::StrJoin(
      note.lines, "; ",
      [](std::string* text, std::string_view line) { text->append(line); });
}

std::string JoinedCodes(const CheckReport& report,
                        const CheckFinding& finding) {
  return absl::StrJoin(finding.codes, ", ",
                       [&](std::string* text, uint32_t code) {
                         text->append(Printable(report.codes[code].Name()));
                       });
}

std::string_view SeverityWord(const CheckFinding& finding) {
  return finding.undecidable ? "undecidable" : SeverityName(finding.severity);
}

Ink InkOf(const CheckFinding& finding) {
  if (finding.severity == Severity::kError) return Ink::kRed;
  return finding.severity == Severity::kWarning ? Ink::kYellow : Ink::kDim;
}

// "1 error, 2 warnings"
std::string Summary(const CheckReport& report) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4>
      kCounted = {{{"error", "error"},
                   {"warning", "warning"},
                   {"info", "remark"},
                   {"undecidable", "undecidable"}}};
  std::string text;
  for (const auto& [word, noun] : kCounted) {
    const auto count = std::ranges::count(report.findings, word, SeverityWord);
    if (count == 0) continue;
    text.append(text.empty() ? "" : ", ");
    text.append(noun == word && word == "undecidable"
                    ? Concat(count, " undecidable")
                    : Count(static_cast<uint64_t>(count), noun));
  }
  return text.empty() ? "nothing to report" : text;
}

}  // namespace

void AppendNoteText(const CodeSet& release, const CheckFinding& finding,
                    size_t indent, const TextWriter& writer) {
  if (!finding.note) return;
  const CheckedNote& note = *finding.note;
  writer.Line(
      indent,
      Concat(NoteTitle(note.kind), " at ", NameInTree(release, note.from), ": ",
             note.heading, note.heading.empty() ? "" : " ", JoinedLines(note)),
      indent + 2);
}

void AppendFindingText(const CheckReport& report, const CheckFinding& finding,
                       size_t indent, const TextWriter& writer) {
  const std::string codes = JoinedCodes(report, finding);
  writer.Entry(
      indent, SeverityWord(finding), kSeverityWidth, InkOf(finding),
      Concat(writer.Paint(Ink::kBold, codes), codes.empty() ? "" : "  ",
             writer.Paint(Ink::kDim, CheckName(finding.id))));
  const std::string guideline =
      finding.guideline.empty()
          ? std::string()
          : Concat(" (Guidelines ", finding.guideline, ")");
  writer.Line(indent + 2, Concat(Printable(finding.message), guideline));
  AppendNoteText(*report.release, finding, indent + 2, writer);
}

void AppendCheckText(const CheckReport& report, const TextWriter& writer) {
  for (const CheckedCode& code : report.codes) {
    writer.Entry(0, Printable(code.Name()), kCodeWidth, Ink::kBold,
                 code.row ? code.release->title(*code.row)
                          : std::string_view("not a code of this release"));
  }
  for (const CheckFinding& finding : report.findings) {
    writer.EmptyLine();
    AppendFindingText(report, finding, 0, writer);
  }
  writer.EmptyLine();
  writer.Line(
      0, Concat(Summary(report), " (", report.release->id().ToString(), ")"));
}

Json NoteJson(const CodeSet& release, const CheckFinding& finding) {
  if (!finding.note) return {};
  const CheckedNote& note = *finding.note;
  return {{"kind", NoteKindName(note.kind)},
          {"text", JoinedLines(note)},
          {"heading", TextOrNull(note.heading)},
          {"from", release.Name(note.from)},
          {"title", release.title(note.from)}};
}

Json CheckFindingJson(const CheckReport& report, const CheckFinding& finding) {
  Json codes = Json::array();
  for (const uint32_t code : finding.codes) {
    codes.push_back(report.codes[code].Name());
  }
  Json json = {{"type", "finding"},
               {"id", CheckName(finding.id)},
               {"severity", SeverityName(finding.severity)},
               {"undecidable", finding.undecidable},
               {"codes", std::move(codes)},
               {"message", finding.message},
               {"guideline", TextOrNull(finding.guideline)},
               {"note", NoteJson(*report.release, finding)},
               {"release", report.release->id().ToString()}};
  if (finding.note) {
    json["note"]["under"] = report.codes[finding.codes.front()].Name();
  }
  return json;
}

void AppendCheckJson(const CheckReport& report, Output& out) {
  for (const CheckFinding& finding : report.findings) {
    AppendLine(CheckFindingJson(report, finding), out);
  }
}

}  // namespace codebook
