// The official addenda to the tabular list, as text that was extracted from
// their PDFs: one line each of "No Change", "Add", "Delete", "Revise from" and
// "Revise to", long ones continued below.

#ifndef CODEBOOK_TESTS_RELEASE_TABULAR_ADDENDA_H_
#define CODEBOOK_TESTS_RELEASE_TABULAR_ADDENDA_H_

#include <gtest/gtest.h>

#include <array>
#include <cctype>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace codebook {

struct AddendaLine {
  std::string action;
  std::string text;

  bool deletes() const { return action == "Delete" || action == "Revise from"; }
  bool changes() const { return action != "No Change"; }
};

inline std::vector<AddendaLine> ReadAddendaLines(const std::string& path) {
  constexpr std::array<std::string_view, 5> kActions = {
      "No Change", "Revise from", "Revise to", "Delete", "Add"};
  std::ifstream file(path);
  EXPECT_TRUE(file) << path;
  std::vector<AddendaLine> lines;
  for (std::string line; std::getline(file, line);) {
    std::erase(line, '\r');
    if (line.starts_with('\f')) line.erase(0, 1);
    const size_t first = line.find_first_not_of(' ');
    if (first == std::string::npos) continue;
    std::string_view action;
    for (const std::string_view known : kActions) {
      const bool is = line.starts_with(known) && (line.size() == known.size() ||
                                                  line[known.size()] == ' ');
      if (is) action = known;
    }
    if (!action.empty()) {
      const size_t text = line.find_first_not_of(' ', action.size());
      lines.push_back({std::string(action),
                       text == std::string::npos ? "" : line.substr(text)});
    } else if (!lines.empty()) {
      lines.back().text += " " + line.substr(first);
    }
  }
  return lines;
}

// Without what differs between the print and the XML: blanks, where lines are
// broken, case, the colon of headings and a point at the end.
inline std::string Condensed(std::string_view text) {
  std::string condensed;
  for (const char c : text) {
    if (c == ' ' || c == ':') continue;
    condensed += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  while (condensed.ends_with('.')) condensed.pop_back();
  return condensed;
}

// A line of the addenda that says something was or is to be.
struct AddendaItem {
  enum What { kTitle, kText };

  bool deleted;
  What what;
  // The code, or the name of the chapter or section, under which it stands.
  std::string node;
  // The list a text stands in: "Excludes1"; empty for inclusion terms.
  std::string list;
  std::string text;
  std::string line;
};

class AddendaReader {
 public:
  // Codes and sections (by condensed title, without its range) of either year.
  AddendaReader(std::set<std::string> codes, std::set<std::string> sections)
      : codes_(std::move(codes)), sections_(std::move(sections)) {}

  std::vector<AddendaItem> Read(const std::vector<AddendaLine>& lines) {
    std::vector<AddendaItem> items;
    for (const AddendaLine& line : lines) {
      const auto add = [&](AddendaItem::What what, std::string_view text) {
        if (!line.changes() || text.empty()) return;
        items.push_back({line.deletes(), what, node_, list_, Condensed(text),
                         line.action + " " + line.text});
      };
      const std::string& text = line.text;
      const size_t blank = text.find(' ');
      std::string first = text.substr(0, blank);
      if (first.ends_with(':')) first.pop_back();
      if (codes_.contains(first) && blank != std::string::npos) {
        Enter(first);
        add(AddendaItem::kTitle, text.substr(blank));
      } else if (text.starts_with("Chapter ")) {
        Enter(text.substr(8));
        chapter_title_next_ = true;
      } else if (const std::string range = SectionRange(text); !range.empty()) {
        if (std::exchange(chapter_title_next_, false)) continue;
        Enter(range);
        add(AddendaItem::kTitle, text);
      } else {
        add(AddendaItem::kText, text.substr(EnterList(text)));
      }
    }
    return items;
  }

 private:
  void Enter(const std::string& node) {
    node_ = node;
    list_.clear();
  }

  // "A00-A09" of "Intestinal infections (A00-A09)"; empty when it is no title
  // of a section or chapter.
  std::string SectionRange(const std::string& text) const {
    if (!text.ends_with(')')) return {};
    const size_t open = text.rfind(" (");
    if (open == std::string::npos) return {};
    std::string range = text.substr(open + 2);
    range.pop_back();
    std::erase(range, ' ');
    // Notes begin with a small letter, and may say what a section is called.
    const bool is_range =
        range.size() == 3 || (range.size() == 7 && range[3] == '-');
    if (!is_range || std::islower(static_cast<unsigned char>(text[0])) != 0) {
      return {};
    }
    const bool known = chapter_title_next_ ||
                       sections_.contains(Condensed(text.substr(0, open)));
    return known ? range : std::string();
  }

  // Where the text behind the heading of a list begins; 0 without one.
  size_t EnterList(const std::string& text) {
    constexpr std::array<std::string_view, 10> kLists = {
        "Excludes1",  "Excludes 1", "Excludes2",      "Excludes 2", "Includes",
        "Code first", "Code also",  "Use Additional", "Notes",      "Note"};
    for (const std::string_view name : kLists) {
      if (Condensed(text.substr(0, name.size())) != Condensed(name)) continue;
      list_ = Condensed(name);
      size_t behind = name.size();
      for (const std::string_view more : {" code", " codes"}) {
        if (text.substr(behind) == more) behind = text.size();
      }
      while (behind < text.size() &&
             (text[behind] == ':' || text[behind] == ' ')) {
        ++behind;
      }
      return behind;
    }
    return 0;
  }

  std::set<std::string> codes_;
  std::set<std::string> sections_;
  std::string node_;
  std::string list_;
  bool chapter_title_next_ = false;
};

}  // namespace codebook

#endif  // CODEBOOK_TESTS_RELEASE_TABULAR_ADDENDA_H_
