#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/tools/run_program.h"

namespace codebook {
namespace {

using ::nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

// The one object that looking `words` up gives.
json LookUp(std::vector<std::string> words) {
  words.insert(words.begin(), {"lookup", "--json"});
  const ProgramRun run = Program().Run(words);
  EXPECT_EQ(run.exit_status, 0) << run.err;
  std::vector<json> objects = run.json();
  EXPECT_EQ(objects.size(), 1U) << run.out;
  return objects.empty() ? json() : objects.front();
}

TEST(Lookup, GivesTheFieldsOfTheContractInTheirOrder) {
  const ProgramRun run =
      Program().Run({"lookup", "--json", "--set", "icd10cm", " s52501a "});
  ASSERT_EQ(run.exit_status, 0) << run.err;
  const auto entry = nlohmann::ordered_json::parse(run.out);
  std::vector<std::string> names;
  for (const auto& field : entry.items()) names.push_back(field.key());
  names.resize(16);
  EXPECT_THAT(names, ElementsAre("type", "code", "set", "release", "system",
                                 "title", "short_title", "kind", "billable",
                                 "parent", "ancestors", "children", "notes",
                                 "seventh_characters", "axes", "valid"));
}

TEST(Lookup, ShowsACodeOfIcd10cm) {
  const json entry = LookUp({"--set", "icd10cm", "s52501a"});
  EXPECT_EQ(entry["type"], "code");
  EXPECT_EQ(entry["code"], "S52.501A");
  EXPECT_EQ(entry["release"], "icd10cm@2025-10-01");
  EXPECT_EQ(entry["system"], "http://hl7.org/fhir/sid/icd-10-cm");
  EXPECT_EQ(entry["title"],
            "Unspecified fracture of the lower end of right radius, initial "
            "encounter for closed fracture");
  EXPECT_EQ(entry["kind"], "code");
  EXPECT_EQ(entry["billable"], true);
  EXPECT_EQ(entry["parent"], "S52.501");
  EXPECT_EQ(entry["ancestors"],
            json({"S52.501", "S52.50", "S52.5", "S52", "S50-S59", "19"}));
  EXPECT_EQ(entry["children"], json::array());
  EXPECT_EQ(entry["axes"], json::array());
  EXPECT_EQ(entry["valid"], json({{{"from", "2024-10-01"}, {"to", nullptr}}}));
  EXPECT_EQ(entry["seventh_characters"].size(), 16U);
  EXPECT_EQ(entry["seventh_characters"][1],
            json({{"char", "B"},
                  {"label", "initial encounter for open fracture type I or II"},
                  {"note", "initial encounter for open fracture NOS"}}));
  EXPECT_EQ(entry["seventh_characters_from"], "S52");
}

TEST(Lookup, GivesNotesOwnFirstThenInherited) {
  const json notes = LookUp({"--set", "icd10cm", "S52.5"})["notes"];
  ASSERT_GE(notes.size(), 6U);
  EXPECT_EQ(notes[0], json({{"kind", "inclusion_term"},
                            {"text", "Fracture of distal end of radius"},
                            {"from", "S52.5"}}));
  EXPECT_EQ(notes[1],
            json({{"kind", "excludes2"},
                  {"text", "physeal fractures of lower end of radius (S59.2-)"},
                  {"from", "S52.5"}}));
  EXPECT_EQ(notes[2]["kind"], "note");
  EXPECT_EQ(notes[2]["from"], "S52");
  EXPECT_EQ(notes[4], json({{"kind", "excludes1"},
                            {"text", "traumatic amputation of forearm (S58.-)"},
                            {"from", "S52"}}));
  EXPECT_EQ(notes.back()["from"], "19");
}

TEST(Lookup, ShowsTheAxesOfAPcsCode) {
  const json entry = LookUp({"--set", "icd10pcs", "02h63jz"});
  EXPECT_EQ(entry["system"], "http://www.cms.gov/Medicare/Coding/ICD10");
  EXPECT_EQ(entry["parent"], "02H");
  ASSERT_EQ(entry["axes"].size(), 7U);
  EXPECT_EQ(entry["axes"][2],
            json({{"position", 3},
                  {"axis", "Operation"},
                  {"char", "H"},
                  {"label", "Insertion"},
                  {"definition",
                   "Putting in a nonbiological appliance that monitors, "
                   "assists, performs, or prevents a physiological function "
                   "but does not physically take the place of a body part"}}));
  EXPECT_EQ(entry["axes"][5], json({{"position", 6},
                                    {"axis", "Device"},
                                    {"char", "J"},
                                    {"label", "Cardiac Lead, Pacemaker"},
                                    {"definition", nullptr}}));
}

TEST(Lookup, TellsWhenItHasBeenValid) {
  const json open = nullptr;
  struct Case {
    std::string release;
    std::string code;
    json expected;
  };
  for (const Case& c : {
           // In both editions.
           Case{"icd10cm@2025-10-01",
                "I10",
                {{{"from", "2024-10-01"}, {"to", open}}}},
           // Added.
           Case{"icd10cm@2025-10-01",
                "C50.A0",
                {{{"from", "2025-10-01"}, {"to", open}}}},
           // Deleted.
           Case{"icd10cm@2024-10-01",
                "S30.1XXA",
                {{{"from", "2024-10-01"}, {"to", "2025-09-30"}}}},
           // Billable, then a header.
           Case{"icd10cm@2024-10-01",
                "B88.0",
                {{{"from", "2024-10-01"}, {"to", "2025-09-30"}}}},
           Case{"icd10cm@2025-10-01",
                "B88.0",
                {{{"from", "2024-10-01"}, {"to", open}}}},
           // Chapters and sections.
           Case{"icd10cm@2025-10-01",
                "I20-I25",
                {{{"from", "2024-10-01"}, {"to", open}}}},
           // Dates of its own: ended before the release, and begins after it.
           Case{"cpt@2026-01-01", "90008", json::array()},
           Case{"cpt@2026-01-01",
                "90009",
                {{{"from", "2026-07-01"}, {"to", open}}}},
           Case{"cpt@2026-01-01",
                "90007",
                {{{"from", "2026-01-01"}, {"to", open}}}},
           Case{"hcpcs@2026-01-01", "G2012", json::array()},
       }) {
    EXPECT_EQ(LookUp({"--release", c.release, c.code})["valid"], c.expected)
        << c.release << " " << c.code;
  }
}

TEST(Lookup, FindsChaptersAndSectionsByName) {
  const json chapter = LookUp({"--set", "icd10cm", "9"});
  EXPECT_EQ(chapter["code"], "9");
  EXPECT_EQ(chapter["kind"], "chapter");
  EXPECT_EQ(chapter["parent"], nullptr);
  EXPECT_EQ(chapter["children"], json({"I10-I1A", "I20-I25", "I30-I5A"}));
  const json section = LookUp({"--set", "icd10cm", "i20-i25"});
  EXPECT_EQ(section["kind"], "section");
  EXPECT_EQ(section["ancestors"], json({"9"}));
  EXPECT_EQ(section["billable"], false);
}

TEST(Lookup, ACodeWinsOverASectionOfItsName) {
  EXPECT_EQ(LookUp({"--set", "icd10cm", "B99"})["kind"], "category");
  const json section = LookUp({"--set", "icd10cm", "B99-B99"});
  EXPECT_EQ(section["kind"], "section");
  EXPECT_EQ(section["children"], json({"B99"}));
}

TEST(Lookup, TellsOfPlaceholdersAndEnclosingSections) {
  EXPECT_EQ(LookUp({"--set", "icd10cm", "H21.1X"})["placeholder"], true);
  EXPECT_FALSE(LookUp({"--set", "icd10cm", "H21.1"}).contains("placeholder"));
  const json encloses = LookUp({"--set", "icd10cm", "C00-C96"})["encloses"];
  EXPECT_THAT(encloses, ::testing::Contains(json("C81-C96")));
  EXPECT_FALSE(LookUp({"--set", "icd10cm", "I20-I25"}).contains("encloses"));
}

TEST(Lookup, ChoosesTheReleaseByDate) {
  const json before = LookUp({"--set", "icd10cm", "--on", "2025-09-30", "I10"});
  EXPECT_EQ(before["release"], "icd10cm@2024-10-01");
  const json from = LookUp({"--set", "icd10cm", "--on", "2025-10-01", "I10"});
  EXPECT_EQ(from["release"], "icd10cm@2025-10-01");
  const ProgramRun too_early = Program().Run(
      {"lookup", "--set", "icd10cm", "--on", "2024-09-30", "I10"});
  EXPECT_EQ(too_early.exit_status, 2);
  EXPECT_THAT(too_early.err,
              HasSubstr("no release of icd10cm was in force on 2024-09-30"));
}

TEST(Lookup, SaysWhatIsNotFound) {
  const ProgramRun run =
      Program().Run({"lookup", "--json", "I10", "Q99.99", "I20-I99"});
  EXPECT_EQ(run.exit_status, 1);
  const std::vector<json> objects = run.json();
  ASSERT_EQ(objects.size(), 3U);
  EXPECT_EQ(objects[0]["code"], "I10");
  EXPECT_EQ(
      objects[1],
      json({{"type", "not_found"}, {"input", "Q99.99"}, {"set", nullptr}}));
  EXPECT_EQ(objects[2]["input"], "I20-I99");
  EXPECT_THAT(run.err, HasSubstr("codebook: 'Q99.99' not found in icd10cm"));
  EXPECT_THAT(run.err, HasSubstr("codebook: 'I20-I99' not found"));
}

TEST(Lookup, PointsToTheReleaseThatHadARetiredCode) {
  const ProgramRun run =
      Program().Run({"lookup", "--set", "icd10cm", "S30.1XXA"});
  EXPECT_EQ(run.exit_status, 1);
  EXPECT_EQ(run.out, "");
  EXPECT_THAT(run.err, HasSubstr("see it with --release icd10cm@2024-10-01"));
}

TEST(Lookup, ReadsCodesFromStandardInput) {
  const ProgramRun run = Program().Run(
      {"lookup", "--json", "--set", "icd10cm", "A00", "-"}, "I10\r\n\n e11.9");
  EXPECT_EQ(run.exit_status, 0) << run.err;
  std::vector<std::string> codes;
  for (const json& entry : run.json()) codes.push_back(entry["code"]);
  EXPECT_THAT(codes, ElementsAre("A00", "I10", "E11.9"));
}

TEST(Lookup, TextShowsWhatACoderNeeds) {
  const ProgramRun run =
      Program().Run({"lookup", "--set", "icd10cm", "S52.501"});
  EXPECT_EQ(run.exit_status, 0) << run.err;
  EXPECT_THAT(run.out, StartsWith("S52.501   Unspecified fracture of the lower "
                                  "end of right radius\n"));
  for (const std::string part :
       {"code, not billable", "icd10cm@2025-10-01", "listed since 2024-10-01",
        "\nIn\n  Chapter 19  ", "\n  S52         Fracture of forearm\n",
        "\nExcludes1 (from S52)\n  traumatic amputation of forearm (S58.-)\n",
        "\nSeventh characters (from S52)\n",
        "\n  A  initial encounter for closed fracture\n",
        "\nBelow it\n  S52.501A  "}) {
    EXPECT_THAT(run.out, HasSubstr(part));
  }
}

TEST(Lookup, TextCutsALongListOfChildrenShort) {
  const ProgramRun run = Program().Run({"lookup", "--set", "icd10pcs", "0DB"});
  EXPECT_EQ(run.exit_status, 0) << run.err;
  const json entry = LookUp({"--set", "icd10pcs", "0DB"});
  const size_t children = entry["children"].size();
  ASSERT_GT(children, 20U);
  EXPECT_THAT(run.out, HasSubstr("\n  and " + std::to_string(children - 20) +
                                 " more\n"));
  EXPECT_THAT(run.out, Not(HasSubstr(entry["children"][20])));
}

}  // namespace
}  // namespace codebook
