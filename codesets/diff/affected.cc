#include "codesets/diff/affected.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "engine/concat.h"

namespace codebook {
namespace {

bool IsAlnum(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c));
}
bool IsDigit(char c) {
  return absl::ascii_isdigit(static_cast<unsigned char>(c));
}

// Something in a text that may be a code.
struct Token {
  std::string_view text;
  size_t line;
  // A dash stands behind it, and no word behind that.
  bool prefix;
};

bool LooksLikeCode(std::string_view word) {
  const bool has_digit = std::ranges::any_of(word, IsDigit);
  if (word.size() == 2) {
    // A modifier.
    return std::ranges::all_of(
               word,
               [](char c) {
                 return absl::ascii_isupper(static_cast<unsigned char>(c)) ||
                        IsDigit(c);
               }) &&
           !std::ranges::all_of(word, IsDigit);
  }
  const bool number = std::ranges::all_of(word, IsDigit);
  return has_digit && word.size() >= (number ? 5u : 3u) &&
         word.size() <= Code::kMaxLength + 1;
}

std::vector<Token> FindTokens(std::string_view text) {
  std::vector<Token> tokens;
  size_t line = 1;
  for (size_t at = 0; at < text.size();) {
    if (!IsAlnum(text[at])) {
      if (text[at++] == '\n') ++line;
      continue;
    }
    size_t end = at;
    while (end < text.size() && (IsAlnum(text[end]) || text[end] == '.')) ++end;
    size_t behind = end;
    while (text[end - 1] == '.') --end;
    const bool dash = behind < text.size() && text[behind] == '-';
    const bool prefix =
        dash && (behind + 1 == text.size() || !IsAlnum(text[behind + 1]));
    const std::string_view word = text.substr(at, end - at);
    if (LooksLikeCode(word)) tokens.push_back({word, line, prefix});
    at = behind;
  }
  return tokens;
}

// Whether a change of a code reaches the codes below it.
bool IsInherited(ChangeKind kind) {
  return (kind >= ChangeKind::kNoteAdded && kind <= ChangeKind::kNoteMoved) ||
         (kind >= ChangeKind::kSeventhCharacterAdded &&
          kind <= ChangeKind::kSeventhCharacterNoteRevised);
}

class Finder {
 public:
  Finder(const DiffReport& report, const CodeSet& older, const CodeSet& newer)
      : report_(report), releases_{&older, &newer} {
    for (size_t i = 0; i < report.changes.size(); ++i) {
      const Change& change = report.changes[i];
      by_code_[change.code].push_back(i);
      if (!change.moved_from.empty() && change.moved_from != change.code) {
        by_code_[change.moved_from].push_back(i);
      }
    }
  }

  // The code that a token is in either release; none when it is in neither.
  std::optional<Code> CodeOf(const Token& token) const {
    for (const CodeSet* const release : releases_) {
      const std::optional<Code> code =
          Code::Parse(token.text, release->point_after());
      if (!code) continue;
      const bool known = token.prefix
                             ? release->automaton().Range(*code).has_value()
                             : release->Find(*code).has_value();
      if (known) return code;
    }
    return std::nullopt;
  }

  std::string Print(Code code) const { return releases_[1]->Print(code); }

  std::vector<size_t> ChangesOf(Code code, bool prefix) const {
    std::set<size_t> changes;
    if (prefix) {
      const std::string beginning = Print(code);
      for (auto at = by_code_.lower_bound(beginning);
           at != by_code_.end() && at->first.starts_with(beginning); ++at) {
        changes.insert(at->second.begin(), at->second.end());
      }
    }
    for (const CodeSet* const release : releases_) {
      Take(release->Print(code), false, changes);
      const std::optional<NodeId> node = release->Find(code);
      if (!node) continue;
      for (const NodeId above : release->Lineage(*node)) {
        Take(release->Name(above), true, changes);
      }
    }
    return {changes.begin(), changes.end()};
  }

 private:
  void Take(const std::string& name, bool inherited,
            std::set<size_t>& changes) const {
    const auto found = by_code_.find(name);
    if (found == by_code_.end()) return;
    for (const size_t i : found->second) {
      if (!inherited || IsInherited(report_.changes[i].kind)) changes.insert(i);
    }
  }

  const DiffReport& report_;
  std::array<const CodeSet*, 2> releases_;
  std::map<std::string, std::vector<size_t>> by_code_;
};

}  // namespace

AffectedCodes FindAffected(const DiffReport& report, const CodeSet& older,
                           const CodeSet& newer, std::string_view text) {
  const Finder finder(report, older, newer);
  AffectedCodes affected;
  // Where each code of the file is in `codes`; none when it is not hit.
  std::map<std::pair<Code, bool>, std::optional<size_t>> known;
  for (const Token& token : FindTokens(text)) {
    const std::optional<Code> code = finder.CodeOf(token);
    if (!code) continue;
    const auto [place, is_new] =
        known.try_emplace({*code, token.prefix}, std::nullopt);
    if (is_new) {
      std::vector<size_t> changes = finder.ChangesOf(*code, token.prefix);
      if (!changes.empty()) {
        place->second = affected.codes.size();
        affected.codes.push_back(
            {.code = Concat(finder.Print(*code), token.prefix ? "-" : ""),
             .lines = {},
             .changes = std::move(changes)});
      }
    }
    if (!place->second) continue;
    std::vector<size_t>& lines = affected.codes[*place->second].lines;
    if (lines.empty() || lines.back() != token.line) {
      lines.push_back(token.line);
    }
  }
  affected.found = known.size();
  return affected;
}

}  // namespace codebook
