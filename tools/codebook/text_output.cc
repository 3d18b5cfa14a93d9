#include "tools/codebook/text_output.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "engine/concat.h"

namespace codebook {
namespace {

bool Colored(Color color, const Output& out) {
  if (color != Color::kAuto) return color == Color::kAlways;
  const char* const no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return false;
  const char* const terminal = std::getenv("TERM");
  const bool dumb = terminal != nullptr && std::string_view(terminal) == "dumb";
  return out.terminal() && !dumb;
}

// The bytes after the first of a UTF-8 character.
bool Continues(char c) { return (c & 0xC0) == 0x80; }

bool HasTsvEscape(char c) {
  return c == '\t' || c == '\n' || c == '\r' || c == '\\';
}

}  // namespace

TextWriter::TextWriter(Color color, Output& out)
    : out_(out), colored_(Colored(color, out)), width_(out.width()) {}

std::string TextWriter::Paint(Ink ink, std::string_view text) const {
  constexpr std::array<std::string_view, 6> kCodes = {"1",  "2",  "31",
                                                      "32", "33", "36"};
  if (!colored_ || text.empty()) return std::string(text);
  return Concat("\x1b[", kCodes[static_cast<size_t>(ink)], "m", text,
                "\x1b[0m");
}

void TextWriter::Line(size_t indent, std::string_view text, size_t hang) const {
  out_.Append(std::string(indent, ' '));
  Wrapped(indent, hang, text);
  out_.EndLine();
}

void TextWriter::Entry(size_t indent, std::string_view head, size_t head_width,
                       Ink ink, std::string_view text) const {
  const size_t column = indent + head_width;
  out_.Append(std::string(indent, ' '));
  out_.Append(Paint(ink, head));
  if (!text.empty()) {
    const size_t taken = DisplayWidth(head);
    out_.Append(std::string(head_width - std::min(head_width, taken), ' '));
    Wrapped(std::max(column, indent + taken), column, text);
  }
  out_.EndLine();
}

void TextWriter::Wrapped(size_t column, size_t hang,
                         std::string_view text) const {
  // Below this there is no column to speak of.
  constexpr size_t kNarrowest = 20;
  if (width_ < hang + kNarrowest) {
    out_.Append(text);
    return;
  }
  bool first = true;
  while (!text.empty()) {
    const size_t length = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, length);
    const size_t taken = DisplayWidth(word);
    if (!first && column + 1 + taken > width_) {
      out_.EndLine();
      out_.Append(std::string(hang, ' '));
      column = hang;
    } else if (!first) {
      out_.Append(' ');
      ++column;
    }
    out_.Append(word);
    column += taken;
    first = false;
    text.remove_prefix(std::min(length + 1, text.size()));
  }
}

size_t DisplayWidth(std::string_view text) {
  size_t width = 0;
  bool in_escape = false;
  for (const char c : text) {
    if (c == '\x1b') in_escape = true;
    if (!in_escape && !Continues(c)) ++width;
    if (c == 'm') in_escape = false;
  }
  return width;
}

std::string Padded(std::string_view text, size_t width) {
  const size_t taken = DisplayWidth(text);
  return Concat(text, std::string(width - std::min(width, taken), ' '));
}

std::string Printable(std::string_view text) {
  std::string printable(text);
  std::ranges::replace_if(
      printable, [](char c) { return (c >= 0 && c < ' ') || c == '\x7F'; },
      '?');
  return printable;
}

void AppendTsvField(std::string_view text, Output& out) {
  while (true) {
    const size_t special = static_cast<size_t>(
        std::ranges::find_if(text, HasTsvEscape) - text.begin());
    out.Append(text.substr(0, special));
    if (special == text.size()) return;
    switch (text[special]) {
      case '\t':
        out.Append("\\t");
        break;
      case '\n':
        out.Append("\\n");
        break;
      case '\r':
        out.Append("\\r");
        break;
      default:
        out.Append("\\\\");
    }
    text.remove_prefix(special + 1);
  }
}

std::string Count(uint64_t count, std::string_view noun) {
  return Concat(count, " ", noun, count == 1 ? "" : "s");
}

std::string ByteSize(uint64_t bytes) {
  if (bytes < 1024) return Count(bytes, "byte");
  constexpr uint64_t kKibi = uint64_t{1} << 10;
  constexpr uint64_t kMebi = uint64_t{1} << 20;
  const bool mebi = bytes >= kMebi;
  const uint64_t unit = mebi ? kMebi : kKibi;
  const uint64_t tenths = (bytes * 10 + unit / 2) / unit;
  return Concat(tenths / 10, ".", tenths % 10, mebi ? " MiB" : " KiB");
}

}  // namespace codebook
