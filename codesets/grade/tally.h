// What many results come to: by question, by learner, and in all.
//
// Memory is bounded, however many answers there are: by the questions of the
// key, kWrongCodes wrong codes of each, and kMostLearners learners.

#ifndef CODEBOOK_CODESETS_GRADE_TALLY_H_
#define CODEBOOK_CODESETS_GRADE_TALLY_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "codesets/grade/grader.h"

namespace codebook {

struct WrongCode {
  std::string code;
  uint64_t count = 0;
  // How many of `count` may have been other codes: 0 as long as a question has
  // had no more than Tally::kWrongCodes different ones.
  uint64_t uncertain = 0;
};

struct QuestionTally {
  const Question* question = nullptr;
  uint64_t attempts = 0;
  uint64_t correct = 0;
  double points = 0;
};

struct LearnerTally {
  std::string learner = {};
  uint64_t answers = 0;
  uint64_t correct = 0;
  double points = 0;
  // What the questions answered are worth.
  double possible = 0;
};

class Tally {
 public:
  static constexpr size_t kWrongCodes = 256;
  static constexpr size_t kMostLearners = 100'000;
  // Longer names of learners, and codes, are cut.
  static constexpr size_t kLongestName = 200;
  static constexpr size_t kLongestCode = 40;

  // `key` outlives the tally.
  explicit Tally(const AnswerKey& key);

  void Add(std::string_view learner, const GradeResult& result);

  // In the order of the key.
  std::vector<QuestionTally> Questions() const;
  // The commonest entries that are neither correct nor, in another role or
  // order, right; at most `count`, the commonest first. As printed where they
  // are codes. Found by the method "space saving" of Metwally, Agrawal and El
  // Abbadi: none is left out that is more than 1 / kWrongCodes of all wrong
  // ones.
  std::vector<WrongCode> CommonestWrong(const Question& question,
                                        size_t count) const;
  // In the order in which they came; those after kMostLearners are in
  // other_learners() together.
  std::span<const LearnerTally> learners() const { return learners_; }
  const LearnerTally& other_learners() const { return others_; }

  uint64_t answers() const { return answers_; }
  uint64_t correct() const { return correct_; }

 private:
  struct Counted {
    QuestionTally tally;
    std::vector<WrongCode> wrong;
    absl::flat_hash_map<std::string, size_t> places;
  };

  void AddWrong(Counted& counted, std::string code);

  const AnswerKey* key_;
  std::vector<Counted> questions_;
  std::vector<LearnerTally> learners_;
  absl::flat_hash_map<std::string, size_t> places_;
  LearnerTally others_;
  uint64_t answers_ = 0;
  uint64_t correct_ = 0;
};

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_GRADE_TALLY_H_
