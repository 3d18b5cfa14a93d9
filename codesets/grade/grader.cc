#include "codesets/grade/grader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "absl/strings/match.h"
#include "codesets/grade/assignment.h"
#include "codesets/grade/conflicts.h"
#include "codesets/grade/reasons.h"
#include "codesets/text_lines.h"
#include "engine/concat.h"

namespace codebook {
namespace {

constexpr int64_t kOne = 1'000'000;

int64_t Millionths(double share) { return std::llround(share * kOne); }

// a * b, both in millionths.
int64_t Times(int64_t a, int64_t b) { return a * b / kOne; }

}  // namespace

struct Grader::Rules {
  std::array<int64_t, kNearMissKinds> near_miss{};
  int64_t wrong_role = 0;
  int64_t wrong_order = 0;
  // By item, and in all.
  std::vector<int64_t> weights;
  int64_t total = 0;
  // What an entry that is not asked for takes away.
  int64_t extra = 0;
  bool partial = true;

  explicit Rules(const Question& question) {
    const Policy& policy = question.policy;
    const bool near_counts =
        question.form != Form::kChoice || policy.near_miss_in_choice;
    for (size_t i = 0; near_counts && i < kNearMissKinds; ++i) {
      near_miss[i] = Millionths(policy.near_miss[i]);
    }
    wrong_role = Millionths(policy.wrong_role);
    wrong_order = Millionths(policy.wrong_order);
    partial = policy.partial;
    for (const KeyItem& item : question.items) {
      double weight = 1;
      if (item.role == Role::kPrincipal) weight = policy.principal_weight;
      if (item.role == Role::kAdditional) weight = policy.additional_weight;
      if (item.role == Role::kProcedure) weight = policy.procedure_weight;
      weights.push_back(Millionths(weight));
      total += weights.back();
    }
    const int64_t average = total / static_cast<int64_t>(weights.size());
    extra = Times(Millionths(policy.extra), average);
  }
};

// How an entry fits an item.
struct Grader::Fit {
  // Null when it does not.
  const KeyCode* code = nullptr;
  std::optional<NearMiss> near_miss;
  int64_t credit = 0;
};

// The grading of one answer.
class Grader::Grading {
 public:
  Grading(const ReadQuestion& question, const Catalog& catalog,
          const Answer& answer, Detail detail)
      : read_(question),
        question_(*question.question),
        rules_(*question.rules),
        catalog_(catalog),
        answer_(answer),
        detail_(detail) {}

  GradeResult Run() && {
    result_.question = &question_;
    result_.entries.reserve(answer_.entries.size());
    for (const AnswerEntry& entry : answer_.entries) AddEntry(entry);
    Match();
    if (question_.ordered) {
      FindWrongOrder(Role::kAdditional);
      FindWrongOrder(Role::kProcedure);
    }
    Score();
    for (size_t i = 0; i < result_.entries.size(); ++i) Explain(i);
    AddMissing();
    if (read_.exam->checker) {
      result_.conflicts = FindConflicts(*read_.exam->checker, result_);
    }
    return std::move(result_);
  }

 private:
  // What a label of an option stands for.
  std::string_view CodeOf(std::string_view text) const {
    const std::string_view label = WithoutBlanksAround(text);
    for (const KeyOption& option : question_.options) {
      if (absl::EqualsIgnoreCase(ToAbsl(option.label), ToAbsl(label))) {
        return option.code;
      }
    }
    return text;
  }

  void AddEntry(const AnswerEntry& entry) {
    GradedEntry& graded = result_.entries.emplace_back();
    graded.role = entry.role;
    graded.text = entry.text;
    Verdicts verdicts =
        read_.exam->validator.Validate(CodeOf(entry.text), detail_);
    // Which set is meant only matters when several have the code.
    const Verdict* chosen = &verdicts.front();
    for (const ExamItem& item : read_.items) {
      if (verdicts.size() == 1) break;
      const Verdict& verdict = ChooseVerdict(verdicts, item.codes.front());
      chosen = &verdict;
      if (IsCode(verdict, item.codes.front())) break;
    }
    graded.verdict =
        std::move(verdicts[static_cast<size_t>(chosen - verdicts.data())]);
  }

  // The exact fit of an entry, or none.
  Fit ExactFit(const GradedEntry& entry, const ExamItem& item) const {
    for (const KeyCode& code : item.codes) {
      if (IsCode(*entry.verdict, code)) {
        return {
            .code = &code, .near_miss = {}, .credit = RoleShare(entry, item)};
      }
    }
    return {};
  }

