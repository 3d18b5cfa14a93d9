#include "tools/codebook/command.h"

#include <algorithm>
#include <array>
#include <limits>

namespace codebook {
namespace {

constexpr size_t kAny = std::numeric_limits<size_t>::max();

constexpr std::array kTextOrJson = {Format::kText, Format::kJson};
constexpr std::array kTextTsvOrJson = {Format::kText, Format::kTsv,
                                       Format::kJson};
constexpr std::array kTsvOrJson = {Format::kTsv, Format::kJson};
constexpr std::array kReportFormats = {Format::kText, Format::kJson,
                                       Format::kCsv, Format::kHtml};

constexpr std::array kCommands = {
    Command{
        .name = "import",
        .summary = "Load official files or your own CPT table",
        .description =
            "Reads code set files as they are published and adds their "
            "releases to the\ncatalog. Files are told apart by their content, "
            "not by their names.",
        .operands = "PATH...",
        .operands_help = "files, folders or .zip archives",
        .operands_missing = "no PATH given: name files, folders or archives",
        .min_operands = 1,
        .max_operands = kAny,
        .formats = kTextOrJson,
        .takes_effective = true,
        .examples =
            "  codebook import icd10cm-2026.zip\n"
            "  codebook import downloads/            everything useful in it\n"
            "  codebook import --set cpt --effective 2026-01-01 LONGULT.txt\n",
        .run = RunImport},
    Command{.name = "list",
            .summary = "Show which releases are loaded",
            .description = "Lists the releases in the catalog, with what each "
                           "holds and where it came from.",
            .operands = "",
            .operands_help = "",
            .operands_missing = "",
            .formats = kTextOrJson,
            .examples = "  codebook list\n"
                        "  codebook list --set icd10cm\n"
                        "  codebook list --json\n",
            .run = RunList},
    Command{.name = "verify",
            .summary = "Check that the images of the catalog are whole",
            .description =
                "Reads every byte of every image and checks all checksums, to "
                "find what a disk or a\ncopy has damaged. The exit status is 0 "
                "when all are whole and 2 when one is not;\nimport its files "
                "again then.",
            .operands = "",
            .operands_help = "",
            .operands_missing = "",
            .formats = kTextOrJson,
            .examples = "  codebook verify\n"
                        "  codebook verify --set icd10cm\n"
                        "  codebook verify --json\n",
            .run = RunVerify},
    Command{
        .name = "validate",
        .summary = "Say whether codes are valid, and if not, why",
        .description =
            "Gives one verdict for each code: valid, or what is wrong with it "
            "and where.\nThe exit status is 0 when all codes are valid and 1 "
            "when one is not.",
        .operands = "CODE...",
        .operands_help = "codes, with or without the point, in any case; "
                         "- reads one a line from standard input",
        .operands_missing =
            "no CODE given: name codes, or - to read one a line from standard "
            "input",
        .min_operands = 1,
        .max_operands = kAny,
        .formats = kTextTsvOrJson,
        .examples = "  codebook validate S52.501A i10\n"
                    "  codebook validate --on 2023-02-14 G35      on a date of "
                    "service\n"
                    "  codebook validate --set icd10pcs 0DTJ4ZZ\n"
                    "  codebook validate --format tsv - < codes.txt\n",
        .run = RunValidate},
    Command{
        .name = "lookup",
        .summary = "Show everything about a code, chapter or section",
        .description =
            "Shows the title, the place in the list, the notes with where each "
            "comes from,\nseventh characters, axes, and the dates it has been "
            "valid.",
        .operands = "CODE...",
        .operands_help = "codes, chapters (9) or sections (I20-I25); - reads "
                         "one a line from standard input",
        .operands_missing =
            "no CODE given: name codes, or - to read one a line from standard "
            "input",
        .min_operands = 1,
        .max_operands = kAny,
        .formats = kTextOrJson,
        .examples = "  codebook lookup S52.501A\n"
                    "  codebook lookup I20-I25                    a section\n"
                    "  codebook lookup --on 2023-02-14 E11.9      on a date of "
                    "service\n"
                    "  codebook lookup --json E11.9 | jq .notes\n",
        .run = RunLookup},
    Command{
        .name = "next",
        .summary = "Show what may come after a beginning of codes",
        .description =
            "Lists the characters allowed after PREFIX, what each means, and "
            "how many codes\neach leads to. With it any ICD-10-PCS code is "
            "built from nothing, seeing only\nwhat is possible. \"\" is the "
            "beginning of every code.",
        .operands = "PREFIX",
        .operands_help = "the beginning of a code",
        .operands_missing =
            "no PREFIX given: the beginning of a code, or \"\" for the start",
        .min_operands = 1,
        .max_operands = 1,
        .formats = kTextOrJson,
        .examples = "  codebook next --set icd10pcs \"\"\n"
                    "  codebook next 0DB                     the body parts of "
                    "a table\n"
                    "  codebook next S52.50                  ICD-10-CM works "
                    "as well\n",
        .run = RunNext},
    Command{
        .name = "check",
        .summary = "Check the diagnoses of one encounter beside each other",
        .description =
            "Reports codes that exclude one another, come in the wrong order, "
            "lack a companion,\nor may not be the principal diagnosis, with "
            "the official note each finding rests on.\nThe codes are those of "
            "one encounter in the order of reporting, the principal\n"
            "diagnosis first. The exit status is 1 when there is an error or "
            "a warning.",
        .operands = "CODE...",
        .operands_help = "the diagnoses, in order; - reads one a line from "
                         "standard input",
        .operands_missing =
            "no CODE given: name codes, or - to read one a line from standard "
            "input",
        .min_operands = 1,
        .max_operands = kAny,
        .formats = kTextOrJson,
        .takes_encounter = true,
        .examples =
            "  codebook check E11.22 N18.32\n"
            "  codebook check --on 2023-02-14 --age 34 --sex F O80 Z37.0\n"
            "  codebook check --principal S52.501A W21.89XA S52.501A\n"
            "  codebook check --poa Y,Y,1 A41.9 R65.20 Z79.4\n"
            "  codebook check --json - < codes.txt\n",
        .run = RunCheck},
    Command{
        .name = "search",
        .summary = "Find codes by words",
        .description =
            "Finds codes by the words of their titles, inclusion terms and "
            "index entries, the\nbest first. Word order, case and endings do "
            "not matter, the last word may be\nunfinished, beginnings of three "
            "letters and coders' abbreviations are understood,\nand one slip "
            "in "
            "a longer word is forgiven. A dash behind a code says that it "
            "needs\nmore characters. A code in place of words is looked up.",
        .operands = "WORDS...",
        .operands_help = "what to look for; - reads one query a line from "
                         "standard input",
        .operands_missing = "no WORDS given: name what to look for",
        .min_operands = 1,
        .max_operands = kAny,
        .formats = kTextOrJson,
        .limit = 10,
        .takes_filters = true,
        .examples = "  codebook search fx fem neck\n"
                    "  codebook search --billable dm2 with ckd\n"
                    "  codebook search --set icd10pcs --limit 5 bypass "
                    "coronary\n"
                    "  codebook search --within I20-I25 old infarction\n",
        .run = RunSearch},
    Command{
        .name = "index",
        .summary = "Look words up in the official Alphabetic Index",
        .description =
            "Shows the terms of the official indexes and tables that have the "
            "words, with the\ncodes they lead to: manifestation codes of "
            "pairs, see and see also, and for\nneoplasms and drugs a code in "
            "each column. A dash behind a code says that it\nneeds more "
            "characters; codebook next shows which.",
        .operands = "WORDS...",
        .operands_help = "words of the term and of the terms it stands under",
        .operands_missing = "no WORDS given: name a term of the index",
        .min_operands = 1,
        .max_operands = kAny,
        .formats = kTextOrJson,
        .limit = 10,
        .examples = "  codebook index fracture femur neck\n"
                    "  codebook index neoplasm breast upper outer\n"
                    "  codebook index --json aspirin\n",
        .run = RunIndex},
    Command{
        .name = "grade",
        .summary = "Grade learners' answers against an answer key",
        .description =
            "Says of every code of every answer whether it is right, nearly "
            "right or wrong,\nand why, with a score; then how each question "
            "and each learner did. Key and\nanswers are JSON Lines or CSV: "
            "see codesets/grade/FORMAT.md. A line that cannot\nbe read is "
            "reported, and the rest graded. --on, --set and --release are for\n"
            "questions without a date. With --format tsv there is no "
            "summary.\nThe exit status is 0 when all answers are right, 1 "
            "when one is not, and 2 when a\nline or file could not be read.",
        .operands = "KEY ANSWERS",
        .operands_help = "the files of the key and of the answers; - reads "
                         "answers from standard input",
        .operands_missing =
            "KEY and ANSWERS expected: the files of the key and of the "
            "answers, or - for standard input",
        .min_operands = 2,
        .max_operands = 2,
        .formats = kTextTsvOrJson,
        .examples =
            "  codebook grade key.jsonl answers.jsonl\n"
            "  codebook grade key.csv - < answers.csv\n"
            "  codebook grade --json key.jsonl answers.jsonl | jq .score\n",
        .run = RunGrade},
    Command{
        .name = "audit",
        .summary = "Check an answer key against the code sets of its dates",
        .description =
            "Checks every code of the key against the release in force on the "
            "date of its\nquestion: retired, not yet valid, headers, "
            "alternatives that are none, codes that\nconflict; and what the "
            "newest release, or that of --against, will break.\nThe exit "
            "status is 1 when there is an error or a warning.",
        .operands = "KEY",
        .operands_help = "the file of the key: JSON Lines or CSV",
        .operands_missing = "no KEY given: the file of an answer key",
        .min_operands = 1,
        .max_operands = 1,
        .formats = kTextOrJson,
        .takes_against = true,
        .examples = "  codebook audit key.jsonl\n"
                    "  codebook audit --against icd10cm@2025-10-01 key.csv\n",
        .run = RunAudit},
    Command{
        .name = "diff",
        .summary = "Show what changed between two releases",
        .description =
            "Reports codes added, deleted, revised and moved, notes, seventh "
            "characters, chapters\nand sections, rows of tables and their "
            "labels, and what to use in the place of a\ndeleted code. With "
            "--affects it tells which codes of a file are hit. The exit status "
            "is\n0 when nothing changed, or no code of the file is hit, and 1 "
            "otherwise.",
        .operands = "RELEASE RELEASE",
        .operands_help = "SET@DATE, before and after; SET for its newest",
        .operands_missing =
            "two RELEASEs expected, such as icd10cm@2024-10-01 and "
            "icd10cm@2025-10-01; see codebook list",
        .min_operands = 2,
        .max_operands = 2,
        .formats = kReportFormats,
        .takes_affects = true,
        .examples =
            "  codebook diff icd10cm@2024-10-01 icd10cm@2025-10-01\n"
            "  codebook diff icd10cm@2024-10-01 icd10cm --affects "
            "favourites.txt\n"
            "  codebook diff --format html icd10pcs@2024-10-01 icd10pcs > "
            "review.html\n",
        .run = RunDiff},
    Command{
        .name = "export",
        .summary = "Write every code of a release",
        .description =
            "Writes every code and header of a release in the order of the "
            "official list:\ncode, billable (1 or 0), kind and title.",
        .operands = "RELEASE",
        .operands_help =
            "SET@DATE, or SET for its newest release or the one in force --on "
            "a date",
        .operands_missing = "no RELEASE given, such as icd10cm@2025-10-01 or "
                            "icd10cm; see codebook list",
        .min_operands = 1,
        .max_operands = 1,
        .formats = kTsvOrJson,
        .examples = "  codebook export icd10cm > icd10cm.tsv\n"
                    "  codebook export icd10cm@2025-10-01 --json\n"
                    "  codebook export icd10pcs --on 2024-03-01\n",
        .run = RunExport},
};

}  // namespace

std::string_view FormatName(Format format) {
  constexpr std::array<std::string_view, 5> kNames = {"text", "tsv", "json",
                                                      "csv", "html"};
  return kNames[static_cast<size_t>(format)];
}

std::span<const Command> Commands() { return kCommands; }

const Command* FindCommand(std::string_view name) {
  const auto found = std::ranges::find(kCommands, name, &Command::name);
  return found == kCommands.end() ? nullptr : &*found;
}

}  // namespace codebook
