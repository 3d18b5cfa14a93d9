#include "codesets/code_reading.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// Letters of other alphabets that look like ours, in pairs. Forms that Unicode
// itself calls compatible, such as full-width digits, are not listed.
struct LookAlike {
  utf8proc_int32_t code_point;
  char character;
};
constexpr LookAlike kLookAlikes[] = {
    // Cyrillic
    {0x0410, 'A'},
    {0x0412, 'B'},
    {0x0415, 'E'},
    {0x0417, '3'},
    {0x041A, 'K'},
    {0x041C, 'M'},
    {0x041D, 'H'},
    {0x041E, 'O'},
    {0x0420, 'P'},
    {0x0421, 'C'},
    {0x0422, 'T'},
    {0x0423, 'Y'},
    {0x0425, 'X'},
    {0x0405, 'S'},
    {0x0406, 'I'},
    {0x0408, 'J'},
    {0x0430, 'A'},
    {0x0435, 'E'},
    {0x043E, 'O'},
    {0x0440, 'P'},
    {0x0441, 'C'},
    {0x0443, 'Y'},
    {0x0445, 'X'},
    {0x0455, 'S'},
    {0x0456, 'I'},
    {0x0458, 'J'},
    // Greek
    {0x0391, 'A'},
    {0x0392, 'B'},
    {0x0395, 'E'},
    {0x0396, 'Z'},
    {0x0397, 'H'},
    {0x0399, 'I'},
    {0x039A, 'K'},
    {0x039C, 'M'},
    {0x039D, 'N'},
    {0x039F, 'O'},
    {0x03A1, 'P'},
    {0x03A4, 'T'},
    {0x03A5, 'Y'},
    {0x03A7, 'X'},
    {0x03BF, 'O'},
};

bool IsBlank(utf8proc_int32_t code_point) {
  if (code_point <= 0x20) return code_point >= 0x09;
  // No-break and zero-width blanks come along when text is pasted.
  return code_point == 0x200B || code_point == 0xFEFF ||
         utf8proc_category(code_point) == UTF8PROC_CATEGORY_ZS;
}

// The letter or digit that a character outside ASCII stands for or looks like;
// '\0' when there is none.
char AsciiLookAlike(utf8proc_int32_t code_point) {
  for (const LookAlike& pair : kLookAlikes) {
    if (pair.code_point == code_point) return pair.character;
  }
  utf8proc_int32_t folded[8];
  int last_boundary = 0;
  const utf8proc_ssize_t length = utf8proc_decompose_char(
      code_point, folded, 8,
      static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE),
      &last_boundary);
  if (length != 1 || folded[0] > 0x7F) return '\0';
  return static_cast<char>(folded[0]);
}

std::string Describe(utf8proc_int32_t code_point, std::string_view bytes) {
  if (code_point < 0) {
    return absl::StrFormat("the byte 0x%02X",
                           static_cast<unsigned char>(bytes[0]));
  }
  if (code_point < 0x20 || code_point == 0x7F) {
    return absl::StrFormat("the control character U+%04X", code_point);
  }
  if (code_point == '\'') return "\"'\"";
  if (code_point < 0x7F) return absl::StrFormat("'%c'", code_point);
  return absl::StrFormat("'%s' (U+%04X)", bytes, code_point);
}

// The first character of a text that is not empty; a byte that is no UTF-8 has
// the code point -1.
struct Decoded {
  utf8proc_int32_t code_point;
  std::string_view bytes;
};

Decoded DecodeFirst(std::string_view text) {
  utf8proc_int32_t code_point = -1;
  const utf8proc_ssize_t length =
      utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                       static_cast<utf8proc_ssize_t>(text.size()), &code_point);
  if (length < 1) return {-1, text.substr(0, 1)};
  return {code_point, text.substr(0, static_cast<size_t>(length))};
}

class Reader {
 public:
  Reader(size_t point_after, std::string_view set_title)
      : point_after_(point_after), set_title_(set_title) {}

  CodeReading Read(std::string_view text) && {
    while (!text.empty()) {
      const Decoded next = DecodeFirst(text);
      Take(next.code_point, next.bytes);
      text.remove_prefix(next.bytes.size());
      if (reading_.characters.size() > kLongestText) break;
    }
    Finish();
    return std::move(reading_);
  }

 private:
  void Take(utf8proc_int32_t code_point, std::string_view bytes) {
    if (code_point >= 0 && IsBlank(code_point)) {
      blank_ = true;
    } else if (code_point == '.') {
      points_.push_back(reading_.characters.size());
    } else if (code_point >= 0 && code_point < 0x80 &&
               absl::ascii_isalnum(static_cast<unsigned char>(code_point))) {
      TakeCharacter(static_cast<char>(code_point));
    } else {
      TakeStranger(code_point, bytes);
    }
  }