  // The nearest of the codes of an item.
  Fit NearFit(const GradedEntry& entry, const ExamItem& item) const {
    Fit best;
    for (const KeyCode& code : item.codes) {
      const std::optional<NearMiss> miss =
          FindNearMiss(*entry.verdict, code, catalog_);
      if (!miss) continue;
      const int64_t share = rules_.near_miss[static_cast<size_t>(miss->kind)];
      const int64_t credit = Times(share, RoleShare(entry, item));
      if (best.code != nullptr && credit <= best.credit) continue;
      best = {.code = &code, .near_miss = miss, .credit = credit};
    }
    return best;
  }

  int64_t RoleShare(const GradedEntry& entry, const ExamItem& item) const {
    return entry.role == item.role ? kOne : rules_.wrong_role;
  }

  // How much a fit is preferred: the right code in its role before the right
  // code elsewhere before near misses; then what earns more.
  int64_t Preference(const GradedEntry& entry, size_t item,
                     const Fit& fit) const {
    constexpr int64_t kExact = 10'000'000'000'000;
    constexpr int64_t kExactInRole = 1000 * kExact;
    constexpr int64_t kEarned = 256;
    int64_t preference = Times(fit.credit, rules_.weights[item]) * kEarned + 1;
    if (!fit.near_miss) {
      preference +=
          entry.role == read_.items[item].role ? kExactInRole : kExact;
    }
    return preference;
  }

  void Match() {
    const size_t items = read_.items.size();
    std::vector<Fit> fits(result_.entries.size() * items);
    Fits values(result_.entries.size(), items);
    for (size_t i = 0; i < result_.entries.size(); ++i) {
      const GradedEntry& entry = result_.entries[i];
      bool exact = false;
      for (size_t j = 0; j < items; ++j) {
        fits[i * items + j] = ExactFit(entry, read_.items[j]);
        exact = exact || fits[i * items + j].code != nullptr;
      }
      for (size_t j = 0; j < items; ++j) {
        Fit& fit = fits[i * items + j];
        if (!exact) fit = NearFit(entry, read_.items[j]);
        if (fit.code != nullptr) values.at(i, j) = Preference(entry, j, fit);
      }
    }
    item_of_.assign(result_.entries.size(), std::nullopt);
    entry_of_.assign(items, std::nullopt);
    credits_.assign(items, 0);
    if (result_.entries.size() == 1 && items == 1) {
      if (fits[0].code != nullptr) entry_of_[0] = 0;
    } else {
      entry_of_ = Assign(values);
    }
    for (size_t j = 0; j < items; ++j) {
      if (entry_of_[j]) Take(*entry_of_[j], j, fits[*entry_of_[j] * items + j]);
    }
  }

  // Takes an entry for an item.
  void Take(size_t i, size_t j, const Fit& fit) {
    GradedEntry& entry = result_.entries[i];
    item_of_[i] = j;
    credits_[j] = fit.credit;
    entry.wanted = fit.code;
    entry.wanted_role = read_.items[j].role;
    entry.near_miss = fit.near_miss;
    entry.mark =
        entry.role == entry.wanted_role ? Mark::kCorrect : Mark::kWrongRole;
    if (entry.near_miss) entry.mark = Mark::kNearMiss;
  }

  // Of the entries of a role that stand for codes of that role, as many as
  // possible are in sequence; the others are not.
  void FindWrongOrder(Role role) {
    std::vector<size_t> entries;
    std::vector<size_t> items;
    std::vector<int64_t> weights;
    for (size_t i = 0; i < result_.entries.size(); ++i) {
      if (!item_of_[i] || result_.entries[i].role != role ||
          result_.entries[i].wanted_role != role) {
        continue;
      }
      entries.push_back(i);
      items.push_back(*item_of_[i]);
      weights.push_back(credits_[*item_of_[i]]);
    }
    const std::vector<bool> in_sequence = HeaviestRise(items, weights);
    for (size_t i = 0; i < entries.size(); ++i) {
      if (in_sequence[i]) continue;
      credits_[items[i]] = Times(credits_[items[i]], rules_.wrong_order);
      GradedEntry& entry = result_.entries[entries[i]];
      if (entry.mark == Mark::kCorrect) entry.mark = Mark::kWrongOrder;
    }
  }

