#include "tools/codebook/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "engine/concat.h"
#include "tools/codebook/did_you_mean.h"
#include "tools/codebook/help.h"
#include "tools/codebook/option_values.h"

namespace codebook {
namespace {

constexpr std::array<std::string_view, 15> kValueOptions = {
    "--catalog", "--set",       "--on",        "--release", "--format",
    "--color",   "--effective", "--principal", "--sex",     "--age",
    "--poa",     "--limit",     "--within",    "--against", "--affects"};
constexpr std::array<std::string_view, 6> kFlags = {
    "--json", "-h", "--help", "--version", "--excludes2", "--billable"};

CommandLine Ended(int exit_status) {
  CommandLine line;
  line.exit_status = exit_status;
  return line;
}

CommandLine BadUsage(std::string_view message, std::string_view command) {
  Complain(message);
  ComplainFurther(Concat("Try: codebook ", command,
                         command.empty() ? "--help" : " --help"));
  return Ended(kExitError);
}

bool IsOption(std::string_view word) {
  return word.size() > 1 && word.starts_with('-');
}

CommandLine UnknownOption(std::string_view word, std::string_view command) {
  std::vector<std::string_view> names(kValueOptions.begin(),
                                      kValueOptions.end());
  names.insert(names.end(), kFlags.begin(), kFlags.end());
  const Command* const known = FindCommand(command);
  if (known == nullptr || !known->takes_effective) {
    std::erase(names, "--effective");
  }
  if (known == nullptr || known->limit == 0) std::erase(names, "--limit");
  if (known == nullptr || !known->takes_filters) {
    std::erase(names, "--billable");
    std::erase(names, "--within");
  }
  if (known == nullptr || !known->takes_against) {
    std::erase(names, "--against");
  }
  if (known == nullptr || !known->takes_affects) {
    std::erase(names, "--affects");
  }
  if (known == nullptr || !known->takes_encounter) {
    for (const std::string_view own :
         {"--principal", "--sex", "--age", "--poa", "--excludes2"}) {
      std::erase(names, own);
    }
  }
  const std::string_view name = word.substr(0, word.find('='));
  return BadUsage(
      Concat("unknown option '", name, "'", DidYouMean(name, names)), command);
}

// Where the command stands among the words: the first that is neither an option
// nor the value of one. The number of words when there is none, or when an
// unknown option comes first.
size_t FindCommandWord(std::span<const std::string_view> words) {
  for (size_t i = 0; i < words.size(); ++i) {
    if (!IsOption(words[i])) return i;
    if (std::ranges::find(kValueOptions, words[i]) != kValueOptions.end()) {
      ++i;
      continue;
    }
    const std::string_view name = words[i].substr(0, words[i].find('='));
    const bool known =
        std::ranges::find(kFlags, name) != kFlags.end() ||
        std::ranges::find(kValueOptions, name) != kValueOptions.end();
    if (!known) break;
  }
  return words.size();
}

CommandLine WithoutCommand(std::span<const std::string_view> words,
                           Output& out) {
  for (const std::string_view word : words) {
    if (word == "-h" || word == "--help") {
      out.Append(ProgramHelp());
      return Ended(kExitOk);
    }
    if (word == "--version") {
      out.Append(VersionText());
      out.EndLine();
      return Ended(kExitOk);
    }
    const std::string_view name = word.substr(0, word.find('='));
    const bool known =
        std::ranges::find(kFlags, name) != kFlags.end() ||
        std::ranges::find(kValueOptions, name) != kValueOptions.end();
    if (IsOption(word) && !known) return UnknownOption(word, "");
  }
  ComplainFurther(ProgramHelp());
  return Ended(kExitError);
}

CommandLine UnknownCommand(std::string_view word) {
  std::vector<std::string_view> names;
  for (const Command& command : Commands()) names.push_back(command.name);
  return BadUsage(
      Concat("unknown command '", word, "'", DidYouMean(word, names)), "");
}

// The names of the formats of a command: "text|json".
std::string FormatNames(const Command& command) {
  return absl::StrJoin(command.formats, "|", [](std::string* text, Format f) {
    text->append(FormatName(f));
  });
}

void AddOptions(const Command& command, OptionTexts& texts, CLI::App& app) {
  const auto add = [&app](const char* name, std::string& text,
                          const std::string& value, const std::string& help) {
    app.add_option(name, text, help)->type_name(value)->take_last();
  };
  app.set_help_flag("-h,--help", "show this help");
  app.set_version_flag("--version", VersionText(), "show the version");
  add("--catalog", texts.catalog, "DIR",
      "where the releases are (else $CODEBOOK_CATALOG, else "
      "~/.local/share/codebook)");
  add("--set", texts.set, "SET",
      "only this code set: icd10cm, icd10pcs, hcpcs or cpt");
  if (command.takes_effective) {
    add("--effective", texts.effective, "YYYY-MM-DD",
        "the day on which everything imported takes effect");
  }
  if (command.takes_against) {
    add("--against", texts.against, "SET@DATE",
        "the release that may break the key (default: the newest of each set)");
  }
  if (command.takes_encounter) {
    add("--principal", texts.principal, "CODE",
        "the principal diagnosis, if it is not the first code");
    add("--sex", texts.sex, "F|M", "the patient's sex, for edits");
    add("--age", texts.age, "YEARS", "the patient's age, for edits");
    add("--poa", texts.poa, "FLAGS",
        "present on admission, for each code in order: Y, N, U, W, 1 (exempt) "
        "or - (none)");
    app.add_flag("--excludes2", texts.excludes2, "tell of Excludes2 notes too");
  }
  if (command.limit != 0) {
    add("--limit", texts.limit, "N",
        Concat("how many results at most (default: ", command.limit, ")"));
  }
  if (command.takes_filters) {
    add("--within", texts.within, "CODE",
        "only below this code, beginning of codes, section or chapter");
    app.add_flag("--billable", texts.billable, "only billable codes");
  }
  if (command.takes_affects) {
    add("--affects", texts.affects, "FILE",
        "only what hits codes of this file: a list, favourites, an answer key; "
        "- is standard input");
  }
  add("--on", texts.on, "YYYY-MM-DD",
      "the release in force on this date of service (default: the newest)");
  add("--release", texts.release, "SET@DATE", "this very release");
  add("--format", texts.format, FormatNames(command),
      Concat("how results are written (default: ",
             FormatName(command.formats.front()), ")"));
  app.add_flag("--json", texts.json, "short for --format json");
  add("--color", texts.color, "auto|always|never",
      "whether to use colours (default: auto)");
}

std::string HelpOf(const Command& command, const CLI::App& app) {
  return CommandHelp(
      command, CLI::Formatter().make_groups(&app, CLI::AppFormatMode::Normal));
}

// The words as CLI11 reads them, which is from the last to the first, without
// the command; ends before "--".
std::vector<std::string> WordsToParse(std::span<const std::string_view> words,
                                      size_t command_at, size_t end) {
  std::vector<std::string> parsed;
  for (size_t i = end; i > 0; --i) {
    if (i - 1 != command_at) parsed.emplace_back(words[i - 1]);
  }
  return parsed;
}

// Reads the words of one command. Only this command's options are built, for
// the program has to be quick to start.
CommandLine ReadCommand(const Command& command, size_t command_at,
                        std::span<const std::string_view> words, Output& out) {
  const size_t end = static_cast<size_t>(
      std::ranges::find(words.subspan(command_at), "--") - words.begin());
  CLI::App app;
  OptionTexts texts;
  AddOptions(command, texts, app);
  // Operands are what CLI11 does not know: it would take "[a,b]" apart.
  app.allow_extras();
  try {
    app.parse(WordsToParse(words, command_at, end));
  } catch (const CLI::CallForHelp&) {
    out.Append(HelpOf(command, app));
    return Ended(kExitOk);
  } catch (const CLI::CallForVersion&) {
    out.Append(VersionText());
    out.EndLine();
    return Ended(kExitOk);
  } catch (const CLI::ParseError& error) {
    return BadUsage(error.what(), command.name);
  }
  CommandLine line;
  line.arguments.operands = app.remaining();
  for (const std::string& word : line.arguments.operands) {
    if (IsOption(word)) return UnknownOption(word, command.name);
  }
  for (size_t i = end + 1; i < words.size(); ++i) {
    line.arguments.operands.emplace_back(words[i]);
  }
  const absl::Status status = ReadOptions(texts, command, line.arguments);
  if (!status.ok()) {
    return BadUsage({status.message().data(), status.message().size()},
                    command.name);
  }
  line.command = &command;
  return line;
}

// Whether there are as many operands as the command takes.
CommandLine CheckOperands(CommandLine line) {
  const Command& command = *line.command;
  const std::vector<std::string>& operands = line.arguments.operands;
  if (operands.size() < command.min_operands) {
    return BadUsage(command.operands_missing, command.name);
  }
  if (operands.size() > command.max_operands) {
    return BadUsage(
        Concat("unexpected argument '", operands[command.max_operands], "'"),
        command.name);
  }
  return line;
}

}  // namespace

CommandLine ReadCommandLine(std::span<const std::string_view> words,
                            Output& out) {
  const size_t at = FindCommandWord(words);
  if (at == words.size()) return WithoutCommand(words, out);
  if (words[at] == "help") {
    if (at + 1 == words.size()) {
      out.Append(ProgramHelp());
      return Ended(kExitOk);
    }
    const std::array<std::string_view, 2> asked = {words[at + 1], "--help"};
    return ReadCommandLine(asked, out);
  }
  const Command* const command = FindCommand(words[at]);
  if (command == nullptr) return UnknownCommand(words[at]);
  CommandLine line = ReadCommand(*command, at, words, out);
  return line.command == nullptr ? line : CheckOperands(std::move(line));
}

}  // namespace codebook
