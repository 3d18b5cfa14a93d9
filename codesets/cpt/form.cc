#include "codesets/cpt/form.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "codesets/cpt/category.h"
#include "codesets/cpt/columns.h"
#include "codesets/text_lines.h"
#include "engine/code.h"
#include "re2/re2.h"

namespace codebook {
namespace {

// A copyright header is no longer than this.
constexpr size_t kMostHeaderLines = 100;
constexpr size_t kSampleLines = 2000;
constexpr size_t kSampleRows = 200;
constexpr size_t kSampleBytes = size_t{1} << 16;
constexpr size_t kLastShortColumn = 34;

re2::StringPiece ToRe2(std::string_view text) {
  return {text.data(), text.size()};
}

bool Matches(std::string_view line, const re2::RE2& pattern) {
  return re2::RE2::FullMatch(ToRe2(line), pattern);
}

bool Contains(std::string_view line, const re2::RE2& pattern) {
  return re2::RE2::PartialMatch(ToRe2(line), pattern);
}

std::vector<TextLine> FirstLines(std::string_view text, size_t at_most) {
  std::vector<TextLine> lines;
  TextLines all(text);
  for (TextLine line; lines.size() < at_most && all.Next(line);) {
    line.text = WithoutTrailingBlanks(line.text);
    lines.push_back(line);
  }
  return lines;
}

int LatestYear(std::string_view header) {
  const re2::RE2 year_pattern("\\b(19[89][0-9]|20[0-9]{2})\\b",
                              re2::RE2::Latin1);
  re2::StringPiece rest(header.data(), header.size());
  int latest = 0;
  for (int year = 0; re2::RE2::FindAndConsume(&rest, year_pattern, &year);) {
    latest = std::max(latest, year);
  }
  return latest;
}

// Where the columns stand, when the row at `begin` may be the header row of a
// table of codes. A table without descriptions is of use to nobody, unless the
// user named it; then the reader says what is missing.
std::optional<CptColumns> HeaderAt(const SourceFile& file, size_t begin,
                                   char delimiter) {
  const std::vector<DelimitedRow> header = SampleDelimited(
      file.bytes.substr(begin, kSampleBytes), delimiter, /*at_most=*/1);
  if (header.empty() || header[0].size() < 2) return std::nullopt;
  const CptColumns columns(header[0]);
  const bool is_header = columns.Find(CptColumn::kCode) &&
                         (columns.has_description() || file.named);
  return is_header ? std::optional(columns) : std::nullopt;
}

// Whether most rows below the header row have a CPT code in the code column.
bool IsTableAt(const SourceFile& file, size_t begin, char delimiter,
               const CptPatterns& patterns) {
  const std::optional<CptColumns> columns = HeaderAt(file, begin, delimiter);
  if (!columns) return false;
  const size_t code_column = *columns->Find(CptColumn::kCode);
  const std::vector<DelimitedRow> rows = SampleDelimited(
      file.bytes.substr(begin, kSampleBytes), delimiter, kSampleRows);
  size_t codes = 0;
  size_t modifiers = 0;
  for (size_t i = 1; i < rows.size(); ++i) {
    if (rows[i].size() <= code_column) continue;
    const std::optional<Code> code = Code::Parse(rows[i][code_column].text, 0);
    const std::optional<size_t> category =
        code ? patterns.CategoryOf(code->ToString()) : std::nullopt;
    if (!category) continue;
    ++(kCptCategories[*category].kind == Kind::kCode ? codes : modifiers);
  }
  return codes > 0 && 2 * (codes + modifiers) >= rows.size() - 1;
}

// The header row is the first line of the file or of a paragraph.
std::optional<CptLayout> RecognizeTable(const SourceFile& file,
                                        const std::vector<TextLine>& lines) {
  const CptPatterns patterns;
  bool paragraph_begins = true;
  for (const TextLine& line : lines) {
    if (paragraph_begins && !line.text.empty()) {
      for (const char delimiter : {'\t', ',', ';', '|'}) {
        if (line.text.find(delimiter) == std::string_view::npos ||
            !IsTableAt(file, line.offset, delimiter, patterns)) {
          continue;
        }
        return CptLayout{.form = CptForm::kTable,
                         .begin = line.offset,
                         .delimiter = delimiter,
                         .year = LatestYear(file.bytes.substr(0, line.offset))};
      }
    }
    paragraph_begins = line.text.empty();
  }
  return std::nullopt;
}

// Where the descriptions begin, when `first` is the first line that looks like
// one: behind the blank line that ends the copyright header, but never behind
// a line that may have been meant for a description.
size_t BeginOfData(const std::vector<TextLine>& lines, size_t first) {
  const re2::RE2 meant_for_data(
      "^(?:[0-9]{4}[0-9A-Za-z](?:[0-9]{2})?[ \\t]|[0-9A-Za-z]{1,6}\\t)",
      re2::RE2::Latin1);
  const re2::RE2 copyright("(?i)copyright|\\(c\\)|\\xA9", re2::RE2::Latin1);
  bool is_copyright_header = false;
  size_t begin = first;
  bool ended = false;
  for (size_t i = 0; i < first; ++i) {
    if (Contains(lines[i].text, meant_for_data)) return lines[i].offset;
    if (Contains(lines[i].text, copyright)) is_copyright_header = true;
    if (lines[i].text.empty()) {
      begin = i + 1;
      ended = true;
    }
  }
  return ended || is_copyright_header ? lines[begin].offset : lines[0].offset;
}

// The lines that have one form, out of the first of the file.
struct Tally {
  // The first that has it.
  size_t first = 0;
  size_t good = 0;
  // Those after the first that have not, blank ones aside.
  size_t bad = 0;

