// Imports of files whose content is bad. The good files that are spoilt here
// are in the official formats.

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "tests/tools/failed_import.h"

namespace codebook {
namespace {

constexpr const char* kTabular = R"(<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.tabular>
  <version>2026</version>
  <chapter>
    <name>1</name>
    <desc>Certain infectious and parasitic diseases (A00-B99)</desc>
    <section id="A00-A09">
      <desc>Intestinal infectious diseases (A00-A09)</desc>
      <diag>
        <name>A00</name>
        <desc>Cholera</desc>
        <sevenChrDef>
          <extension char="A">initial encounter</extension>
        </sevenChrDef>
        <diag>
          <name>A00.0</name>
          <desc>Cholera due to Vibrio cholerae</desc>
        </diag>
        <diag>
          <name>A00.9</name>
          <desc>Cholera, unspecified</desc>
        </diag>
      </diag>
    </section>
  </chapter>
</ICD10CM.tabular>
)";

constexpr const char* kTables = R"(<?xml version="1.0" encoding="utf-8"?>
<ICD10PCS.tabular>
  <version>2026</version>
  <pcsTable>
    <axis pos="1" values="1">
      <title>Section</title>
      <label code="0">Medical and Surgical</label>
    </axis>
    <axis pos="2" values="1">
      <title>Body System</title>
      <label code="2">Heart and Great Vessels</label>
    </axis>
    <axis pos="3" values="1">
      <title>Operation</title>
      <label code="H">Insertion</label>
    </axis>
    <pcsRow codes="2">
      <axis pos="4" values="1">
        <title>Body Part</title>
        <label code="A">Heart</label>
      </axis>
      <axis pos="5" values="2">
        <title>Approach</title>
        <label code="0">Open</label>
        <label code="3">Percutaneous</label>
      </axis>
      <axis pos="6" values="1">
        <title>Device</title>
        <label code="Q">Implantable Heart Assist System</label>
      </axis>
      <axis pos="7" values="1">
        <title>Qualifier</title>
        <label code="Z">No Qualifier</label>
      </axis>
    </pcsRow>
  </pcsTable>
</ICD10PCS.tabular>
)";

constexpr const char* kCpt =
    "code,description,effective,terminated\n"
    "90001,Synthetic one,2026-01-01,\n"
    "90002,\"Synthetic two, with a comma\",2026-01-01,2026-12-31\n"
    "90003,Synthetic three,2026-01-01,\n";

// Columns from 1: 1-5 number, 7-13 code, 15 flag, 17-76 short title, 78- title.
std::string OrderRow(std::string_view number, std::string_view code,
                     std::string_view flag, std::string_view title) {
  const std::string text(title);
  return absl::StrFormat("%-5s %-7s %s %-60s %s\r\n", std::string(number),
                         std::string(code), std::string(flag), text, text);
}

// Three rows, the last of which is `last`.
std::string OrderFile(std::string_view last) {
  return OrderRow("00001", "A00", "0", "Cholera") +
         OrderRow("00002", "A000", "1", "Cholera due to Vibrio cholerae") +
         std::string(last);
}

struct BadFile {
  std::string bytes;
  // What is said after the name of the file.
  std::string message;
};

class BadInput : public FailedImport {
 protected:
  void ExpectFailures(const std::string& name,
                      const std::vector<BadFile>& bad_files) const {
    for (const BadFile& bad : bad_files) {
      SCOPED_TRACE(bad.message);
      ExpectFailure({files().Write(name, bad.bytes)},
                    "$/" + name + bad.message);
    }
  }
};

// So that what is found below is what was changed.
TEST_F(BadInput, IsGoodBeforeItIsSpoilt) {
  files().Write("a/tabular.xml", kTabular);
  files().Write("b/tables.xml", kTables);
  files().Write("c/cpt-2026.csv", kCpt);
  files().Write("d/order-2024-10-01.txt",
                OrderFile(OrderRow("00003", "A009", "1", "Cholera, other")));
  const ProgramRun run = program().Run({"import", files().path()});
  EXPECT_EQ(run.exit_status, 0);
  EXPECT_EQ(run.err, "");
  EXPECT_EQ(run.lines().size(), 4U) << run.out;
}

TEST_F(BadInput, XmlThatIsCutShort) {
  const std::string mismatch =
      ": this is not well-formed XML: Start-end tags mismatch";
  ExpectFailures(
      "cut.xml",
      {{CutAfter(kTabular, "<name>A00.9"), ":20:21" + mismatch},
       {CutAfter(kTabular, "Cholera, unspecified</desc>"), ":21:43" + mismatch},
       {CutAfter(kTabular, "</chapter>"), ":25:12" + mismatch},
       {CutAfter(kTables, "<label code=\"Q\">Implantable"),
        ":29:35" + mismatch},
       {CutAfter(kTables, "</pcsRow>"), ":35:13" + mismatch}});
}

TEST_F(BadInput, XmlOfAnotherRoot) {
  const std::string bad = R"(<?xml version="1.0"?>
<ICD10GM.tabular><version>2026</version></ICD10GM.tabular>)";
  ExpectFailures("other.xml",
                 {{bad,
                   ": the root element <ICD10GM.tabular> is none of "
                   "ICD10CM.tabular, ICD10PCS.tabular"}});
  ExpectFailure({"--set", "icd10pcs", files().Write("other.xml", bad)},
                "$/other.xml: the root element <ICD10GM.tabular> is not that "
                "of a file of icd10pcs");
}

