// Results as text for people: colour, columns, wrapping.

#ifndef CODEBOOK_TOOLS_CODEBOOK_TEXT_OUTPUT_H_
#define CODEBOOK_TOOLS_CODEBOOK_TEXT_OUTPUT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "tools/codebook/command.h"
#include "tools/codebook/output.h"

namespace codebook {

enum class Ink { kBold, kDim, kRed, kGreen, kYellow, kCyan };

// Writes text to an Output: in colour if that is wanted, and wrapped if it is a
// terminal.
class TextWriter {
 public:
  TextWriter(Color color, Output& out);

  Output& out() const { return out_; }

  bool colored() const { return colored_; }
  // `text` in colour.
  std::string Paint(Ink ink, std::string_view text) const;

  // A line of `indent` blanks and `text`, broken between words so that it fits
  // the terminal. Where it goes on it is indented by `hang`.
  void Line(size_t indent, std::string_view text, size_t hang) const;
  void Line(size_t indent, std::string_view text) const {
    Line(indent, text, indent);
  }

  // The same with `head` before the text, in a column of `head_width`; the text
  // hangs below itself.
  void Entry(size_t indent, std::string_view head, size_t head_width, Ink ink,
             std::string_view text) const;

  void EmptyLine() const { out_.EndLine(); }

 private:
  // Writes `text` from column `column` on.
  void Wrapped(size_t column, size_t hang, std::string_view text) const;

  Output& out_;
  bool colored_;
  // 0 for no limit.
  size_t width_;
};

// How many columns `text` takes: colour takes none, a UTF-8 character one.
size_t DisplayWidth(std::string_view text);

// `text` with blanks after it as far as it is narrower than `width`.
std::string Padded(std::string_view text, size_t width);

// `text` with everything replaced by '?' that would move the cursor.
std::string Printable(std::string_view text);

// `text` as a field of tab-separated values: \t, \n, \r and \\ for themselves.
void AppendTsvField(std::string_view text, Output& out);

// "1 code", "2 codes".
std::string Count(uint64_t count, std::string_view noun);

// "512 bytes", "1.5 KiB", "12.3 MiB".
std::string ByteSize(uint64_t bytes);

}  // namespace codebook

#endif  // CODEBOOK_TOOLS_CODEBOOK_TEXT_OUTPUT_H_
