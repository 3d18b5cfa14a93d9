// The official indexes, walked without the reader under test: which codes they
// lead to that are not in the release.

#ifndef CODEBOOK_TESTS_RELEASE_INDEX_WALK_H_
#define CODEBOOK_TESTS_RELEASE_INDEX_WALK_H_

#include <cstring>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <string_view>

namespace codebook {

// What is wrong with the code elements of an index: "missing S72.9" for a code
// that is not in `codes`, or with a dash (or in an element that holds the
// beginning of codes) begins none of them; "complete S72.0-" for a dash that no
// character follows; "malformed ..." for what is no code. `codes` have no
// point.
inline std::set<std::string> WrongIndexCodes(
    const pugi::xml_node& root, const std::set<std::string>& codes) {
  std::set<std::string> beginnings;
  for (const std::string& code : codes) {
    for (size_t length = 1; length < code.size(); ++length) {
      beginnings.insert(code.substr(0, length));
    }
  }
  std::set<std::string> wrong;
  const auto check = [&](std::string text, bool prefix) {
    text.erase(text.find_last_not_of(' ') + 1);
    if (text.find_first_not_of('-') == std::string::npos) return;
    std::string code = text;
    std::erase(code, '.');
    const bool dash = code.back() == '-';
    if (dash) code.pop_back();
    if (code.find(' ') != std::string::npos) {
      wrong.insert("malformed " + text);
    } else if (dash || prefix) {
      const bool begins = beginnings.count(code) != 0;
      if (!begins && codes.count(code) == 0) wrong.insert("missing " + text);
      if (dash && !begins && codes.count(code) != 0) {
        wrong.insert("complete " + text);
      }
    } else if (codes.count(code) == 0) {
      wrong.insert("missing " + text);
    }
  };
  struct Walker : pugi::xml_tree_walker {
    bool for_each(pugi::xml_node& node) override {
      const std::string_view name = node.name();
      if (name == "code" || name == "manif" || name == "cell") {
        (*each)(node.child_value(), false);
      } else if (name == "codes" || name == "tab" || name == "subcat" ||
                 name == "seecat") {
        (*each)(node.child_value(), true);
      }
      return true;
    }
    const decltype(check)* each;
  };
  Walker walker;
  walker.each = &check;
  pugi::xml_node walked = root;
  walked.traverse(walker);
  return wrong;
}

}  // namespace codebook

#endif  // CODEBOOK_TESTS_RELEASE_INDEX_WALK_H_
