#include <algorithm>
#include <string>
#include <string_view>

#include "absl/strings/str_format.h"
#include "codesets/cpt/readers.h"
#include "codesets/text_lines.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// Columns of MEDU and SHORTU.
constexpr size_t kBriefText = 7;
constexpr size_t kLastMediumColumn = 54;
constexpr size_t kLastShortColumn = 34;

absl::Status NoDescription(const SourceFile& file, size_t offset, Code code) {
  return SourceError(file, offset,
                     Concat("no description of ", code.ToString(), " found"));
}

absl::Status ReadTabbedLine(const SourceFile& file, const TextLine& line,
                            CptDescriptions& descriptions) {
  const size_t tab = line.text.find('\t');
  const absl::StatusOr<Code> code =
      descriptions.ReadCode(file, line.offset, line.text.substr(0, tab));
  if (!code.ok()) return code.status();
  if (tab == std::string_view::npos) {
    return SourceError(file, line.offset + line.text.size(),
                       "the line ends after the code, a tab expected");
  }
  const size_t second_tab = line.text.find('\t', tab + 1);
  if (second_tab != std::string_view::npos) {
    return SourceError(file, line.offset + second_tab,
                       "a second tab found, the end of the line expected");
  }
  const size_t offset = line.offset + tab + 1;
  const std::string_view text = WithoutBlanksAround(line.text.substr(tab + 1));
  if (text.empty()) return NoDescription(file, offset, *code);
  return descriptions.Add(*code, CptFact::kLong, text, file, offset);
}

absl::Status ReadBriefLine(const SourceFile& file, const TextLine& line,
                           CptForm form, CptDescriptions& descriptions) {
  const absl::StatusOr<Code> code =
      descriptions.ReadCode(file, line.offset, Columns(line.text, 1, 5));
  if (!code.ok()) return code.status();
  const std::string_view gap = Columns(line.text, 6, 6);
  if (!gap.empty() && gap != " ") {
    return SourceError(
        file, line.offset + 5,
        Concat("\"", gap, "\" found, a blank expected after the code"));
  }
  const size_t last =
      form == CptForm::kMedium ? kLastMediumColumn : kLastShortColumn;
  if (line.text.size() > last) {
    return SourceError(
        file, line.offset + last,
        absl::StrFormat("text found after column %d, the end of the line "
                        "expected",
                        last));
  }
  const size_t offset = line.offset + kBriefText - 1;
  const std::string_view text =
      WithoutBlanksAround(Columns(line.text, kBriefText, last));
  if (text.empty()) return NoDescription(file, line.offset, *code);
  return descriptions.Add(
      *code, form == CptForm::kMedium ? CptFact::kMedium : CptFact::kShort,
      text, file, offset);
}

}  // namespace

absl::Status ReadCptLongTabbed(const SourceFile& file, const CptLayout& layout,
                               CptDescriptions& descriptions) {
  TextLines lines(file.bytes, layout.begin);
  for (TextLine line; lines.Next(line);) {
    if (WithoutTrailingBlanks(line.text).empty()) continue;
    absl::Status status = ReadTabbedLine(file, line, descriptions);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status ReadCptBrief(const SourceFile& file, const CptLayout& layout,
                          CptDescriptions& descriptions) {
  TextLines lines(file.bytes, layout.begin);
  for (TextLine line; lines.Next(line);) {
    line.text = WithoutTrailingBlanks(line.text);
    if (line.text.empty()) continue;
    absl::Status status = ReadBriefLine(file, line, layout.form, descriptions);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace codebook
