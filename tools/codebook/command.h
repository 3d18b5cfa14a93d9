// What a command of the program is, and what it is given to work with.

#ifndef CODEBOOK_TOOLS_CODEBOOK_COMMAND_H_
#define CODEBOOK_TOOLS_CODEBOOK_COMMAND_H_

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "codesets/check.h"
#include "codesets/validator.h"
#include "tools/codebook/output.h"

namespace codebook {

// Exit statuses.
inline constexpr int kExitOk = 0;
// Ran, but something is not valid, not found, or different.
inline constexpr int kExitNotAll = 1;
// Bad usage, unreadable or damaged input.
inline constexpr int kExitError = 2;

enum class Format { kText, kTsv, kJson, kCsv, kHtml };

// "text", "tsv", "json", "csv", "html".
std::string_view FormatName(Format format);

enum class Color { kAuto, kAlways, kNever };

// The options of check alone.
struct CheckArguments {
  // --principal, --sex, --age, --poa, --excludes2.
  std::string principal;
  std::optional<Sex> sex;
  std::optional<int> age;
  std::vector<PresentOnAdmission> poa;
  bool excludes2 = false;
};

// A command line, read and checked.
struct Arguments {
  // What the command is to work on: codes, paths, a release.
  std::vector<std::string> operands;

  // --catalog; empty when it is not given.
  std::string catalog;
  // --set, --on, --release.
  ReleaseChoice choice;
  Format format = Format::kText;
  Color color = Color::kAuto;
  // import --effective.
  std::optional<Date> effective;
  CheckArguments check;
  // search and index: --limit.
  size_t limit = 0;
  // search: --billable, --within.
  bool billable_only = false;
  std::string within;
  // audit --against.
  std::optional<ReleaseId> against;
  // diff --affects: a file; empty when it is not given.
  std::string affects;
};

// A command, and all that its help and its command line need.
struct Command {
  std::string_view name;
  // One line for the list of commands.
  std::string_view summary;
  // For the help of the command: more about it.
  std::string_view description;
  // "CODE...", for the usage line.
  std::string_view operands;
  std::string_view operands_help;
  // How many operands are too few, when none is given: "no code given; ...".
  std::string_view operands_missing;
  size_t min_operands = 0;
  size_t max_operands = 0;
  // The first is the default.
  std::span<const Format> formats;
  // Whether --effective is an option of it.
  bool takes_effective = false;
  // Whether those of CheckArguments are.
  bool takes_encounter = false;
  // The default of --limit; 0 when it is no option of it.
  size_t limit = 0;
  // Whether --billable and --within are options of it.
  bool takes_filters = false;
  // Whether --against is.
  bool takes_against = false;
  // Whether --affects is.
  bool takes_affects = false;
  std::string_view examples;
  // Returns the exit status. Write errors of `out` are seen to afterwards.
  int (*run)(const Arguments& arguments, Output& out);
};

// In the order in which the help lists them.
std::span<const Command> Commands();

// None when there is no such command.
const Command* FindCommand(std::string_view name);

int RunImport(const Arguments& arguments, Output& out);
int RunList(const Arguments& arguments, Output& out);
int RunVerify(const Arguments& arguments, Output& out);
int RunValidate(const Arguments& arguments, Output& out);
int RunLookup(const Arguments& arguments, Output& out);
int RunNext(const Arguments& arguments, Output& out);
int RunCheck(const Arguments& arguments, Output& out);
int RunSearch(const Arguments& arguments, Output& out);
int RunIndex(const Arguments& arguments, Output& out);
int RunGrade(const Arguments& arguments, Output& out);
int RunAudit(const Arguments& arguments, Output& out);
int RunDiff(const Arguments& arguments, Output& out);
int RunExport(const Arguments& arguments, Output& out);

}  // namespace codebook

#endif  // CODEBOOK_TOOLS_CODEBOOK_COMMAND_H_
