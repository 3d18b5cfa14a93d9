// What holds of grading whatever the key, the answer and the policy, tried on
// random ones over the codes of given releases.

#ifndef CODEBOOK_TESTS_CODESETS_GRADE_INVARIANTS_H_
#define CODEBOOK_TESTS_CODESETS_GRADE_INVARIANTS_H_

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/codesets/grade_fixture.h"
#include "tests/random_codes.h"

namespace codebook {

class GradeInvariants {
 public:
  // `day`: of the questions; `releases`: in force then, whose codes are asked.
  GradeInvariants(const Catalog& catalog, Date day,
                  std::vector<CodeSetPtr> releases, uint64_t seed)
      : catalog_(catalog),
        day_(day),
        releases_(std::move(releases)),
        random_(seed) {}

  void KeyAgainstItselfIsFullMarks(size_t times) {
    for (size_t i = 0; i < times; ++i) {
      const Grader grader = RandomGrader({});
      const Answer answer = RightAnswer(grader, true);
      const GradeResult result = Graded(grader, answer);
      ASSERT_EQ(result.score, 1) << MarksOf(result);
      ASSERT_EQ(result.points, result.question->points);
      ASSERT_TRUE(result.correct) << MarksOf(result);
      for (const GradedEntry& entry : result.entries) {
        ASSERT_EQ(entry.mark, Mark::kCorrect) << MarksOf(result);
        ASSERT_EQ(entry.credit, 1);
      }
    }
  }

  void PermutationsScoreTheSame(size_t times) {
    for (size_t i = 0; i < times; ++i) {
      const Grader grader = RandomGrader({.ordered = false});
      const Answer answer = RandomAnswer(grader);
      Answer other = answer;
      std::shuffle(other.entries.begin(), other.entries.end(), random_);
      const GradeResult result = Graded(grader, answer);
      const GradeResult shuffled = Graded(grader, other);
      ASSERT_EQ(result.score, shuffled.score) << MarksOf(result) << "\n"
                                              << MarksOf(shuffled);
      ASSERT_EQ(result.points, shuffled.points);
      ASSERT_EQ(result.correct, shuffled.correct);
    }
  }

  // A wrong code is one that is none of the key. It may come near to a code
  // that no right one stands for, and then earns the share of a near miss; but
  // where every code is there, where it comes near to nothing, and where near
  // misses earn nothing, it raises no score.
  void WrongCodesNeverRaiseTheScore(size_t times) {
    size_t tried = 0;
    for (size_t i = 0; i < times; ++i) {
      const bool strict = Below(random_, 2) == 0;
      const Grader grader = RandomGrader({.near_misses = !strict});
      const Answer answer = Below(random_, 3) == 0 ? RightAnswer(grader, false)
                                                   : RandomAnswer(grader);
      Answer more = answer;
      const AnswerEntry wrong = WrongEntry(grader);
      const auto at =
          static_cast<std::ptrdiff_t>(Below(random_, more.entries.size() + 1));
      more.entries.insert(more.entries.begin() + at, wrong);
      const GradeResult before = Graded(grader, answer);
      const GradeResult after = Graded(grader, more);
      const bool all_right = CountOf(before, Mark::kMissing) == 0 &&
                             CountOf(before, Mark::kNearMiss) == 0;
      const bool near =
          after.entries[static_cast<size_t>(at)].mark == Mark::kNearMiss;
      if (near && !strict && !all_right) continue;
      ++tried;
      ASSERT_LE(after.score, before.score) << MarksOf(before) << "\n"
                                           << MarksOf(after);
    }
    ASSERT_GT(tried, times / 3);
  }

  void NearMissesNeverOutscoreTheRightCode(size_t times) {
    size_t tried = 0;
    for (size_t i = 0; i < times; ++i) {
      const Grader grader = RandomGrader({});
      const Answer answer = RandomAnswer(grader);
      const GradeResult result = Graded(grader, answer);
      for (size_t j = 0; j < answer.entries.size(); ++j) {
        const GradedEntry& entry = result.entries[j];
        if (entry.mark != Mark::kNearMiss) continue;
        Answer better = answer;
        better.entries[j].text = entry.wanted->written;
        const GradeResult right = Graded(grader, better);
        ASSERT_GE(right.score, result.score) << MarksOf(result) << "\n"
                                             << MarksOf(right);
        ++tried;
      }
    }
    ASSERT_GT(tried, times / 20);
  }

