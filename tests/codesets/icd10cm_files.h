// Hand-written ICD-10-CM files in the official formats, and what an import
// makes of them.

#ifndef CODEBOOK_TESTS_CODESETS_ICD10CM_FILES_H_
#define CODEBOOK_TESTS_CODESETS_ICD10CM_FILES_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_format.h"
#include "codesets/import.h"
#include "tests/codesets/read_release.h"

namespace codebook {

// The tabular list of 2026 with these chapters; they begin in line 4.
inline std::string TabularXml(const std::string& chapters) {
  return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<ICD10CM.tabular>\n"
         "<version>2026</version>\n" +
         chapters + "</ICD10CM.tabular>\n";
}

// The same with these codes in one section; they begin in line 6.
inline std::string TabularXmlOf(const std::string& diagnoses) {
  return TabularXml(
      "<chapter><name>1</name><desc>Chapter one (A00-Z99)</desc>\n"
      "<section id=\"A00-Z99\"><desc>All of it (A00-Z99)</desc>\n" +
      diagnoses + "</section></chapter>\n");
}

// What stands in a <diag> before its <diag> children, and these.
inline std::string Diagnosis(const std::string& name, const std::string& title,
                             const std::string& inside = "") {
  return "<diag><name>" + name + "</name><desc>" + title + "</desc>\n" +
         inside + "</diag>\n";
}

// A row of the order file.
inline std::string OrderLine(int number, const std::string& code, bool billable,
                             const std::string& short_title,
                             const std::string& title) {
  return absl::StrFormat("%05d %-7s %d %-60s %s\n", number, code,
                         billable ? 1 : 0, short_title, title);
}

// The release that takes effect on 2025-10-01 and is made of these files.
inline absl::StatusOr<ImportedRelease> ImportIcd10cm(
    const std::vector<FileText>& files) {
  std::vector<SourceFile> sources;
  for (const FileText& file : files) {
    sources.push_back(SourceOf(file, /*named=*/true));
  }
  absl::StatusOr<ImportReport> report = ReadReleases(
      sources, {.effective = Date::Parse("2025-10-01"), .set = "icd10cm"});
  if (!report.ok()) return report.status();
  return report->releases.at(0);
}

inline absl::StatusOr<ImportedRelease> ImportDiagnoses(
    const std::string& diagnoses) {
  return ImportIcd10cm({{"tabular.xml", TabularXmlOf(diagnoses)}});
}

// "CODE kind billable title" for each code in the order of the list.
inline std::vector<std::string> ListedCodeRows(const CodeSet& release) {
  std::vector<std::string> rows = ListedRows(release);
  std::erase_if(rows, [](const std::string& row) {
    return row.find(" chapter ") != std::string::npos ||
           row.find(" section ") != std::string::npos;
  });
  return rows;
}

// "id code: message" for each finding.
inline std::vector<std::string> FindingsOf(const ImportedRelease& release) {
  std::vector<std::string> lines;
  for (const Finding& finding : release.findings) {
    lines.push_back(std::string(finding.id) + " " + finding.code + ": " +
                    finding.message);
  }
  return lines;
}

// "A=label" or "A=label (note)" for each seventh character in force at `code`.
inline std::vector<std::string> SeventhCharactersOf(const CodeSet& release,
                                                    std::string_view code) {
  std::vector<std::string> lines;
  const auto set = release.SeventhCharacters(release.Find(code).value());
  if (!set) return lines;
  for (const SeventhCharacter& seventh : set->characters) {
    lines.push_back(std::string(1, seventh.character) + "=" +
                    std::string(seventh.label));
    if (seventh.note.empty()) continue;
    lines.back() += " (" + std::string(seventh.note) + ")";
  }
  return lines;
}

// The names of what lies over a code, nearest first.
inline std::vector<std::string> NamesAbove(const CodeSet& release,
                                           std::string_view code) {
  std::vector<std::string> names;
  for (const NodeId node : release.Lineage(release.Find(code).value())) {
    names.push_back(release.Name(node));
  }
  return names;
}

}  // namespace codebook

#endif  // CODEBOOK_TESTS_CODESETS_ICD10CM_FILES_H_
