#include "codesets/grade/json_line.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "engine/concat.h"

namespace codebook {

// "[json.exception.parse_error.101] parse error at line 1, column 5: syntax
// error while parsing value - invalid literal; last read: '...'"
std::string PlainJsonMessage(std::string_view what) {
  constexpr std::string_view kPlace = "column ";
  size_t begin = what.find(kPlace);
  if (begin != std::string_view::npos) begin = what.find(": ", begin);
  if (begin != std::string_view::npos) what.remove_prefix(begin + 2);
  // What was read last may be very long.
  constexpr size_t kMost = 200;
  std::string text(what.substr(0, kMost));
  while (!text.empty() && (text.back() & 0x80) != 0) text.pop_back();
  return Concat("not JSON: ", text, text.size() < what.size() ? " ..." : "");
}

bool ParseJsonLine(std::string_view line, nlohmann::json& value,
                   JsonMistake& mistake) {
  using nlohmann::json;
  std::vector<std::set<std::string>> names;
  std::string twice;
  const auto watch = [&](int, json::parse_event_t event, json& parsed) {
    if (event == json::parse_event_t::object_start) names.emplace_back();
    if (event == json::parse_event_t::object_end) names.pop_back();
    if (event == json::parse_event_t::key && twice.empty() &&
        !names.back().insert(parsed.get<std::string>()).second) {
      twice = parsed.get<std::string>();
    }
    return true;
  };
  try {
    value = json::parse(line, watch);
  } catch (const json::parse_error& error) {
    mistake = {.offset = std::min(error.byte > 0 ? error.byte - 1 : 0,
                                  line.empty() ? 0 : line.size() - 1),
               .what = PlainJsonMessage(error.what())};
    return false;
  } catch (const json::exception& error) {
    mistake = {.offset = 0, .what = Concat("not JSON: ", error.what())};
    return false;
  }
  if (!twice.empty()) {
    mistake = {.offset = 0, .what = Concat("field '", twice, "' found twice")};
    return false;
  }
  if (!value.is_object()) {
    mistake = {
        .offset = 0,
        .what = Concat("a JSON object expected, found ", value.type_name())};
    return false;
  }
  return true;
}

}  // namespace codebook
