// The values of options: from text to what they mean.
//
// Errors are invalid argument and say what was found and what was expected.

#ifndef CODEBOOK_TOOLS_CODEBOOK_OPTION_VALUES_H_
#define CODEBOOK_TOOLS_CODEBOOK_OPTION_VALUES_H_

#include <string>

#include "absl/status/status.h"
#include "tools/codebook/command.h"

namespace codebook {

// The options of a command line as they were typed; empty when not given.
struct OptionTexts {
  std::string catalog;
  std::string set;
  std::string on;
  std::string release;
  std::string format;
  std::string color;
  std::string effective;
  std::string principal;
  std::string sex;
  std::string age;
  std::string poa;
  std::string against;
  std::string affects;
  bool excludes2 = false;
  std::string limit;
  std::string within;
  bool billable = false;
  bool json = false;
};

// Fills all of `arguments` but the operands.
absl::Status ReadOptions(const OptionTexts& texts, const Command& command,
                         Arguments& arguments);

}  // namespace codebook

#endif  // CODEBOOK_TOOLS_CODEBOOK_OPTION_VALUES_H_
