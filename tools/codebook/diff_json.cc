#include <array>
#include <string>
#include <string_view>

#include "tools/codebook/diff_output.h"
#include "tools/codebook/json_output.h"

namespace codebook {
namespace {

Json SuccessorsJson(const Change& change) {
  Json json = Json::array();
  for (const Successor& successor : change.successors) {
    json.push_back({{"code", successor.code},
                    {"title", successor.title},
                    {"proposed", successor.proposed},
                    {"why", successor.why}});
  }
  return json;
}

bool TellsOfNode(ChangeKind kind) {
  return kind == ChangeKind::kCodeAdded || kind == ChangeKind::kCodeDeleted ||
         kind == ChangeKind::kStatusChanged || kind == ChangeKind::kKindChanged;
}

Json ChangeJson(const Change& change) {
  Json json = {{"type", "change"},
               {"kind", ChangeKindName(change.kind)},
               {"code", change.code},
               {"before", TextOrNull(change.before)},
               {"after", TextOrNull(change.after)}};
  const auto add = [&json](const char* name, const std::string& text) {
    if (!text.empty()) json[name] = text;
  };
  add("part", change.part);
  add("title", change.title);
  add("chapter", change.chapter);
  if (TellsOfNode(change.kind)) {
    json["billable"] = change.billable;
    json["node_kind"] = KindName(change.node_kind);
  }
  if (change.kind == ChangeKind::kCodeAdded) {
    json["follows"] = TextOrNull(change.follows);
  }
  add("last_release", change.last_release);
  add("moved_from", change.moved_from);
  add("moved_from_part", change.moved_from_part);
  if (change.accents_only) json["accents_only"] = true;
  if (!change.codes_added.empty()) json["codes_added"] = change.codes_added;
  if (!change.codes_deleted.empty()) {
    json["codes_deleted"] = change.codes_deleted;
  }
  if (!change.successors.empty()) json["successors"] = SuccessorsJson(change);
  return json;
}

Json CountsJson(const AddendaCounts& counts, bool short_titles) {
  Json json = {{"before", counts.older},
               {"after", counts.newer},
               {"additions", counts.additions},
               {"deletions", counts.deletions},
               {"revisions", counts.revisions}};
  if (!short_titles) return json;
  json["both_titles"] = counts.both_titles;
  json["long_title_only"] = counts.long_only;
  json["short_title_only"] = counts.short_only;
  return json;
}

Json SummaryJson(const DiffView& view) {
  const DiffReport& report = view.report;
  Json json = {
      {"type", "summary"},
      {"before", report.older.ToString()},
      {"after", report.newer.ToString()},
      {"headers", CountsJson(report.headers, report.short_titles_compared)},
      {"codes", CountsJson(report.codes, report.short_titles_compared)}};
  std::array<size_t, kChangeKinds> counts{};
  for (const Change& change : report.changes) {
    ++counts[static_cast<size_t>(change.kind)];
  }
  Json& changes = json["changes"] = Json::object();
  for (size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    changes[std::string(ChangeKindName(static_cast<ChangeKind>(i)))] =
        counts[i];
  }
  if (view.affected) {
    json["file"] = view.file;
    json["codes_found"] = view.affected->found;
    json["codes_affected"] = view.affected->codes.size();
  }
  return json;
}

}  // namespace

void AppendDiffJson(const DiffView& view, Output& out) {
  for (const NotCompared& missing : view.report.not_compared) {
    AppendLine({{"type", "not-compared"},
                {"what", missing.what},
                {"release", TextOrNull(missing.release)},
                {"why", missing.why}},
               out);
  }
  if (view.affected) {
    for (const AffectedCode& code : view.affected->codes) {
      Json json = {
          {"type", "affected"}, {"code", code.code}, {"lines", code.lines}};
      Json& changes = json["changes"] = Json::array();
      for (const size_t i : code.changes) {
        changes.push_back(ChangeJson(view.report.changes[i]));
      }
      AppendLine(json, out);
    }
  } else {
    for (const Change& change : view.report.changes) {
      if (out.closed()) return;
      AppendLine(ChangeJson(change), out);
    }
  }
  AppendLine(SummaryJson(view), out);
}

}  // namespace codebook
