#include "tests/codesets/verdict_notation.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "absl/strings/str_replace.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// What stands between the quotes, without its escapes.
std::string Unescaped(std::string_view text) {
  std::string plain;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      plain += text[i];
    } else if (text.substr(i + 1, 1) == "x") {
      const std::string digits(text.substr(i + 2, 2));
      plain += static_cast<char>(std::strtol(digits.c_str(), nullptr, 16));
      i += 3;
    } else {
      plain += text[++i];
    }
  }
  return plain;
}

ReleaseChoice ChoiceOf(std::string_view asked) {
  if (asked == "any") return {};
  if (const auto release = ReleaseId::Parse(asked)) {
    return {.set = {}, .on = {}, .release = release};
  }
  const size_t on = asked.find(" on ");
  if (on == std::string_view::npos) return {.set = std::string(asked)};
  return {.set = std::string(
              asked.substr(0, on) == "any" ? "" : asked.substr(0, on)),
          .on = Date::Parse(asked.substr(on + 4)),
          .release = {}};
}

// The span is the character that is meant, and lies in the input.
void ExpectSpan(const Issue& issue, const Verdict& verdict) {
  if (issue.at == 0) {
    EXPECT_EQ(issue.span.data(), nullptr);
    return;
  }
  const char* const begin = verdict.input.data();
  const char* const end = begin + verdict.input.size();
  EXPECT_GE(issue.span.data(), begin) << verdict.input;
  EXPECT_LE(issue.span.data() + issue.span.size(), end) << verdict.input;
  if (issue.span.empty()) {
    EXPECT_EQ(issue.span.data(), end) << verdict.input;
    return;
  }
  size_t at = 0;
  for (const char* c = begin; c <= issue.span.data(); ++c) {
    const bool continues = (*c & 0xC0) == 0x80;
    if (!continues && *c != '.' && *c != ' ' && *c != '\t') ++at;
  }
  EXPECT_EQ(at, issue.at) << verdict.input;
}

void AppendIssue(const Issue& issue, std::string& text) {
  text += Concat(SeverityName(issue.severity), " ");
  if (issue.at != 0) text += Concat("at ", issue.at, ", ");
  text += Concat(IssueName(issue.id), ": ", issue.message, "\n");
  std::string bare;
  for (const AllowedCharacter& value : issue.allowed) {
    const std::string_view character(&value.character, 1);
    if (value.label.empty()) {
      bare += character;
    } else {
      text += Concat("  ", character, ": ", value.label, "\n");
    }
  }
  if (!bare.empty()) text += Concat("  ", bare, "\n");
}

void AppendVerdict(const Verdict& verdict, std::string& text) {
  text += Concat(
      verdict.code.empty() ? "-" : verdict.release->Print(verdict.code), " ",
      StatusName(verdict.status), verdict.billable ? ", " : ", not ",
      "billable (", verdict.release->id().ToString());
  if (verdict.other_release) {
    text += Concat("; ", verdict.other_release->ToString());
  }
  text += ")\n";
  if (verdict.row) text += Concat("title: ", verdict.title(), "\n");
  for (const Issue& issue : verdict.issues) {
    ExpectSpan(issue, verdict);
    AppendIssue(issue, text);
  }
  for (const Suggestion& suggestion : verdict.suggestions) {
    text += Concat("try ", suggestion.code, ": ", suggestion.why, "\n");
    const auto row = verdict.release->Find(suggestion.code);
    ASSERT_TRUE(row.has_value()) << suggestion.code;
    EXPECT_TRUE(verdict.release->billable(*row) ||
                verdict.release->kind(*row) == Kind::kModifier)
        << suggestion.code;
    EXPECT_EQ(suggestion.title, verdict.release->title(*row));
  }
  for (const Verdict& modifier : verdict.modifiers) {
    std::string lines;
    AppendVerdict(modifier, lines);
    lines.pop_back();
    text +=
        Concat("modifier ", absl::StrReplaceAll(lines, {{"\n", "\n  "}}), "\n");
  }
}

}  // namespace

std::vector<WrittenVerdict> ReadVerdicts(const std::string& path) {
  std::ifstream file(path);
  EXPECT_TRUE(file.is_open()) << path;
  std::vector<WrittenVerdict> verdicts;
  size_t number = 0;
  bool within = false;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.starts_with('#')) continue;
    if (line.empty()) {
      within = false;
      continue;
    }
    if (line.starts_with("> ")) {
      const size_t open = line.find('"');
      const size_t close = line.rfind('"');
      if (open < 4 || close <= open) {
        ADD_FAILURE() << path << ":" << number << ": no question: " << line;
        return verdicts;
      }
      verdicts.push_back(
          {.where = Concat(path, ":", number),
           .question = line,
           .choice = ChoiceOf(std::string_view(line).substr(2, open - 3)),
           .input = Unescaped(
               std::string_view(line).substr(open + 1, close - open - 1)),
           .expected = {}});
      within = true;
      continue;
    }
    if (!within) {
      ADD_FAILURE() << path << ":" << number << ": outside a block: " << line;
      return verdicts;
    }
    verdicts.back().expected += line + "\n";
  }
  return verdicts;
}

std::string Notation(std::span<const Verdict> verdicts) {
  std::string text;
  for (const Verdict& verdict : verdicts) AppendVerdict(verdict, text);
  return text;
}

}  // namespace codebook
