// Complete verdicts on all kinds of mistakes. The files beside this one hold
// the table; see verdict_notation.h for how it is written.

#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "codesets/validator.h"
#include "gtest/gtest.h"
#include "tests/codesets/verdict_catalog.h"
#include "tests/codesets/verdict_notation.h"

namespace codebook {
namespace {

constexpr std::string_view kSets[] = {"icd10cm", "icd10pcs", "hcpcs", "cpt"};
constexpr size_t kFewestOfEach = 2;
constexpr size_t kFewest = 150;

constexpr IssueId kIssues[] = {IssueId::kPointMissing,
                               IssueId::kPointMisplaced,
                               IssueId::kIllegalCharacter,
                               IssueId::kTooLong,
                               IssueId::kLetterForDigit,
                               IssueId::kPlaceholderMissing,
                               IssueId::kPlaceholderMisplaced,
                               IssueId::kSeventhCharacterRequired,
                               IssueId::kSeventhCharacterInvalid,
                               IssueId::kSeventhCharacterNotAllowed,
                               IssueId::kHeaderNotBillable,
                               IssueId::kAxisValueInvalid,
                               IssueId::kAxisCombinationInvalid,
                               IssueId::kTableUnknown,
                               IssueId::kNotInRelease,
                               IssueId::kOtherCodeSet,
                               IssueId::kNoSuchCode,
                               IssueId::kBlankInside,
                               IssueId::kDigitForLetter,
                               IssueId::kMoreCharactersRequired,
                               IssueId::kModifierUnknown};

// Why an issue cannot occur in a set; empty where it can.
std::string_view WhyNever(IssueId id, std::string_view set) {
  const bool diagnoses = set == "icd10cm";
  const bool procedures = set == "icd10pcs";
  switch (id) {
    case IssueId::kPointMissing:
      return diagnoses ? "" : "codes of the set are printed without a point";
    case IssueId::kPlaceholderMissing:
    case IssueId::kPlaceholderMisplaced:
      return diagnoses ? "" : "the set has no placeholder";
    case IssueId::kSeventhCharacterRequired:
    case IssueId::kSeventhCharacterInvalid:
    case IssueId::kSeventhCharacterNotAllowed:
      return diagnoses ? "" : "the set has no seventh character of encounter";
    case IssueId::kHeaderNotBillable:
      return diagnoses    ? ""
             : procedures ? "a table is a beginning that needs more characters"
                          : "the set has no headers";
    case IssueId::kAxisValueInvalid:
    case IssueId::kAxisCombinationInvalid:
    case IssueId::kTableUnknown:
      return procedures ? "" : "the set has no tables";
    case IssueId::kDigitForLetter:
      return procedures ? "no code of the set has O or I" : "";
    case IssueId::kModifierUnknown:
      return diagnoses || procedures ? "codes of the set take no modifiers"
                                     : "";
    default:
      return "";
  }
}

// The file "releases" is about more releases than the sample has.
constexpr std::string_view kFiles[] = {"form",  "icd10cm", "icd10pcs",
                                       "hcpcs", "cpt",     "releases"};

class VerdictTableTest : public testing::Test {
 protected:
  VerdictTableTest() {
    for (const std::string_view name : kFiles) {
      const std::string path = std::string(CODEBOOK_SOURCE_DIR) +
                               "/tests/codesets/verdicts/" + std::string(name) +
                               ".txt";
      const Catalog& catalog = name == "releases" ? years_ : sample_;
      for (WrittenVerdict& written : ReadVerdicts(path)) {
        Row& row = table_.emplace_back();
        row.written = std::move(written);
        row.verdicts = Validate(catalog, row.written);
      }
    }
  }

  struct Row {
    WrittenVerdict written;
    Verdicts verdicts;
  };

  const Catalog sample_ = SampleCatalog();
  const Catalog years_ = VerdictCatalog();
  // Verdicts have views of the inputs, which must not move.
  std::deque<Row> table_;

 private:
  static Verdicts Validate(const Catalog& catalog,
                           const WrittenVerdict& written) {
    const absl::StatusOr<Validator> validator =
        Validator::Open(catalog, written.choice);
    EXPECT_TRUE(validator.ok()) << written.where << validator.status();
    return validator.ok() ? validator->Validate(written.input) : Verdicts();
  }
};

TEST_F(VerdictTableTest, IsWhatTheValidatorSays) {
  for (const auto& [written, verdicts] : table_) {
    EXPECT_EQ(Notation(verdicts), written.expected) << written.where << "\n"
                                                    << written.question;
  }
}

TEST_F(VerdictTableTest, HasEveryIssueInEverySetThatKnowsIt) {
  std::map<std::pair<std::string, IssueId>, size_t> seen;
  std::set<std::string> questions;
  for (const auto& [written, verdicts] : table_) {
    EXPECT_TRUE(questions.insert(written.question).second)
        << written.where << ": twice in the table";
    for (const Verdict& verdict : verdicts) {
      std::set<IssueId> ids;
      for (const Issue& issue : verdict.issues) ids.insert(issue.id);
      for (const IssueId id : ids) {
        ++seen[{std::string(verdict.release->set()), id}];
      }
    }
  }
  EXPECT_GE(questions.size(), kFewest);
  for (const std::string_view set : kSets) {
    for (const IssueId id : kIssues) {
      const size_t count = seen[{std::string(set), id}];
      if (WhyNever(id, set).empty()) {
        EXPECT_GE(count, kFewestOfEach) << set << " " << IssueName(id);
      } else {
        EXPECT_EQ(count, 0u) << set << " " << IssueName(id)
                             << " cannot be: " << WhyNever(id, set);
      }
    }
  }
}

TEST_F(VerdictTableTest, HasEveryStatus) {
  std::set<VerdictStatus> seen;
  for (const auto& [written, verdicts] : table_) {
    for (const Verdict& verdict : verdicts) seen.insert(verdict.status);
  }
  EXPECT_EQ(seen.size(), 7u);
}

}  // namespace
}  // namespace codebook
