// Any bytes as a code: the hot path agrees with the walk, alone and among many,
// in any case, and verdicts are what verdicts promise.

#include <array>
#include <memory>

#include "absl/strings/ascii.h"
#include "codesets/sample/sample.h"
#include "codesets/validator.h"
#include "tests/fuzz/fuzzing.h"
#include "tests/touch_release.h"

namespace codebook::fuzz {
namespace {

const Catalog& TheCatalog() {
  static const Catalog& catalog = *new Catalog(SampleCatalog());
  return catalog;
}

void CheckFastPaths(const CodeSet& release, std::string_view text) {
  const std::optional<Code> code = Code::Parse(text, release.point_after());
  const std::optional<NodeId> fast = release.Find(text);
  std::optional<NodeId> slow;
  if (code) slow = release.automaton().Row(*code);
  Require(fast == slow, "text and walk find different rows", text);
  if (code) {
    Require(release.Find(*code) == slow, "code and walk differ", text);
    Require(Code::Parse(release.Print(*code), release.point_after()) == *code,
            "a printed code reads as another", text);
    const Automaton::Walk walk = release.automaton().Follow(*code);
    for (const Continuation& next : release.Continuations(walk)) {
      Require(!next.row || *next.row < release.row_count(), "no row");
    }
  }
  // In every place of a block, among others that are there or not.
  std::array<std::string_view, 70> texts;
  texts.fill("E11.9");
  for (const size_t at : {0UL, 31UL, 32UL, 69UL}) texts[at] = text;
  std::array<CodeIndex::Hit, 70> hits;
  release.index().FindAll(texts, hits);
  for (size_t i = 0; i < texts.size(); ++i) {
    Require(hits[i] == release.index().Find(texts[i]),
            "among many a text finds something else", texts[i]);
  }
  if (const auto group = release.FindGroup(text)) {
    Require(release.Name(*group) == text, "another group", text);
    TouchNode(release, *group);
  }
}

}  // namespace
}  // namespace codebook::fuzz

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace codebook::fuzz;  // NOLINT
  static const codebook::Validator& validator = *new codebook::Validator(
      codebook::Validator::Open(TheCatalog(), {}).value());
  const std::string_view text = TextOf(data, size);
  for (const codebook::ReleaseId& id : TheCatalog().releases()) {
    const codebook::CodeSetPtr release = TheCatalog().Get(id).value();
    CheckFastPaths(*release, text);
    CheckVerdict(release, text);
  }
  const codebook::Verdicts verdicts = validator.Validate(text);
  Require(!verdicts.empty(), "no verdict", text);
  const std::string lower =
      absl::AsciiStrToLower(absl::string_view(text.data(), text.size()));
  const codebook::Verdicts folded = validator.Validate(lower);
  Require(folded.size() == verdicts.size() &&
              folded.front().status == verdicts.front().status,
          "case changes the verdict", text);
  return 0;
}
