#include "tools/codebook/option_values.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "codesets/code_system.h"
#include "engine/concat.h"
#include "engine/date.h"
#include "engine/release_id.h"
#include "tools/codebook/did_you_mean.h"

namespace codebook {
namespace {

std::string Alternatives(const std::vector<std::string_view>& names) {
  return absl::StrJoin(names, ", ", [](std::string* text, std::string_view n) {
    text->append(n);
  });
}

absl::Status CheckSet(const std::string& set) {
  if (set.empty() || FindCodeSystem(set) != nullptr) return absl::OkStatus();
  std::vector<std::string_view> names;
  for (const CodeSystem& system : CodeSystems()) names.push_back(system.name);
  // "ICD-10-CM" is near to icd10cm.
  std::string bare = absl::AsciiStrToLower(set);
  std::erase(bare, '-');
  return absl::InvalidArgumentError(
      Concat("unknown code set '", set, "'", DidYouMean(bare, names),
             " (code sets: ", Alternatives(names), ")"));
}

absl::StatusOr<std::optional<Date>> ReadDate(std::string_view option,
                                             const std::string& text) {
  if (text.empty()) return std::optional<Date>();
  const std::optional<Date> date = Date::Parse(text);
  if (date) return date;
  return absl::InvalidArgumentError(
      Concat(option, ": '", text, "' is not a day; expected YYYY-MM-DD"));
}

absl::StatusOr<std::optional<ReleaseId>> ReadRelease(std::string_view option,
                                                     const std::string& text) {
  if (text.empty()) return std::optional<ReleaseId>();
  if (std::optional<ReleaseId> id = ReleaseId::Parse(text)) {
    if (absl::Status status = CheckSet(id->set); !status.ok()) return status;
    return id;
  }
  return absl::InvalidArgumentError(
      Concat(option, ": '", text,
             "' is not a release; expected SET@YYYY-MM-DD, such as "
             "icd10cm@2025-10-01"));
}

absl::Status CheckChoice(const ReleaseChoice& choice) {
  if (!choice.release) return absl::OkStatus();
  if (choice.on) {
    return absl::InvalidArgumentError(
        "--release and --on both choose a release; give one of them");
  }
  if (!choice.set.empty() && choice.set != choice.release->set) {
    return absl::InvalidArgumentError(Concat("--release is of the code set ",
                                             choice.release->set,
                                             ", --set says ", choice.set));
  }
  return absl::OkStatus();
}

absl::StatusOr<Format> ReadFormat(const OptionTexts& texts,
                                  const Command& command) {
  if (texts.format.empty()) {
    return texts.json ? Format::kJson : command.formats.front();
  }
  std::vector<std::string_view> names;
  for (const Format format : command.formats) {
    names.push_back(FormatName(format));
    if (texts.format != names.back()) continue;
    if (texts.json && format != Format::kJson) {
      return absl::InvalidArgumentError(Concat(
          "--json and --format ", texts.format, " contradict one another"));
    }
    return format;
  }
  return absl::InvalidArgumentError(
      Concat("--format: unknown format '", texts.format, "'",
             DidYouMean(texts.format, names), " (formats of ", command.name,
             ": ", Alternatives(names), ")"));
}

absl::StatusOr<Color> ReadColor(const std::string& text) {
  if (text.empty() || text == "auto") return Color::kAuto;
  if (text == "always") return Color::kAlways;
  if (text == "never") return Color::kNever;
  return absl::InvalidArgumentError(
      Concat("--color: expected auto, always or never, found '", text, "'"));
}

absl::StatusOr<std::optional<Sex>> ReadSex(const std::string& text) {
  const std::string lower = absl::AsciiStrToLower(text);
  if (lower.empty()) return std::optional<Sex>();
  if (lower == "f" || lower == "female") return std::optional(Sex::kFemale);
  if (lower == "m" || lower == "male") return std::optional(Sex::kMale);
  return absl::InvalidArgumentError(
      Concat("--sex: expected F or M, found '", text, "'"));
}

absl::StatusOr<std::optional<int>> ReadAge(const std::string& text) {
  constexpr int kOldest = 150;
  if (text.empty()) return std::optional<int>();
  int age = 0;
  if (absl::SimpleAtoi(text, &age) && age >= 0 && age <= kOldest) {
    return std::optional(age);
  }
  return absl::InvalidArgumentError(
      Concat("--age: expected whole years from 0 to ", kOldest, ", found '",
             text, "'"));
}

// "Y,N,1" or "YN1".
absl::StatusOr<std::vector<PresentOnAdmission>> ReadPoa(
    const std::string& text) {
  using Poa = PresentOnAdmission;
  std::vector<Poa> flags;
  for (const char c : absl::AsciiStrToUpper(text)) {
    switch (c) {
      case 'Y':
        flags.push_back(Poa::kYes);
        break;
      case 'N':
        flags.push_back(Poa::kNo);
        break;
      case 'U':
        flags.push_back(Poa::kUnknown);
        break;
      case 'W':
        flags.push_back(Poa::kUndetermined);
        break;
      case '1':
        flags.push_back(Poa::kExempt);
        break;
      case '-':
        flags.push_back(Poa::kNotGiven);
        break;
      case ',':
      case ' ':
        break;
      default:
        return absl::InvalidArgumentError(
            Concat("--poa: expected Y, N, U, W, 1 (exempt) or - (none) for "
                   "each code, found '",
                   text, "'"));
    }
  }
  return flags;
}

absl::StatusOr<size_t> ReadLimit(const std::string& text,
                                 const Command& command) {
  if (text.empty()) return command.limit;
  constexpr uint32_t kMost = 1000;
  uint32_t limit = 0;
  if (absl::SimpleAtoi(text, &limit) && limit >= 1 && limit <= kMost) {
    return limit;
  }
  return absl::InvalidArgumentError(Concat(
      "--limit: expected a number from 1 to ", kMost, ", found '", text, "'"));
}

}  // namespace

absl::Status ReadOptions(const OptionTexts& texts, const Command& command,
                         Arguments& arguments) {
  absl::Status status;
  // Stores a value, or keeps the first error.
  const auto store = [&status](auto value, auto& place) {
    if (value.ok()) {
      place = *std::move(value);
    } else {
      status.Update(value.status());
    }
  };
  arguments.catalog = texts.catalog;
  arguments.choice.set = texts.set;
  status.Update(CheckSet(texts.set));
  store(ReadDate("--on", texts.on), arguments.choice.on);
  store(ReadRelease("--release", texts.release), arguments.choice.release);
  store(ReadRelease("--against", texts.against), arguments.against);
  store(ReadFormat(texts, command), arguments.format);
  store(ReadColor(texts.color), arguments.color);
  store(ReadDate("--effective", texts.effective), arguments.effective);
  arguments.affects = texts.affects;
  arguments.check.principal = texts.principal;
  arguments.check.excludes2 = texts.excludes2;
  store(ReadSex(texts.sex), arguments.check.sex);
  store(ReadAge(texts.age), arguments.check.age);
  store(ReadPoa(texts.poa), arguments.check.poa);
  store(ReadLimit(texts.limit, command), arguments.limit);
  arguments.billable_only = texts.billable;
  arguments.within = texts.within;
  status.Update(CheckChoice(arguments.choice));
  return status;
}

}  // namespace codebook
