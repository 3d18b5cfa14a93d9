#include "engine/string_pool.h"

#include <gtest/gtest.h>
#include <sys/mman.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/random_codes.h"

namespace codebook {
namespace {

std::string TextOf(size_t length) {
  std::string text(length, '\0');
  for (size_t i = 0; i < length; ++i) text[i] = static_cast<char>('a' + i % 26);
  return text;
}

TEST(StringPoolTest, KeepsTextsOfAnyLength) {
  // A length takes one byte more from 128, 16384 and 2097152 on.
  std::vector<std::pair<uint32_t, std::string>> added;
  StringPoolBuilder builder;
  for (const size_t length :
       {0, 1, 2, 126, 127, 128, 129, 16383, 16384, 2097151, 2097152}) {
    const std::string text = TextOf(length);
    added.emplace_back(builder.Add(text), text);
  }
  const StringPool pool(builder.bytes());
  for (const auto& [offset, text] : added) {
    EXPECT_EQ(pool.Get(offset), text) << text.size();
    EXPECT_EQ(builder.Get(offset), text) << text.size();
  }
  EXPECT_FALSE(builder.overflowed());
}

TEST(StringPoolTest, KeepsBytesThatAreNoText) {
  StringPoolBuilder builder;
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  const uint32_t offset = builder.Add(bytes);
  EXPECT_EQ(builder.Get(offset), bytes);
}

TEST(StringPoolTest, TheEmptyTextIsOffsetZero) {
  StringPoolBuilder builder;
  EXPECT_EQ(builder.Get(0), "");
  EXPECT_EQ(builder.Add(""), 0u);
  EXPECT_EQ(builder.Add("", ""), 0u);
  EXPECT_EQ(builder.Intern(""), 0u);
  EXPECT_EQ(builder.bytes().size(), 1u);
}

TEST(StringPoolTest, LaysATextOutBehindItsLength) {
  StringPoolBuilder builder;
  EXPECT_EQ(builder.Add("abc"), 1u);
  EXPECT_EQ(builder.Add(TextOf(300)), 5u);
  // 300 is 0b10'0101100.
  EXPECT_EQ(builder.bytes(), std::string("\0\x03"
                                         "abc"
                                         "\xAC\x02",
                                         7) +
                                 TextOf(300));
}

TEST(StringPoolTest, JoinsHeadAndTail) {
  StringPoolBuilder builder;
  EXPECT_EQ(builder.Get(builder.Add("Fracture", ", initial")),
            "Fracture, initial");
  EXPECT_EQ(builder.Get(builder.Add("", "tail")), "tail");
  EXPECT_EQ(builder.Get(builder.Add("head", "")), "head");
}

TEST(StringPoolTest, InternNamesEqualTextsEquallyAndAddDoesNot) {
  StringPoolBuilder builder;
  const uint32_t approach = builder.Intern("Approach");
  const uint32_t device = builder.Intern("Device");
  EXPECT_NE(approach, device);
  EXPECT_EQ(builder.Intern("Approach"), approach);
  EXPECT_EQ(builder.Get(approach), "Approach");
  EXPECT_EQ(builder.Get(device), "Device");
  EXPECT_NE(builder.Add("Approach"), approach);
}

TEST(StringPoolTest, OffsetsOutsideGiveTheEmptyText) {
  StringPoolBuilder builder;
  builder.Add("text");
  const StringPool pool(builder.bytes());
  for (const uint32_t offset :
       {6u, 7u, 1000u, 0x80000000u, std::numeric_limits<uint32_t>::max()}) {
    EXPECT_EQ(pool.Get(offset), "") << offset;
  }
  EXPECT_EQ(StringPool().Get(0), "");
  EXPECT_EQ(StringPool().Get(1), "");
}

TEST(StringPoolTest, LengthsThatAreNoneGiveTheEmptyText) {
  constexpr std::string_view kPools[] = {
      // Longer than what is left.
      std::string_view("\0\x02"
                       "a",
                       3),
      // Ends within the length.
      std::string_view("\0\x80", 2),
      std::string_view("\0\xFF\xFF\xFF\xFF", 5),
      // Longer than any length.
      std::string_view("\0\x80\x80\x80\x80\x80\x00"
                       "abc",
                       10),
      std::string_view("\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F"
                       "a",
                       12),
      // The longest there is.
      std::string_view("\0\xFF\xFF\xFF\xFF\x7F"
                       "abc",
                       9),
  };
  for (const std::string_view bytes : kPools) {
    EXPECT_EQ(StringPool(bytes).Get(1), "");
  }
}

// Every answer lies within the pool, which has not a byte to spare, wherever
// it is cut and whatever is asked.
void ExpectAnswersWithin(std::string_view bytes) {
  const auto exact = std::make_unique<char[]>(bytes.size());
  std::ranges::copy(bytes, exact.get());
  const StringPool pool(std::string_view(exact.get(), bytes.size()));
  for (uint32_t offset = 0; offset < bytes.size() + 10; ++offset) {
    const std::string_view text = pool.Get(offset);
    if (text.empty()) continue;
    ASSERT_GE(text.data(), exact.get());
    ASSERT_LE(text.data() + text.size(), exact.get() + bytes.size());
  }
}

TEST(StringPoolTest, TruncatedPoolsAreNeverLeft) {
  StringPoolBuilder builder;
  for (const size_t length : {1, 5, 127, 128, 200}) builder.Add(TextOf(length));
  const std::string_view bytes = builder.bytes();
  for (size_t size = 0; size <= bytes.size(); ++size) {
    ASSERT_NO_FATAL_FAILURE(ExpectAnswersWithin(bytes.substr(0, size)));
  }
}

TEST(StringPoolTest, RandomPoolsAreNeverLeft) {
  std::mt19937_64 random(15);
  for (int i = 0; i < 2000; ++i) {
    std::string bytes(Below(random, 60), '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    ASSERT_NO_FATAL_FAILURE(ExpectAnswersWithin(bytes));
  }
}

TEST(StringPoolTest, RefusesMoreThanOffsetsCanName) {
  constexpr size_t kSize = size_t{1} << 32;
  // Costs no memory as long as nobody reads it.
  void* const huge = mmap(nullptr, kSize, PROT_READ,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  ASSERT_NE(huge, MAP_FAILED);
  StringPoolBuilder builder;
  const uint32_t text = builder.Add("text");
  EXPECT_EQ(builder.Add({static_cast<const char*>(huge), kSize}), 0u);
  EXPECT_TRUE(builder.overflowed());
  EXPECT_EQ(builder.Get(text), "text");
  munmap(huge, kSize);
}

}  // namespace
}  // namespace codebook
