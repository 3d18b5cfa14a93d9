#include "engine/kinds.h"

#include <gtest/gtest.h>

#include <string_view>

namespace codebook {
namespace {

TEST(KindsTest, KindsHaveTheirNames) {
  struct Case {
    Kind kind;
    std::string_view name;
  };
  constexpr Case kCases[] = {
      {Kind::kNone, "none"},
      {Kind::kChapter, "chapter"},
      {Kind::kSection, "section"},
      {Kind::kCategory, "category"},
      {Kind::kSubcategory, "subcategory"},
      {Kind::kCode, "code"},
      {Kind::kTable, "table"},
      {Kind::kModifier, "modifier"},
      {static_cast<Kind>(8), "none"},
      {static_cast<Kind>(255), "none"},
  };
  for (const Case& c : kCases) EXPECT_EQ(KindName(c.kind), c.name);
}

TEST(KindsTest, NoteKindsHaveTheirNames) {
  struct Case {
    NoteKind kind;
    std::string_view name;
  };
  constexpr Case kCases[] = {
      {NoteKind::kNote, "note"},
      {NoteKind::kIncludes, "includes"},
      {NoteKind::kInclusionTerm, "inclusion_term"},
      {NoteKind::kExcludes1, "excludes1"},
      {NoteKind::kExcludes2, "excludes2"},
      {NoteKind::kCodeFirst, "code_first"},
      {NoteKind::kUseAdditionalCode, "use_additional_code"},
      {NoteKind::kCodeAlso, "code_also"},
      {static_cast<NoteKind>(8), "note"},
      {static_cast<NoteKind>(255), "note"},
  };
  for (const Case& c : kCases) EXPECT_EQ(NoteKindName(c.kind), c.name);
}

}  // namespace
}  // namespace codebook
