// codebook list: the releases in the catalog.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/catalog.h"
#include "engine/code_set.h"
#include "engine/concat.h"
#include "tools/codebook/catalog_choice.h"
#include "tools/codebook/command.h"
#include "tools/codebook/json_output.h"
#include "tools/codebook/text_output.h"

namespace codebook {
namespace {

using Row = std::array<std::string, 7>;

constexpr std::array<std::string_view, 7> kColumns = {
    "RELEASE", "VERSION", "CODES", "BILLABLE", "SIZE", "FINDINGS", "FROM"};
// Numbers are aligned to the right.
constexpr std::array<bool, 7> kIsNumber = {false, false, true, true,
                                           true,  true,  false};

// "Tabular.xml, order.txt": what the release was built from, without folders.
std::string SourceNames(const CodeSet& release) {
  std::string names;
  for (const Source& source : release.sources()) {
    if (!names.empty()) names.append(", ");
    names.append(source.file.substr(source.file.find_last_of("/:") + 1));
  }
  return names;
}

Row RowOf(const CodeSet& release) {
  return {release.id().ToString(),
          std::string(release.source_version()),
          Concat(release.row_count()),
          Concat(release.billable_count()),
          ByteSize(release.image_bytes().size()),
          Concat(release.finding_count()),
          Printable(SourceNames(release))};
}

void AppendTable(const std::vector<Row>& rows, const TextWriter& writer) {
  Row header;
  std::ranges::copy(kColumns, header.begin());
  std::array<size_t, kColumns.size()> widths{};
  const auto widen = [&widths](const Row& row) {
    for (size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], DisplayWidth(row[i]));
    }
  };
  const auto append = [&](const Row& row, bool is_header) {
    std::string line;
    for (size_t i = 0; i < row.size(); ++i) {
      const std::string blanks(widths[i] - DisplayWidth(row[i]), ' ');
      line += kIsNumber[i] ? blanks + row[i] : row[i] + blanks;
      if (i + 1 < row.size()) line += "  ";
    }
    line.erase(line.find_last_not_of(' ') + 1);
    writer.out().Append(is_header ? writer.Paint(Ink::kBold, line) : line);
    writer.out().EndLine();
  };
  widen(header);
  for (const Row& row : rows) widen(row);
  append(header, true);
  for (const Row& row : rows) append(row, false);
}

// The releases to list; those that cannot be opened are complained of.
std::vector<CodeSetPtr> OpenReleases(const Catalog& catalog,
                                     const ReleaseChoice& choice,
                                     int& exit_status) {
  std::vector<CodeSetPtr> releases;
  for (const ReleaseId& id : catalog.releases()) {
    if (!choice.set.empty() && id.set != choice.set) continue;
    if (choice.release && id != *choice.release) continue;
    absl::StatusOr<CodeSetPtr> release = catalog.Get(id);
    if (release.ok()) {
      releases.push_back(*std::move(release));
    } else {
      Complain(release.status());
      exit_status = kExitError;
    }
  }
  return releases;
}

// Leaves, of each set, the release in force on `on`. The releases are in the
// order of their sets, then of their dates.
void KeepInForce(Date on, std::vector<CodeSetPtr>& releases) {
  std::erase_if(releases, [on](const auto& r) { return r->effective() > on; });
  std::vector<CodeSetPtr> kept;
  for (const CodeSetPtr& release : releases) {
    if (!kept.empty() && kept.back()->set() == release->set()) kept.pop_back();
    kept.push_back(release);
  }
  releases = std::move(kept);
}

}  // namespace

int RunList(const Arguments& arguments, Output& out) {
  const absl::StatusOr<Catalog> catalog = OpenCatalog(arguments.catalog);
  if (!catalog.ok()) {
    Complain(catalog.status());
    return kExitError;
  }
  int exit_status = kExitOk;
  std::vector<CodeSetPtr> releases =
      OpenReleases(*catalog, arguments.choice, exit_status);
  if (arguments.choice.on) KeepInForce(*arguments.choice.on, releases);
  if (releases.empty() && exit_status == kExitOk) {
    Complain(Concat("no such release; ", catalog->Describe()));
    return kExitNotAll;
  }
  if (arguments.format == Format::kJson) {
    for (const CodeSetPtr& release : releases) {
      AppendLine(ReleaseJson(*release), out);
    }
    return exit_status;
  }
  std::vector<Row> rows;
  rows.reserve(releases.size());
  for (const CodeSetPtr& release : releases) rows.push_back(RowOf(*release));
  AppendTable(rows, TextWriter(arguments.color, out));
  return exit_status;
}

}  // namespace codebook