  // At least `kinds` kinds of slips are drawn.
  void SlipsAreNamed(size_t times, size_t kinds) {
    std::set<std::string> seen;
    for (size_t i = 0; i < times; ++i) {
      const CodeSetPtr& release = AnyRelease();
      const std::string code = AnyCode(*release);
      const std::optional<std::pair<std::string, std::string>> slip =
          RandomSlip(*release, code);
      if (!slip) continue;
      const auto& [typed, name] = *slip;
      const Grader grader = GraderOf({.id = "q",
                                      .items = {{.codes = {code}}},
                                      .on = day_,
                                      .set = std::string(release->set())});
      const Answer answer{
          .learner = {}, .question = "q", .entries = {{Role::kCode, typed}}};
      const GradeResult result = Graded(grader, answer);
      const VerdictStatus status = result.entries[0].verdict->status;
      if (status == VerdictStatus::kRetired ||
          status == VerdictStatus::kFuture) {
        continue;
      }
      ASSERT_EQ(MarksOf(result), typed + ":near-miss:" + name) << code;
      ASSERT_LT(result.score, 1);
      seen.insert(name);
    }
    EXPECT_GE(seen.size(), kinds);
  }

 private:
  struct Wishes {
    std::optional<bool> ordered = {};
    bool near_misses = true;
  };

  const CodeSetPtr& AnyRelease() {
    return releases_[Below(random_, releases_.size())];
  }

  // Characters of a billable code.
  std::string AnyCode(const CodeSet& release) {
    while (true) {
      const auto row = static_cast<NodeId>(Below(random_, release.row_count()));
      if (release.billable(row) && !release.validity(row).to &&
          !release.validity(row).from) {
        return release.code(row).ToString();
      }
    }
  }

  double Share() { return static_cast<double>(Below(random_, 101)) / 100; }

  Policy RandomPolicy(bool near_misses) {
    Policy policy;
    for (double& share : policy.near_miss) share = near_misses ? Share() : 0;
    policy.near_miss_in_choice = Below(random_, 2) == 0;
    policy.partial = Below(random_, 8) != 0;
    policy.wrong_role = Share();
    policy.wrong_order = Share();
    policy.extra = Share();
    policy.principal_weight = 0.1 + 3 * Share();
    policy.additional_weight = 0.1 + 3 * Share();
    policy.procedure_weight = 0.1 + 3 * Share();
    return policy;
  }

  // Codes that are near to one another, too, so that near misses compete.
  std::string NextCode(std::set<std::string>& used) {
    while (true) {
      const CodeSetPtr& release = AnyRelease();
      std::string code = AnyCode(*release);
      if (!used.empty() && Below(random_, 2) == 0) {
        auto near = used.begin();
        std::advance(near, Below(random_, used.size()));
        const std::optional<RowRange> rows = release->automaton().Range(
            CodeOf(near->substr(0, near->size() - 1)));
        if (rows && rows->size() > 0) {
          const NodeId row =
              rows->first + static_cast<NodeId>(Below(random_, rows->size()));
          if (release->billable(row) && !release->has_validity()) {
            code = release->code(row).ToString();
          }
        }
      }
      if (used.insert(code).second) return code;
    }
  }

  Grader RandomGrader(const Wishes& wishes) {
    Question question{.id = "q",
                      .form = static_cast<Form>(Below(random_, 4)),
                      .on = day_,
                      .points = 1 + Share(),
                      .policy = RandomPolicy(wishes.near_misses)};
    std::set<std::string> used;
    const auto add = [&](Role role) {
      KeyItem& item = question.items.emplace_back(KeyItem{.role = role});
      item.codes.push_back(NextCode(used));
      while (Below(random_, 4) == 0) item.codes.push_back(NextCode(used));
    };
    switch (question.form) {
      case Form::kSingle:
        add(Role::kCode);
        break;
      case Form::kChoice:
        add(Role::kCode);
        for (const std::string& code : question.items[0].codes) {
          question.options.push_back(
              {"o" + std::to_string(question.options.size()), code});
        }
        for (int i = 0; i < 3; ++i) {
          question.options.push_back(
              {"o" + std::to_string(question.options.size()), NextCode(used)});
        }
        break;
      case Form::kSelectAll:
        for (size_t i = 0; i <= Below(random_, 5); ++i) add(Role::kCode);
        break;
      case Form::kScenario:
        add(Role::kPrincipal);
        for (size_t i = 0; i < Below(random_, 5); ++i) add(Role::kAdditional);
        for (size_t i = 0; i < Below(random_, 4); ++i) add(Role::kProcedure);
        question.ordered = wishes.ordered.value_or(Below(random_, 2) == 0);
        break;
    }
    return GraderOf(question);
  }

