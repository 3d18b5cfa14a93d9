#include "tools/codebook/help.h"

#include "engine/concat.h"

namespace codebook {

std::string VersionText() { return "codebook " CODEBOOK_VERSION; }

std::string ProgramHelp() {
  std::string text =
      "Validates and looks up medical codes (ICD-10-CM, ICD-10-PCS, HCPCS, "
      "CPT),\nwith reasons.\n\n"
      "Usage: codebook COMMAND [OPTIONS] ...\n\n"
      "Commands:\n";
  constexpr size_t kNameWidth = 10;
  for (const Command& command : Commands()) {
    text.append("  ").append(command.name);
    text.append(kNameWidth - command.name.size(), ' ');
    text.append(command.summary).append("\n");
  }
  text.append(
      "\nTo begin:\n"
      "  codebook lookup S52.501A          works at once, on a small sample\n"
      "  codebook import FILE...           loads official releases\n"
      "  codebook validate S52.501A I10    is it valid, and if not, why\n\n"
      "codebook COMMAND --help tells more about a command.\n");
  return text;
}

std::string CommandHelp(const Command& command, std::string_view options) {
  std::string text = Concat("Usage: codebook ", command.name, " [OPTIONS]");
  if (!command.operands.empty()) text.append(" ").append(command.operands);
  text.append("\n\n").append(command.description).append("\n");
  if (!command.operands.empty()) {
    text.append("\n  ").append(command.operands).append("  ");
    text.append(command.operands_help).append("\n");
  }
  text.append(options);
  text.append("\nExamples:\n").append(command.examples);
  return text;
}

}  // namespace codebook
