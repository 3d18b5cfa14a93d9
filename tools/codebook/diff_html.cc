#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "codesets/diff/addenda_counts.h"
#include "engine/concat.h"
#include "engine/text_difference.h"
#include "tools/codebook/diff_output.h"

namespace codebook {
namespace {

std::string Escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\n':
        escaped += "<br>";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

// The text before and after in one, with what was deleted and added marked.
std::string Marked(const Change& change) {
  std::string html;
  for (const TextPart& part : CompareTexts(change.before, change.after)) {
    const std::string text = Escaped(part.text);
    switch (part.kind) {
      case TextPartKind::kSame:
        html += text;
        break;
      case TextPartKind::kDeleted:
        html += Concat("<del>", text, "</del>");
        break;
      case TextPartKind::kAdded:
        html += Concat("<ins>", text, "</ins>");
        break;
    }
  }
  return html;
}

std::string CodeList(std::string_view verb,
                     const std::vector<std::string>& codes) {
  if (codes.empty()) return {};
  std::string html = Concat("<details><summary>", verb, " ",
                            Count(codes.size(), "code"), "</summary>");
  for (const std::string& code : codes) html += Concat(Escaped(code), " ");
  return html + "</details>";
}

// What is told of a change besides its texts.
std::string Further(const Change& change) {
  std::string html;
  if (change.kind == ChangeKind::kNoteMoved) {
    html += Concat("<p>was ", Escaped(change.moved_from_part), " at ",
                   Escaped(change.moved_from), "</p>");
  }
  if (!change.last_release.empty()) {
    html += Concat("<p>had been there until ", Escaped(change.last_release),
                   "</p>");
  }
  for (const Successor& successor : change.successors) {
    html += Concat("<p class=\"next\">",
                   successor.proposed ? "proposed: " : "use ", "<b>",
                   Escaped(successor.code), "</b> ", Escaped(successor.title),
                   " <small>", Escaped(successor.why), "</small></p>");
  }
  return html + CodeList("adds", change.codes_added) +
         CodeList("deletes", change.codes_deleted);
}

void AppendChange(const Change& change, Output& out) {
  const std::string_view kind = ChangeKindName(change.kind);
  out.Append(Concat("<tr data-kind=\"", kind, "\"><td>", kind, "<td><b>",
                    Escaped(change.code), "</b><td>", Escaped(change.title),
                    "<td>", Escaped(change.part), "<td>", Marked(change),
                    Further(change), "\n"));
}

constexpr std::string_view kTableHead =
    "<table><thead><tr><th>Change<th>Code<th>Title<th>Of<th>Before and after"
    "<tbody>\n";

void AppendGroup(std::string_view heading, std::span<const Change* const> group,
                 Output& out) {
  out.Append(Concat("<section data-group=\"", Escaped(heading), "\"><h2>",
                    Escaped(heading), "</h2>\n", kTableHead));
  for (const Change* const change : group) AppendChange(*change, out);
  out.Append("</table></section>\n");
}

struct Group {
  std::string heading;
  std::vector<const Change*> changes;
};

std::vector<Group> GroupsOf(const DiffView& view) {
  std::vector<Group> groups;
  if (view.affected) {
    for (const AffectedCode& code : view.affected->codes) {
      std::string heading = Concat(code.code, " (line");
      for (size_t i = 0; i < code.lines.size(); ++i) {
        heading += Concat(i == 0 ? " " : ", ", code.lines[i]);
      }
      Group& group = groups.emplace_back();
      group.heading = heading + ")";
      for (const size_t i : code.changes) {
        group.changes.push_back(&view.report.changes[i]);
      }
    }
    return groups;
  }
  for (const Change& change : view.report.changes) {
    if (groups.empty() || groups.back().heading != change.chapter) {
      groups.emplace_back().heading = change.chapter;
    }
    groups.back().changes.push_back(&change);
  }
  return groups;
}

void AppendOptions(const std::set<std::string>& values, Output& out) {
  for (const std::string& value : values) {
    out.Append(Concat("<option>", Escaped(value), "</option>"));
  }
}

void AppendFilters(const std::vector<Group>& groups, bool affected,
                   Output& out) {
  std::set<std::string> kinds;
  for (const Group& group : groups) {
    for (const Change* const change : group.changes) {
      kinds.emplace(ChangeKindName(change->kind));
    }
  }
  out.Append(
      "<form id=\"filters\" role=\"search\"><label>Change <select id=\"kind\">"
      "<option value=\"\">all</option>");
  AppendOptions(kinds, out);
  out.Append(Concat("</select></label> <label>", affected ? "Code" : "Chapter",
                    " <select id=\"group\"><option value=\"\">all</option>"));
  // In the order of the page.
  std::set<std::string_view> seen;
  for (const Group& group : groups) {
    if (!seen.insert(group.heading).second) continue;
    out.Append(Concat("<option>", Escaped(group.heading), "</option>"));
  }
  out.Append(
      "</select></label> <label>Words <input id=\"words\" type=\"search\" "
      "placeholder=\"code or words\"></label> <button id=\"clear\" "
      "type=\"reset\">Clear</button> <button id=\"print\" "
      "type=\"button\">Print</button></form>\n"
      "<p id=\"shown\" role=\"status\"></p>\n");
}

}  // namespace

void AppendDiffHtml(const DiffView& view, Output& out) {
  const DiffReport& report = view.report;
  const std::string title =
      Concat(report.older.ToString(), " to ", report.newer.ToString());
  const std::vector<Group> groups = GroupsOf(view);
  out.Append(Concat(
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
      "'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width\">\n<title>",
      title, "</title>\n<style>", DiffPageStyle(),
      "</style></head>\n<body><h1>", title, "</h1>\n"));
  if (view.affected) {
    out.Append(Concat("<p>", view.affected->codes.size(), " of ",
                      Count(view.affected->found, "code"), " in ",
                      Escaped(view.file), " affected</p>\n"));
  }
  for (const NotCompared& missing : report.not_compared) {
    out.Append(
        Concat("<p class=\"missing\">Not compared: ", Escaped(missing.what),
               " (", Escaped(missing.why), ")</p>\n"));
  }
  out.Append(Concat("<details class=\"counts\"><summary>Counts</summary><pre>",
                    AddendaTrailer(report), "</pre></details>\n"));
  AppendFilters(groups, view.affected.has_value(), out);
  out.Append("<main>\n");
  for (const Group& group : groups) {
    AppendGroup(group.heading, group.changes, out);
  }
  out.Append(Concat("</main>\n<script>", DiffPageScript(),
                    "</script>\n</body></html>\n"));
}

}  // namespace codebook
