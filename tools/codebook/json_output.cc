#include "tools/codebook/json_output.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>

namespace codebook {
namespace {

std::string Dump(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string Hex(std::span<const uint8_t> bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const uint8_t byte : bytes) {
    text.push_back(kDigits[byte >> 4]);
    text.push_back(kDigits[byte & 15]);
  }
  return text;
}

Json IssueJson(const Issue& issue) {
  Json json = {{"id", IssueName(issue.id)},
               {"severity", SeverityName(issue.severity)},
               {"at", issue.at},
               {"message", issue.message}};
  if (!issue.allowed.empty()) {
    Json& allowed = json["allowed"] = Json::array();
    for (const AllowedCharacter& value : issue.allowed) {
      allowed.push_back(
          {{"char", std::string(1, value.character)}, {"label", value.label}});
    }
  }
  return json;
}

}  // namespace

void AppendLine(const Json& object, Output& out) {
  out.Append(Dump(object));
  out.EndLine();
}

void AppendJsonString(std::string_view text, Output& out) {
  const bool plain = std::ranges::all_of(text, [](char c) {
    return c >= ' ' && c < '\x7F' && c != '"' && c != '\\';
  });
  if (!plain) {
    out.Append(Dump(text));
    return;
  }
  out.Append('"');
  out.Append(text);
  out.Append('"');
}

Json TextOrNull(std::string_view text) {
  return text.empty() ? Json() : Json(text);
}

Json ReleaseJson(const CodeSet& release) {
  Json sources = Json::array();
  for (const Source& source : release.sources()) {
    sources.push_back({{"file", source.file}, {"sha256", Hex(source.sha256)}});
  }
  return {{"type", "release"},
          {"release", release.id().ToString()},
          {"set", release.set()},
          {"effective", release.effective().ToString()},
          {"source_version", release.source_version()},
          {"codes", release.row_count()},
          {"billable", release.billable_count()},
          {"bytes", release.image_bytes().size()},
          {"sources", std::move(sources)},
          {"findings", release.finding_count()}};
}

Json VerdictJson(const Verdict& verdict) {
  const CodeSet& release = *verdict.release;
  Json issues = Json::array();
  for (const Issue& issue : verdict.issues) issues.push_back(IssueJson(issue));
  Json suggestions = Json::array();
  for (const Suggestion& suggestion : verdict.suggestions) {
    suggestions.push_back({{"code", suggestion.code},
                           {"title", suggestion.title},
                           {"why", suggestion.why}});
  }
  Json json = {{"type", "verdict"},
               {"input", verdict.input},
               {"code", TextOrNull(release.Print(verdict.code))},
               {"set", release.set()},
               {"release", release.id().ToString()},
               {"status", StatusName(verdict.status)},
               {"billable", verdict.billable},
               {"title", TextOrNull(verdict.title())},
               {"issues", std::move(issues)},
               {"suggestions", std::move(suggestions)}};
  if (!verdict.modifiers.empty()) {
    Json& modifiers = json["modifiers"] = Json::array();
    for (const Verdict& modifier : verdict.modifiers) {
      modifiers.push_back({{"code", modifier.input},
                           {"set", modifier.release->set()},
                           {"status", StatusName(modifier.status)},
                           {"title", TextOrNull(modifier.title())}});
    }
  }
  if (verdict.other_release) {
    const bool retired = verdict.status == VerdictStatus::kRetired;
    json[retired ? "last_release" : "first_release"] =
        verdict.other_release->ToString();
  }
  return json;
}

}  // namespace codebook
