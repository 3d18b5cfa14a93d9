#include "codesets/diff/diff.h"

#include <gmock/gmock.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "codesets/diff/addenda_counts.h"
#include "tests/codesets/icd10cm_files.h"
#include "tests/random_codes.h"
#include "tests/small_release.h"

namespace codebook {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;

CodeSetPtr ReadCm(const std::vector<FileText>& texts, const char* day) {
  std::vector<SourceFile> files;
  for (const FileText& text : texts) files.push_back(SourceOf(text));
  const absl::StatusOr<ImportReport> report =
      ReadReleases(files, {.effective = Date::Parse(day), .set = "icd10cm"});
  EXPECT_TRUE(report.ok()) << report.status();
  return report->releases.at(0).code_set;
}

// "kind code part: before -> after".
std::vector<std::string> Told(const DiffReport& report) {
  std::vector<std::string> told;
  for (const Change& change : report.changes) {
    std::string line = std::string(ChangeKindName(change.kind)) + " " +
                       change.code + (change.part.empty() ? "" : " ") +
                       change.part + ": " + change.before + " -> " +
                       change.after;
    if (!change.moved_from.empty()) {
      line += " (" + change.moved_from_part + " at " + change.moved_from + ")";
    }
    told.push_back(std::move(line));
  }
  return told;
}

// Of the tabular lists of two years with these codes.
std::vector<std::string> DiffLists(const std::string& before,
                                   const std::string& after) {
  return Told(Diff(*ReadCm({{"a.xml", TabularXmlOf(before)}}, "2024-10-01"),
                   *ReadCm({{"b.xml", TabularXmlOf(after)}}, "2025-10-01")));
}

std::string Excludes(const std::string& text) {
  return "<excludes1><note>" + text + "</note></excludes1>";
}

TEST(DiffTest, CodesTitlesAndStatus) {
  EXPECT_THAT(
      DiffLists(
          Diagnosis("A00", "Cholera") + Diagnosis("A01", "Typhoid") +
              Diagnosis("A03", "Gone"),
          Diagnosis("A00", "Cholera and more") +
              Diagnosis("A01", "Typhoid", Diagnosis("A01.0", "Typhoid fever")) +
              Diagnosis("A02", "New")),
      ElementsAre("title-revised A00 long title: Cholera -> Cholera and more",
                  "status-changed A01: billable -> header",
                  "code-added A01.0:  -> Typhoid fever",
                  "code-added A02:  -> New", "code-deleted A03: Gone -> "));
}

TEST(DiffTest, NotesArePairedByTextThenByLikeness) {
  EXPECT_THAT(
      DiffLists(
          Diagnosis("A00", "Cholera",
                    Excludes("sepsis following a procedure (T81.4)") +
                        Excludes("same") + Excludes("gone now") +
                        Excludes("typhoid of another kind")) +
              Diagnosis("A01", "Typhoid"),
          Diagnosis("A00", "Cholera",
                    Excludes("sepsis following a procedure (T81.4-)") +
                        Excludes("same") + Excludes("unlike it")) +
              Diagnosis("A01", "Typhoid", Excludes("typhoid of another kind"))),
      ElementsAre("note-added A00 excludes1:  -> unlike it",
                  "note-deleted A00 excludes1: gone now -> ",
                  "note-revised A00 excludes1: sepsis following a procedure "
                  "(T81.4) -> sepsis following a procedure (T81.4-)",
                  "note-moved A01 excludes1: typhoid of another kind -> "
                  "typhoid of another kind (excludes1 at A00)"));
}

TEST(DiffTest, ANoteThatChangesItsKindIsMoved) {
  EXPECT_THAT(
      DiffLists(Diagnosis("A00", "Cholera", Excludes("typhoid")),
                Diagnosis("A00", "Cholera",
                          "<excludes2><note>typhoid</note></excludes2>")),
      ElementsAre("note-moved A00 excludes2: typhoid -> typhoid "
                  "(excludes1 at A00)"));
}

std::string Sevenths(const std::string& extensions) {
  return "<sevenChrNote><note>One of these</note></sevenChrNote><sevenChrDef>" +
         extensions + "</sevenChrDef>";
}

TEST(DiffTest, SeventhCharacters) {
  EXPECT_THAT(
      DiffLists(
          Diagnosis("A00", "Cholera",
                    Sevenths("<extension char=\"A\">first</extension>"
                             "<extension char=\"D\">later</extension>")),
          Diagnosis("A00", "Cholera",
                    Sevenths("<extension char=\"A\">initial</extension>"
                             "<extension char=\"S\">sequela</extension>"))),
      IsSupersetOf({"seventh-character-added A00 S:  -> sequela",
                    "seventh-character-deleted A00 D: later -> ",
                    "seventh-character-revised A00 A: first -> initial",
                    "code-added A00.XXXS:  -> Cholera, sequela",
                    "code-deleted A00.XXXD: Cholera, later -> "}));
}

TEST(DiffTest, ASectionOfAnotherRangeIsTheSame) {
  const auto list = [](const std::string& range, const std::string& codes) {
    return TabularXml(
        "<chapter><name>1</name><desc>One (A00-A99)</desc>"
        "<section id=\"" +
        range + "\"><desc>Heart (" + range + ")</desc>" + Excludes("lungs") +
        codes + "</section></chapter>");
  };
  const std::string a00 = Diagnosis("A00", "Cholera");
  const DiffReport report =
      Diff(*ReadCm({{"a.xml", list("A00-A01", a00)}}, "2024-10-01"),
           *ReadCm({{"b.xml", list("A00-A02", a00)}}, "2025-10-01"));
  EXPECT_THAT(Told(report),
              ElementsAre("section-revised A00-A02 range: A00-A01 -> A00-A02",
                          "section-revised A00-A02 title: Heart (A00-A01) -> "
                          "Heart (A00-A02)"));
}

TEST(DiffTest, WhatAnOrderFileDoesNotHaveIsNotCompared) {
  const CodeSetPtr list = ReadCm(
      {{"a.xml", TabularXmlOf(Diagnosis("A00", "Sézary", Excludes("note")))},
       {"a.txt",
        "00001 A00     1 Sezary short" + std::string(49, ' ') + "Sezary\n"}},
      "2024-10-01");
  const CodeSetPtr order =
      ReadCm({{"b.txt", "00001 A00     1 Sezary short" + std::string(49, ' ') +
                            "Sezary\n"}},
             "2025-10-01");
  const DiffReport report = Diff(*list, *order);
  EXPECT_THAT(Told(report), IsEmpty());
  std::vector<std::string> what;
  for (const NotCompared& missing : report.not_compared) {
    what.push_back(missing.what + " without " + missing.release);
  }
  EXPECT_THAT(
      what,
      ElementsAre("chapters and sections without icd10cm@2025-10-01",
                  "notes without icd10cm@2025-10-01",
                  "seventh-character definitions without icd10cm@2025-10-01",
                  "accents in titles, kinds of headers and the order of codes "
                  "without icd10cm@2025-10-01",
                  "indexes without "));
}

TEST(DiffTest, TellsWhereAnAddedCodeHadBeenBefore) {
  const auto list = [](const std::string& codes, const char* day) {
    return ReadCm({{"a.xml", TabularXmlOf(codes)}}, day);
  };
  const std::string a00 = Diagnosis("A00", "Cholera");
  const std::string a01 = Diagnosis("A01", "Typhoid");
  const DiffReport report =
      Diff(*list(a00, "2024-10-01"), *list(a00 + a01, "2025-10-01"),
           {.earlier = {list(a00, "2023-10-01"), list(a01, "2022-10-01")}});
  ASSERT_EQ(report.changes.size(), 1u);
  EXPECT_EQ(report.changes[0].last_release, "icd10cm@2022-10-01");
}

TEST(DiffTest, ProposesSuccessorsByTitlesAndNeighbours) {
  const DiffReport report = Diff(
      *ReadCm({{"a.xml",
                TabularXmlOf(Diagnosis(
                    "A00", "Cholera",
                    Diagnosis("A00.0", "Acute cholera of the left knee") +
                        Diagnosis("A00.1", "Something else altogether")))}},
              "2024-10-01"),
      *ReadCm(
          {{"b.xml", TabularXmlOf(Diagnosis(
                         "A00", "Cholera",
                         Diagnosis("A00.2", "Acute cholera of the knee, left") +
                             Diagnosis("A00.3", "Unlike it")))}},
          "2025-10-01"));
  for (const Change& change : report.changes) {
    if (change.kind != ChangeKind::kCodeDeleted) continue;
    if (change.code == "A00.0") {
      ASSERT_EQ(change.successors.size(), 1u);
      EXPECT_EQ(change.successors[0].code, "A00.2");
      EXPECT_TRUE(change.successors[0].proposed);
    } else {
      EXPECT_THAT(change.successors, IsEmpty());
    }
  }
}

// A table of section 0BB: body parts, approaches, devices, qualifiers.
std::string TablesXml(const std::vector<std::array<std::string, 4>>& rows,
                      const std::string& label = "Lung") {
  const auto axis = [&label](int position, const std::string& values) {
    std::string xml = "<axis pos=\"" + std::to_string(position) +
                      "\" values=\"" + std::to_string(values.size()) +
                      "\"><title>Axis</title>";
    for (const char value : values) {
      xml += std::string("<label code=\"") + value + "\">" + label + " " +
             value + "</label>";
    }
    return xml + "</axis>";
  };
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<ICD10PCS.tabular>"
      "<version>2026</version><pcsTable>" +
      axis(1, "0") + axis(2, "B") + axis(3, "B");
  for (const auto& row : rows) {
    size_t codes = 1;
    for (const std::string& values : row) codes *= values.size();
    xml += "<pcsRow codes=\"" + std::to_string(codes) + "\">";
    for (size_t i = 0; i < row.size(); ++i) {
      xml += axis(static_cast<int>(i) + 4, row[i]);
    }
    xml += "</pcsRow>";
  }
  return xml + "</pcsTable></ICD10PCS.tabular>";
}

DiffReport DiffTables(const std::string& before, const std::string& after) {
  const auto read = [](const std::string& xml, const char* day) {
    const absl::StatusOr<ImportReport> report =
        ReadReleases(std::vector<SourceFile>{SourceOf({"t.xml", xml})},
                     {.effective = Date::Parse(day), .set = "icd10pcs"});
    EXPECT_TRUE(report.ok()) << report.status();
    return report->releases.at(0).code_set;
  };
  return Diff(*read(before, "2024-10-01"), *read(after, "2025-10-01"));
}

// The changes of rows alone, with how many codes they add and delete.
std::vector<std::string> RowsTold(const DiffReport& report) {
  std::vector<std::string> told;
  for (const Change& change : report.changes) {
    const std::string kind(ChangeKindName(change.kind));
    if (!kind.starts_with("row-")) continue;
    told.push_back(kind + " " + change.before + " -> " + change.after + " +" +
                   std::to_string(change.codes_added.size()) + " -" +
                   std::to_string(change.codes_deleted.size()));
  }
  return told;
}

TEST(DiffTest, RowsAreAddedRevisedSplitMergedAndDeleted) {
  const struct {
    std::vector<std::array<std::string, 4>> before;
    std::vector<std::array<std::string, 4>> after;
    std::vector<std::string> told;
  } kCases[] = {
      {{{"12", "0", "Z", "Z"}}, {{"12", "0", "Z", "Z"}}, {}},
      {{{"1", "0", "Z", "Z"}},
       {{"1", "0", "Z", "Z"}, {"2", "0", "Z", "XZ"}},
       {"row-added  -> 0BB20Z[XZ] +2 -0"}},
      {{{"1", "0", "Z", "Z"}, {"2", "0", "Z", "XZ"}},
       {{"1", "0", "Z", "Z"}},
       {"row-deleted 0BB20Z[XZ] ->  +0 -2"}},
      {{{"12", "0", "Z", "Z"}},
       {{"13", "0", "Z", "Z"}},
       {"row-revised 0BB[12]0ZZ -> 0BB[13]0ZZ +1 -1"}},
      {{{"12", "0", "Z", "Z"}},
       {{"1", "0", "Z", "Z"}, {"2", "03", "Z", "Z"}},
       {"row-split 0BB[12]0ZZ -> 0BB10ZZ\n0BB2[03]ZZ +1 -0"}},
      {{{"1", "0", "Z", "Z"}, {"2", "03", "Z", "Z"}},
       {{"12", "0", "Z", "Z"}},
       {"row-merged 0BB10ZZ\n0BB2[03]ZZ -> 0BB[12]0ZZ +0 -1"}},
      {{{"12", "0", "Z", "Z"}, {"34", "0", "Z", "Z"}},
       {{"13", "0", "Z", "Z"}, {"24", "0", "Z", "Z"}},
       {"row-regrouped 0BB[12]0ZZ\n0BB[34]0ZZ -> 0BB[13]0ZZ\n0BB[24]0ZZ "
        "+0 -0"}},
  };
  for (const auto& test : kCases) {
    EXPECT_EQ(
        RowsTold(DiffTables(TablesXml(test.before), TablesXml(test.after))),
        test.told);
  }
}

TEST(DiffTest, LabelsOfTables) {
  const std::vector<std::array<std::string, 4>> row = {{"1", "0", "Z", "Z"}};
  const DiffReport report = DiffTables(TablesXml(row), TablesXml(row, "Pulmo"));
  EXPECT_THAT(Told(report),
              IsSupersetOf({"label-revised 0 Axis: Lung 0 -> Pulmo 0",
                            "label-revised 0B Axis: Lung B -> Pulmo B",
                            "label-revised 0BB Axis 1: Lung 1 -> Pulmo 1"}));
}

TEST(DiffTest, TrailerIsThatOfTheAddenda) {
  DiffReport report;
  report.older = *ReleaseId::Parse("icd10cm@2024-10-01");
  report.newer = *ReleaseId::Parse("icd10cm@2025-10-01");
  report.codes = {74260, 74719, 487, 28, 38, 38, 0, 0};
  report.headers = {23324, 23467, 143, 0, 7, 6, 1, 0};
  EXPECT_EQ(AddendaTrailer(report),
            "Headers\n"
            "  23324 headers in icd10cm@2024-10-01\n"
            "  23467 headers in icd10cm@2025-10-01\n"
            "    143 additions\n"
            "      0 deletions\n"
            "      7 revisions\n"
            "of which\n"
            "      6 revisions to both long and short titles\n"
            "      1 revisions to long title only\n"
            "      0 revisions to short title only\n"
            "\n"
            "Codes\n"
            "  74260 codes in icd10cm@2024-10-01\n"
            "  74719 codes in icd10cm@2025-10-01\n"
            "    487 additions\n"
            "     28 deletions\n"
            "     38 revisions\n"
            "of which\n"
            "     38 revisions to both long and short titles\n"
            "      0 revisions to long title only\n"
            "      0 revisions to short title only\n");
}

TEST(DiffTest, ReleasesOfACatalogAreOfOneSet) {
  const Catalog catalog =
      Catalog::Of({OpenImage(SmallListImage()), OpenImage(SmallTablesImage())});
  const auto diff =
      DiffReleases(catalog, *ReleaseId::Parse("icd10cm@2022-10-01"),
                   *ReleaseId::Parse("icd10pcs@2025-10-01"));
  EXPECT_EQ(diff.status().code(), absl::StatusCode::kInvalidArgument);
  const auto missing =
      DiffReleases(catalog, *ReleaseId::Parse("icd10cm@2022-10-01"),
                   *ReleaseId::Parse("icd10cm@2023-10-01"));
  EXPECT_EQ(missing.status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace codebook