  bool convinces() const {
    return good > 0 && good >= bad &&
           bad <= std::max<size_t>(1, (good + bad) / 10);
  }
};

Tally Count(const std::vector<TextLine>& lines, const re2::RE2& pattern) {
  Tally tally;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (tally.good == 0 && i == kMostHeaderLines) break;
    if (lines[i].text.empty()) continue;
    if (Matches(lines[i].text, pattern)) {
      if (tally.good++ == 0) tally.first = i;
    } else if (tally.good > 0) {
      ++tally.bad;
    }
  }
  return tally;
}

CptForm MediumOrShort(std::string_view descriptions) {
  TextLines lines(descriptions);
  for (TextLine line; lines.Next(line);) {
    if (WithoutTrailingBlanks(line.text).size() > kLastShortColumn) {
      return CptForm::kMedium;
    }
  }
  return CptForm::kShort;
}

// A form whose rows are lines.
struct LineForm {
  CptForm form;
  // Of every row.
  std::string_view row;
  // Of one row at least: two characters and a tab alone could be anything, and
  // descriptions in several rows have a first one.
  std::string_view some_row;
};

constexpr LineForm kLineForms[] = {
    {CptForm::kLongTabbed, "(?:[0-9]{4}[0-9FTUMA]|[0-9A-Z]{2})\t[^\t]+",
     "[0-9]{4}[0-9FTUMA]\t.*"},
    {CptForm::kLongFixed, "[0-9]{4}[0-9FTUMA][0-9]{2} .{1,72}",
     "[0-9]{4}[0-9FTUMA]0[01] [^ ].*"},
    {CptForm::kMedium, "[0-9]{4}[0-9FTUMA] [^ ].{0,47}", ".*"},
};

// The first line of the form, when enough others have it too.
std::optional<size_t> FirstLineOf(const LineForm& form, const SourceFile& file,
                                  const std::vector<TextLine>& head) {
  const re2::RE2 row(ToRe2(form.row), re2::RE2::Latin1);
  if (Count(head, row).good == 0) return std::nullopt;
  const std::vector<TextLine> lines = FirstLines(file.bytes, kSampleLines);
  const Tally tally = Count(lines, row);
  const re2::RE2 some_row(ToRe2(form.some_row), re2::RE2::Latin1);
  if (!tally.convinces() || Count(lines, some_row).good == 0) {
    return std::nullopt;
  }
  return tally.first;
}

}  // namespace

std::optional<CptLayout> RecognizeCptForm(const SourceFile& file) {
  const std::vector<TextLine> head = FirstLines(file.bytes, kMostHeaderLines);
  if (std::optional<CptLayout> table = RecognizeTable(file, head)) return table;
  for (const LineForm& form : kLineForms) {
    const std::optional<size_t> first = FirstLineOf(form, file, head);
    if (!first) continue;
    CptLayout layout{.form = form.form, .begin = BeginOfData(head, *first)};
    if (form.form == CptForm::kMedium) {
      layout.form = MediumOrShort(file.bytes.substr(layout.begin));
    }
    layout.year = LatestYear(file.bytes.substr(0, layout.begin));
    return layout;
  }
  return std::nullopt;
}

}  // namespace codebook
