#include "codesets/icd10pcs/explain.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_join.h"
#include "codesets/explain.h"
#include "engine/concat.h"

namespace codebook {
namespace {

constexpr size_t kTableLength = 3;

// The value of one axis: "Approach 3 (Percutaneous)".
std::string Describe(const AxisValue& value) {
  return Concat(value.label.axis, " ", std::string_view(&value.character, 1),
                " (", value.label.text, ")");
}

// The values of one axis: "Approach 0, 4 or 8".
std::string DescribeAll(const std::vector<AxisValue>& values) {
  std::string text(values[0].label.axis);
  for (size_t i = 0; i < values.size(); ++i) {
    const std::string_view before = i == 0                  ? " "
                                    : i + 1 < values.size() ? ", "
                                                            : " or ";
    text = Concat(text, before, std::string_view(&values[i].character, 1));
  }
  return text;
}

class Explanation {
 public:
  Explanation(const CodeSet& release, Code code, Verdict& verdict)
      : release_(release),
        automaton_(release.automaton()),
        code_(code),
        verdict_(verdict),
        walk_(automaton_.Follow(code)),
        rows_(release.AxisRowsOf(code.Prefix(kTableLength))) {}

  void Give() {
    if (walk_.length == code_.size()) {
      GiveIncomplete();
      return;
    }
    verdict_.status = VerdictStatus::kUnknown;
    if (walk_.length < kTableLength) {
      AddIssue(
          verdict_, IssueId::kTableUnknown, At(),
          Concat("there is no table ", code_.Prefix(kTableLength).ToString(),
                 ": no ", WrongValue(),
                 walk_.length == 0 ? "" : Concat(" under ", Good())),
          AllowedAfter(release_, walk_));
    } else {
      GiveWrongValue();
    }
  }

 private:
  std::string Good() const { return code_.Prefix(walk_.length).ToString(); }
  char Wrong() const { return code_[walk_.length]; }
  size_t At() const { return walk_.length + 1; }

  // The name of the axis at which the walk ended.
  std::string AxisName() const {
    for (const Automaton::Edge edge : automaton_.edges(walk_.state)) {
      const std::string_view axis = release_.label(edge.label).axis;
      if (!axis.empty()) return std::string(axis);
    }
    return {};
  }

  // "Approach 4", or "4 as character 5" where axes have no names.
  std::string WrongValue() const {
    const std::string axis = AxisName();
    const std::string value(1, Wrong());
    return axis.empty() ? Concat(value, " as character ", At())
                        : Concat(axis, " ", value);
  }

  void GiveIncomplete() {
    verdict_.status = VerdictStatus::kIncomplete;
    AddIssue(verdict_, IssueId::kMoreCharactersRequired, At(),
             Concat(code_.ToString(), " begins ", CountOfCodes(CodesBelow()),
                    "; next comes ",
                    AxisName().empty() ? Concat("character ", At())
                                       : Concat("the ", AxisName())),
             AllowedAfter(release_, walk_));
  }

  uint32_t CodesBelow() const {
    return release_.CountBillable(
        {walk_.row, walk_.row + automaton_.codes(walk_.state)});
  }

  std::optional<AxisValue> ValueIn(const AxisRowRecord& row,
                                   size_t position) const {
    for (const AxisValue& value : release_.AxisValues(row, position)) {
      if (value.character == code_[position]) return value;
    }
    return std::nullopt;
  }

  // The value that `code_` has at a position, as any row of the table has it.
  std::optional<AxisValue> ValueInTable(size_t position) const {
    for (const AxisRowRecord& row : rows_) {
      if (auto value = ValueIn(row, position)) return value;
    }
    return std::nullopt;
  }

  void GiveWrongValue() {
    if (rows_.empty()) {
      GiveWrongValueWithoutRows();
      return;
    }
    const std::optional<AxisValue> value = ValueInTable(walk_.length);
    if (!value) {
      AddIssue(verdict_, IssueId::kAxisValueInvalid, At(),
               Concat("no row of table ", Table(), " has ", WrongValue()),
               AllowedAfter(release_, walk_));
      return;
    }
    AddIssue(verdict_, IssueId::kAxisCombinationInvalid, At(),
             Concat("table ", Table(), " has ", Describe(*value),
                    ", but no row has it together with ", ValuesBefore(),
                    NearestRow()),
             AllowedAfter(release_, walk_));
  }

  // An order file alone has no rows; whether any code of the table has the
  // value is still to be seen.
  void GiveWrongValueWithoutRows() {
    const RowRange codes =
        automaton_.Range(code_.Prefix(kTableLength)).value_or(RowRange{});
    bool known = false;
    for (uint32_t row = codes.first; row < codes.last && !known; ++row) {
      known = release_.code(row)[walk_.length] == Wrong();
    }
    AddIssue(
        verdict_,
        known ? IssueId::kAxisCombinationInvalid : IssueId::kAxisValueInvalid,
        At(),
        known ? Concat("table ", Table(), " has ", WrongValue(),
                       ", but no code has it after ", Good())
              : Concat("no code of table ", Table(), " has ", WrongValue()),
        AllowedAfter(release_, walk_));
  }

  std::string Table() const { return code_.Prefix(kTableLength).ToString(); }

  std::string ValuesBefore() const {
    std::vector<std::string> values;
    for (size_t position = kTableLength; position < walk_.length; ++position) {
      if (const auto value = ValueInTable(position)) {
        values.push_back(Describe(*value));
      }
    }
    // The rows of a damaged release need not fit its codes.
    if (values.empty()) return Good();
    if (values.size() == 1) return values[0];
    const std::string last = std::move(values.back());
    values.pop_back();
    return Concat(absl::StrJoin(values, ", "), " and ", last);
  }

  // The positions of the code that a row does not have.
  std::vector<size_t> Missing(const AxisRowRecord& row) const {
    std::vector<size_t> missing;
    for (size_t position = kTableLength; position < code_.size(); ++position) {
      if (!ValueIn(row, position)) missing.push_back(position);
    }
    return missing;
  }

  // Which row comes nearest to the code, and what would have to change.
  std::string NearestRow() const {
    const AxisRowRecord* nearest = nullptr;
    std::vector<size_t> change;
    for (const AxisRowRecord& row : rows_) {
      const std::vector<size_t> missing = Missing(row);
      if (nearest == nullptr || missing.size() < change.size()) {
        nearest = &row;
        change = missing;
      }
    }
    if (nearest == nullptr || change.empty()) return {};
    std::vector<std::string> changes;
    for (const size_t position : change) {
      const std::vector<AxisValue> values =
          release_.AxisValues(*nearest, position);
      if (values.empty()) continue;
      changes.push_back(values.size() == 1 ? Describe(values[0])
                                           : DescribeAll(values));
    }
    return Concat("; row ", nearest - rows_.data() + 1,
                  " of the table comes nearest and would have ",
                  absl::StrJoin(changes, " and "));
  }

  const CodeSet& release_;
  const Automaton& automaton_;
  Code code_;
  Verdict& verdict_;
  Automaton::Walk walk_;
  std::span<const AxisRowRecord> rows_;
};

}  // namespace

void ExplainIcd10pcs(const CodeSet& release, Code code, Verdict& verdict) {
  Explanation(release, code, verdict).Give();
}

}  // namespace codebook
