// One line of JSON Lines, with what is wrong with it and where.

#ifndef CODEBOOK_CODESETS_GRADE_JSON_LINE_H_
#define CODEBOOK_CODESETS_GRADE_JSON_LINE_H_

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace codebook {

struct JsonMistake {
  // The byte of the line, from 0.
  size_t offset = 0;
  std::string what;
};

// Parses `line` into `value`, an object without a name twice in it or in any
// object inside. False, and tells why in `mistake`, when it is none.
bool ParseJsonLine(std::string_view line, nlohmann::json& value,
                   JsonMistake& mistake);

// What nlohmann-json says of a mistake, without its own name and numbers.
std::string PlainJsonMessage(std::string_view what);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_GRADE_JSON_LINE_H_
