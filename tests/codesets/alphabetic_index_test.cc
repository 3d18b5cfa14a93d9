#include "codesets/alphabetic_index.h"

#include <string>
#include <string_view>
#include <vector>

#include "engine/code_set.h"
#include "gmock/gmock.h"
#include "tests/codesets/icd10cm_files.h"
#include "tests/codesets/read_release.h"

namespace codebook {
namespace {

using ::testing::ElementsAre;

std::string IndexXml(const std::string& terms) {
  return "<?xml version=\"1.0\"?>\n<ICD10CM.index>\n<version>2026</version>\n"
         "<title>INDEX</title>\n<letter><title>A</title>\n" +
         terms + "</letter></ICD10CM.index>\n";
}

absl::StatusOr<ImportedRelease> ImportWithIndex(const std::string& terms) {
  const std::string codes =
      Diagnosis("A00", "Cholera",
                Diagnosis("A00.0", "Classical") + Diagnosis("A00.9", "Other"));
  return ImportIcd10cm(
      {{"tabular.xml", TabularXmlOf(codes)}, {"index.xml", IndexXml(terms)}});
}

// Every term, indented by its depth, with its links.
std::vector<std::string> Printed(const IndexTerms& index) {
  std::vector<std::string> lines;
  for (TermId term = 0; term < index.term_count(); ++term) {
    std::string line(2 * (index.Path(term).size() - 1), ' ');
    line += index.title(term);
    if (index.words(term) != index.title(term)) {
      line += " {" + std::string(index.words(term)) + "}";
    }
    for (const IndexLink& link : index.Links(term)) {
      line += " | " + std::string(LinkKindName(link.kind));
      if (link.column != 0) line += " " + std::to_string(link.column);
      line += " " + std::string(link.text);
    }
    lines.push_back(line);
  }
  return lines;
}

TEST(AlphabeticIndexTest, ReadsTermsAsTheyArePrinted) {
  const auto release = ImportWithIndex(
      "<mainTerm><title>Cholera<nemod>(Asiatic) (epidemic)</nemod></title>\n"
      "<code>A00.9</code><manif>A00.0</manif>\n"
      "<term level=\"1\"><title>vein<nemod>(deep)</nemod> NEC</title>"
      "<seeAlso>Cholera,\n\tclassical</seeAlso>"
      "<term level=\"2\"><title>classical</title><code>A00.-</code></term>"
      "</term>\n"
      "<term level=\"1\"><title/><see>Disease</see></term></mainTerm>\n"
      "<mainTerm><code>A00.0</code><title>Disease</title>"
      "<subcat>A00</subcat></mainTerm>\n");
  ASSERT_TRUE(release.ok()) << release.status();
  EXPECT_THAT(
      Printed(release->code_set->index_terms()),
      ElementsAre("Cholera (Asiatic) (epidemic) {Cholera} | code A00.9 | "
                  "manifestation A00.0",
                  "  vein (deep) NEC {vein NEC} | see_also Cholera, classical",
                  "    classical | code A00.-", "   | see Disease",
                  "Disease | code A00.0 | prefix A00"));
  EXPECT_THAT(FindingsOf(*release), ElementsAre());
}

TEST(AlphabeticIndexTest, ReadsTablesByColumn) {
  const std::string codes = Diagnosis("C00", "Lip");
  const std::string table =
      "<ICD10CM.table><version>2026</version><indexHeading>"
      "<head col=\"2\">Malignant Primary</head><head col=\"5\">Benign</head>"
      "</indexHeading><letter><title>N</title><mainTerm>"
      "<title>Neoplasm</title><cell col=\"2\">C00</cell><cell col=\"5\">--"
      "</cell><term level=\"1\"><title>lip</title><cell col=\"2\">-</cell>"
      "<cell col=\"5\">C00</cell></term></mainTerm></letter></ICD10CM.table>";
  const auto release = ImportIcd10cm(
      {{"tabular.xml", TabularXmlOf(codes)}, {"neoplasm.xml", table}});
  ASSERT_TRUE(release.ok()) << release.status();
  const IndexTerms& index = release->code_set->index_terms();
  EXPECT_THAT(Printed(index),
              ElementsAre("Neoplasm | code 2 C00", "  lip | code 5 C00"));
  EXPECT_EQ(index.Lists().at(0).kind, IndexKind::kNeoplasms);
  EXPECT_EQ(index.Lists().at(0).columns.at(1).heading, "Benign");
}

TEST(AlphabeticIndexTest, ReportsCodesThatDoNotExist) {
  const auto release = ImportWithIndex(
      "<mainTerm><title>Ache</title><code>A00</code>"
      "<term level=\"1\"><title>one</title><code>A00.1</code></term>"
      "<term level=\"1\"><title>two</title><code>A00.1</code></term>"
      "<term level=\"1\"><title>three</title><code>A00.-</code></term>"
      "<term level=\"1\"><title>four</title><code>A01-</code></term>"
      "<term level=\"1\"><title>five</title><code>A00.0-</code></term>"
      "<term level=\"1\"><title>six</title><code>by site</code></term>"
      "<term level=\"1\"><title>seven</title><code>A00.0-A00.9</code></term>"
      "</mainTerm>");
  ASSERT_TRUE(release.ok()) << release.status();
  const std::string in =
      ": the Index to Diseases and Injuries has, under \"Ache, ";
  EXPECT_THAT(
      FindingsOf(*release),
      ElementsAre(
          "index-code-missing A00.1" + in +
              "one\" and 1 other term, a code that the list does not "
              "have",
          "index-code-missing A01-" + in +
              "four\", a beginning of codes that the list does not "
              "have",
          "index-code-complete A00.0-" + in +
              "five\", a dash where no character can follow",
          "index-code-malformed by site" + in + "six\", what is no code"));
  EXPECT_EQ(release->code_set->finding_count(), 4u);
}

TEST(AlphabeticIndexTest, ReportsElementsItDoesNotKnow) {
  const auto release = ImportWithIndex(
      "<mainTerm><title>Ache</title><code>A00</code><hint>a</hint>"
      "<hint>b</hint></mainTerm>");
  ASSERT_TRUE(release.ok()) << release.status();
  EXPECT_THAT(FindingsOf(*release),
              ElementsAre("element-not-understood : index.xml: <hint> is "
                          "nothing an index is known to have here; it was "
                          "left out"));
}

TEST(AlphabeticIndexTest, RefusesWhatIsNoIndex) {
  EXPECT_EQ(Outcome(ImportWithIndex("")),
            "index.xml:2:2: no <mainTerm> found, an index has terms");
  std::string deep;
  for (int i = 0; i < 30; ++i) deep += "<term level=\"1\"><title>a</title>";
  for (int i = 0; i < 30; ++i) deep += "</term>";
  EXPECT_THAT(Outcome(ImportWithIndex("<mainTerm><title>A</title>" + deep +
                                      "</mainTerm>")),
              testing::HasSubstr("no index nests that deep"));
  EXPECT_THAT(Outcome(ImportWithIndex("<mainTerm>")),
              testing::HasSubstr("this is not well-formed XML"));
}

TEST(ParseIndexCodesTest, ReadsCodesPrefixesRangesAndLists) {
  const auto parsed = [](std::string_view text) {
    std::string result;
    const auto codes = ParseIndexCodes(text, 3);
    if (!codes) return std::string("none");
    for (const IndexCode& code : *codes) {
      result += code.first.ToString();
      if (code.last != code.first) result += ".." + code.last.ToString();
      if (code.dash) result += "-";
      result += " ";
    }
    return result;
  };
  EXPECT_EQ(parsed("S72.00-"), "S7200- ");
  EXPECT_EQ(parsed("P92.-"), "P92- ");
  EXPECT_EQ(parsed(" C64- "), "C64- ");
  EXPECT_EQ(parsed("I20-I25"), "I20..I25 ");
  EXPECT_EQ(parsed("E08.21, E09.2-"), "E0821 E092- ");
  EXPECT_EQ(parsed("I25-I20"), "none");
  EXPECT_EQ(parsed("by site"), "none");
  EXPECT_EQ(parsed(""), "none");
  EXPECT_EQ(parsed("--"), "none");
}

}  // namespace
}  // namespace codebook
