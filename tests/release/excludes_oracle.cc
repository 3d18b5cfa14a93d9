#include "tests/release/excludes_oracle.h"

#include <re2/re2.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace codebook {
namespace {

using Condition = std::function<bool(const WalkedNode&)>;

std::string WithoutPoint(std::string code) {
  std::erase(code, '.');
  return code;
}

// The values of "1-4 or 6", ".51-.52", "B or C", ".151, .251".
std::vector<std::string> Values(const std::string& list) {
  static const RE2 kValue("([0-9A-Z]+)(?:-\\.?([0-9]+))?");
  std::vector<std::string> values;
  re2::StringPiece rest(list);
  std::string first;
  std::string last;
  while (RE2::FindAndConsume(&rest, kValue, &first, &last)) {
    if (last.empty()) {
      values.push_back(first);
      continue;
    }
    for (int value = std::stoi(first); value <= std::stoi(last); ++value) {
      values.push_back(std::to_string(value));
    }
  }
  return values;
}

// Whether the code has one of `values` from character `position`, counted from
// 1, on.
Condition HasAt(size_t position, std::vector<std::string> values) {
  return [position, values](const WalkedNode& node) {
    const std::string code = WithoutPoint(node.name);
    return std::ranges::any_of(values, [&](const std::string& value) {
      return code.size() >= position - 1 + value.size() &&
             code.compare(position - 1, value.size(), value) == 0;
    });
  };
}

size_t Ordinal(const std::string& word) {
  static const std::map<std::string, size_t> kOrdinals = {
      {"4th", 4}, {"fourth", 4}, {"5th", 5},     {"fifth", 5}, {"6th", 6},
      {"six", 6}, {"sixth", 6},  {"seventh", 7}, {"7th", 7}};
  return kOrdinals.at(word);
}

// What stands behind "with", of codes that begin with `stem` characters.
Condition ReadCondition(const std::string& words, size_t stem) {
  static const RE2 kCharacter(
      "^(\\w+) (or|to) (\\w+) characters? (.*)|"
      "^(\\w+)[- ](?:character|digit)s? (.*)");
  static const RE2 kFinal("^final characters -(\\w+)");
  static const RE2 kValues("^[-.0-9, ]+$");
  std::string first;
  std::string joint;
  std::string second;
  std::string two_values;
  std::string only;
  std::string values;
  if (RE2::PartialMatch(words, kFinal, &first)) {
    return [first](const WalkedNode& node) {
      return WithoutPoint(node.name).ends_with(first);
    };
  }
  if (RE2::FullMatch(words, kCharacter, &first, &joint, &second, &two_values,
                     &only, &values)) {
    if (!only.empty()) return HasAt(Ordinal(only), Values(values));
    if (joint == "to") return HasAt(Ordinal(first), Values(two_values));
    const Condition one = HasAt(Ordinal(first), Values(two_values));
    const Condition other = HasAt(Ordinal(second), Values(two_values));
    return [=](const WalkedNode& node) { return one(node) || other(node); };
  }
  if (RE2::FullMatch(words, kValues)) return HasAt(stem + 1, Values(words));
  const std::string in_title = words.substr(0, words.find(" 7th character"));
  return [in_title](const WalkedNode& node) {
    return node.title.find(in_title) != std::string::npos;
  };
}

}  // namespace

ExcludesOracle::ExcludesOracle(std::vector<WalkedNode> nodes)
    : nodes_(std::move(nodes)) {
  // The last node below a node: children of the list stand after it, all that
  // extends a leaf directly behind.
  end_.resize(nodes_.size());
  for (size_t i = nodes_.size(); i-- > 0;) {
    end_[i] = i;
    for (const size_t child : nodes_[i].children) {
      end_[i] = std::max(end_[i], end_[child]);
    }
  }
  for (size_t i = 0; i < nodes_.size(); ++i) {
    if (nodes_[i].is_group()) continue;
    place_[WithoutPoint(nodes_[i].name)] = i;
    if (nodes_[i].billable) billable_.push_back(nodes_[i].name);
  }
  for (size_t i = 0; i < nodes_.size(); ++i) {
    for (const WalkedNote& note : nodes_[i].notes) {
      if (note.kind == NoteKind::kExcludes1) AddNote(i, note.text);
    }
  }
}

