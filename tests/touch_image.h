// Damage to images, and everything the library can do with a damaged one.

#ifndef CODEBOOK_TESTS_TOUCH_IMAGE_H_
#define CODEBOOK_TESTS_TOUCH_IMAGE_H_

#include <xxhash.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "codesets/check.h"
#include "codesets/diff/diff.h"
#include "codesets/grade/grader.h"
#include "codesets/index_lookup.h"
#include "codesets/searcher.h"
#include "codesets/text_documents.h"
#include "codesets/validator.h"
#include "engine/catalog.h"
#include "engine/code_set.h"
#include "engine/image.h"
#include "tests/small_release.h"
#include "tests/touch_release.h"

namespace codebook {

inline constexpr size_t kImageHeaderSize = 32 + 24 * kSectionCount;

// Opens a copy in a buffer that has not a byte to spare.
inline absl::StatusOr<CodeSetPtr> OpenExactCopy(std::string_view bytes) {
  const std::shared_ptr<char[]> copy(new char[bytes.size()]);
  std::ranges::copy(bytes, copy.get());
  return CodeSet::FromMemory({copy.get(), bytes.size()}, copy, "test");
}

// Gives a damaged image a header whose checksum and file size are right, so
// that the damage gets past it.
inline void MakeHeaderRight(std::string& image) {
  if (image.size() < kImageHeaderSize) return;
  const uint64_t size = image.size();
  std::memcpy(image.data() + 16, &size, sizeof size);
  std::memset(image.data() + 24, 0, 8);
  const uint64_t checksum = XXH3_64bits(image.data(), kImageHeaderSize);
  std::memcpy(image.data() + 24, &checksum, sizeof checksum);
}

// As every row of `export`.
inline size_t ExportAll(const CodeSet& release) {
  size_t touched = 0;
  for (const NodeId node : release.TabularOrder()) {
    touched += Touch(release.Name(node)) + Touch(release.title(node)) +
               Touch(KindName(release.kind(node))) + release.billable(node);
  }
  return touched;
}

inline size_t SearchAll(const CodeSetPtr& release) {
  const Searcher searcher({release});
  SearchScratch scratch;
  size_t touched = 0;
  for (const char* query : {"melanoma lip", "frac", "s52", "trachea airwya"}) {
    const SearchResult result = searcher.Search(query, {}, scratch);
    for (const SearchHit& hit : result.hits) {
      touched += Touch(WhatMatched(hit, result.query).text) +
                 Touch(release->Name(hit.node));
      touched +=
          WordMatcher(*release, result.query).Matches(release->title(hit.node));
    }
    for (const IndexEntry& entry : searcher.SearchIndex(query, 5, scratch)) {
      touched += Touch(IndexPath(release->index_terms(), entry.term));
      for (const IndexLink& link : release->index_terms().Links(entry.term)) {
        touched += FollowSee(release->index_terms(), link.text).has_value();
      }
    }
  }
  return touched;
}

inline size_t JudgeAll(const Catalog& catalog) {
  size_t touched = 0;
  const auto validator = Validator::Open(catalog, {});
  if (validator.ok()) {
    for (const char* text : {"S52.501A", "S52501", "H21.1X1", "0BH17EZ", "0BH1",
                             "C43.O", "ZZZ", "0BJ0XZ"}) {
      for (const Verdict& verdict : validator->Validate(text)) {
        touched += Touch(verdict.title());
        for (const Issue& issue : verdict.issues) {
          touched += Touch(issue.message);
          for (const AllowedCharacter& c : issue.allowed) {
            touched += Touch(c.label);
          }
        }
        for (const Suggestion& suggestion : verdict.suggestions) {
          touched += Touch(suggestion.title) + Touch(suggestion.why);
        }
      }
    }
  }
  const auto checker = Checker::Open(catalog, {});
  if (checker.ok()) {
    const CheckReport report = checker->Check(
        {.codes = {{"C43.0"}, {"S52.501A"}, {"S52.501D"}, {"U07.1"}},
         .excludes2 = true});
    for (const CheckFinding& finding : report.findings) {
      touched += Touch(finding.message);
      if (!finding.note) continue;
      touched += Touch(finding.note->heading);
      for (const std::string_view line : finding.note->lines) {
        touched += Touch(line);
      }
    }
  }
  return touched;
}

inline size_t GradeAll(const Catalog& catalog) {
  AnswerKey key{.name = "key", .questions = {}};
  for (const char* code : {"S52.501A", "0BH17EZ"}) {
    key.questions.push_back({.id = code, .items = {{.codes = {code}}}});
  }
  const auto grader = Grader::Open(catalog, key);
  size_t touched = 0;
  if (!grader.ok()) return 0;
  for (const char* code : {"S52.501A", "0BH17EZ"}) {
    for (const char* given : {"S52.501D", "0BH27EZ", "C43"}) {
      const Answer answer{.question = code, .entries = {{Role::kCode, given}}};
      const auto result = grader->Grade(answer);
      if (!result.ok()) continue;
      for (const GradedEntry& entry : result->entries) {
        touched += Touch(entry.reason);
      }
    }
  }
  return touched;
}

// Find, prefixes, notes, export, search, verdicts, check, grade and diff: what
// they say of a damaged release may be wrong.
inline size_t UseEverything(const CodeSetPtr& release) {
  static const CodeSetPtr& sound =
      *new CodeSetPtr(OpenExactCopy(SmallListImage(MakeTextIndex)).value());
  const Catalog catalog = Catalog::Of({release});
  size_t touched = TouchRelease(*release, 60) + ExportAll(*release) +
                   SearchAll(release) + JudgeAll(catalog) + GradeAll(catalog);
  for (const char* text : {"0BH", "0BJ", "C4", "S525", "S52501A"}) {
    const Code code = *Code::FromCharacters(text);
    touched += TouchTable(*release, code) + release->Find(code).has_value() +
               release->FindGroup(text).has_value();
    if (const auto rows = release->automaton().Range(code)) {
      touched += release->CountBillable(*rows);
    }
    for (const Continuation& next :
         release->Continuations(release->automaton().Follow(code))) {
      touched += Touch(next.label) + next.codes;
    }
  }
  touched += Diff(*sound, *release).changes.size();
  touched += Diff(*release, *sound).changes.size();
  return touched;
}

}  // namespace codebook

#endif  // CODEBOOK_TESTS_TOUCH_IMAGE_H_