  void TakeCharacter(char character) {
    if (blank_ && !reading_.characters.empty()) blank_inside_ = true;
    blank_ = false;
    ++seen_;
    reading_.characters.push_back(
        absl::ascii_toupper(static_cast<unsigned char>(character)));
  }

  void TakeStranger(utf8proc_int32_t code_point, std::string_view bytes) {
    const size_t at = seen_ + 1;
    const char meant = code_point >= 0x80 ? AsciiLookAlike(code_point) : '\0';
    std::string message =
        Concat(Describe(code_point, bytes), " is no letter or digit of a code");
    if (absl::ascii_isalnum(static_cast<unsigned char>(meant))) {
      TakeCharacter(meant);
      message =
          Concat(message, "; it only looks like ", std::string_view(&meant, 1));
    } else {
      ++seen_;
    }
    if (code_point == '-' && point_after_ != 0) {
      message = Concat(message,
                       "; in the official lists a dash says that more "
                       "characters are needed");
    } else if (meant == '.') {
      message = Concat(message, "; it only looks like a point");
    }
    // One of a kind is enough to see what is wrong.
    if (reading_.mistakes.size() < 4) {
      reading_.mistakes.push_back({.id = IssueId::kIllegalCharacter,
                                   .at = at,
                                   .message = std::move(message),
                                   .allowed = {}});
    }
  }

  void Finish() {
    const size_t size = reading_.characters.size();
    if (size == 0 && reading_.mistakes.empty()) {
      reading_.mistakes.push_back({.id = IssueId::kNoSuchCode,
                                   .at = 0,
                                   .message = "there is no code here",
                                   .allowed = {}});
    }
    if (size > Code::kMaxLength) {
      reading_.mistakes.push_back(
          {.id = IssueId::kTooLong,
           .at = Code::kMaxLength + 1,
           .message = Concat("a code of ", set_title_,
                             " has at most seven characters, this one has ",
                             size > kLongestText ? "more than " : "",
                             std::min(size, kLongestText)),
           .allowed = {}});
    }
    RemarkOnPoint();
    if (blank_inside_) {
      reading_.remarks.push_back({.id = IssueId::kBlankInside,
                                  .severity = Severity::kInfo,
                                  .at = 0,
                                  .message = "a code is written without blanks",
                                  .allowed = {}});
    }
    if (!reading_.mistakes.empty()) return;
    reading_.code = Code::FromCharacters(reading_.characters);
  }

  void RemarkOnPoint() {
    const size_t size = reading_.characters.size();
    const bool wants_point = point_after_ != 0 && size > point_after_;
    if (points_.empty() && wants_point) {
      reading_.remarks.push_back(
          {.id = IssueId::kPointMissing,
           .severity = Severity::kInfo,
           .at = point_after_ + 1,
           .message = Concat("the point is missing", Printed()),
           .allowed = {}});
    }
    if (points_.empty() ||
        (points_.size() == 1 && wants_point && points_[0] == point_after_)) {
      return;
    }
    const bool in_place = points_[0] == point_after_ && wants_point;
    const size_t stray = in_place ? points_[1] : points_[0];
    reading_.remarks.push_back(
        {.id = IssueId::kPointMisplaced,
         .severity = Severity::kInfo,
         .at = stray + 1,
         .message =
             !wants_point
                 ? (point_after_ == 0
                        ? Concat("codes of ", set_title_, " have no point")
                        : Concat("a point stands only before a fourth "
                                 "character",
                                 Printed()))
             : points_.size() > 1
                 ? Concat("there is more than one point", Printed())
                 : Concat("the point belongs after the first ", point_after_,
                          " characters", Printed()),
         .allowed = {}});
  }

  // How the code is printed, for the end of a message.
  std::string Printed() const {
    const auto code = Code::FromCharacters(reading_.characters);
    return code ? Concat("; it is printed ", code->ToString(point_after_))
                : std::string();
  }

  size_t point_after_;
  std::string_view set_title_;
  CodeReading reading_;
  // How many characters stand before each point.
  std::vector<size_t> points_;
  // Characters so far, those that belong to no code included.
  size_t seen_ = 0;
  bool blank_ = false;
  bool blank_inside_ = false;
};

}  // namespace

std::string_view CharacterAt(std::string_view text, size_t at) {
  while (!text.empty()) {
    const Decoded next = DecodeFirst(text);
    const bool counts = next.code_point != '.' &&
                        (next.code_point < 0 || !IsBlank(next.code_point));
    if (counts && --at == 0) return next.bytes;
    text.remove_prefix(next.bytes.size());
  }
  return text;
}

CodeReading ReadCode(std::string_view text, size_t point_after,
                     std::string_view set_title) {
  return Reader(point_after, set_title).Read(text);
}

}  // namespace codebook
