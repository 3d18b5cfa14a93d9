// What ParseNamedCodes makes of the words of a note.

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "codesets/icd10cm/note_references.h"

namespace codebook {
namespace {

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool IsWord(char c) { return IsDigit(c) || IsUpper(c) || IsLower(c); }

re2::StringPiece Piece(std::string_view text) {
  return {text.data(), text.size()};
}

// Where something that begins like a code, a letter and a digit at the
// beginning of a word, stands at `from` or after; npos when it does nowhere.
size_t FindLetterAndDigit(std::string_view text, size_t from) {
  for (size_t at = from + 1; at < text.size(); ++at) {
    if (IsDigit(text[at]) && IsUpper(text[at - 1]) &&
        (at == 1 || !IsWord(text[at - 2]))) {
      return at - 1;
    }
  }
  return std::string_view::npos;
}

struct WrittenCode {
  Code code;
  size_t begin;
  // Behind the code, and the point and dashes of "M31.5.-".
  size_t end;
};

// The code at `begin`, where a letter and a digit stand.
std::optional<WrittenCode> ReadCodeAt(std::string_view text, size_t begin) {
  Code code;
  size_t at = begin;
  while (at < text.size() && at - begin < 3 && SymbolOf(text[at]) >= 0) {
    code = code.Append(text[at++]);
  }
  if (code.size() < 3) return std::nullopt;
  if (at < text.size() && text[at] == '.') {
    ++at;
    while (at < text.size() && SymbolOf(text[at]) >= 0 &&
           code.size() < Code::kMaxLength) {
      code = code.Append(text[at++]);
    }
  }
  if (at < text.size() && IsWord(text[at])) return std::nullopt;
  WrittenCode written{.code = code, .begin = begin, .end = at};
  while (at < text.size() && (text[at] == '-' || text[at] == '.')) {
    written.end = ++at;
  }
  return written;
}

// The second end of a range when one follows `code`: "A00-B99", "A00 - B99",
// "S00.- to S09.-", but not "Z86.-. Z87.-".
std::optional<WrittenCode> SecondEnd(std::string_view text,
                                     const WrittenCode& code) {
  size_t at = code.end;
  const auto skip_blanks = [&] {
    while (at < text.size() && text[at] == ' ') ++at;
  };
  if (text[at - 1] != '-') {
    skip_blanks();
    if (text.substr(at, 1) != "-" && text.substr(at, 3) != "to ") {
      return std::nullopt;
    }
    at += text[at] == '-' ? 1 : 3;
    skip_blanks();
  } else if (text.substr(at, 4) == " to ") {
    at += 4;
  }
  if (FindLetterAndDigit(text, at) != at) return std::nullopt;
  return ReadCodeAt(text, at);
}

// Characters as they are listed: "5", "1-4 or 6", ".51-.52", "B or C".
std::vector<std::string> ListedValues(std::string_view text) {
  static const RE2* const kValue =
      new RE2("(?:[,. ]|or |and )*([0-9A-Z]+)(?:-\\.?([0-9]+))?-?");
  std::vector<std::string> values;
  re2::StringPiece rest = Piece(text);
  std::string first;
  std::string last;
  while (RE2::Consume(&rest, *kValue, &first, &last)) {
    values.push_back(first);
    if (last.size() != first.size() || last <= first) continue;
    // From 1 to 4, from 51 to 52.
    while (values.back() != last && values.back().back() != '9') {
      values.push_back(values.back());
      ++values.back().back();
    }
  }
  return values;
}

// 0-based, of "4th", "fifth", "six" (sic).
uint8_t PositionOf(std::string_view ordinal) {
  constexpr std::array<std::string_view, 8> kBeginnings = {
      "4", "5", "6", "7", "fo", "fi", "si", "se"};
  for (size_t i = 0; i < kBeginnings.size(); ++i) {
    const std::string_view beginning = kBeginnings[i];
    if (std::ranges::equal(
            ordinal.substr(0, beginning.size()), beginning,
            [](char a, char b) { return (a | 0x20) == (b | 0x20); })) {
      return static_cast<uint8_t>(3 + i % 4);
    }
  }
  return 0;
}

using Conditions = std::vector<CodeCondition>;

// "fifth or sixth character 5", "7th character B or C", "fifth to sixth
// characters 51". None when it is nothing of the kind.
std::optional<Conditions> ReadCharacters(std::string_view text) {
  static const RE2* const kCharacters = new RE2(
      "(?i)[ ,]*(?:an? )?(4th|5th|6th|7th|fourth|fifth|sixth|seventh)"
      "(?: (or|to) (4th|5th|6th|7th|fourth|fifth|sixth|six|seventh))?[- ]"
      "(?:character|digit)s? ?");
  re2::StringPiece rest = Piece(text);
  std::string first;
  std::string joint;
  std::string second;
  if (!RE2::Consume(&rest, *kCharacters, &first, &joint, &second)) {
    return std::nullopt;
  }
  Conditions conditions;
  // "to indicate intent" restricts nothing: they all do.
  if (rest.starts_with("to ")) return conditions;
  for (const std::string& value : ListedValues({rest.data(), rest.size()})) {
    conditions.push_back({PositionOf(first), value});
    if (joint == "or") conditions.push_back({PositionOf(second), value});
  }
  if (conditions.empty()) return std::nullopt;
  return conditions;
}

// "final characters -23".
std::optional<Conditions> ReadFinalCharacters(std::string_view text) {
  static const RE2* const kFinal =
      new RE2("(?i)[ ,]*final characters? -?((?-i)[0-9A-Z]+)");
  std::string value;
  if (!RE2::PartialMatch(Piece(text), *kFinal, &value)) return std::nullopt;
  return Conditions{{CodeCondition::kAtEnd, value}};
}

// ".151, .251, .951", or "1": what follows the characters that are named.
std::optional<Conditions> ReadEndings(std::string_view text, Code behind) {
  Conditions conditions;
  for (std::string& value : ListedValues(text)) {
    conditions.push_back(
        {static_cast<uint8_t>(behind.size()), std::move(value)});
  }
  if (conditions.empty()) return std::nullopt;
  return conditions;
}

// Anything else is a matter of titles: "ketoacidosis", "open fracture 7th
// character".
Conditions ReadWords(std::string_view text) {
  const size_t first = text.find_first_not_of(" ,");
  if (first == std::string_view::npos) return {};
  text.remove_prefix(first);
  for (const std::string_view ending : {" 7th character", " "}) {
    if (text.ends_with(ending)) text.remove_suffix(ending.size());
  }
  return {{CodeCondition::kInTitle, std::string(text)}};
}

// Reads the codes of one text.
class CodeListReader {
 public:
  CodeListReader(std::string_view text, std::vector<CodeRange>& codes,
                 bool& not_all_read)
      : text_(text), codes_(codes), not_all_read_(not_all_read) {}

