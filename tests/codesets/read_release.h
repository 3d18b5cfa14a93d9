// Reads hand-written files of one code system into a release.

#ifndef CODEBOOK_TESTS_CODESETS_READ_RELEASE_H_
#define CODEBOOK_TESTS_CODESETS_READ_RELEASE_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "codesets/code_system.h"
#include "engine/code_set.h"
#include "engine/code_set_builder.h"
#include "engine/concat.h"
#include "engine/date.h"

namespace codebook {

struct FileText {
  std::string name;
  std::string bytes;
};

// A source file that keeps its own bytes.
inline SourceFile SourceOf(const FileText& text, bool named = false) {
  auto owner = std::make_shared<const std::string>(text.bytes);
  return {.name = text.name, .bytes = *owner, .owner = owner, .named = named};
}

// The release that `read` makes of `files`.
inline absl::StatusOr<CodeSetPtr> ReadRelease(
    absl::Status (*read)(const ReadRequest&), std::string_view set,
    const std::vector<FileText>& files) {
  std::vector<RecognizedFile> recognized;
  recognized.reserve(files.size());
  for (const FileText& file : files) {
    recognized.push_back(
        {.source = SourceOf(file, /*named=*/true),
         .recognition = {.role = FileRole::kDescriptions, .what = "given"}});
  }
  const Date effective = *Date::Parse("2026-01-01");
  CodeSetBuilder builder(
      {.set = set, .effective = effective, .source_version = {}});
  Findings findings;
  absl::Status status = read({.effective = effective,
                              .files = recognized,
                              .builder = builder,
                              .findings = findings});
  if (!status.ok()) return status;
  absl::StatusOr<std::string> image = std::move(builder).Build();
  if (!image.ok()) return image.status();
  auto owner = std::make_shared<const std::string>(*std::move(image));
  return CodeSet::FromMemory(*owner, owner, "memory");
}

// "OK" or the message of the error.
template <typename T>
std::string Outcome(const absl::StatusOr<T>& result) {
  return result.ok() ? "OK" : Concat(result.status().message());
}

// Every row in the order of the list: "CODE kind billable title".
inline std::vector<std::string> ListedRows(const CodeSet& release) {
  std::vector<std::string> rows;
  for (const NodeId node : release.TabularOrder()) {
    rows.push_back(release.Name(node) + " " +
                   std::string(KindName(release.kind(node))) + " " +
                   (release.billable(node) ? "1 " : "0 ") +
                   std::string(release.title(node)));
  }
  return rows;
}

// "name=value" for each property of a code; empty when it is not there.
inline std::vector<std::string> PropertiesOf(const CodeSet& release,
                                             std::string_view code) {
  std::vector<std::string> properties;
  const std::optional<NodeId> row = release.Find(code);
  if (!row) return properties;
  for (const Property& property : release.Properties(*row)) {
    properties.push_back(std::string(property.name) + "=" +
                         std::string(property.value));
  }
  return properties;
}

// "FROM..TO", each as it is given, of a code that is there.
inline std::string ValidityOf(const CodeSet& release, std::string_view code) {
  const Validity validity = release.validity(release.Find(code).value());
  return (validity.from ? validity.from->ToString() : "") + ".." +
         (validity.to ? validity.to->ToString() : "");
}

}  // namespace codebook

#endif  // CODEBOOK_TESTS_CODESETS_READ_RELEASE_H_
