// Imports from bad places: paths, folders, archives; and of files that are good
// but cannot be imported together, or not so.

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <string_view>

#include "absl/strings/str_format.h"
#include "tests/tools/failed_import.h"
#include "tests/zip_writer.h"

namespace codebook {
namespace {

std::string TabularList(std::string_view year, std::string_view title) {
  return R"(<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.tabular>
  <version>)" +
         std::string(year) + R"(</version>
  <chapter>
    <name>1</name>
    <desc>Certain infectious and parasitic diseases (A00-B99)</desc>
    <section id="B99">
      <desc>Other infectious diseases (B99)</desc>
      <diag>
        <name>B99</name>
        <desc>)" +
         std::string(title) + R"(</desc>
      </diag>
    </section>
  </chapter>
</ICD10CM.tabular>
)";
}

constexpr const char* kOrderFile =
    "00001 A09     1 Infectious gastroenteritis and colitis, unspecified       "
    "   Infectious gastroenteritis and colitis, unspecified\r\n";

// The checksum that an archive of one member states for it: bytes 16 to 19 of
// the member's record in the list at the archive's end.
std::string StatedChecksum(const std::string& zip) {
  const size_t record = zip.rfind("PK\1\2");
  uint32_t checksum = 0;
  for (size_t i = 4; i-- > 0;) {
    checksum =
        checksum << 8 | static_cast<unsigned char>(zip.at(record + 16 + i));
  }
  return absl::StrFormat("0x%x", checksum);
}

using BadSource = FailedImport;

TEST_F(BadSource, APathThatDoesNotExist) {
  ExpectFailure({files().Path("nowhere.xml")},
                "$/nowhere.xml: cannot be opened: No such file or directory");
  ExpectFailure({SampleFiles("hcpcs"), files().Path("nowhere.xml")},
                "$/nowhere.xml: cannot be opened: No such file or directory");
}

TEST_F(BadSource, AFolderOfNoUse) {
  std::filesystem::create_directory(files().Path("folder"));
  ExpectFailure({files().Path("folder")},
                "$/folder: no file in this folder, files of a code set "
                "expected");
  files().Write("folder/within/readme.txt", "These are the files of 2026.\n");
  files().Write("folder/empty.xml", "");
  ExpectFailure({files().Path("folder")},
                "no file of a code set found\n"
                "  $/folder/empty.xml: the file is empty\n"
                "  $/folder/within/readme.txt: not recognized as a file of any "
                "code set");
}

TEST_F(BadSource, AFileOfNoUse) {
  ExpectFailures("empty.xml", {{"", ": the file is empty"}});
  ExpectFailures("program", {{ReadFile(CODEBOOK_PROGRAM),
                              ": not recognized as a file of any code set"}});
}

TEST_F(BadSource, AnEncryptedArchive) {
  ExpectFailures("release.zip",
                 {{ZipOf({{"tabular.xml", TabularList("2026", "Other")}},
                         "zip:encryption=traditional"),
                   ": the archive is encrypted (member \"tabular.xml\"), one "
                   "without a password expected"}});
}

TEST_F(BadSource, ADamagedArchive) {
  const std::string list = TabularList("2026", "Other infections");
  const std::string flipped =
      Replaced(list, "Other infections", "Other-infections");
  const std::string zip =
      ZipOf({{"tabular.xml", list}}, "zip:compression=store");
  const std::string damaged_zip = Replaced(zip, list, flipped);
  const std::string found = StatedChecksum(ZipOf({{"tabular.xml", flipped}}));
  ExpectFailures(
      "release.zip",
      {{zip.substr(0, zip.size() / 2),
        ": the archive is damaged or cut short: Unrecognized archive format"},
       {damaged_zip, ":tabular.xml: cannot be unpacked: ZIP bad CRC: " + found +
                         " should be " + StatedChecksum(zip)}});
}

TEST_F(BadSource, AnArchiveOfNoUse) {
  ExpectFailures(
      "release.zip",
      {{ZipOf({}), ": no file in this archive, files of a code set expected"}});
  files().Write("release.zip", ZipOf({{"notes/readme.txt", "Nothing.\n"}}));
  ExpectFailure({files().Path("release.zip")},
                "no file of a code set found\n"
                "  $/release.zip:notes/readme.txt: not recognized as a file of "
                "any code set");
}

TEST_F(BadSource, ABadFileInAnArchiveInAnArchive) {
  const std::string bad =
      Replaced(TabularList("2026", "Other"), "<name>B99", "<name>B9");
  ExpectFailures(
      "release.zip",
      {{ZipOf({{"readme.txt", "Read me.\n"},
               {"xml.zip", ZipOf({{"2026/tabular.xml", bad}})}}),
        ":xml.zip:2026/tabular.xml:9:8: \"B9\" found in <name>, a code of "
        "three to seven characters expected"}});
}

TEST_F(BadSource, FilesThatContradictOneAnother) {
  files().Write("a.xml", TabularList("2026", "Other diseases"));
  files().Write("b.xml", TabularList("2026", "Other infections"));
  constexpr std::string_view kMessage =
      "$/b.xml: contradicts $/a.xml: each is the ICD-10-CM tabular list of "
      "icd10cm@2025-10-01, and they differ; import them one at a time, each "
      "with its own --effective";
  ExpectFailure({files().path()}, kMessage);
  // Two releases that are said to be one.
  files().Write("b.xml", TabularList("2025", "Other diseases"));
  ExpectFailure({"--effective", "2025-10-01", files().path()}, kMessage);
}

TEST_F(BadSource, ADateThatCannotBeKnown) {
  ExpectFailures("orders.txt",
                 {{kOrderFile,
                   ": no effective date: neither the name has a date or a "
                   "year, nor the content a year; give it with --effective "
                   "YYYY-MM-DD"}});
}

// A category of ICD-10-CM and a table of ICD-10-PCS can look the same.
TEST_F(BadSource, ACodeSetThatCannotBeKnown) {
  ExpectFailures("orders.txt", {{Replaced(kOrderFile, "A09", "B09"),
                                 ": this could be the ICD-10-CM order file or "
                                 "the ICD-10-PCS order file; say which with "
                                 "--set"}});
}

TEST_F(BadSource, OptionsThatAreNoneOfTheirKind) {
  const std::string file = files().Write("orders.txt", kOrderFile);
  ExpectFailure({"--effective", "October", file},
                "--effective: 'October' is not a day; expected YYYY-MM-DD\n"
                "Try: codebook import --help");
  ExpectFailure({"--effective", "2025-02-29", file},
                "--effective: '2025-02-29' is not a day; expected YYYY-MM-DD\n"
                "Try: codebook import --help");
  ExpectFailure({"--set", "icd10xm", file},
                "unknown code set 'icd10xm'; did you mean 'icd10cm'? (code "
                "sets: icd10cm, icd10pcs, hcpcs, cpt)\n"
                "Try: codebook import --help");
  ExpectFailure({"--set", "cpt", "--effective", "2025-10-01", file},
                "$/orders.txt: not recognized as a file of cpt");
}

}  // namespace
}  // namespace codebook
