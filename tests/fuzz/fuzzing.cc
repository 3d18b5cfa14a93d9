#include "tests/fuzz/fuzzing.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"
#include "codesets/judge.h"
#include "engine/concat.h"
#include "tests/touch_release.h"

namespace codebook::fuzz {
namespace {

// So that one input does not take seconds.
constexpr uint32_t kMostRows = 200;

void CheckRow(const CodeSet& release, NodeId row) {
  const Code code = release.code(row);
  const std::string printed = release.Print(code);
  Require(!code.empty() && code.size() <= Code::kMaxLength, "no code in a row");
  Require(release.Find(code) == row, "a code is not at its row", printed);
  Require(release.automaton().Row(code) == row, "the walk ends elsewhere",
          printed);
  for (const std::string& text :
       {printed, code.ToString(), absl::AsciiStrToLower(printed),
        Concat(" ", printed, "\t")}) {
    Require(release.Find(text) == row, "a text does not find its row", text);
  }
  const CodeIndex::Hit hit = release.index().Find(code);
  Require(hit.row == row && hit.billable == release.billable(row),
          "the index does not agree with the row", printed);
  for (size_t length = 0; length <= code.size(); ++length) {
    const std::optional<RowRange> range =
        release.automaton().Range(code.Prefix(length));
    Require(range && range->first <= row && row < range->last,
            "a code is outside the range of its beginning", printed);
  }
}

// Parents, children and the order of the list are the same tree.
void CheckTree(const CodeSet& release) {
  const std::vector<NodeId> order = release.TabularOrder();
  Require(order.size() == release.node_count(), "nodes are not in the list");
  std::vector<bool> seen(release.node_count());
  for (const NodeId node : order) {
    Require(node < seen.size() && !seen[node], "a node is listed twice");
    seen[node] = true;
    const std::optional<NodeId> parent = release.parent(node);
    Require(!parent || seen[*parent], "a node is listed before its parent");
  }
  for (const NodeId node : order) {
    for (const NodeId child : release.Children(node)) {
      Require(release.parent(child) == node, "a child has another parent");
    }
  }
}

// The lines of a title, broken between words; empty when a word is too long.
std::vector<std::string> BreakTitle(std::string_view title, size_t width) {
  std::vector<std::string> lines;
  while (!title.empty()) {
    size_t end = title.size();
    if (end > width) end = title.rfind(' ', width);
    if (end == std::string_view::npos || end == 0) return {};
    lines.emplace_back(title.substr(0, end));
    title.remove_prefix(std::min(end + 1, title.size()));
    // Blanks at the end of a record are not part of its text.
    if (title.starts_with(' ') || lines.back().ends_with(' ')) return {};
  }
  return lines;
}

std::string OrderFile(const CodeSet& release, const std::vector<NodeId>& rows) {
  std::string text;
  int number = 0;
  for (const NodeId row : rows) {
    absl::StrAppendFormat(&text, "%05d %-7s %d %-60s %s\n", ++number,
                          release.code(row).ToString(), release.billable(row),
                          "short", release.title(row));
  }
  return text;
}

std::string CptTable(const CodeSet& release, const std::vector<NodeId>& rows) {
  std::string text = "code,description\r\n";
  for (const NodeId row : rows) {
    std::string quoted(release.title(row));
    for (size_t at = 0; (at = quoted.find('"', at)) != quoted.npos; at += 2) {
      quoted.insert(at, 1, '"');
    }
    text += Concat(release.code(row).ToString(), ",\"", quoted, "\"\r\n");
  }
  return text;
}

// None when a title cannot be broken into records.
std::optional<std::string> AnnualFile(const CodeSet& release,
                                      const std::vector<NodeId>& rows) {
  std::string text;
  for (const NodeId row : rows) {
    const std::string code = release.code(row).ToString();
    const bool modifier = code.size() == 2;
    const std::vector<std::string> lines = BreakTitle(release.title(row), 80);
    if (lines.empty()) return std::nullopt;
    for (size_t i = 0; i < lines.size(); ++i) {
      absl::StrAppendFormat(&text, "%5s%05d%d%s\n", code, 100 * (i + 1),
                            (modifier ? 7 : 3) + (i > 0), lines[i]);
    }
  }
  return text;
}

// Whether a title comes back from a line of text as it is.
bool IsPlain(std::string_view title) {
  return !title.empty() &&
         absl::StripAsciiWhitespace(
             absl::string_view(title.data(), title.size()))
                 .size() == title.size() &&
         std::ranges::none_of(title, [](char c) { return c >= 0 && c < ' '; });
}

std::vector<NodeId> RowsOf(const CodeSet& release) {
  std::vector<NodeId> rows = release.TabularOrder();
  std::erase_if(rows, [&](NodeId node) { return !release.is_row(node); });
  return rows;
}

}  // namespace

void Require(bool holds, std::string_view what, std::string_view about) {
  if (holds) return;
  std::fprintf(stderr, "DOES NOT HOLD: %s: %s\n", std::string(what).c_str(),
               std::string(about).c_str());
  std::abort();
}

std::string_view TakePart(std::string_view& text, std::string_view separator) {
  const size_t at = text.find(separator);
  const std::string_view part = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size()
                                                  : at + separator.size());
  return part;
}

