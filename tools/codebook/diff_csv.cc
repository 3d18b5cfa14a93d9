#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/concat.h"
#include "tools/codebook/diff_output.h"

namespace codebook {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

void AppendField(std::string_view text, Output& out) {
  if (text.find_first_of("\",\r\n") == std::string_view::npos) {
    out.Append(text);
    return;
  }
  out.Append('"');
  for (const char c : text) {
    if (c == '"') out.Append('"');
    out.Append(c);
  }
  out.Append('"');
}

void AppendRow(std::span<const std::string> fields, Output& out) {
  for (size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out.Append(',');
    AppendField(fields[i], out);
  }
  out.Append("\r\n");
}

std::string Joined(const std::vector<std::string>& texts) {
  std::string joined;
  for (const std::string& text : texts) {
    joined = joined.empty() ? text : Concat(joined, " ", text);
  }
  return joined;
}

std::string Successors(const Change& change, bool proposed) {
  std::vector<std::string> codes;
  for (const Successor& successor : change.successors) {
    if (successor.proposed == proposed) codes.push_back(successor.code);
  }
  return Joined(codes);
}

std::vector<std::string> FieldsOf(const Change& change) {
  return {std::string(ChangeKindName(change.kind)),
          change.code,
          change.title,
          change.part,
          change.before,
          change.after,
          change.moved_from,
          change.last_release,
          Successors(change, /*proposed=*/false),
          Successors(change, /*proposed=*/true),
          Joined(change.codes_added),
          Joined(change.codes_deleted),
          change.chapter};
}

}  // namespace

void AppendDiffCsv(const DiffView& view, Output& out) {
  std::vector<std::string> heading = {
      "kind",        "code",          "title",        "part",       "before",
      "after",       "moved_from",    "last_release", "successors", "proposed",
      "codes_added", "codes_deleted", "chapter"};
  if (view.affected) {
    heading.insert(heading.begin(), {"affected", "lines"});
  }
  out.Append(kByteOrderMark);
  AppendRow(heading, out);
  if (!view.affected) {
    for (const Change& change : view.report.changes) {
      AppendRow(FieldsOf(change), out);
    }
  } else {
    for (const AffectedCode& code : view.affected->codes) {
      std::vector<std::string> lines;
      for (const size_t line : code.lines) lines.push_back(Concat(line));
      for (const size_t i : code.changes) {
        std::vector<std::string> fields = FieldsOf(view.report.changes[i]);
        fields.insert(fields.begin(), {code.code, Joined(lines)});
        AppendRow(fields, out);
      }
    }
  }
  for (const NotCompared& missing : view.report.not_compared) {
    std::vector<std::string> fields(heading.size());
    const size_t first = view.affected ? 2 : 0;
    fields[first] = "not-compared";
    fields[first + 3] = missing.what;
    fields[first + 4] = missing.why;
    AppendRow(fields, out);
  }
}

}  // namespace codebook
