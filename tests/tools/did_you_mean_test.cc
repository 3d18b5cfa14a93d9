#include "tools/codebook/did_you_mean.h"

#include <gtest/gtest.h>

#include <array>

namespace codebook {
namespace {

TEST(EditDistance, CountsEditsAndSwaps) {
  struct Case {
    std::string_view a;
    std::string_view b;
    size_t distance;
  };
  for (const Case& c : {Case{"", "", 0}, Case{"", "abc", 3}, Case{"abc", "", 3},
                        Case{"list", "list", 0}, Case{"lst", "list", 1},
                        Case{"lsit", "list", 1}, Case{"listt", "list", 1},
                        Case{"lost", "list", 1}, Case{"kitten", "sitting", 3},
                        // Optimal string alignment: no edit within a swap.
                        Case{"ca", "abc", 3}}) {
    EXPECT_EQ(EditDistance(c.a, c.b), c.distance) << c.a << " " << c.b;
    EXPECT_EQ(EditDistance(c.b, c.a), c.distance) << c.b << " " << c.a;
  }
}

TEST(DidYouMean, NamesTheNearest) {
  constexpr std::array<std::string_view, 4> kCandidates = {"validate", "lookup",
                                                           "list", "export"};
  struct Case {
    std::string_view word;
    std::string_view expected;
  };
  for (const Case& c : {Case{"validte", "; did you mean 'validate'?"},
                        Case{"avlidate", "; did you mean 'validate'?"},
                        Case{"val", "; did you mean 'validate'?"},
                        Case{"lokup", "; did you mean 'lookup'?"},
                        Case{"lis", "; did you mean 'list'?"},
                        Case{"frobnicate", ""}, Case{"", ""}}) {
    EXPECT_EQ(DidYouMean(c.word, kCandidates), c.expected) << c.word;
  }
  EXPECT_EQ(DidYouMean(std::string(1 << 20, 'l'), kCandidates), "");
}

}  // namespace
}  // namespace codebook
