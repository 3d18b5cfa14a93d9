// What an order file says of any text, found without the automaton: which codes
// are billable, and what may follow a beginning of codes.

#ifndef CODEBOOK_TESTS_RELEASE_ORDER_ORACLE_H_
#define CODEBOOK_TESTS_RELEASE_ORDER_ORACLE_H_

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "tests/release/official_files.h"

namespace codebook {

class OrderOracle {
 public:
  explicit OrderOracle(const std::vector<OfficialRow>& rows) {
    for (const OfficialRow& row : rows) {
      rows_.insert(row.code);
      for (size_t length = 0; length < row.code.size(); ++length) {
        following_[row.code.substr(0, length)].insert(row.code[length]);
      }
      if (!row.billable) continue;
      billable_.insert(row.code);
      billable_codes_.push_back(row.code);
    }
  }

  // Headers included.
  bool IsListed(const std::string& code) const { return rows_.contains(code); }
  bool IsBillable(const std::string& code) const {
    return billable_.contains(code);
  }
  const std::vector<std::string>& billable_codes() const {
    return billable_codes_;
  }

  // How many characters of `text` begin some code.
  size_t GoodLength(const std::string& text) const {
    size_t length = text.size();
    while (length > 0 && !Begins(text.substr(0, length))) --length;
    return length;
  }

  // The characters with which codes that begin with `beginning` go on.
  std::string Following(const std::string& beginning) const {
    const auto found = following_.find(beginning);
    if (found == following_.end()) return {};
    return {found->second.begin(), found->second.end()};
  }

 private:
  bool Begins(const std::string& text) const {
    return following_.contains(text) || rows_.contains(text);
  }

  std::unordered_set<std::string> rows_;
  std::unordered_set<std::string> billable_;
  std::vector<std::string> billable_codes_;
  std::unordered_map<std::string, std::set<char>> following_;
};

}  // namespace codebook

#endif  // CODEBOOK_TESTS_RELEASE_ORDER_ORACLE_H_
