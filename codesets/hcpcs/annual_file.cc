#include "codesets/hcpcs/annual_file.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_format.h"
#include "codesets/text_lines.h"
#include "codesets/written_date.h"
#include "engine/concat.h"
#include "re2/re2.h"

namespace codebook {
namespace {

// A disclaimer is no longer than this.
constexpr int kMostDisclaimerLines = 1000;
constexpr int kSampleLines = 200;

// Columns, counted from 1.
constexpr size_t kModifier = 4;
constexpr size_t kSequence = 6;
constexpr size_t kRecordId = 11;
constexpr size_t kText = 12;
constexpr size_t kShortText = 92;
constexpr size_t kAdded = 269;
constexpr size_t kActionEffective = 277;
constexpr size_t kTerminated = 285;

constexpr int kSequenceStep = 100;

// What the fixed columns at the beginning of a record say.
struct RecordHead {
  Code code;
  bool modifier;
  bool first;
  int sequence;
};

bool AllDigits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Whether a line is meant for a record: prose has no such columns. Whether it
// is a good one is for the reader to say.
bool LooksLikeRecord(std::string_view line) {
  const auto filled_with_digits = [&](size_t first, size_t last) {
    const std::string_view columns = Columns(line, first, last);
    return columns.size() == last - first + 1 && AllDigits(columns);
  };
  return filled_with_digits(kSequence, kRecordId) ||
         filled_with_digits(kAdded, kActionEffective - 1);
}

class Reader {
 public:
  explicit Reader(const SourceFile& file) : file_(file) {}

  absl::StatusOr<std::vector<HcpcsEntry>> Read() {
    TextLines lines(file_.bytes);
    bool in_data = false;
    for (TextLine line; lines.Next(line);) {
      if (WithoutTrailingBlanks(line.text).empty()) continue;
      if (!in_data) {
        if (!LooksLikeRecord(line.text)) continue;
        in_data = true;
        absl::Status status = CheckUtf8From(file_, line.offset);
        if (!status.ok()) return status;
      }
      line_ = line;
      if (absl::Status status = ReadRecord(); !status.ok()) return status;
    }
    if (entries_.empty()) {
      return SourceError(file_, 0, "no HCPCS record found");
    }
    return std::move(entries_);
  }

 private:
  // At a column, or at the end of a line that does not reach it.
  absl::Status Error(size_t column, std::string_view what) const {
    const size_t in_line = std::min(column - 1, line_.text.size());
    return SourceError(file_, line_.offset + in_line, what);
  }

  absl::StatusOr<RecordHead> ReadHead() const {
    const std::string_view id = Columns(line_.text, kRecordId, kRecordId);
    if (id.empty() ||
        std::string_view("3478").find(id) == std::string_view::npos) {
      return Error(kRecordId, Concat("record id \"", id,
                                     "\" found, 3, 4, 7 or 8 expected"));
    }
    RecordHead head{.code = {},
                    .modifier = id == "7" || id == "8",
                    .first = id == "3" || id == "7",
                    .sequence = 0};
    const std::string_view written = Columns(line_.text, 1, kSequence - 1);
    const std::optional<Code> code =
        head.modifier ? ReadModifier(written) : ReadCode(written);
    if (!code) {
      return Error(1, Concat("\"", written, "\" found, ",
                             head.modifier
                                 ? "three blanks and a modifier of two letters "
                                   "or digits expected"
                                 : "a letter and four digits expected"));
    }
    head.code = *code;
    const std::string_view sequence =
        Columns(line_.text, kSequence, kRecordId - 1);
    if (!AllDigits(sequence)) {
      return Error(kSequence, Concat("\"", sequence,
                                     "\" found, a sequence number of five "
                                     "digits expected"));
    }
    std::from_chars(sequence.data(), sequence.data() + sequence.size(),
                    head.sequence);
    return head;
  }

  static std::optional<Code> ReadCode(std::string_view written) {
    if (written[0] < 'A' || written[0] > 'Z' || !AllDigits(written.substr(1))) {
      return std::nullopt;
    }
    return Code::FromCharacters(written);
  }

  static std::optional<Code> ReadModifier(std::string_view written) {
    if (!written.starts_with("   ")) return std::nullopt;
    return Code::FromCharacters(written.substr(kModifier - 1));
  }

