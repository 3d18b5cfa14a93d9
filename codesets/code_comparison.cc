#include "codesets/code_comparison.h"

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_format.h"
#include "codesets/accents.h"
#include "engine/concat.h"

namespace codebook {
namespace {

class Comparison {
 public:
  Comparison(std::string_view listed_in, const RecognizedFile& rows_file,
             size_t point_after, Findings& findings)
      : listed_in_(listed_in),
        rows_file_(rows_file),
        point_after_(point_after),
        findings_(findings) {}

  void OnlyInRows(const OrderRow& row) {
    Add("code-missing", row.code,
        Concat(Place(row), " has this code, ", listed_in_, " does not"));
  }

  void OnlyListed(const ListedCode& listed) {
    Add("code-extra", listed.code,
        Concat(listed_in_, " gives this code, ", rows_file_.source.name,
               " does not have it"));
  }

  void Both(const ListedCode& listed, const OrderRow& row) {
    if (listed.billable != row.billable) {
      Add("billable-differs", row.code,
          Concat(Place(row), row.billable ? ": billable; " : ": a header; ",
                 listed_in_, listed.billable ? ": billable" : ": a header"));
    }
    if (listed.title.empty() || SameTitle(listed, row.title)) return;
    Add("title-differs", row.code,
        Concat(listed_in_, ": \"", listed.title, listed.title_tail, "\"; ",
               Place(row), ": \"", row.title, "\""));
  }

 private:
  static bool SameTitle(const ListedCode& listed, std::string_view title) {
    const std::string_view head = listed.title;
    const std::string_view tail = listed.title_tail;
    if (title.size() == head.size() + tail.size() && title.starts_with(head) &&
        title.ends_with(tail)) {
      return true;
    }
    return EqualButForAccents(Concat(head, tail), title);
  }

  std::string Place(const OrderRow& row) const {
    return absl::StrFormat("%s:%d", rows_file_.source.name, row.line);
  }

  void Add(std::string_view id, Code code, std::string message) {
    findings_.push_back({.id = id,
                         .code = code.ToString(point_after_),
                         .message = std::move(message)});
  }

  std::string_view listed_in_;
  const RecognizedFile& rows_file_;
  size_t point_after_;
  Findings& findings_;
};

// The rows as listed codes, to compare an order file with a codes file.
std::vector<ListedCode> AsListed(std::span<const OrderRow> rows) {
  std::vector<ListedCode> listed;
  listed.reserve(rows.size());
  for (const OrderRow& row : rows) {
    listed.push_back({.code = row.code,
                      .billable = row.billable,
                      .title = row.title,
                      .title_tail = {}});
  }
  return listed;
}

}  // namespace

void CompareCodes(std::span<const ListedCode> listed,
                  std::string_view listed_in, std::span<const OrderRow> rows,
                  const RecognizedFile& rows_file, size_t point_after,
                  Findings& findings) {
  const bool billable_only = rows_file.recognition.role == FileRole::kCodes;
  Comparison comparison(listed_in, rows_file, point_after, findings);
  absl::flat_hash_map<uint64_t, size_t> listed_at;
  listed_at.reserve(listed.size());
  for (size_t i = 0; i < listed.size(); ++i) {
    if (billable_only && !listed[i].billable) continue;
    listed_at.emplace(listed[i].code.key(), i);
  }
  std::vector<bool> seen(listed.size(), false);
  for (const OrderRow& row : rows) {
    const auto at = listed_at.find(row.code.key());
    if (at == listed_at.end()) {
      comparison.OnlyInRows(row);
      continue;
    }
    seen[at->second] = true;
    comparison.Both(listed[at->second], row);
  }
  for (size_t i = 0; i < listed.size(); ++i) {
    if (billable_only && !listed[i].billable) continue;
    if (!seen[i]) comparison.OnlyListed(listed[i]);
  }
}

absl::StatusOr<OrderFiles> ReadOrderFiles(
    std::span<const RecognizedFile> files) {
  OrderFiles read{.order = FindRole(files, FileRole::kOrder),
                  .codes = FindRole(files, FileRole::kCodes),
                  .order_rows = {},
                  .codes_rows = {}};
  if (read.order != nullptr) {
    absl::StatusOr<std::vector<OrderRow>> rows = ReadOrderRows(*read.order);
    if (!rows.ok()) return rows.status();
    read.order_rows = *std::move(rows);
  }
  if (read.codes != nullptr) {
    absl::StatusOr<std::vector<OrderRow>> rows = ReadOrderRows(*read.codes);
    if (!rows.ok()) return rows.status();
    read.codes_rows = *std::move(rows);
  }
  return read;
}

void CompareFiles(std::span<const ListedCode> listed,
                  std::string_view listed_in, const OrderFiles& files,
                  size_t point_after, Findings& findings) {
  if (files.order != nullptr && !listed.empty()) {
    CompareCodes(listed, listed_in, files.order_rows, *files.order, point_after,
                 findings);
  }
  if (files.codes == nullptr) return;
  if (files.order != nullptr) {
    CompareCodes(AsListed(files.order_rows), files.order->source.name,
                 files.codes_rows, *files.codes, point_after, findings);
  } else if (!listed.empty()) {
    CompareCodes(listed, listed_in, files.codes_rows, *files.codes, point_after,
                 findings);
  }
}

const RecognizedFile* FindRole(std::span<const RecognizedFile> files,
                               FileRole role) {
  for (const RecognizedFile& file : files) {
    if (file.recognition.role == role) return &file;
  }
  return nullptr;
}

void CompareYear(const RecognizedFile& file, const CodeSystem& system,
                 Date effective, Findings& findings) {
  const int year = file.recognition.year;
  const bool next_year = system.fiscal_year && effective.month() >= 10;
  const int expected = effective.year() + (next_year ? 1 : 0);
  if (year == 0 || year == expected) return;
  findings.push_back(
      {.id = "version-differs",
       .code = {},
       .message = absl::StrFormat(
           "%s: version %d found, the release that takes effect on %s is %d",
           file.source.name, year, effective.ToString(), expected)});
}

}  // namespace codebook