void ExcludesOracle::AddNote(size_t node, const std::string& text) {
  // Codes in parentheses are those that are excluded; without any, all codes.
  static const RE2 kInParentheses(
      "\\(([^()]*\\b[A-Z][0-9][0-9A-Z](?:\\.|\\b)[^()]*)(?:\\)|$)");
  Excludes excludes{.node = node, .text = text, .named = {}, .scope = {}};
  std::string outside = text;
  std::string inside;
  while (RE2::PartialMatch(outside, kInParentheses, &inside)) {
    const std::vector<Range> ranges = ReadRanges(inside);
    excludes.named.insert(excludes.named.end(), ranges.begin(), ranges.end());
    RE2::Replace(&outside, kInParentheses, "");
  }
  if (outside == text) {
    excludes.named = ReadRanges(text);
  } else {
    for (const Range& range : ReadRanges(outside)) {
      if (StandsOver(node, range.first) && StandsOver(node, range.last)) {
        excludes.scope.push_back(range);
      }
    }
  }
  // A note that stands twice under a node is one note.
  for (const size_t same : excludes_at_[node]) {
    if (excludes_[same].text == text) return;
  }
  excludes_at_[node].push_back(excludes_.size());
  excludes_.push_back(std::move(excludes));
}

std::vector<ExcludesOracle::Range> ExcludesOracle::ReadRanges(
    const std::string& text) const {
  static const RE2 kCodes(
      "^(.*?)\\b([A-Z][0-9][0-9A-Z](?:\\.[0-9A-Z]{1,4})?)"
      "(?:[-. ]*(?:-|to) *([A-Z][0-9][0-9A-Z](?:\\.[0-9A-Z]{1,4})?))?"
      "(?:[^0-9A-Za-z]|$)");
  static const RE2 kCondition("^[-., ]*with (.*?)[, ]*$");
  std::vector<Range> ranges;
  std::vector<size_t> stems;
  size_t group = 0;
  const auto close_group = [&](const std::string& between) {
    std::string words;
    if (!RE2::FullMatch(between, kCondition, &words)) return;
    for (; group < ranges.size(); ++group) {
      ranges[group].condition = ReadCondition(words, stems[group]);
    }
  };
  std::string rest = text;
  std::string before;
  std::string first;
  std::string last;
  while (RE2::PartialMatch(rest, kCodes, &before, &first, &last)) {
    close_group(before);
    rest = rest.substr(before.size() + first.size());
    if (!last.empty()) rest = rest.substr(rest.find(last) + last.size());
    // The ends of a range need not be there (X00-X09); a code must.
    auto from = place_.find(WithoutPoint(first));
    auto to = from;
    if (!last.empty()) {
      from = place_.lower_bound(WithoutPoint(first));
      to = place_.find(WithoutPoint(last));
      if (WithoutPoint(last) < WithoutPoint(first)) continue;
      if (to == place_.end()) {
        to = std::prev(place_.upper_bound(WithoutPoint(last) + "~"));
      }
    }
    if (from == place_.end() || to == place_.end()) continue;
    ranges.push_back({.first = from->second,
                      .last = end_[to->second],
                      .condition = nullptr});
    stems.push_back(WithoutPoint(first).size());
  }
  close_group(rest);
  return ranges;
}

bool ExcludesOracle::StandsOver(size_t group, size_t node) const {
  for (size_t at = node; at != WalkedNode::kNone; at = nodes_[at].parent) {
    if (at == group) return true;
    const std::vector<size_t>& wider = nodes_[at].enclosing;
    if (std::ranges::find(wider, group) != wider.end()) return true;
  }
  return false;
}

bool ExcludesOracle::AnyHas(const std::vector<Range>& ranges,
                            size_t node) const {
  return std::ranges::any_of(ranges, [&](const Range& range) {
    return range.first <= node && node <= range.last &&
           (!range.condition || range.condition(nodes_[node]));
  });
}

void ExcludesOracle::AddConflicts(size_t under, size_t other,
                                  std::set<Conflict>& found) const {
  for (const auto& [node, notes] : excludes_at_) {
    if (!StandsOver(node, under)) continue;
    for (const size_t number : notes) {
      const Excludes& note = excludes_[number];
      if (!note.scope.empty() && !AnyHas(note.scope, under)) continue;
      if (AnyHas(note.named, under) || !AnyHas(note.named, other)) continue;
      found.emplace(nodes_[under].name, nodes_[other].name, nodes_[node].name,
                    note.text);
    }
  }
}

std::set<ExcludesOracle::Conflict> ExcludesOracle::Conflicts(
    const std::string& a, const std::string& b) const {
  std::set<Conflict> found;
  const size_t one = place_.at(WithoutPoint(a));
  const size_t other = place_.at(WithoutPoint(b));
  AddConflicts(one, other, found);
  AddConflicts(other, one, found);
  return found;
}

ExcludesOracle::Sides ExcludesOracle::SidesOf(size_t number) const {
  const Excludes& note = excludes_[number];
  Sides sides;
  for (const std::string& code : billable_) {
    const size_t node = place_.at(WithoutPoint(code));
    if (AnyHas(note.named, node)) {
      sides.named.push_back(code);
    } else if (StandsOver(note.node, node)) {
      sides.under.push_back(code);
    }
  }
  return sides;
}

}  // namespace codebook
