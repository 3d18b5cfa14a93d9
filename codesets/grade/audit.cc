#include "codesets/grade/audit.h"

#include <algorithm>
#include <array>
#include <utility>

#include "codesets/grade/conflicts.h"
#include "codesets/grade/exam.h"
#include "codesets/grade/key_code.h"
#include "codesets/grade/successors.h"
#include "codesets/judge.h"
#include "engine/concat.h"

namespace codebook {
namespace {

constexpr auto kNames = std::to_array<std::string_view>(
    {"retired", "not-yet-valid", "header", "incomplete", "unknown", "malformed",
     "several-sets", "alternative-repeated", "alternative-taken",
     "code-repeated", "option-repeated", "conflict", "release-old",
     "will-retire", "will-be-header", "will-conflict", "title-will-change"});

AuditId IdOf(VerdictStatus status) {
  switch (status) {
    case VerdictStatus::kRetired:
      return AuditId::kRetired;
    case VerdictStatus::kFuture:
      return AuditId::kNotYetValid;
    case VerdictStatus::kHeader:
      return AuditId::kHeader;
    case VerdictStatus::kIncomplete:
      return AuditId::kIncomplete;
    case VerdictStatus::kMalformed:
      return AuditId::kMalformed;
    case VerdictStatus::kValid:
    case VerdictStatus::kUnknown:
      break;
  }
  return AuditId::kUnknown;
}

std::string InvalidWords(const KeyCode& code, const Verdict& verdict) {
  for (const Issue& issue : verdict.issues) {
    if (issue.severity == Severity::kError) {
      return Concat(code.printed, ": ", issue.message);
    }
  }
  return Concat(code.printed, " is ", StatusName(verdict.status));
}

// The successors of a code as suggestions.
std::vector<Suggestion> SuccessorsOf(const CodeSet& before,
                                     const CodeSet& after, Code code) {
  std::vector<Suggestion> suggestions;
  for (const NodeId row : FindSuccessors(before, after, code)) {
    suggestions.push_back({after.Name(row), after.title(row), "successor"});
  }
  return suggestions;
}

// The audit of one question.
class QuestionAudit {
 public:
  QuestionAudit(const Catalog& catalog, const Question& question,
                const Exam& exam, const std::vector<ExamItem>& items,
                const std::optional<ReleaseId>& against,
                std::vector<AuditFinding>& findings)
      : catalog_(catalog),
        question_(question),
        exam_(exam),
        items_(items),
        against_(against),
        findings_(findings) {}

  absl::Status Run() {
    for (const ExamItem& item : items_) {
      for (const KeyCode& code : item.codes) {
        CheckCode(code, Severity::kError);
        CheckAge(code);
      }
    }
    CheckOptions();
    CheckAlternatives();
    CheckRepeated();
    CheckConflicts();
    for (const ExamItem& item : items_) {
      for (const KeyCode& code : item.codes) {
        absl::Status status = CheckFuture(code);
        if (!status.ok()) return status;
      }
    }
    return CheckFutureConflicts();
  }

 private:
  AuditFinding& Add(AuditId id, Severity severity,
                    std::vector<std::string> codes, const CodeSet& release,
                    std::string message) {
    return findings_.emplace_back(AuditFinding{.id = id,
                                               .severity = severity,
                                               .question = &question_,
                                               .codes = std::move(codes),
                                               .release = release.id(),
                                               .message = std::move(message)});
  }

  // Is it valid on the day of the question?
  void CheckCode(const KeyCode& code, Severity severity) {
    const Verdicts verdicts = exam_.validator.Validate(code.written);
    size_t valid = 0;
    for (const Verdict& verdict : verdicts) {
      valid += verdict.status == VerdictStatus::kValid ? 1U : 0U;
    }
    if (valid > 1) {
      Add(AuditId::kSeveralSets, Severity::kWarning, {code.written},
          *code.release,
          Concat(code.printed,
                 " is a valid code of several sets; it is taken "
                 "as one of ",
                 SetTitle(code.release->set()),
                 "; say which is meant with 'set'"));
    }
    if (code.status == VerdictStatus::kValid) return;
    const Verdict& verdict = ChooseVerdict(verdicts, code);
    AuditFinding& finding = Add(IdOf(verdict.status), severity, {code.written},
                                *verdict.release, InvalidWords(code, verdict));
    finding.suggestions = verdict.suggestions;
    if (verdict.status != VerdictStatus::kRetired || !verdict.other_release) {
      return;
    }
    const absl::StatusOr<CodeSetPtr> last =
        catalog_.Get(*verdict.other_release);
    if (!last.ok()) return;
    std::vector<Suggestion> successors =
        SuccessorsOf(**last, *verdict.release, verdict.code);
    if (!successors.empty()) finding.suggestions = std::move(successors);
  }

