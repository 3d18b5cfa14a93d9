#include "tools/codebook/entry_json.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "codesets/code_system.h"

namespace codebook {
namespace {

Json NamesJson(const CodeSet& release, const std::vector<NodeId>& nodes) {
  Json names = Json::array();
  for (const NodeId node : nodes) names.push_back(release.Name(node));
  return names;
}

Json ParentJson(const CodeSet& release, NodeId node) {
  const std::optional<NodeId> parent = release.parent(node);
  return parent ? Json(release.Name(*parent)) : Json();
}

Json SystemJson(const CodeSet& release) {
  const CodeSystem* const system = FindCodeSystem(release.set());
  return system == nullptr ? Json() : Json(system->uri);
}

Json NotesJson(const CodeSet& release, NodeId node) {
  Json notes = Json::array();
  for (const Note& note : release.Notes(node)) {
    notes.push_back({{"kind", NoteKindName(note.kind)},
                     {"text", note.text},
                     {"from", release.Name(note.from)}});
  }
  return notes;
}

Json SeventhCharactersJson(const std::optional<SeventhCharacterSet>& set) {
  Json characters = Json::array();
  if (!set) return characters;
  for (const SeventhCharacter& seventh : set->characters) {
    Json json = {{"char", std::string(1, seventh.character)},
                 {"label", seventh.label}};
    if (!seventh.note.empty()) json["note"] = seventh.note;
    characters.push_back(std::move(json));
  }
  return characters;
}

Json AxesJson(const CodeSet& release, NodeId node) {
  Json axes = Json::array();
  for (const AxisValue& value : release.Axes(release.code(node))) {
    axes.push_back({{"position", axes.size() + 1},
                    {"axis", value.label.axis},
                    {"char", std::string(1, value.character)},
                    {"label", value.label.text},
                    {"definition", TextOrNull(value.label.definition)}});
  }
  return axes;
}

Json ValidJson(const std::optional<std::vector<Period>>& valid) {
  if (!valid) return {};
  Json periods = Json::array();
  for (const Period& period : *valid) {
    periods.push_back(
        {{"from", period.from.ToString()},
         {"to", period.to ? Json(period.to->ToString()) : Json()}});
  }
  return periods;
}

Json PropertiesJson(const std::vector<Property>& properties) {
  Json json = Json::object();
  for (const Property& property : properties) {
    // A name that occurs again has a list of values.
    Json& value = json[std::string(property.name)];
    if (value.is_null()) {
      value = property.value;
      continue;
    }
    if (value.is_string()) value = Json::array({value});
    value.push_back(property.value);
  }
  return json;
}

// What few entries have.
void AddRarities(const Entry& entry,
                 const std::optional<SeventhCharacterSet>& seventh,
                 Json& json) {
  const CodeSet& release = *entry.release;
  const std::vector<Property> properties = release.Properties(entry.node);
  if (!properties.empty()) json["properties"] = PropertiesJson(properties);
  if (release.placeholder(entry.node)) json["placeholder"] = true;
  const std::vector<NodeId> enclosed = release.Enclosed(entry.node);
  if (!enclosed.empty()) json["encloses"] = NamesJson(release, enclosed);
  if (seventh) {
    json["seventh_characters_from"] = release.Name(seventh->from);
    json["seventh_characters_note"] = TextOrNull(seventh->note);
  }
}

}  // namespace

Json EntryJson(const Entry& entry) {
  const CodeSet& release = *entry.release;
  const NodeId node = entry.node;
  const std::optional<SeventhCharacterSet> seventh =
      release.SeventhCharacters(node);
  Json json = {{"type", "code"},
               {"code", release.Name(node)},
               {"set", release.set()},
               {"release", release.id().ToString()},
               {"system", SystemJson(release)},
               {"title", release.title(node)},
               {"short_title", TextOrNull(release.short_title(node))},
               {"kind", KindName(release.kind(node))},
               {"billable", release.billable(node)},
               {"parent", ParentJson(release, node)},
               {"ancestors", NamesJson(release, release.Ancestors(node))},
               {"children", NamesJson(release, release.Children(node))},
               {"notes", NotesJson(release, node)},
               {"seventh_characters", SeventhCharactersJson(seventh)},
               {"axes", AxesJson(release, node)},
               {"valid", ValidJson(entry.valid)}};
  AddRarities(entry, seventh, json);
  return json;
}

}  // namespace codebook
