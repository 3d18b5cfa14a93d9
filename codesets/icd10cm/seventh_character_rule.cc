#include "codesets/icd10cm/seventh_character_rule.h"

#include <re2/re2.h>

#include <cctype>

#include "engine/concat.h"

namespace codebook {
namespace {

// Every match of `pattern`, one character each, in `text`.
std::string FindCharacters(std::string_view text, const RE2& pattern) {
  std::string found;
  re2::StringPiece rest(text.data(), text.size());
  std::string character;
  while (RE2::FindAndConsume(&rest, pattern, &character)) found += character;
  return found;
}

}  // namespace

bool SeventhCharacterRule::Excludes(Code leaf, char character) const {
  return leaf.StartsWith(scope) &&
         characters.find(character) != std::string::npos &&
         values.find(leaf[position]) != std::string::npos;
}

bool MayBeSeventhCharacterRule(std::string_view note) {
  return note.find(" not apply") != std::string_view::npos &&
         note.find("character") != std::string_view::npos;
}

std::optional<SeventhCharacterRule> ParseSeventhCharacterRule(
    std::string_view note) {
  static const RE2* const kRule = new RE2(
      "(?i)(?:7th|seventh) characters? ((?-i)[0-9A-Z](?:(?:,? and |,? or |, )"
      "[0-9A-Z])*(?i)) do(?:es)? not apply to (?:any )?codes? "
      "(?:in|from|under) "
      "(?:sub)?categor(?:y|ies) ([A-Z][0-9A-Z.]+?)[-.]* "
      "with (?:a )?([4-6])th characters? (?:of )?(.*)");
  static const RE2* const kListed = new RE2("\\b([0-9A-Z])\\b");
  // A value stands at the head of the list or of one of its items; the single
  // letters of the words that explain it do not.
  static const RE2* const kValue = new RE2("(?:,|\\bor|\\band) ([0-9A-Z])\\b");
  std::string characters;
  std::string scope;
  std::string position;
  std::string values;
  if (!RE2::PartialMatch(re2::StringPiece(note.data(), note.size()), *kRule,
                         &characters, &scope, &position, &values)) {
    return std::nullopt;
  }
  const std::optional<Code> code = Code::Parse(scope, 3);
  SeventhCharacterRule rule{
      .scope = code.value_or(Code()),
      .characters = FindCharacters(characters, *kListed),
      .position = static_cast<size_t>(position[0] - '1'),
      .values = FindCharacters(Concat(", ", values), *kValue)};
  if (!code || rule.characters.empty() || rule.values.empty()) {
    return std::nullopt;
  }
  return rule;
}

}  // namespace codebook