  Grader GraderOf(Question question) {
    AnswerKey key{.name = "random", .questions = {std::move(question)}};
    absl::StatusOr<Grader> grader = Grader::Open(catalog_, std::move(key));
    EXPECT_TRUE(grader.ok()) << grader.status();
    return *std::move(grader);
  }

  GradeResult Graded(const Grader& grader, const Answer& answer) {
    absl::StatusOr<GradeResult> result =
        grader.Grade(answer, Detail::kNoSuggestions);
    EXPECT_TRUE(result.ok()) << result.status();
    return *std::move(result);
  }

  Answer RightAnswer(const Grader& grader, bool with_alternatives) {
    const Question& question = grader.key().questions[0];
    Answer answer{.question = question.id};
    for (const KeyItem& item : question.items) {
      const size_t which =
          with_alternatives ? Below(random_, item.codes.size()) : 0;
      answer.entries.push_back({item.role, item.codes[which]});
    }
    return answer;
  }

  Role AnyRole(const Grader& grader) {
    return grader.key().questions[0].form == Form::kScenario
               ? static_cast<Role>(1 + Below(random_, 3))
               : Role::kCode;
  }

  std::string Mutated(std::string code) {
    code[Below(random_, code.size())] =
        SymbolCharacter(static_cast<int>(Below(random_, kSymbols)));
    return code;
  }

  // Right codes, some in wrong roles or with a slip, some more, some left out.
  Answer RandomAnswer(const Grader& grader) {
    Answer answer = RightAnswer(grader, true);
    for (AnswerEntry& entry : answer.entries) {
      if (Below(random_, 3) == 0) entry.text = Mutated(entry.text);
      if (Below(random_, 4) == 0) entry.role = AnyRole(grader);
    }
    std::erase_if(answer.entries,
                  [&](const AnswerEntry&) { return Below(random_, 5) == 0; });
    for (size_t i = 0; i < Below(random_, 3); ++i) {
      answer.entries.push_back({AnyRole(grader), AnyCode(*AnyRelease())});
    }
    std::shuffle(answer.entries.begin(), answer.entries.end(), random_);
    return answer;
  }

  // An entry that is no code of the key.
  AnswerEntry WrongEntry(const Grader& grader) {
    const Question& question = grader.key().questions[0];
    while (true) {
      const std::vector<std::string>& codes =
          question.items[Below(random_, question.items.size())].codes;
      const std::string& code = codes[Below(random_, codes.size())];
      std::string text =
          Below(random_, 2) == 0 ? Mutated(code) : AnyCode(*AnyRelease());
      const bool right =
          std::ranges::any_of(question.items, [&](const KeyItem& item) {
            return std::ranges::find(item.codes, text) != item.codes.end();
          });
      if (!right) return {AnyRole(grader), std::move(text)};
    }
  }

  static size_t CountOf(const GradeResult& result, Mark mark) {
    return static_cast<size_t>(
        std::ranges::count(result.entries, mark, &GradedEntry::mark));
  }

  using Slip = std::optional<std::pair<std::string, std::string>>;

  // What is typed for `code`, and the name of the slip; none where the slip
  // that was drawn cannot happen to it.
  Slip RandomSlip(const CodeSet& release, const std::string& code) {
    const std::string_view set = release.set();
    const bool diagnosis = set == "icd10cm";
    const bool seventh = release.extended(*release.Find(CodeOf(code)));
    switch (Below(random_, 8)) {
      case 0:
        return LastCharacter(release, code, seventh);
      case 1:
        if (!seventh) return std::nullopt;
        return std::pair(code.substr(0, 6), std::string("seventh-character"));
      case 2:
        return diagnosis && seventh ? Placeholder(code) : std::nullopt;
      case 3:
        return set == "icd10pcs" ? Axis(release, code) : std::nullopt;
      case 4:
        return diagnosis ? Laterality(release, code) : std::nullopt;
      case 5:
        return Parent(code, seventh);
      case 6:
        return MiddleCharacter(release, code);
      default:
        return Typing(release, code);
    }
  }

  std::string Replaced(const std::string& code, size_t at) {
    std::string typed = code;
    while (typed[at] == code[at]) {
      typed[at] = SymbolCharacter(static_cast<int>(Below(random_, kSymbols)));
    }
    return typed;
  }

  static std::string AxisName(size_t at) {
    // Of the section Medical and Surgical.
    constexpr std::array<std::string_view, 7> kNames = {
        "Section",  "Body System", "Operation", "Body Part",
        "Approach", "Device",      "Qualifier"};
    return "axis:" + std::string(kNames[at]);
  }

