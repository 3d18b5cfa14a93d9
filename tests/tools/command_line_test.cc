#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/tools/run_program.h"

namespace codebook {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(CommandLine, RefusesBadUsageWithAReason) {
  struct Case {
    std::vector<std::string> words;
    std::string message;
  };
  const std::vector<Case> cases = {
      {{"validte", "I10"},
       "codebook: unknown command 'validte'; did you mean 'validate'?\n"
       "Try: codebook --help\n"},
      {{"frobnicate"},
       "codebook: unknown command 'frobnicate'\nTry: codebook --help\n"},
      {{"lookup", "--jsn", "I10"},
       "codebook: unknown option '--jsn'; did you mean '--json'?\n"
       "Try: codebook lookup --help\n"},
      {{"--ctalog=x", "lookup", "I10"},
       "codebook: unknown option '--ctalog'; did you mean '--catalog'?\n"
       "Try: codebook --help\n"},
      {{"lookup", "-x", "I10"},
       "codebook: unknown option '-x'; did you mean '-h'?\n"
       "Try: codebook lookup --help\n"},
      {{"lookup", "--effective", "2026-01-01", "I10"},
       "codebook: unknown option '--effective'\nTry: codebook lookup --help\n"},
      {{"lookup", "--set", "icd10mc", "I10"},
       "codebook: unknown code set 'icd10mc'; did you mean 'icd10cm'? (code "
       "sets: icd10cm, icd10pcs, hcpcs, cpt)\nTry: codebook lookup --help\n"},
      {{"lookup", "--set", "ICD-10-PCS", "I10"},
       "codebook: unknown code set 'ICD-10-PCS'; did you mean 'icd10pcs'? "
       "(code sets: icd10cm, icd10pcs, hcpcs, cpt)\n"
       "Try: codebook lookup --help\n"},
      {{"lookup", "--on", "2023-02-29", "I10"},
       "codebook: --on: '2023-02-29' is not a day; expected YYYY-MM-DD\n"
       "Try: codebook lookup --help\n"},
      {{"lookup", "--release", "icd10cm", "I10"},
       "codebook: --release: 'icd10cm' is not a release; expected "
       "SET@YYYY-MM-DD, such as icd10cm@2025-10-01\n"
       "Try: codebook lookup --help\n"},
      {{"lookup", "--release", "icd10cn@2025-10-01", "I10"},
       "codebook: unknown code set 'icd10cn'; did you mean 'icd10cm'? (code "
       "sets: icd10cm, icd10pcs, hcpcs, cpt)\nTry: codebook lookup --help\n"},
      {{"lookup", "--release", "icd10cm@2025-10-01", "--on", "2025-11-01", "A"},
       "codebook: --release and --on both choose a release; give one of them\n"
       "Try: codebook lookup --help\n"},
      {{"lookup", "--release", "icd10cm@2025-10-01", "--set", "cpt", "A"},
       "codebook: --release is of the code set icd10cm, --set says cpt\n"
       "Try: codebook lookup --help\n"},
      {{"validate", "--format", "tvs", "I10"},
       "codebook: --format: unknown format 'tvs'; did you mean 'tsv'? (formats "
       "of validate: text, tsv, json)\nTry: codebook validate --help\n"},
      {{"export", "icd10cm", "--format", "text"},
       "codebook: --format: unknown format 'text' (formats of export: tsv, "
       "json)\nTry: codebook export --help\n"},
      {{"validate", "--json", "--format", "tsv", "I10"},
       "codebook: --json and --format tsv contradict one another\n"
       "Try: codebook validate --help\n"},
      {{"lookup", "--color", "sometimes", "I10"},
       "codebook: --color: expected auto, always or never, found 'sometimes'\n"
       "Try: codebook lookup --help\n"},
      {{"lookup"},
       "codebook: no CODE given: name codes, or - to read one a line from "
       "standard input\nTry: codebook lookup --help\n"},
      {{"validate"},
       "codebook: no CODE given: name codes, or - to read one a line from "
       "standard input\nTry: codebook validate --help\n"},
      {{"import"},
       "codebook: no PATH given: name files, folders or archives\n"
       "Try: codebook import --help\n"},
      {{"export"},
       "codebook: no RELEASE given, such as icd10cm@2025-10-01 or icd10cm; see "
       "codebook list\nTry: codebook export --help\n"},
      {{"export", "icd10cm", "cpt"},
       "codebook: unexpected argument 'cpt'\nTry: codebook export --help\n"},
      {{"list", "everything"},
       "codebook: unexpected argument 'everything'\n"
       "Try: codebook list --help\n"},
  };
  const Program program;
  for (const Case& c : cases) {
    const ProgramRun run = program.Run(c.words);
    EXPECT_EQ(run.exit_status, 2) << c.message;
    EXPECT_EQ(run.err, c.message);
    EXPECT_EQ(run.out, "") << c.message;
  }
}

TEST(CommandLine, WithoutACommandHelpsAndFails) {
  const ProgramRun run = Program().Run({});
  EXPECT_EQ(run.exit_status, 2);
  EXPECT_EQ(run.out, "");
  EXPECT_THAT(run.err, HasSubstr("Usage: codebook COMMAND"));
}

TEST(CommandLine, HelpNamesEveryCommandAndItsOptions) {
  const Program program;
  const ProgramRun help = program.Run({"--help"});
  EXPECT_EQ(help.exit_status, 0);
  EXPECT_EQ(help.err, "");
  EXPECT_EQ(program.Run({"help"}).out, help.out);
  EXPECT_EQ(program.Run({"-h"}).out, help.out);
  for (const std::string command :
       {"import", "list", "validate", "lookup", "export"}) {
    EXPECT_THAT(help.out, HasSubstr("\n  " + command + " "));
    const ProgramRun run = program.Run({command, "--help"});
    EXPECT_EQ(run.exit_status, 0) << command;
    EXPECT_EQ(run.err, "") << command;
    EXPECT_THAT(run.out, AllOf(StartsWith("Usage: codebook " + command + " "),
                               HasSubstr("Examples:\n  codebook " + command)));
    for (const std::string option :
         {"-h,--help", "--version", "--catalog", "--set", "--on", "--release",
          "--format", "--json", "--color"}) {
      EXPECT_THAT(run.out, HasSubstr(option)) << command;
    }
    EXPECT_EQ(program.Run({"-h", command}).out, run.out);
    EXPECT_EQ(program.Run({"help", command}).out, run.out);
  }
  EXPECT_THAT(program.Run({"import", "-h"}).out, HasSubstr("--effective"));
}

TEST(CommandLine, VersionWithAndWithoutACommand) {
  const Program program;
  const ProgramRun run = program.Run({"--version"});
  EXPECT_EQ(run.exit_status, 0);
  EXPECT_THAT(run.out, ::testing::MatchesRegex("codebook [0-9.]+\n"));
  EXPECT_EQ(program.Run({"lookup", "--version"}).out, run.out);
  EXPECT_EQ(program.Run({"--version", "lookup"}).out, run.out);
}

TEST(CommandLine, OptionsStandBeforeOrAfterTheCommand) {
  const Program program;
  const ProgramRun after =
      program.Run({"lookup", "A00", "--set", "icd10cm", "--json"});
  EXPECT_EQ(after.exit_status, 0);
  EXPECT_EQ(after.json().at(0)["code"], "A00");
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"--set", "icd10cm", "--json", "lookup", "A00"},
        {"--set=icd10cm", "lookup", "--json", "A00"},
        {"--json", "lookup", "--set=icd10cm", "--", "A00"},
        {"lookup", "--format", "json", "--set", "icd10cm", "A00"},
        {"lookup", "--set", "cpt", "--set", "icd10cm", "A00", "--json"}}) {
    EXPECT_EQ(program.Run(words).out, after.out) << words.at(0);
  }
}

