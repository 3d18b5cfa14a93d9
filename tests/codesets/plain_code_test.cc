#include "codesets/plain_code.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/ascii.h"
#include "codesets/sample/sample.h"
#include "codesets/validator.h"
#include "engine/concat.h"
#include "tests/random_codes.h"

namespace codebook {
namespace {

// What a verdict has to be for a code to be plain.
bool NothingButThePoint(const Verdicts& verdicts) {
  if (verdicts.size() != 1) return false;
  const Verdict& verdict = verdicts.front();
  return verdict.status == VerdictStatus::kValid && verdict.billable &&
         verdict.modifiers.empty() &&
         (verdict.issues.empty() ||
          (verdict.issues.size() == 1 &&
           verdict.issues.front().id == IssueId::kPointMissing));
}

// Every code of `release` as people write it, rightly and wrongly.
std::vector<std::string> Written(const CodeSet& release) {
  std::mt19937_64 random(release.row_count());
  std::vector<std::string> texts;
  for (NodeId row = 0; row < release.row_count(); ++row) {
    const std::string printed = release.Name(row);
    const std::string bare = release.code(row).ToString();
    std::string changed = printed;
    changed[Below(random, changed.size())] =
        SymbolCharacter(static_cast<int>(Below(random, kSymbols)));
    for (const std::string& text :
         {printed, bare, absl::AsciiStrToLower(ToAbsl(printed)), changed,
          printed + " ", printed + ".", Concat(bare, "-25"),
          bare.substr(0, bare.size() - 1)}) {
      texts.push_back(text);
    }
  }
  return texts;
}

void ExpectAgreement(const Validator& validator,
                     const std::vector<std::string>& texts) {
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  std::vector<PlainCode> plain(texts.size());
  FindPlainCodes(validator.releases(), views, plain);
  size_t found = 0;
  for (size_t i = 0; i < texts.size(); ++i) {
    SCOPED_TRACE(texts[i]);
    const Verdicts verdicts = validator.Validate(texts[i]);
    const bool simple = texts[i].size() <= 8 && !texts[i].ends_with(' ');
    const bool dated =
        !verdicts.empty() && verdicts.front().release->has_validity();
    if (plain[i].release == nullptr) {
      ASSERT_FALSE(simple && !dated && NothingButThePoint(verdicts));
      continue;
    }
    ++found;
    ASSERT_TRUE(NothingButThePoint(verdicts));
    ASSERT_EQ(plain[i].release, verdicts.front().release.get());
    ASSERT_EQ(plain[i].code, verdicts.front().code);
    ASSERT_EQ(plain[i].point_missing, !verdicts.front().issues.empty());
  }
  EXPECT_GT(found, 0u);
}

TEST(PlainCodeTest, SaysWhatTheValidatorSays) {
  const Catalog catalog = SampleCatalog();
  const absl::StatusOr<Validator> all = Validator::Open(catalog, {});
  ASSERT_TRUE(all.ok()) << all.status();
  for (const CodeSetPtr& release : all->releases()) {
    const std::vector<std::string> texts = Written(*release);
    if (!release->has_validity()) ExpectAgreement(*all, texts);
    const absl::StatusOr<Validator> alone =
        Validator::Open(catalog, {.set = std::string(release->set())});
    ASSERT_TRUE(alone.ok()) << alone.status();
    if (!release->has_validity()) ExpectAgreement(*alone, texts);
  }
}

TEST(PlainCodeTest, WhereCodesHaveDatesNoneIsPlain) {
  const Catalog catalog = SampleCatalog();
  const absl::StatusOr<Validator> validator =
      Validator::Open(catalog, {.set = "hcpcs"});
  ASSERT_TRUE(validator.ok()) << validator.status();
  ASSERT_TRUE(validator->releases().front()->has_validity());
  const std::string_view text = "A0428";
  PlainCode plain{.release = validator->releases().front().get()};
  FindPlainCodes(validator->releases(), {&text, 1}, {&plain, 1});
  EXPECT_EQ(plain.release, nullptr);
}

}  // namespace
}  // namespace codebook