  Slip LastCharacter(const CodeSet& release, const std::string& code,
                     bool seventh) {
    const size_t at = code.size() - 1;
    if (release.set() == "icd10pcs" || code.size() == 3) return std::nullopt;
    const std::string typed = Replaced(code, at);
    if (LooksLike(typed[at], code[at])) return std::nullopt;
    // Which may be the other side: see Laterality.
    if (release.Find(CodeOf(typed)) && !seventh) return std::nullopt;
    // Seventh characters that tell the side: see there, too.
    if (seventh && IsOfSide(release, code)) return std::nullopt;
    if (typed[at] == 'X') return std::nullopt;
    return std::pair(
        typed, std::string(seventh ? "seventh-character" : "last-character"));
  }

  // Which is a slip of its own.
  static bool LooksLike(char a, char b) {
    constexpr std::string_view kAlike = "0O1IL";
    return kAlike.find(a) != std::string_view::npos &&
           kAlike.find(b) != std::string_view::npos;
  }

  // Whether the title ends with a side of the body.
  static bool IsOfSide(const CodeSet& release, const std::string& code) {
    const std::string_view title = release.title(*release.Find(CodeOf(code)));
    return title.ends_with("eye") || title.ends_with("bilateral");
  }

  Slip Placeholder(const std::string& code) {
    std::string typed = code;
    for (size_t i = code.size(); i > 3; --i) {
      if (typed[i - 1] == 'X') typed.erase(i - 1, 1);
    }
    if (typed.size() == code.size()) return std::nullopt;
    return std::pair(typed, std::string("placeholder"));
  }

  Slip Axis(const CodeSet&, const std::string& code) {
    if (code[0] != '0') return std::nullopt;
    const size_t at = Below(random_, code.size());
    return std::pair(Replaced(code, at), AxisName(at));
  }

  Slip Laterality(const CodeSet& release, const std::string& code) {
    std::string title(release.title(*release.Find(CodeOf(code))));
    const size_t at = title.find("right");
    if (at == std::string::npos || title.find("left") != std::string::npos) {
      return std::nullopt;
    }
    title.replace(at, 5, "left");
    for (size_t i = 3; i < code.size(); ++i) {
      std::string typed = code;
      for (int symbol = 0; symbol < kSymbols; ++symbol) {
        typed[i] = SymbolCharacter(symbol);
        const std::optional<NodeId> row = release.Find(CodeOf(typed));
        if (row && release.title(*row) == title) {
          return std::pair(typed, std::string("laterality"));
        }
      }
    }
    return std::nullopt;
  }

  Slip Parent(const std::string& code, bool seventh) {
    if (code.size() <= 3) return std::nullopt;
    const std::string typed =
        code.substr(0, 3 + Below(random_, code.size() - 3));
    const std::string rest =
        code.substr(typed.size(), 6 - std::min<size_t>(6, typed.size()));
    const bool only_x = rest.find_first_not_of('X') == std::string::npos;
    return std::pair(
        typed, std::string(seventh && only_x ? "seventh-character" : "parent"));
  }

  // One before the last, behind the category, to something that is no code.
  Slip MiddleCharacter(const CodeSet& release, const std::string& code) {
    if (release.set() != "icd10cm" || code.size() < 5) return std::nullopt;
    const size_t at = 3 + Below(random_, code.size() - 4);
    const std::string typed = Replaced(code, at);
    if (release.Find(CodeOf(typed)) || code[at] == 'X' || typed[at] == 'X' ||
        LooksLike(typed[at], code[at])) {
      return std::nullopt;
    }
    return std::pair(typed, std::string("character"));
  }

  Slip Typing(const CodeSet& release, const std::string& code) {
    if (code.size() < 5 || code.find('X') != std::string::npos) {
      return std::nullopt;
    }
    const size_t at = Below(random_, code.size() - 2);
    std::string typed = code;
    switch (Below(random_, 3)) {
      case 0:
        std::swap(typed[at], typed[at + 1]);
        break;
      case 1:
        typed.erase(at, 1);
        break;
      default:
        typed.insert(at, 1, typed[at]);
        break;
    }
    // 00 exchanged; E11.11 without a 1 is its beginning; a code that exists
    // may have been meant.
    const bool another = typed == code || code.starts_with(typed) ||
                         (typed.size() <= 7 && release.Find(CodeOf(typed)));
    if (another) return std::nullopt;
    return std::pair(typed, std::string("typing"));
  }

  const Catalog& catalog_;
  Date day_;
  std::vector<CodeSetPtr> releases_;
  std::mt19937_64 random_;
};

}  // namespace codebook

#endif  // CODEBOOK_TESTS_CODESETS_GRADE_INVARIANTS_H_
