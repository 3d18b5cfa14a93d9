// The user's table of edits in the manner of the Medicare Code Editor.

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "codesets/add_ons/add_ons.h"
#include "codesets/delimited_file.h"
#include "engine/concat.h"

namespace codebook {
namespace {

struct KnownEdit {
  std::string_view name;
  EditKind kind;
  int youngest;
  int oldest;
};

// The age ranges are those of the Medicare Code Editor.
constexpr std::array<KnownEdit, 8> kEdits = {{
    {"newborn", EditKind::kAge, 0, 0},
    {"pediatric", EditKind::kAge, 0, 17},
    {"maternity", EditKind::kAge, 9, 64},
    {"adult", EditKind::kAge, 15, 124},
    {"age", EditKind::kAge, -1, -1},
    {"female", EditKind::kFemale, 0, 0},
    {"male", EditKind::kMale, 0, 0},
    {"unacceptable principal", EditKind::kUnacceptablePrincipal, 0, 0},
}};
constexpr std::string_view kEditNames =
    "newborn, pediatric, maternity, adult, age, female, male, unacceptable "
    "principal";

const KnownEdit* FindEdit(std::string_view text) {
  std::string name = absl::AsciiStrToLower(ToAbsl(text));
  std::ranges::replace(name, '-', ' ');
  std::ranges::replace(name, '_', ' ');
  const auto found = std::ranges::find(kEdits, name, &KnownEdit::name);
  return found == kEdits.end() ? nullptr : &*found;
}

std::optional<int> ReadAge(std::string_view text) {
  int age = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, age);
  if (error != std::errc() || rest != end || age < 0 || age > 150) {
    return std::nullopt;
  }
  return age;
}

enum Column : size_t { kCode, kEdit, kFrom, kTo };
constexpr std::array<std::string_view, 4> kColumns = {"code", "edit", "from",
                                                      "to"};

// Where each column stands; none when one is missing or there are others.
std::optional<std::array<size_t, 4>> FindColumns(const DelimitedRow& header) {
  std::array<size_t, 4> places{};
  if (header.size() != kColumns.size()) return std::nullopt;
  for (size_t column = 0; column < kColumns.size(); ++column) {
    const auto at = std::ranges::find(
        header, kColumns[column], [](const DelimitedField& field) {
          return absl::AsciiStrToLower(field.text);
        });
    if (at == header.end()) return std::nullopt;
    places[column] = static_cast<size_t>(at - header.begin());
  }
  return places;
}

class EditsReader {
 public:
  explicit EditsReader(const SourceFile& file) : file_(file) {}

  absl::Status Read(const DelimitedRow& row) {
    if (!places_) {
      places_ = FindColumns(row);
      return absl::OkStatus();
    }
    const std::optional<Code> code = Code::Parse(Text(row, kCode), 3);
    if (!code || code->size() < 3) {
      return Error(row, kCode, "a code of three to seven characters expected");
    }
    const KnownEdit* const known = FindEdit(Text(row, kEdit));
    if (known == nullptr) {
      return Error(row, kEdit, Concat("one of ", kEditNames, " expected"));
    }
    EditRule rule{.kind = known->kind,
                  .name = std::string(known->name),
                  .youngest = known->youngest,
                  .oldest = known->oldest};
    absl::Status status = ReadLimit(row, kFrom, rule, rule.youngest, rule.from);
    if (status.ok()) status = ReadLimit(row, kTo, rule, rule.oldest, rule.to);
    if (!status.ok()) return status;
    if (rule.kind == EditKind::kAge && rule.youngest < 0) {
      return Error(row, kFrom, "the youngest age expected");
    }
    if (rule.kind == EditKind::kAge && rule.oldest < rule.youngest) {
      return Error(row, kTo,
                   Concat("an age of ", rule.youngest, " or more expected"));
    }
    if (rule.from && rule.to && *rule.to < *rule.from) {
      return Error(
          row, kTo,
          Concat("a day not before ", rule.from->ToString(), " expected"));
    }
    rules_[code->key()].push_back(std::move(rule));
    return absl::OkStatus();
  }

  // By code.
  const std::map<uint64_t, std::vector<EditRule>>& rules() const {
    return rules_;
  }

 private:
  std::string_view Text(const DelimitedRow& row, Column column) const {
    return row[(*places_)[column]].text;
  }

  absl::Status Error(const DelimitedRow& row, Column column,
                     std::string_view expected) const {
    return SourceError(file_, row[(*places_)[column]].offset,
                       Concat("\"", Text(row, column), "\" found as \"",
                              kColumns[column], "\", ", expected));
  }

  absl::Status ReadLimit(const DelimitedRow& row, Column column,
                         const EditRule& rule, int& age,
                         std::optional<Date>& day) const {
    const std::string_view text = Text(row, column);
    if (text.empty()) return absl::OkStatus();
    day = Date::Parse(text);
    if (day) return absl::OkStatus();
    const std::optional<int> years = ReadAge(text);
    if (years && rule.kind == EditKind::kAge) {
      age = *years;
      return absl::OkStatus();
    }
    return Error(row, column,
                 rule.kind == EditKind::kAge
                     ? "an age in years or a day (YYYY-MM-DD) expected"
                     : "a day (YYYY-MM-DD) expected");
  }

  const SourceFile& file_;
  std::optional<std::array<size_t, 4>> places_;
  std::map<uint64_t, std::vector<EditRule>> rules_;
};

}  // namespace

std::string EditRule::ToProperty() const {
  return Concat(youngest, ",", oldest, ",", from ? from->ToString() : "", ",",
                to ? to->ToString() : "");
}

std::optional<EditRule> EditRule::Parse(std::string_view name,
                                        std::string_view value) {
  const KnownEdit* const known = FindEdit(name);
  const std::vector<std::string> parts = absl::StrSplit(ToAbsl(value), ',');
  if (known == nullptr || parts.size() != 4) return std::nullopt;
  const std::optional<int> youngest = ReadAge(parts[0]);
  const std::optional<int> oldest = ReadAge(parts[1]);
  if (!youngest || !oldest) return std::nullopt;
  return EditRule{.kind = known->kind,
                  .name = std::string(name),
                  .youngest = *youngest,
                  .oldest = *oldest,
                  .from = Date::Parse(parts[2]),
                  .to = Date::Parse(parts[3])};
}

std::optional<Recognition> RecognizeEdits(const SourceFile& file) {
  const std::vector<DelimitedRow> sample =
      SampleDelimited(HeadOf(file), DelimiterOf(HeadOf(file)), 1);
  if (sample.empty() || !FindColumns(sample[0])) return std::nullopt;
  return Recognition{FileRole::kModel, "table of edits"};
}

absl::Status ReadEdits(const ReadRequest& request) {
  for (const RecognizedFile& file : request.files) {
    if (absl::Status status = CheckUtf8(file.source); !status.ok()) {
      return status;
    }
    EditsReader reader(file.source);
    absl::Status status = ReadDelimited(
        file.source, 0, DelimiterOf(HeadOf(file.source)),
        [&reader](const DelimitedRow& row) { return reader.Read(row); });
    if (!status.ok()) return status;
    if (reader.rules().empty()) {
      return SourceError(file.source, 0, "no edit found below the headings");
    }
    for (const auto& [key, rules] : reader.rules()) {
      const NodeId row = request.builder.AddRow(
          Code::FromKey(key), {.kind = Kind::kCode, .billable = true});
      for (const EditRule& rule : rules) {
        request.builder.AddProperty(row, rule.name, rule.ToProperty());
      }
    }
  }
  return absl::OkStatus();
}

}  // namespace codebook
