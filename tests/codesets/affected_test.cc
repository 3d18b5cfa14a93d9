#include "codesets/diff/affected.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "codesets/diff/diff.h"
#include "codesets/import.h"
#include "tests/codesets/icd10cm_files.h"

namespace codebook {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class AffectedTest : public testing::Test {
 protected:
  AffectedTest()
      : older_(Read(
            Diagnosis("A00", "Cholera",
                      Diagnosis("A00.0", "Zero") + Diagnosis("A00.1", "One")) +
                Diagnosis("A01", "Typhoid"),
            "2024-10-01")),
        newer_(Read(Diagnosis("A00", "Cholera",
                              "<excludes1><note>new</note></excludes1>" +
                                  Diagnosis("A00.0", "Zero")) +
                        Diagnosis("A01", "Typhoid"),
                    "2025-10-01")),
        report_(Diff(*older_, *newer_)) {}

  static CodeSetPtr Read(const std::string& codes, const char* day) {
    const auto report = ReadReleases(
        std::vector<SourceFile>{SourceOf({"a.xml", TabularXmlOf(codes)})},
        {.effective = Date::Parse(day)});
    return report->releases.at(0).code_set;
  }

  // "code lines: kinds".
  std::vector<std::string> Told(std::string_view text) const {
    std::vector<std::string> told;
    for (const AffectedCode& code :
         FindAffected(report_, *older_, *newer_, text).codes) {
      std::string line = code.code;
      for (const size_t number : code.lines) {
        line += " " + std::to_string(number);
      }
      line += ":";
      for (const size_t i : code.changes) {
        line += " " + std::string(ChangeKindName(report_.changes[i].kind));
      }
      told.push_back(line);
    }
    return told;
  }

  CodeSetPtr older_;
  CodeSetPtr newer_;
  DiffReport report_;
};

TEST_F(AffectedTest, CodesOfAnyKindOfFile) {
  EXPECT_THAT(Told("A00.1"), ElementsAre("A00.1 1: note-added code-deleted"));
  EXPECT_THAT(Told("\na001,x\n\na00.1."),
              ElementsAre("A00.1 2 4: note-added code-deleted"));
  EXPECT_THAT(Told(R"({"items":[{"id":"q1","answer":["A00.1"]}]})"),
              ElementsAre("A00.1 1: note-added code-deleted"));
  EXPECT_THAT(Told("A01 A00.0"), ElementsAre("A00.0 1: note-added"));
  EXPECT_THAT(Told("A00.-"), ElementsAre("A00- 1: note-added code-deleted"));
  EXPECT_THAT(Told("A00-A01"), ElementsAre("A00 1: note-added"));
  EXPECT_THAT(Told(""), IsEmpty());
  EXPECT_THAT(Told("A01, nothing else; B99.9, 2025-10-01 and XA00.1"),
              IsEmpty());
}

TEST_F(AffectedTest, CountsTheCodesItFound) {
  EXPECT_EQ(FindAffected(report_, *older_, *newer_, "A01 A01 A00.1 B99").found,
            2u);
}

}  // namespace
}  // namespace codebook