  void Score() {
    int64_t earned = 0;
    bool all = true;
    for (size_t j = 0; j < credits_.size(); ++j) {
      earned += Times(credits_[j], rules_.weights[j]);
      all = all && entry_of_[j].has_value();
    }
    for (size_t i = 0; i < result_.entries.size(); ++i) {
      GradedEntry& entry = result_.entries[i];
      all = all && entry.mark == Mark::kCorrect;
      if (item_of_[i]) {
        entry.credit = static_cast<double>(credits_[*item_of_[i]]) /
                       static_cast<double>(kOne);
      } else {
        earned -= rules_.extra;
      }
    }
    result_.correct = all;
    if (!rules_.partial) earned = all ? rules_.total : 0;
    // A share may be 1 where the key says so: not all is right for that.
    result_.score = static_cast<double>(std::max<int64_t>(earned, 0)) /
                    static_cast<double>(rules_.total);
    result_.points = result_.score * question_.points;
  }

  void Explain(size_t i) {
    GradedEntry& entry = result_.entries[i];
    if (item_of_[i]) {
      ExplainMatched(read_.items[*item_of_[i]].codes.front(), entry);
      return;
    }
    entry.mark = entry.verdict->status == VerdictStatus::kValid
                     ? Mark::kExtra
                     : Mark::kInvalid;
    bool before = false;
    const NormalCode normal = Normalise(*entry.verdict);
    for (size_t other = 0; other < result_.entries.size(); ++other) {
      const bool same =
          other != i && Normalise(*result_.entries[other].verdict) == normal;
      before = before || (same && (other < i || item_of_[other]));
    }
    ExplainUnmatched(question_, before, entry);
  }

  void AddMissing() {
    for (size_t j = 0; j < read_.items.size(); ++j) {
      if (entry_of_[j]) continue;
      const ExamItem& item = read_.items[j];
      GradedEntry& missing = result_.entries.emplace_back();
      missing.mark = Mark::kMissing;
      missing.role = item.role;
      missing.wanted = &item.codes.front();
      missing.wanted_role = item.role;
      ExplainMissing(missing);
    }
  }

  const ReadQuestion& read_;
  const Question& question_;
  const Rules& rules_;
  const Catalog& catalog_;
  const Answer& answer_;
  Detail detail_;
  GradeResult result_;
  // The item an entry stands for, and the other way round.
  std::vector<std::optional<size_t>> item_of_;
  std::vector<std::optional<size_t>> entry_of_;
  // What each item earns, in millionths of its worth.
  std::vector<int64_t> credits_;
};

absl::StatusOr<Grader> Grader::Open(const Catalog& catalog, AnswerKey key,
                                    const ReleaseChoice& defaults) {
  Grader grader(catalog, defaults);
  grader.key_ = std::make_shared<const AnswerKey>(std::move(key));
  for (const Question& question : grader.key_->questions) {
    const absl::StatusOr<const Exam*> exam = grader.exams_.Of(question);
    if (!exam.ok()) {
      return QuestionError(*grader.key_, question, exam.status());
    }
    absl::StatusOr<std::vector<ExamItem>> items =
        grader.exams_.ReadItems(**exam, question);
    if (!items.ok()) {
      return QuestionError(*grader.key_, question, items.status());
    }
    for (const ExamItem& item : *items) {
      grader.doubtful_codes_ += static_cast<size_t>(
          std::ranges::count_if(item.codes, [](const KeyCode& code) {
            return code.status != VerdictStatus::kValid;
          }));
    }
    grader.numbers_.emplace(question.id, grader.questions_.size());
    grader.questions_.push_back(
        {.question = &question,
         .exam = *exam,
         .items = *std::move(items),
         .rules = std::make_shared<const Rules>(question)});
  }
  return grader;
}

absl::StatusOr<GradeResult> Grader::Grade(const Answer& answer,
                                          Detail detail) const {
  const auto number = numbers_.find(answer.question);
  if (number == numbers_.end()) {
    constexpr size_t kLongest = 100;
    return absl::NotFoundError(
        Concat("the key has no question '",
               std::string_view(answer.question).substr(0, kLongest),
               answer.question.size() > kLongest ? "...'" : "'"));
  }
  const ReadQuestion& question = questions_[number->second];
  const bool scenario = question.question->form == Form::kScenario;
  for (const AnswerEntry& entry : answer.entries) {
    if ((entry.role != Role::kCode) == scenario) continue;
    return absl::InvalidArgumentError(Concat(
        "question '", answer.question, "' is of form '",
        FormName(question.question->form), "': ",
        scenario ? "'principal', 'additional' and 'procedures' expected, "
                   "'answer' found"
                 : "'answer' expected, 'principal', 'additional' or "
                   "'procedures' found"));
  }
  return Grading(question, exams_.catalog(), answer, detail).Run();
}

}  // namespace codebook