TEST(CommandLine, NothingIsAnOptionAfterTwoDashes) {
  const ProgramRun run = Program().Run({"lookup", "--", "--json"});
  EXPECT_EQ(run.exit_status, 1);
  EXPECT_THAT(run.err, HasSubstr("'--json' not found"));
}

// The catalog of the first that is set: --catalog, $CODEBOOK_CATALOG,
// $XDG_DATA_HOME/codebook, ~/.local/share/codebook.
TEST(CommandLine, ChoosesTheCatalog) {
  constexpr std::string_view kUsesSample =
      "; using the embedded sample releases. Load real ones with: codebook "
      "import FILE...\n";
  const auto message = [&](const std::string& folder) {
    return "codebook: the catalog is empty (" + folder + " does not exist)" +
           std::string(kUsesSample);
  };
  Program program;
  EXPECT_EQ(program.Run({"list"}).err, message(program.default_catalog()));
  program.Set("XDG_DATA_HOME", "/nowhere/data");
  EXPECT_EQ(program.Run({"list"}).err, message("/nowhere/data/codebook"));
  program.Set("CODEBOOK_CATALOG", "/nowhere/catalog");
  EXPECT_EQ(program.Run({"list"}).err, message("/nowhere/catalog"));
  EXPECT_EQ(program.Run({"list", "--catalog", "/nowhere/given"}).err,
            message("/nowhere/given"));
  const TempFolder empty;
  EXPECT_EQ(program.Run({"list", "--catalog", empty.path()}).err,
            "codebook: the catalog is empty (" + empty.path() + ")" +
                std::string(kUsesSample));
}

TEST(CommandLine, RefusesACatalogThatIsNoFolder) {
  const TempFolder folder;
  const std::string file = folder.Write("catalog", "");
  const ProgramRun run = Program().Run({"list", "--catalog", file});
  EXPECT_EQ(run.exit_status, 2);
  EXPECT_EQ(run.out, "");
  EXPECT_THAT(run.err, StartsWith("codebook: " + file + ": cannot be read"));
}

}  // namespace
}  // namespace codebook
