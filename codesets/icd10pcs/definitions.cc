#include "codesets/icd10pcs/definitions.h"

#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "engine/concat.h"

namespace codebook {
namespace {

class DefinitionsReader {
 public:
  DefinitionsReader(XmlSource& xml, IndexTermsBuilder& index,
                    Findings& findings)
      : xml_(xml), index_(index), findings_(findings) {}

  absl::Status Read() {
    const pugi::xml_node root = xml_.root();
    index_.BeginList(IndexKind::kDefinitions, xml_.Text(root.child("title")));
    for (const pugi::xml_node child : root.children()) {
      const std::string_view name = child.name();
      if (name == "section") {
        ReadSection(child);
      } else if (name == "deviceAggregation") {
        ReadAggregation(child);
      } else if (name != "version" && name != "title") {
        ReportUnknown(child);
      }
    }
    if (values_ > 0) return absl::OkStatus();
    return xml_.Error(root, "no <terms> found, definitions are of values");
  }

 private:
  static constexpr TermId kNoTerm = IndexTermsBuilder::kNoTerm;

  TermId Add(TermId parent, std::string_view text) {
    return index_.AddTerm(parent, text, text);
  }

  void ReadSection(pugi::xml_node section) {
    const std::string title(xml_.Text(section.child("title")));
    for (const pugi::xml_node axis : section.children()) {
      const std::string_view name = axis.name();
      if (name != "axis") {
        if (name != "title") ReportUnknown(axis);
        continue;
      }
      const TermId above =
          Add(kNoTerm, Concat(title, ", ", xml_.Text(axis.child("title"))));
      for (const pugi::xml_node terms : axis.children()) {
        const std::string_view what = terms.name();
        if (what == "terms") {
          ReadValues(terms, above);
        } else if (what != "title") {
          ReportUnknown(terms);
        }
      }
    }
  }

  // One value, or several that are defined together (left and right).
  void ReadValues(pugi::xml_node terms, TermId above) {
    std::vector<std::string_view> titles;
    for (const pugi::xml_node title : terms.children("title")) {
      titles.push_back(xml_.Text(title));
    }
    for (const std::string_view title : titles) {
      ++values_;
      const TermId value = Add(above, title);
      for (const pugi::xml_node child : terms.children()) {
        const std::string_view name = child.name();
        if (name == "definition") {
          index_.AddLink(LinkKind::kDefinition, 0, xml_.Text(child));
        } else if (name == "explanation") {
          index_.AddLink(LinkKind::kExplanation, 0, xml_.Text(child));
        } else if (name != "title" && name != "includes") {
          ReportUnknown(child);
        }
      }
      for (const pugi::xml_node included : terms.children("includes")) {
        Add(value, xml_.Text(included));
        index_.AddLink(LinkKind::kUse, 0, title);
      }
    }
  }

  // Which specific devices count as which general value, and where.
  void ReadAggregation(pugi::xml_node aggregation) {
    const TermId above = Add(kNoTerm, "Device Aggregation");
    for (const pugi::xml_node aggregate : aggregation.children("aggregate")) {
      std::string where(xml_.Text(aggregate.child("operation")));
      for (const pugi::xml_node system : aggregate.children("bodySys")) {
        where = Concat(where, where.empty() ? "" : "; ", xml_.Text(system));
      }
      Add(above, xml_.Text(aggregate.child("device")));
      index_.AddLink(LinkKind::kUse, 0, xml_.Text(aggregate.child("parent")));
      if (!where.empty()) index_.AddLink(LinkKind::kExplanation, 0, where);
    }
  }

  // The first element of each name.
  void ReportUnknown(pugi::xml_node element) {
    if (element.type() != pugi::node_element) return;
    if (!unknown_.insert(element.name()).second) return;
    findings_.push_back(
        {.id = "element-not-understood",
         .code = "",
         .message =
             Concat(xml_.file().name, ": <", std::string_view(element.name()),
                    "> is nothing definitions are known to have here; "
                    "it was left out")});
  }

  XmlSource& xml_;
  IndexTermsBuilder& index_;
  Findings& findings_;
  size_t values_ = 0;
  absl::flat_hash_set<std::string> unknown_;
};

}  // namespace

absl::Status ReadPcsDefinitions(XmlSource& xml, IndexTermsBuilder& index,
                                Findings& findings) {
  absl::Status status = DefinitionsReader(xml, index, findings).Read();
  status.Update(xml.text_status());
  return status;
}

}  // namespace codebook