  // Columns are counted in bytes: one is not to be cut off inside a character.
  absl::Status CheckColumns() const {
    for (const size_t column : {kText, kShortText, kShortText + 28}) {
      if (SplitsCharacter(line_.text, column)) {
        return Error(column,
                     "a character that stands across this column found");
      }
    }
    return absl::OkStatus();
  }

  absl::Status ReadRecord() {
    if (absl::Status status = CheckColumns(); !status.ok()) return status;
    const absl::StatusOr<RecordHead> head = ReadHead();
    if (!head.ok()) return head.status();
    const bool continues = !entries_.empty() &&
                           entries_.back().code == head->code &&
                           entries_.back().modifier == head->modifier;
    if (!head->first && !continues) {
      return Error(1, Concat("a further record of ", head->code.ToString(),
                             " found before its first"));
    }
    const int expected =
        head->first ? kSequenceStep : sequence_ + kSequenceStep;
    if (head->sequence != expected) {
      return Error(kSequence,
                   absl::StrFormat("sequence number %05d found, %05d expected",
                                   head->sequence, expected));
    }
    sequence_ = head->sequence;
    return head->first ? BeginEntry(*head) : ContinueEntry();
  }

  absl::Status BeginEntry(const RecordHead& head) {
    const auto [known, added] =
        offset_of_.try_emplace(head.code.key(), line_.offset);
    if (!added) {
      return Error(1, Concat(head.code.ToString(), " occurs twice, first at ",
                             PlaceName(file_, known->second)));
    }
    const std::string_view line = line_.text;
    HcpcsEntry entry{
        .code = head.code,
        .modifier = head.modifier,
        .title = std::string(
            WithoutBlanksAround(Columns(line, kText, kShortText - 1))),
        .short_title = WithoutBlanksAround(Columns(line, kShortText, 119)),
        .coverage_code = WithoutBlanksAround(Columns(line, 230, 230)),
        .action_code = WithoutBlanksAround(Columns(line, 293, 293)),
        .offset = line_.offset};
    if (entry.title.empty()) {
      return Error(kText, Concat("no long description of ",
                                 head.code.ToString(), " found"));
    }
    for (const auto& [column, date] :
         {std::pair(kAdded, &entry.added),
          std::pair(kActionEffective, &entry.action_effective),
          std::pair(kTerminated, &entry.terminated)}) {
      absl::Status status = ReadDate(column, *date);
      if (!status.ok()) return status;
    }
    entries_.push_back(std::move(entry));
    return absl::OkStatus();
  }

  absl::Status ReadDate(size_t column, std::optional<Date>& date) const {
    const std::string_view written =
        WithoutBlanksAround(Columns(line_.text, column, column + 7));
    if (written.empty()) return absl::OkStatus();
    date = ReadCompactDate(written);
    if (date) return absl::OkStatus();
    return Error(column,
                 Concat("\"", written, "\" found, a date YYYYMMDD expected"));
  }

  absl::Status ContinueEntry() {
    const std::string_view text =
        WithoutBlanksAround(Columns(line_.text, kText, kShortText - 1));
    if (!text.empty()) entries_.back().title += Concat(" ", text);
    if (entries_.back().title.size() > kMostTextBytes) {
      return Error(kText, Concat("a long description of more than ",
                                 kMostTextBytes, " bytes found"));
    }
    return absl::OkStatus();
  }

  const SourceFile& file_;
  TextLine line_;
  // Of the record before.
  int sequence_ = 0;
  std::vector<HcpcsEntry> entries_;
  absl::flat_hash_map<uint64_t, size_t> offset_of_;
};

}  // namespace

bool IsHcpcsAnnualFile(const SourceFile& file) {
  const re2::RE2 record("(?:[A-Z][0-9]{4}|   [0-9A-Z]{2})[0-9]{5}[3478].*",
                        re2::RE2::Latin1);
  TextLines lines(file.bytes);
  int passed_over = 0;
  int good = 0;
  int bad = 0;
  for (TextLine line; good + bad < kSampleLines && lines.Next(line);) {
    if (WithoutTrailingBlanks(line.text).empty()) continue;
    if (re2::RE2::FullMatch(
            re2::StringPiece(line.text.data(), line.text.size()), record)) {
      ++good;
    } else if (good > 0) {
      ++bad;
    } else if (++passed_over == kMostDisclaimerLines) {
      return false;
    }
  }
  return good > 0 && good >= bad;
}

absl::StatusOr<std::vector<HcpcsEntry>> ReadHcpcsAnnualFile(
    const SourceFile& file) {
  return Reader(file).Read();
}

}  // namespace codebook
