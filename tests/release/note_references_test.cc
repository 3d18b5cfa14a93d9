// Of the notes of official releases that name codes, all are understood but
// those that are listed here, whose codes are mistaken.

#include <gmock/gmock.h>
#include <re2/re2.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "codesets/import.h"
#include "codesets/reference_report.h"
#include "tests/release/official_files.h"
#include "tests/release/releases.h"
#include "tests/release/tabular_walk.h"
#include "tests/temp_folder.h"

namespace codebook {
namespace {

using ::testing::UnorderedElementsAreArray;

struct KindCounts {
  uint32_t notes = 0;
  uint32_t naming = 0;
};

// Counts the notes of each kind, and those with a code somewhere in them that
// does not only say which codes the note is about.
std::map<NoteKind, KindCounts> CountInXml(const OfficialRelease& release) {
  static const RE2 kCode(
      "\\b(?:[A-Z][0-9][0-9A-Z](?:[.][0-9A-Z]*)?|[A-Z][0-9][.][0-9])"
      "(?:[^0-9A-Za-z]|$)");
  std::map<NoteKind, KindCounts> counts;
  for (const WalkedNode& node :
       WalkTabular(ReadFile(release.Path(release.model_file)))) {
    for (const WalkedNote& note : node.notes) {
      ++counts[note.kind].notes;
      const bool names = RE2::PartialMatch(note.text, kCode) &&
                         !note.text.starts_with("For codes ");
      counts[note.kind].naming += names ? 1 : 0;
    }
  }
  return counts;
}

// "T63.81-R63.83" runs backwards; the others name no code of their release.
std::vector<std::string> MistakenNotes(const OfficialRelease& release) {
  std::vector<std::string> notes = {
      "V92.07: hit by boat while water-skiing NOS (V94.X)",
      "W62: contact with venomous amphibians (T63.81-R63.83)"};
  const auto add = [&](std::vector<std::string> more) {
    notes.insert(notes.end(), more.begin(), more.end());
  };
  if (release.effective < "2022-10-01") {
    add(
        {"G02: infectious mononucleosis complicated by meningitis (B27.- with "
         "fourth character 2)"});
  }
  if (release.effective < "2021-01-01") {
    add({"E16.0: diabetes with hypoglycemia without coma (E09.692)",
         "L98.4: varicose ulcer (I83.0-I82.2)",
         "R44: alcoholic hallucinations (F1.5)",
         "R44: hallucinations in drug psychosis (F11-F19 with .5)",
         "S72: periprosthetic fracture of prosthetic implant of hip (T84.040, "
         "T84.041)",
         "S82: periprosthetic fracture of prosthetic implant of knee (T84.042, "
         "T84.043)",
         "T84.01: periprosthetic joint implant fracture (T84.04)",
         "Z87.41: personal history of intraepithelial neoplasia III of female "
         "genital tract (Z87.001, Z87.008)"});
  }
  return notes;
}

class NoteReferencesReleaseTest
    : public ReleaseTest,
      public testing::WithParamInterface<OfficialRelease> {};

TEST_P(NoteReferencesReleaseTest, AllNotesThatNameCodesAreUnderstood) {
  const absl::StatusOr<ImportReport> imported =
      ReadReleases(std::vector<std::string>{GetParam().Folder()}, {});
  ASSERT_TRUE(imported.ok()) << imported.status();
  const CodeSet& release = *imported->releases.at(0).code_set;
  const ReferenceReport report = ReportReferences(release);
  std::map<NoteKind, KindCounts> expected = CountInXml(GetParam());
  uint32_t not_read = 0;
  ASSERT_EQ(report.counts.size(), 5u);
  for (const ReferenceCount& count : report.counts) {
    SCOPED_TRACE(NoteKindName(count.kind));
    EXPECT_EQ(count.notes, expected[count.kind].notes);
    EXPECT_EQ(count.naming, expected[count.kind].naming);
    not_read += count.naming - count.read;
  }
  std::vector<std::string> unread;
  for (const UnreadReference& note : report.unread) {
    unread.push_back(release.Name(note.from) + ": " + std::string(note.text));
  }
  EXPECT_EQ(unread.size(), not_read);
  EXPECT_THAT(unread, UnorderedElementsAreArray(MistakenNotes(GetParam())));
}

INSTANTIATE_TEST_SUITE_P(Official, NoteReferencesReleaseTest,
                         testing::ValuesIn(ReleasesWithModel("icd10cm")),
                         ReleaseTestName);

}  // namespace
}  // namespace codebook