  void Read() {
    size_t group = codes_.size();
    size_t at = FindLetterAndDigit(text_, 0);
    while (at != std::string_view::npos) {
      const std::optional<WrittenCode> first = ReadCodeAt(text_, at);
      if (!first) {
        // "F1.5" was to be a code; "C3 glomerulopathy", "H1N1" were not.
        if (at + 2 < text_.size() && text_[at + 2] == '.' &&
            at + 3 < text_.size() && IsDigit(text_[at + 3])) {
          not_all_read_ = true;
        }
        at = FindLetterAndDigit(text_, at + 2);
        continue;
      }
      const std::optional<WrittenCode> second = SecondEnd(text_, *first);
      const WrittenCode& last = second ? *second : *first;
      codes_.push_back({.first = first->code, .last = last.code});
      if (last.code < first->code) not_all_read_ = true;
      const size_t next = FindLetterAndDigit(text_, last.end);
      if (ReadCondition(last, next, group)) group = codes_.size();
      at = next;
    }
  }

 private:
  // The condition between a code and the next one, if there is any, which holds
  // for all codes since the last one.
  bool ReadCondition(const WrittenCode& last, size_t next, size_t group) {
    static constexpr std::string_view kWith = "with ";
    const size_t with = text_.find_first_not_of(" ,", last.end);
    if (with == std::string_view::npos ||
        text_.substr(with, kWith.size()) != kWith) {
      return false;
    }
    const size_t begin = with + kWith.size();
    const std::string_view condition = text_.substr(
        begin, next == std::string_view::npos ? next : next - begin);
    std::optional<Conditions> conditions = ReadCharacters(condition);
    if (!conditions) conditions = ReadFinalCharacters(condition);
    for (size_t i = group; i < codes_.size(); ++i) {
      std::optional<Conditions> own = conditions;
      if (!own) own = ReadEndings(condition, codes_[i].first);
      codes_[i].any_of = own ? *std::move(own) : ReadWords(condition);
    }
    return true;
  }

  std::string_view text_;
  std::vector<CodeRange>& codes_;
  bool& not_all_read_;
};

}  // namespace

NamedCodes ParseNamedCodes(std::string_view note) {
  NamedCodes named;
  if (FindLetterAndDigit(note, 0) == std::string_view::npos) return named;
  size_t begin = 0;
  while (begin < note.size()) {
    const size_t open = note.find('(', begin);
    const std::string_view before = note.substr(begin, open - begin);
    CodeListReader(before, named.aside, named.not_all_read).Read();
    if (open == std::string_view::npos) break;
    const size_t close = note.find(')', open);
    const std::string_view inside = note.substr(open + 1, close - open - 1);
    const size_t known = named.codes.size();
    CodeListReader(inside, named.codes, named.not_all_read).Read();
    if (close == std::string_view::npos) break;
    begin = close + 1;
    // "underdosing of medication (T36-T50) with fifth or sixth character 6"
    if (known == named.codes.size() || note.substr(begin, 6) != " with ") {
      continue;
    }
    if (const auto conditions = ReadCharacters(note.substr(begin + 6))) {
      for (size_t i = known; i < named.codes.size(); ++i) {
        named.codes[i].any_of = *conditions;
      }
    }
  }
  if (named.codes.empty() && !note.starts_with("For ")) {
    named.codes.swap(named.aside);
  }
  return named;
}

}  // namespace codebook
