// Imports of bad ICD-10-CM tabular lists and ICD-10-PCS tables.

#include <gtest/gtest.h>

#include <string>
#include <string_view>

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

using BadXml = FailedImport;

// So that what is found below is what was changed.
TEST_F(BadXml, IsGoodBeforeItIsSpoilt) {
  files().Write("tabular.xml", kTabular);
  files().Write("tables.xml", kTables);
  const ProgramRun run = program().Run({"import", files().path()});
  EXPECT_EQ(run.exit_status, 0);
  EXPECT_EQ(run.err, "");
  EXPECT_EQ(run.lines().size(), 2U) << run.out;
}

TEST_F(BadXml, ThatIsCutShort) {
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

TEST_F(BadXml, OfAnotherRoot) {
  const std::string bad = R"(<?xml version="1.0"?>
<ICD10GM.tabular><version>2026</version></ICD10GM.tabular>)";
  ExpectFailures("other.xml",
                 {{bad,
                   ": the root element <ICD10GM.tabular> is none of "
                   "ICD10CM.tabular, ICD10CM.index, ICD10PCS.tabular, "
                   "ICD10PCS.index, ICD10PCS.definitions"}});
  ExpectFailure({"--set", "icd10pcs", files().Write("other.xml", bad)},
                "$/other.xml: the root element <ICD10GM.tabular> is not that "
                "of a file of icd10pcs");
}

TEST_F(BadXml, WithoutCodes) {
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

TEST_F(BadXml, ThatIsNotUtf8) {
  ExpectFailures(
      "tabular.xml",
      {{Replaced(kTabular, "Cholera, un", "Cholera, \xE9"),
        ":21:26: byte 0xE9 found, UTF-8 text expected"},
       {Replaced(kTabular, "Cholera, un", std::string("Cholera, \0", 10)),
        ":21:26: byte 0x00 found, UTF-8 text expected"}});
}

TEST_F(BadXml, OfATabularListWithBadCodes) {
  ExpectFailures("tabular.xml",
                 {{Replaced(kTabular, "A00.9", "A00.0"),
                   ":19:10: the code A00.0 occurs twice"},
                  {Replaced(kTabular, "A00.9", "A0"),
                   ":19:10: \"A0\" found in <name>, a code of three to seven "
                   "characters expected"},
                  {Replaced(kTabular, "char=\"A\"", "char=\"AB\""),
                   ":13:12: char=\"AB\" found, one letter or digit expected"}});
}

TEST_F(BadXml, OfTablesThatContradictTheirChecksums) {
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

}  // namespace
}  // namespace codebook
