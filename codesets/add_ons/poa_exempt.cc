// The list of codes exempt from present-on-admission reporting.

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "codesets/add_ons/add_ons.h"
#include "codesets/delimited_file.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// A whole list has tens of thousands of codes; less looks like the list of one
// year's additions, which has the same columns.
constexpr size_t kFewCodes = 10'000;

bool IsColumn(std::string_view text, std::string_view name) {
  return absl::EqualsIgnoreCase(ToAbsl(text), ToAbsl(name));
}

struct Columns {
  std::optional<size_t> code;
  std::optional<size_t> description;
  bool changes = false;
  // Lists of what was deleted have no place in the order of codes.
  bool ordered = false;
  // The year of "Order26".
  int year = 0;
};

Columns FindColumns(const DelimitedRow& header) {
  Columns columns;
  for (size_t i = 0; i < header.size(); ++i) {
    const std::string_view text = header[i].text;
    if (IsColumn(text, "POAexemptCode")) columns.code = i;
    if (IsColumn(text, "Description")) columns.description = i;
    if (IsColumn(text, "Action")) columns.changes = true;
    if (!IsColumn(text.substr(0, 5), "Order")) continue;
    columns.ordered = true;
    if (text.size() == 7 &&
        absl::ascii_isdigit(static_cast<unsigned char>(text[5])) &&
        absl::ascii_isdigit(static_cast<unsigned char>(text[6]))) {
      columns.year = 2000 + (text[5] - '0') * 10 + (text[6] - '0');
    }
  }
  return columns;
}

struct Entry {
  Code code;
  std::string description;
};

absl::StatusOr<std::vector<Entry>> ReadEntries(const SourceFile& file) {
  if (absl::Status status = CheckUtf8(file); !status.ok()) return status;
  std::optional<Columns> columns;
  std::vector<Entry> entries;
  absl::flat_hash_map<uint64_t, size_t> offsets;
  absl::Status status = ReadDelimited(
      file, 0, DelimiterOf(HeadOf(file)), [&](const DelimitedRow& row) {
        if (!columns) {
          columns = FindColumns(row);
          return absl::OkStatus();
        }
        const DelimitedField& field = row[*columns->code];
        const std::optional<Code> code = Code::Parse(field.text, 3);
        if (!code || code->size() < 3) {
          return SourceError(file, field.offset,
                             Concat("\"", field.text,
                                    "\" found, a code of three to seven "
                                    "characters expected"));
        }
        if (!offsets.try_emplace(code->key(), field.offset).second) {
          return SourceError(file, field.offset,
                             Concat("the code ", field.text, " occurs twice"));
        }
        entries.push_back({*code, columns->description
                                      ? row[*columns->description].text
                                      : std::string()});
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  if (entries.empty()) {
    return SourceError(file, 0, "no code found below the headings");
  }
  std::ranges::sort(entries, {}, &Entry::code);
  return entries;
}

}  // namespace

std::optional<Recognition> RecognizePoaExempt(const SourceFile& file) {
  const std::vector<DelimitedRow> sample =
      SampleDelimited(HeadOf(file), DelimiterOf(HeadOf(file)), 1);
  if (sample.empty()) return std::nullopt;
  const Columns columns = FindColumns(sample[0]);
  if (!columns.code) return std::nullopt;
  // What was added is told apart by its contents: its columns are the same.
  if (columns.changes || !columns.ordered) {
    return Recognition{FileRole::kNotUsed,
                       "list of changes to the codes exempt from POA reporting",
                       columns.year};
  }
  return Recognition{FileRole::kDescriptions,
                     "list of codes exempt from POA reporting", columns.year};
}

absl::Status ReadPoaExempt(const ReadRequest& request) {
  std::vector<std::pair<const RecognizedFile*, std::vector<Entry>>> lists;
  for (const RecognizedFile& file : request.files) {
    absl::StatusOr<std::vector<Entry>> entries = ReadEntries(file.source);
    if (!entries.ok()) return entries.status();
    lists.emplace_back(&file, *std::move(entries));
  }
  std::ranges::stable_sort(lists, std::ranges::greater{},
                           [](const auto& list) { return list.second.size(); });
  const auto& [whole, entries] = lists.front();
  for (size_t i = 1; i < lists.size(); ++i) {
    const auto& [file, part] = lists[i];
    if (!std::ranges::includes(entries, part, {}, &Entry::code, &Entry::code)) {
      return absl::InvalidArgumentError(Concat(
          file->source.name, ": has codes that ", whole->source.name,
          " has not; import the lists of different years one at a time, each "
          "with its own --effective"));
    }
  }
  if (entries.size() < kFewCodes) {
    request.findings.push_back(
        {.id = "list-short",
         .code = {},
         .message = Concat(whole->source.name, " has only ", entries.size(),
                           entries.size() == 1 ? " code" : " codes",
                           "; if it is the list of additions, import the whole "
                           "list")});
  }
  for (const Entry& entry : entries) {
    request.builder.AddRow(
        entry.code,
        {.kind = Kind::kCode, .billable = true, .title = entry.description});
  }
  return absl::OkStatus();
}

}  // namespace codebook