TEST_F(BadInput, XmlWithoutCodes) {
  ExpectFailures("zero.xml",
                 {{R"(<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.tabular>
  <version>2026</version>
  <chapter>
    <name>1</name>
    <desc>Certain infectious and parasitic diseases (A00-B99)</desc>
    <section id="A00-A09">
      <desc>Intestinal infectious diseases (A00-A09)</desc>
    </section>
  </chapter>
</ICD10CM.tabular>
)",
                   ":2:2: no <diag> found, a tabular list has codes"},
                  {R"(<?xml version="1.0" encoding="utf-8"?>
<ICD10PCS.tabular>
  <version>2026</version>
</ICD10PCS.tabular>
)",
                   ":2:2: no <pcsRow> found, tables have codes"}});
}

TEST_F(BadInput, TabularListWithBadCodes) {
  ExpectFailures("tabular.xml",
                 {{Replaced(kTabular, "A00.9", "A00.0"),
                   ":19:10: the code A00.0 occurs twice"},
                  {Replaced(kTabular, "A00.9", "A0"),
                   ":19:10: \"A0\" found in <name>, a code of three to seven "
                   "characters expected"},
                  {Replaced(kTabular, "char=\"A\"", "char=\"AB\""),
                   ":13:12: char=\"AB\" found, one letter or digit expected"}});
}

TEST_F(BadInput, TextThatIsNotUtf8) {
  for (const auto& [byte, hex] :
       std::vector<std::pair<std::string, std::string>>{
           {"\xE9", "E9"}, {std::string(1, '\0'), "00"}}) {
    const std::string message =
        ": byte 0x" + hex + " found, UTF-8 text expected";
    ExpectFailures("tabular.xml",
                   {{Replaced(kTabular, "Cholera, un", "Cholera, " + byte),
                     ":21:26" + message}});
    ExpectFailures(
        "order-2025-10-01.txt",
        {{OrderFile(OrderRow("00003", "A009", "1", "Chol" + byte + "ra")),
          ":3:21" + message}});
    ExpectFailures("cpt-2026.csv", {{Replaced(kCpt, "three", byte + "hree"),
                                     ":4:17" + message}});
  }
}

TEST_F(BadInput, TablesThatContradictTheirChecksums) {
  ExpectFailures(
      "tables.xml",
      {{Replaced(kTables, "codes=\"2\"", "codes=\"3\""),
        ":17:6: codes=\"3\" found, the axes of the row give 2"},
       {Replaced(kTables, "codes=\"2\"", "codes=\"2 or 3\""),
        ":17:6: codes=\"2 or 3\" found, the axes of the row give 2"},
       {Replaced(kTables, "pos=\"5\" values=\"2\"", "pos=\"5\" values=\"3\""),
        ":22:8: values=\"3\" found, the axis has 2"},
       {Replaced(kTables, "pos=\"6\"", "pos=\"7\""),
        ":27:8: pos=\"7\" found, pos=\"6\" expected"}});
}

TEST_F(BadInput, OrderFileWithABadRow) {
  const std::string title = "Cholera, unspecified";
  ExpectFailures(
      "order-2025-10-01.txt",
      {{OrderFile("00003 A009\r\n"),
        ":3:11: the line ends after 10 characters, an order file row has at "
        "least 78"},
       {OrderFile(OrderRow("00003", "A009", "2", title)),
        ":3:15: \"2\" found, the billable flag 0 or 1 expected"},
       {OrderFile(OrderRow("00003", "A0-9", "1", title)),
        ":3:7: \"A0-9   \" found, a code expected"},
       {OrderFile(OrderRow("00003", "A000", "1", title)),
        ":3:7: the code A000 occurs twice, first in line 2"},
       {OrderFile(OrderRow("000x3", "A009", "1", title)),
        ":3:1: \"000x3\" found, a five-digit number expected"}});
}

TEST_F(BadInput, DelimitedFileOfBadForm) {
  ExpectFailures(
      "cpt-2026.csv",
      {{Replaced(kCpt, "Synthetic one", "Synthetic, one"),
        ":2:33: 5 fields found, 4 expected as in the header"},
       {Replaced(kCpt, "Synthetic one,2026-01-01,", "Synthetic one"),
        ":2:7: 2 fields found, 4 expected as in the header"},
       {Replaced(kCpt, "comma\"", "comma"),
        ":3:7: the quote that opens here is not closed before the end of the "
        "file"},
       {Replaced(kCpt, "two, with a comma\"", "two\" and more"),
        ":3:23: text found after the closing quote of the field that begins at "
        "$/cpt-2026.csv:3:7, a delimiter or line end expected"},
       {Replaced(kCpt, "code,description", "code,price"),
        ":1:1: there is no column \"description\""},
       {Replaced(kCpt, "code,description", "number,description"),
        ": not recognized as a file of any code set"}});
}

TEST_F(BadInput, DelimitedFileWithABadValue) {
  ExpectFailures(
      "cpt-2026.csv",
      {{Replaced(kCpt, "2026-12-31", "2026-02-30"),
        ":3:48: \"2026-02-30\" found, a date expected (YYYY-MM-DD, YYYYMMDD or "
        "M/D/YYYY)"},
       {Replaced(kCpt, "2026-12-31", "2025-12-31"),
        ":3:48: the last day of 90002, 2025-12-31, is before its first, "
        "2026-01-01"},
       {Replaced(kCpt, "90003", "90001"),
        ":4:7: the long description of 90001 is \"Synthetic three\" here, but "
        "\"Synthetic one\" at $/cpt-2026.csv:2:7"}});
}

}  // namespace
}  // namespace codebook
