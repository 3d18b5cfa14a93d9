// codebook import: official files into the catalog.

#if __has_include(<malloc.h>)
#include <malloc.h>
#endif

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "codesets/import.h"
#include "codesets/reference_report.h"
#include "engine/code_set.h"
#include "engine/concat.h"
#include "tools/codebook/catalog_choice.h"
#include "tools/codebook/command.h"
#include "tools/codebook/json_output.h"
#include "tools/codebook/text_output.h"

namespace codebook {
namespace {

// "notes that name codes, understood: excludes1 5304 of 5304, ..."
void AppendReferences(const CodeSet& release, const TextWriter& writer) {
  if (release.AllReferences().empty()) return;
  const ReferenceReport report = ReportReferences(release);
  std::string text;
  uint32_t undecidable = 0;
  for (const ReferenceCount& count : report.counts) {
    undecidable += count.undecidable();
    if (count.naming == 0) continue;
    absl::StrAppend(&text, text.empty() ? "" : ", ",
                    ToAbsl(NoteKindName(count.kind)), " ", count.read, " of ",
                    count.naming);
  }
  writer.Line(2,
              Concat("notes that name codes, understood: ",
                     text.empty() ? "none" : text, "; ",
                     Count(undecidable, "note"), " named no code"),
              4);
}

Json ReferencesJson(const CodeSet& release) {
  const ReferenceReport report = ReportReferences(release);
  Json counts = Json::array();
  for (const ReferenceCount& count : report.counts) {
    counts.push_back({{"kind", NoteKindName(count.kind)},
                      {"notes", count.notes},
                      {"naming_codes", count.naming},
                      {"read", count.read},
                      {"headings", count.headings},
                      {"undecidable", count.undecidable()}});
  }
  Json unread = Json::array();
  for (const UnreadReference& note : report.unread) {
    unread.push_back({{"kind", NoteKindName(note.kind)},
                      {"from", release.Name(note.from)},
                      {"text", note.text}});
  }
  return {{"counts", std::move(counts)}, {"unread", std::move(unread)}};
}

void AppendText(const ImportedRelease& imported, const TextWriter& writer) {
  const CodeSet& release = *imported.code_set;
  const std::string id = imported.id.ToString();
  const uint32_t headers = release.row_count() - release.billable_count();
  writer.Line(
      0,
      Concat(writer.Paint(Ink::kBold, id), "  ",
             Count(release.row_count(), "row"), ", ", release.billable_count(),
             " billable, ", Count(headers, "header"), ", ",
             ByteSize(release.image_bytes().size()), "; effective date ",
             imported.date_reason),
      2);
  AppendReferences(release, writer);
  for (const Finding& finding : imported.findings) {
    writer.Line(
        2,
        Concat(writer.Paint(Ink::kYellow, finding.id), "  ", finding.code,
               finding.code.empty() ? "" : ": ", finding.message),
        4);
  }
}

void AppendJson(const ImportedRelease& imported, Output& out) {
  Json release = ReleaseJson(*imported.code_set);
  release["date_reason"] = imported.date_reason;
  if (!imported.code_set->AllReferences().empty()) {
    release["note_references"] = ReferencesJson(*imported.code_set);
  }
  AppendLine(release, out);
  for (const Finding& finding : imported.findings) {
    AppendLine({{"type", "finding"},
                {"release", imported.id.ToString()},
                {"id", finding.id},
                {"code", TextOrNull(finding.code)},
                {"message", finding.message},
                {"severity", "warning"}},
               out);
  }
}

void TellOfPassedOver(std::span<const PassedOver> passed_over) {
  constexpr size_t kMostTold = 10;
  if (passed_over.empty()) return;
  Complain(Concat(Count(passed_over.size(), "file"), " passed over:"));
  for (const PassedOver& file :
       passed_over.first(std::min(kMostTold, passed_over.size()))) {
    ComplainFurther(Concat("  ", file.file, ": ", file.why));
  }
  if (passed_over.size() > kMostTold) {
    ComplainFurther(Concat("  and ", passed_over.size() - kMostTold, " more"));
  }
}

}  // namespace

int RunImport(const Arguments& arguments, Output& out) {
#ifdef M_MMAP_THRESHOLD
  // A large piece of memory that was given back is the system's at once, rather
  // than a hole in the heap: an import is done with one such piece after the
  // other.
  mallopt(M_MMAP_THRESHOLD, 1 << 20);
#endif
  const absl::StatusOr<std::string> folder = CatalogFolder(arguments.catalog);
  if (!folder.ok()) {
    Complain(folder.status());
    return kExitError;
  }
  const absl::StatusOr<ImportReport> report = ImportReleases(
      arguments.operands,
      {.effective = arguments.effective, .set = arguments.choice.set}, *folder);
  if (!report.ok()) {
    Complain(report.status());
    return kExitError;
  }
  const TextWriter writer(arguments.color, out);
  for (const ImportedRelease& imported : report->releases) {
    if (arguments.format == Format::kJson) {
      AppendJson(imported, out);
    } else {
      AppendText(imported, writer);
    }
  }
  TellOfPassedOver(report->passed_over);
  return kExitOk;
}

}  // namespace codebook