  // Releases come every year.
  void CheckAge(const KeyCode& code) {
    constexpr int32_t kYear = 366;
    if (!exam_.on ||
        exam_.on->days() - code.release->effective().days() <= kYear) {
      return;
    }
    const std::string release = code.release->id().ToString();
    if (std::ranges::any_of(findings_, [&](const AuditFinding& finding) {
          return finding.question == &question_ &&
                 finding.id == AuditId::kReleaseOld &&
                 finding.release == code.release->id();
        })) {
      return;
    }
    Add(AuditId::kReleaseOld, Severity::kWarning, {code.written}, *code.release,
        Concat("the newest loaded release on ", exam_.on->ToString(), " is ",
               release, ", more than a year older: load the one of that year"));
  }

  void CheckOptions() {
    std::vector<KeyCode> read;
    for (const KeyOption& option : question_.options) {
      KeyCode code = ReadKeyCode(exam_.validator, option.code);
      const bool answers = std::ranges::any_of(
          items_.front().codes,
          [&](const KeyCode& other) { return other.normal == code.normal; });
      if (!answers) CheckCode(code, Severity::kWarning);
      const auto same = std::ranges::find(read, code.normal, &KeyCode::normal);
      if (same != read.end()) {
        Add(AuditId::kOptionRepeated, Severity::kError,
            {option.code, same->written}, *code.release,
            Concat("option ", option.label, ", ", code.printed,
                   ", is there before"));
      }
      read.push_back(std::move(code));
    }
  }

  void CheckAlternatives() {
    for (const ExamItem& item : items_) {
      for (auto code = item.codes.begin() + 1; code < item.codes.end();
           ++code) {
        const auto same = std::find_if(
            item.codes.begin(), code,
            [&](const KeyCode& other) { return other.normal == code->normal; });
        if (same == code) continue;
        Add(AuditId::kAlternativeRepeated, Severity::kError,
            {code->written, item.codes.front().written}, *code->release,
            Concat(code->printed,
                   same == item.codes.begin()
                       ? " is accepted for itself: it is the code of the key"
                       : " is accepted twice for one code"));
      }
    }
  }

  // What one item takes, no other can.
  void CheckRepeated() {
    for (size_t i = 0; i < items_.size(); ++i) {
      for (size_t j = 0; j < items_.size(); ++j) {
        if (i == j) continue;
        for (size_t k = 0; k < items_[j].codes.size(); ++k) {
          const KeyCode& first = items_[i].codes.front();
          const KeyCode& other = items_[j].codes[k];
          if (first.normal != other.normal || (k == 0 && j < i)) continue;
          Add(k == 0 ? AuditId::kCodeRepeated : AuditId::kAlternativeTaken,
              Severity::kError,
              k == 0
                  ? std::vector{other.written}
                  : std::vector{other.written, items_[j].codes.front().written},
              *other.release,
              k == 0 ? Concat(other.printed, " is asked for twice")
                     : Concat(other.printed, " is accepted for ",
                              items_[j].codes.front().printed,
                              ", but is asked for itself"));
        }
      }
    }
  }

  // The codes that are diagnoses, as the key writes them.
  std::vector<std::string_view> Diagnoses() const {
    std::vector<std::string_view> codes;
    for (const ExamItem& item : items_) {
      const KeyCode& code = item.codes.front();
      if (item.role == Role::kProcedure) continue;
      if (code.release->set() == "icd10cm") codes.emplace_back(code.written);
    }
    return codes;
  }

  void AddConflicts(AuditId id, const CheckReport& report,
                    std::string_view since) {
    for (const CheckFinding& check : report.findings) {
      // CheckRepeated has told.
      if (check.id == CheckId::kDuplicateCode) continue;
      std::vector<std::string> codes;
      for (const uint32_t code : check.codes) {
        codes.emplace_back(report.codes[code].input);
      }
      const Severity severity = check.severity == Severity::kInfo
                                    ? Severity::kInfo
                                    : Severity::kWarning;
      AuditFinding& finding =
          Add(id, severity, std::move(codes), *report.release,
              Concat(since, check.message));
      finding.check = check;
      finding.check_release = report.release;
    }
  }

  std::optional<CheckReport> Conflicts(const Checker& checker) const {
    const bool together =
        question_.form == Form::kScenario || question_.form == Form::kSelectAll;
    if (!together) return std::nullopt;
    return FindConflicts(checker, Diagnoses(),
                         question_.form == Form::kScenario, question_.ordered);
  }

