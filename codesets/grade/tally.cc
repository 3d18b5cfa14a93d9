#include "codesets/grade/tally.h"

#include <algorithm>
#include <utility>

#include "engine/concat.h"

namespace codebook {
namespace {

bool IsWrong(Mark mark) {
  return mark == Mark::kNearMiss || mark == Mark::kExtra ||
         mark == Mark::kInvalid;
}

std::string NameOf(const GradedEntry& entry) {
  const Verdict& verdict = *entry.verdict;
  if (!verdict.code.empty() && verdict.modifiers.empty()) {
    return verdict.release->Print(verdict.code);
  }
  return std::string(entry.text.substr(0, Tally::kLongestCode));
}

void AddTo(LearnerTally& learner, const GradeResult& result) {
  ++learner.answers;
  learner.correct += result.correct ? 1U : 0U;
  learner.points += result.points;
  learner.possible += result.question->points;
}

}  // namespace

Tally::Tally(const AnswerKey& key)
    : key_(&key), questions_(key.questions.size()) {
  for (size_t i = 0; i < questions_.size(); ++i) {
    questions_[i].tally.question = &key.questions[i];
  }
}

void Tally::AddWrong(Counted& counted, std::string code) {
  if (const auto at = counted.places.find(code); at != counted.places.end()) {
    ++counted.wrong[at->second].count;
    return;
  }
  if (counted.wrong.size() < kWrongCodes) {
    counted.places.emplace(code, counted.wrong.size());
    counted.wrong.push_back({std::move(code), 1, 0});
    return;
  }
  const auto rarest =
      std::ranges::min_element(counted.wrong, {}, &WrongCode::count);
  counted.places.erase(rarest->code);
  counted.places.emplace(code,
                         static_cast<size_t>(rarest - counted.wrong.begin()));
  *rarest = {std::move(code), rarest->count + 1, rarest->count};
}

void Tally::Add(std::string_view learner, const GradeResult& result) {
  Counted& counted =
      questions_[static_cast<size_t>(result.question - key_->questions.data())];
  ++answers_;
  ++counted.tally.attempts;
  counted.tally.points += result.points;
  counted.tally.correct += result.correct ? 1U : 0U;
  correct_ += result.correct ? 1U : 0U;
  for (const GradedEntry& entry : result.entries) {
    if (IsWrong(entry.mark)) AddWrong(counted, NameOf(entry));
  }
  learner = learner.substr(0, kLongestName);
  const auto known = places_.find(ToAbsl(learner));
  if (known != places_.end()) {
    AddTo(learners_[known->second], result);
  } else if (learners_.size() < kMostLearners) {
    places_.emplace(learner, learners_.size());
    AddTo(learners_.emplace_back(LearnerTally{.learner = std::string(learner)}),
          result);
  } else {
    AddTo(others_, result);
  }
}

std::vector<QuestionTally> Tally::Questions() const {
  std::vector<QuestionTally> tallies;
  for (const Counted& counted : questions_) tallies.push_back(counted.tally);
  return tallies;
}

std::vector<WrongCode> Tally::CommonestWrong(const Question& question,
                                             size_t count) const {
  std::vector<WrongCode> wrong =
      questions_[static_cast<size_t>(&question - key_->questions.data())].wrong;
  std::ranges::sort(wrong, [](const WrongCode& a, const WrongCode& b) {
    return a.count != b.count ? a.count > b.count : a.code < b.code;
  });
  wrong.resize(std::min(count, wrong.size()));
  return wrong;
}

}  // namespace codebook
