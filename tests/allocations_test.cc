// A program of its own, for it counts what operator new is asked for: the
// verdict on a code that is valid as it is printed takes no memory.

#include <gtest/gtest.h>

#include <cstdlib>
#include <new>
#include <string>
#include <string_view>

#include "codesets/judge.h"
#include "codesets/sample/sample.h"
#include "codesets/validator.h"
#include "engine/catalog.h"

namespace {

size_t allocations = 0;

}  // namespace

void* operator new(size_t size) {
  ++allocations;
  if (void* const memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}

// Not inlined, for the compiler would not see that the two belong together.
[[gnu::noinline]] void operator delete(void* memory) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, size_t) noexcept {
  std::free(memory);
}

namespace codebook {
namespace {

// What `judge` asks for until the verdict it returns is gone. That is to have
// the status `expected`.
template <typename Judge>
size_t AllocationsOf(std::string_view text, VerdictStatus expected,
                     Judge judge) {
  const size_t before = allocations;
  const bool right = judge(text) == expected;
  const size_t made = allocations - before;
  EXPECT_TRUE(right) << text;
  return made;
}

auto By(const CodeSetPtr& release) {
  return
      [&release](std::string_view text) { return Judge(release, text).status; };
}

auto By(const Validator& validator) {
  return [&validator](std::string_view text) {
    return validator.Validate(text).front().status;
  };
}

TEST(Allocations, AreNoneForAValidCode) {
  const Catalog catalog = SampleCatalog();
  for (const ReleaseId& id : catalog.releases()) {
    const CodeSetPtr release = catalog.Get(id).value();
    for (NodeId row = 0; row < release->row_count(); ++row) {
      if (!release->billable(row)) continue;
      const std::string printed = release->Name(row);
      EXPECT_EQ(AllocationsOf(printed, VerdictStatus::kValid, By(release)), 0u)
          << printed;
    }
  }
}

TEST(Allocations, AreNoneWhereSeveralSetsAreAsked) {
  const Catalog catalog = SampleCatalog();
  const absl::StatusOr<Validator> validator = Validator::Open(catalog, {});
  ASSERT_TRUE(validator.ok()) << validator.status();
  ASSERT_GT(validator->releases().size(), 1u);
  for (const std::string_view text : {"S52.501A", "0DB64ZX", "I10"}) {
    EXPECT_EQ(AllocationsOf(text, VerdictStatus::kValid, By(*validator)), 0u)
        << text;
  }
}

// The counter counts.
TEST(Allocations, AreSomeForAnExplanation) {
  const Catalog catalog = SampleCatalog();
  const CodeSetPtr release = catalog.InForce("icd10cm", {}).value();
  EXPECT_GT(AllocationsOf("S52.501", VerdictStatus::kIncomplete, By(release)),
            0u);
}

}  // namespace
}  // namespace codebook