  void CheckConflicts() {
    if (!exam_.checker) return;
    const std::optional<CheckReport> report = Conflicts(*exam_.checker);
    if (report) AddConflicts(AuditId::kConflict, *report, "");
  }

  // The newer release for codes of a set; null when there is none.
  absl::StatusOr<CodeSetPtr> Newer(const CodeSet& release) const {
    if (against_ && against_->set != release.set()) return nullptr;
    absl::StatusOr<CodeSetPtr> newer =
        against_ ? catalog_.Get(*against_)
                 : catalog_.InForce(release.set(), std::nullopt);
    if (!newer.ok()) return newer.status();
    if ((*newer)->effective() <= release.effective()) return nullptr;
    return newer;
  }

  absl::Status CheckFuture(const KeyCode& code) {
    if (code.status != VerdictStatus::kValid || !code.row) {
      return absl::OkStatus();
    }
    const absl::StatusOr<CodeSetPtr> read = Newer(*code.release);
    if (!read.ok()) return read.status();
    if (*read == nullptr) return absl::OkStatus();
    const CodeSet& newer = **read;
    const std::optional<NodeId> row = newer.Find(code.normal.code);
    const std::string name = newer.id().ToString();
    if (row && newer.billable(*row)) {
      if (newer.title(*row) != code.title()) {
        Add(AuditId::kTitleWillChange, Severity::kInfo, {code.written}, newer,
            Concat(code.printed, " has another title in ", name, ": \"",
                   newer.title(*row), "\", now \"", code.title(), "\""));
      }
      return absl::OkStatus();
    }
    AuditFinding& finding =
        Add(row ? AuditId::kWillBeHeader : AuditId::kWillRetire,
            Severity::kWarning, {code.written}, newer,
            Concat(code.printed,
                   row ? " is a header in " : " is no longer there in ", name,
                   row ? ": more specific codes are needed" : ""));
    finding.suggestions = SuccessorsOf(*code.release, newer, code.normal.code);
    return absl::OkStatus();
  }

  // Conflicts of the newer release that are none of today's.
  absl::Status CheckFutureConflicts() {
    if (!exam_.checker) return absl::OkStatus();
    const absl::StatusOr<CodeSetPtr> newer = Newer(*exam_.checker->release());
    if (!newer.ok()) return newer.status();
    if (*newer == nullptr) return absl::OkStatus();
    const absl::StatusOr<Checker> checker =
        Checker::Open(catalog_, {.release = (*newer)->id()});
    if (!checker.ok()) return checker.status();
    std::optional<CheckReport> report = Conflicts(*checker);
    if (!report) return absl::OkStatus();
    const std::optional<CheckReport> today = Conflicts(*exam_.checker);
    std::erase_if(report->findings, [&](const CheckFinding& finding) {
      return today &&
             std::ranges::any_of(today->findings, [&](const auto& other) {
               return other.id == finding.id && other.codes == finding.codes;
             });
    });
    AddConflicts(AuditId::kWillConflict, *report,
                 Concat("in ", (*newer)->id().ToString(), ": "));
    return absl::OkStatus();
  }

  const Catalog& catalog_;
  const Question& question_;
  const Exam& exam_;
  const std::vector<ExamItem>& items_;
  const std::optional<ReleaseId>& against_;
  std::vector<AuditFinding>& findings_;
};

}  // namespace

std::string_view AuditName(AuditId id) {
  return kNames[static_cast<size_t>(id)];
}

absl::StatusOr<std::vector<AuditFinding>> Audit(
    const Catalog& catalog, const AnswerKey& key, const ReleaseChoice& defaults,
    const std::optional<ReleaseId>& against) {
  if (against) {
    const absl::StatusOr<CodeSetPtr> release = catalog.Get(*against);
    if (!release.ok()) return release.status();
  }
  Exams exams(catalog, defaults);
  std::vector<AuditFinding> findings;
  for (const Question& question : key.questions) {
    const absl::StatusOr<const Exam*> exam = exams.Of(question);
    if (!exam.ok()) return QuestionError(key, question, exam.status());
    const absl::StatusOr<std::vector<ExamItem>> items =
        exams.ReadItems(**exam, question);
    if (!items.ok()) return QuestionError(key, question, items.status());
    const absl::Status status =
        QuestionAudit(catalog, question, **exam, *items, against, findings)
            .Run();
    if (!status.ok()) return QuestionError(key, question, status);
  }
  return findings;
}

}  // namespace codebook
