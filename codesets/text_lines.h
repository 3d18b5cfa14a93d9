// The lines of a text file, and what stands in fixed columns of a line.
//
// Columns are counted in bytes from 1, as the layouts of the official files
// count them. Everything returned is a view of the text that was passed in.
//
// Example:
//   TextLines lines(file.bytes);
//   for (TextLine line; lines.Next(line);) {
//     std::string_view code = Columns(line.text, 1, 5);
//   }

#ifndef CODEBOOK_CODESETS_TEXT_LINES_H_
#define CODEBOOK_CODESETS_TEXT_LINES_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "codesets/source_file.h"

namespace codebook {

struct TextLine {
  // Without its end, which is LF or CRLF.
  std::string_view text;
  // Where it begins in the whole text.
  size_t offset = 0;
};

// Goes through the lines of a text; a byte order mark is not part of the first.
class TextLines {
 public:
  explicit TextLines(std::string_view text, size_t begin = 0);

  // False when there are no more lines.
  bool Next(TextLine& line);

 private:
  std::string_view text_;
  size_t next_;
};

// Blanks are spaces and tabs.
std::string_view WithoutTrailingBlanks(std::string_view text);
std::string_view WithoutBlanksAround(std::string_view text);

// What the line has of the columns `first` to `last`, both included.
std::string_view Columns(std::string_view line, size_t first, size_t last);

// Whether a UTF-8 character stands across the beginning of a column, so that
// what is cut there is no text.
inline bool SplitsCharacter(std::string_view line, size_t column) {
  return column <= line.size() &&
         (static_cast<unsigned char>(line[column - 1]) & 0xC0) == 0x80;
}

// "NAME:LINE:COLUMN", for messages that point to a second place.
std::string PlaceName(const SourceFile& file, size_t offset);

// CheckUtf8 for the bytes from `begin` on. What stands before the data of a
// file, such as a disclaimer, may be in any encoding.
absl::Status CheckUtf8From(const SourceFile& file, size_t begin);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_TEXT_LINES_H_
