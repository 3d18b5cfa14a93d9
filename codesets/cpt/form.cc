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
constexpr size_t kLastMediumColumn = 54;
constexpr size_t kLastShortColumn = 34;

bool Matches(std::string_view line, const re2::RE2& pattern) {
  return re2::RE2::FullMatch(re2::StringPiece(line.data(), line.size()),
                             pattern);
}

bool Contains(std::string_view line, const re2::RE2& pattern) {
  return re2::RE2::PartialMatch(re2::StringPiece(line.data(), line.size()),
                                pattern);
}

std::vector<TextLine> FirstLines(std::string_view text, size_t begin,
                                 size_t at_most) {
  std::vector<TextLine> lines;
  TextLines all(text, begin);
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

// Whether most rows below a header row have a CPT code in its code column. A
// table without descriptions is of use to nobody, unless the user named it;
// then the reader says what is missing.
bool IsTableAt(const SourceFile& file, size_t begin, char delimiter,
               const CptPatterns& patterns) {
  const std::vector<DelimitedRow> rows = SampleDelimited(
      file.bytes.substr(begin, kSampleBytes), delimiter, kSampleRows);
  if (rows.empty() || rows[0].size() < 2) return false;
  const CptColumns columns(rows[0]);
  const std::optional<size_t> code_column = columns.Find(CptColumn::kCode);
  const bool complete = code_column && columns.has_description();
  if (!complete && !(file.named && (code_column || columns.has_description())))
    return false;
  size_t codes = 0;
  size_t modifiers = 0;
  for (size_t i = 1; i < rows.size(); ++i) {
    if (rows[i].size() <= code_column.value_or(0)) continue;
    const std::optional<Code> code =
        Code::Parse(rows[i][code_column.value_or(0)].text, 0);
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

}  // namespace

std::optional<CptLayout> RecognizeCptForm(const SourceFile& file) {
  const std::vector<TextLine> head =
      FirstLines(file.bytes, 0, kMostHeaderLines);
  if (std::optional<CptLayout> table = RecognizeTable(file, head)) return table;

  const re2::RE2 tabbed("(?:[0-9]{4}[0-9FTUMA]|[0-9A-Z]{2})\\t[^\\t]+",
                        re2::RE2::Latin1);
  const re2::RE2 tabbed_code("[0-9]{4}[0-9FTUMA]\\t[^\\t]+", re2::RE2::Latin1);
  const re2::RE2 fixed("[0-9]{4}[0-9FTUMA][0-9]{2} .{1,72}", re2::RE2::Latin1);
  const re2::RE2 fixed_first("[0-9]{4}[0-9FTUMA]0[01] [^ ].*",
                             re2::RE2::Latin1);
  const re2::RE2 brief("[0-9]{4}[0-9FTUMA] [^ ].{0,47}", re2::RE2::Latin1);
  const struct {
    CptForm form;
    const re2::RE2& pattern;
  } forms[] = {{CptForm::kLongTabbed, tabbed},
               {CptForm::kLongFixed, fixed},
               {CptForm::kMedium, brief}};
  const std::vector<TextLine> lines = FirstLines(file.bytes, 0, kSampleLines);
  for (const auto& [form, pattern] : forms) {
    const Tally tally = Count(lines, pattern);
    if (!tally.convinces()) continue;
    const TextLine& first = lines[tally.first];
    if (form == CptForm::kLongFixed && !Matches(first.text, fixed_first)) {
      continue;
    }
    // Two characters and a tab alone could be anything.
    if (form == CptForm::kLongTabbed && Count(lines, tabbed_code).good == 0) {
      continue;
    }
    CptLayout layout{.form = form, .begin = BeginOfData(lines, tally.first)};
    if (form == CptForm::kMedium) {
      layout.form = MediumOrShort(file.bytes.substr(layout.begin));
    }
    layout.year = LatestYear(file.bytes.substr(0, layout.begin));
    return layout;
  }
  return std::nullopt;
}

}  // namespace codebook
