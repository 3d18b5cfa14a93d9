#include "codesets/hcpcs/hcpcs.h"

#include <utility>

#include "absl/container/flat_hash_map.h"
#include "codesets/hcpcs/annual_file.h"
#include "codesets/text_lines.h"
#include "engine/concat.h"

namespace codebook {
namespace {

void AddEntry(const HcpcsEntry& entry, CodeSetBuilder& builder) {
  const NodeId row = builder.AddRow(
      entry.code, {.kind = entry.modifier ? Kind::kModifier : Kind::kCode,
                   .billable = !entry.modifier,
                   .title = entry.title,
                   .short_title = entry.short_title});
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) builder.AddProperty(row, name, value);
  };
  if (entry.added) add("added", entry.added->ToString());
  if (entry.action_effective) {
    add("action_effective", entry.action_effective->ToString());
  }
  add("action_code", entry.action_code);
  add("coverage_code", entry.coverage_code);
  const Validity validity{
      .from = entry.added ? entry.added : entry.action_effective,
      .to = entry.terminated};
  if (validity.from || validity.to) builder.SetValidity(row, validity);
}

}  // namespace

std::optional<Recognition> RecognizeHcpcs(const SourceFile& file) {
  if (!IsHcpcsAnnualFile(file)) return std::nullopt;
  return Recognition{.role = FileRole::kDescriptions,
                     .what = "HCPCS Level II annual file"};
}

absl::Status ReadHcpcs(const ReadRequest& request) {
  struct Place {
    const SourceFile* file;
    size_t offset;
  };
  absl::flat_hash_map<uint64_t, Place> place_of;
  for (const RecognizedFile& file : request.files) {
    const absl::StatusOr<std::vector<HcpcsEntry>> entries =
        ReadHcpcsAnnualFile(file.source);
    if (!entries.ok()) return entries.status();
    for (const HcpcsEntry& entry : *entries) {
      const auto [known, added] = place_of.try_emplace(
          entry.code.key(), Place{&file.source, entry.offset});
      if (!added) {
        return SourceError(
            file.source, entry.offset,
            Concat(entry.code.ToString(), " occurs twice, first at ",
                   PlaceName(*known->second.file, known->second.offset)));
      }
      AddEntry(entry, request.builder);
    }
  }
  return absl::OkStatus();
}

}  // namespace codebook