SourceFile FileOf(std::string name, std::string_view bytes) {
  const std::shared_ptr<char[]> copy(new char[bytes.size()]);
  std::ranges::copy(bytes, copy.get());
  return {.name = std::move(name),
          .bytes = {copy.get(), bytes.size()},
          .owner = copy,
          .named = true};
}

std::vector<ImportedRelease> ReadFiles(const std::vector<SourceFile>& files,
                                       std::string_view set) {
  absl::StatusOr<ImportReport> report = ReadReleases(
      files, {.effective = Date::Parse("2025-10-01"), .set = std::string(set)});
  if (report.ok()) {
    for (const ImportedRelease& release : report->releases) {
      CheckRelease(release.code_set);
    }
    return std::move(report->releases);
  }
  const std::string message(report.status().message());
  Require(absl::IsInvalidArgument(report.status()), "another error", message);
  Require(std::ranges::any_of(files,
                              [&](const SourceFile& file) {
                                return message.find(file.name) !=
                                       std::string::npos;
                              }),
          "an error without the name of a file", message);
  return {};
}

void CheckRelease(const CodeSetPtr& release) {
  Require(release->VerifyChecksums().ok(), "the image is not whole");
  TouchRelease(*release, std::min(release->node_count(), kMostRows));
  CheckTree(*release);
  uint32_t billable = 0;
  for (NodeId row = 0; row < release->row_count(); ++row) {
    billable += release->billable(row);
    Require(row == 0 || release->code(row - 1) < release->code(row),
            "rows are not in the order of their codes");
    if (row >= kMostRows) continue;
    CheckRow(*release, row);
    TouchTable(*release, release->code(row));
    CheckVerdict(release, release->Name(row));
  }
  Require(billable == release->billable_count(),
          "billable codes are miscounted");
}

void CheckVerdict(const CodeSetPtr& release, std::string_view text) {
  const Verdict verdict = Judge(release, text);
  Require(verdict.input.data() == text.data(), "the input is another", text);
  const std::optional<NodeId> row = release->Find(text);
  Require(!row || verdict.row == row, "a row is lost", text);
  const bool modifier =
      verdict.row && release->kind(*verdict.row) == Kind::kModifier;
  Require((verdict.status == VerdictStatus::kValid) ==
              (verdict.billable || modifier),
          "valid is not billable", text);
  Require(!verdict.row || (verdict.code == release->code(*verdict.row) &&
                           verdict.billable == release->billable(*verdict.row)),
          "the row is of another code", text);
  if (verdict.status != VerdictStatus::kValid) {
    Require(std::ranges::any_of(
                verdict.issues,
                [](const Issue& i) { return i.severity == Severity::kError; }),
            "no issue says why", text);
  }
  for (const Issue& issue : verdict.issues) {
    Require(!issue.message.empty(), "an issue without words", text);
    Require((issue.at == 0) == (issue.span.data() == nullptr),
            "a place and no span, or the reverse", text);
    Require(issue.span.data() == nullptr ||
                (issue.span.data() >= text.data() &&
                 issue.span.data() + issue.span.size() <=
                     text.data() + text.size()),
            "a span outside the input", text);
  }
  for (const Suggestion& suggestion : verdict.suggestions) {
    Require(release->Find(suggestion.code).has_value(),
            "a suggestion that is no code", suggestion.code);
  }
}

void CheckReadsBack(const CodeSet& release) {
  const std::vector<NodeId> rows = RowsOf(release);
  if (!std::ranges::all_of(
          rows, [&](NodeId row) { return IsPlain(release.title(row)); })) {
    return;
  }
  const std::string set(release.set());
  std::optional<std::string> text;
  if (set == "cpt") text = CptTable(release, rows);
  if (set == "hcpcs") text = AnnualFile(release, rows);
  if (set == "icd10cm" || set == "icd10pcs") text = OrderFile(release, rows);
  if (!text) return;
  const absl::StatusOr<ImportReport> report =
      ReadReleases({FileOf("written.txt", *text)},
                   {.effective = Date::Parse("2025-10-01"), .set = set});
  Require(report.ok(), "what was written cannot be read",
          MessageOf(report.status()));
  const CodeSet& back = *report->releases.at(0).code_set;
  const std::vector<NodeId> read = RowsOf(back);
  Require(read.size() == rows.size(), "rows are lost", *text);
  for (size_t i = 0; i < rows.size(); ++i) {
    const std::string code = release.Name(rows[i]);
    Require(back.Name(read[i]) == code, "rows are out of order", code);
    Require(back.title(read[i]) == release.title(rows[i]), "another title",
            code);
    Require(back.billable(read[i]) == release.billable(rows[i]),
            "another billable flag", code);
  }
}

}  // namespace codebook::fuzz
