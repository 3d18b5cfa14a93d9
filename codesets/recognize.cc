#include "codesets/recognize.h"

#include <variant>
#include <vector>

#include "codesets/add_ons/add_ons.h"
#include "codesets/xml_source.h"
#include "engine/concat.h"

namespace codebook {
namespace {

bool StartsWithAny(std::string_view text,
                   std::initializer_list<std::string_view> beginnings) {
  for (const std::string_view beginning : beginnings) {
    if (text.starts_with(beginning)) return true;
  }
  return false;
}

std::string WhyNotRecognized(const SourceFile& file, std::string_view set) {
  if (file.bytes.empty()) return "the file is empty";
  const std::string_view root = XmlRootName(file);
  if (!root.empty() && !set.empty()) {
    return Concat("the root element <", root, "> is not that of a file of ",
                  set);
  }
  if (!root.empty()) {
    return Concat("the root element <", root,
                  "> is none of ICD10CM.tabular, ICD10CM.index, "
                  "ICD10PCS.tabular, ICD10PCS.index, ICD10PCS.definitions");
  }
  if (!set.empty()) return Concat("not recognized as a file of ", set);
  return "not recognized as a file of any code set";
}

}  // namespace

absl::StatusOr<std::variant<SystemFile, NotOfUse>> RecognizeFile(
    const SourceFile& file, std::string_view set) {
  std::vector<SystemFile> found;
  for (const CodeSystem& system : CodeSystems()) {
    if (!set.empty() && system.name != set) continue;
    if (const std::optional<Recognition> known = system.recognize(file)) {
      found.push_back({&system, {file, *known}});
    }
  }
  for (const CodeSystem& add_on : AddOns()) {
    if (!set.empty() && add_on.name != set) continue;
    if (const std::optional<Recognition> known = add_on.recognize(file)) {
      found.push_back({&add_on, {file, *known}});
    }
  }
  if (found.empty()) return NotOfUse{WhyNotRecognized(file, set)};
  if (found.size() > 1) {
    return absl::InvalidArgumentError(Concat(
        file.name, ": this could be the ", found[0].file.recognition.what,
        " or the ", found[1].file.recognition.what, "; say which with --set"));
  }
  if (found[0].file.recognition.role == FileRole::kNotUsed) {
    return NotOfUse{Concat(found[0].file.recognition.what, ", not used")};
  }
  return std::move(found[0]);
}

bool IsCompanionFile(const SourceFile& file) {
  const std::string_view bytes = file.bytes;
  const std::string_view root = XmlRootName(file);
  return StartsWithAny(bytes, {"%PDF", "PK\x03\x04", "\xD0\xCF\x11\xE0"}) ||
         StartsWithAny(bytes, {"Add:", "Delete:", "Revise from:"}) ||
         bytes.starts_with("Description of Present On Admission") ||
         RecognizePoaExempt(file).has_value() || root == "xs:schema" ||
         root == "xsd:schema" || StartsWithAny(root, {"ICD10CM.", "ICD10PCS."});
}

}  // namespace codebook
