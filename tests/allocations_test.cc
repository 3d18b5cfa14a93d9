// A program of its own, for it counts what operator new is asked for: the
// verdict on a code that is valid as it is printed takes no memory.

#include <gtest/gtest.h>

#include <cstdlib>
#include <new>
#include <string>
#include <string_view>

#include "codesets/judge.h"
#include "codesets/sample/sample.h"
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

size_t AllocationsOf(const CodeSetPtr& release, std::string_view text,
                     VerdictStatus expected) {
  const size_t before = allocations;
  bool right = false;
  {
    const Verdict verdict = Judge(release, text);
    right = verdict.status == expected;
  }
  const size_t made = allocations - before;
  EXPECT_TRUE(right) << text;
  return made;
}

TEST(Allocations, AreNoneForAValidCode) {
  const Catalog catalog = SampleCatalog();
  for (const ReleaseId& id : catalog.releases()) {
    const CodeSetPtr release = catalog.Get(id).value();
    for (NodeId row = 0; row < release->row_count(); ++row) {
      if (!release->billable(row)) continue;
      const std::string printed = release->Name(row);
      EXPECT_EQ(AllocationsOf(release, printed, VerdictStatus::kValid), 0u)
          << printed;
    }
  }
}

// The counter counts.
TEST(Allocations, AreSomeForAnExplanation) {
  const Catalog catalog = SampleCatalog();
  const CodeSetPtr release = catalog.InForce("icd10cm", {}).value();
  EXPECT_GT(AllocationsOf(release, "S52.501", VerdictStatus::kIncomplete), 0u);
}

}  // namespace
}  // namespace codebook
