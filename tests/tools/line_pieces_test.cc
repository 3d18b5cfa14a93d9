#include "tools/codebook/line_pieces.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <thread>

namespace codebook {
namespace {

// The lines as they are passed on, a "/" after those of one call.
std::string Passed(std::string_view text) {
  Output out;
  PassLines(text, out, [](std::span<const std::string_view> codes, Output& to) {
    EXPECT_LE(codes.size(), kMostCodes);
    for (const std::string_view code : codes) {
      to.Append(code);
      to.Append(';');
    }
    to.Append('/');
  });
  return std::string(out.kept());
}

TEST(PassLines, LeavesOutEndsAndBlankLines) {
  EXPECT_EQ(Passed(""), "");
  EXPECT_EQ(Passed("\n\r\n \t\n"), "");
  EXPECT_EQ(Passed("I10"), "I10;/");
  EXPECT_EQ(Passed("I10\n\nA00\r\n B01 \n\rC\r\r\n"), "I10;A00; B01 ;\rC\r;/");
}

TEST(PassLines, PassesOnNoMoreThanFitAndCountsAll) {
  std::string text;
  std::string passed;
  for (size_t i = 0; i < 2 * kMostCodes + 1; ++i) {
    text += "A\n\n";
    passed += i % kMostCodes == kMostCodes - 1 ? "A;/" : "A;";
  }
  EXPECT_EQ(Passed(text), passed + "/");
  Output out;
  EXPECT_EQ(
      PassLines(text, out, [](std::span<const std::string_view>, Output&) {}),
      4 * kMostCodes + 2);
}

// Numbered lines of many lengths.
std::string NumberedLines(size_t count) {
  std::string text;
  for (size_t i = 0; i < count; ++i) {
    text += std::to_string(i) + std::string(i * 7919 % 290, 'x') + "\n";
  }
  return text;
}

TEST(LinePieces, KeepsTheOrderWithAnyNumberOfThreads) {
  for (const size_t lines : {1, 2, 3, 10, 3000}) {
    const std::string text = NumberedLines(lines);
    for (const size_t threads : {1, 2, 3, 8, 33}) {
      for (const size_t piece : {1, 100, 4096, 1 << 20}) {
        std::atomic<size_t> seen = 0;
        const auto each = [&seen](std::span<const std::string_view> codes,
                                  Output& to) {
          seen += codes.size();
          for (const std::string_view code : codes) {
            to.Append(code);
            to.EndLine();
          }
        };
        LinePieces pieces(piece, threads, each);
        Output out;
        // Twice, for what is kept is used again.
        EXPECT_EQ(pieces.Pass(text, out), lines);
        EXPECT_EQ(pieces.Pass(text, out), lines);
        EXPECT_EQ(seen, 2 * lines);
        ASSERT_EQ(out.kept(), text + text) << lines << " " << threads;
      }
    }
  }
}

TEST(LinePieces, AreAsManyAsAFullBlockOfInputHas) {
  constexpr size_t kPiece = 1000;
  // The last line of a block is seldom whole.
  const std::string text = NumberedLines(100).substr(0, 2 * kPiece - 1);
  std::mutex mutex;
  std::set<std::thread::id> seen;
  const auto each = [&](std::span<const std::string_view>, Output&) {
    const std::lock_guard lock(mutex);
    seen.insert(std::this_thread::get_id());
  };
  LinePieces pieces(kPiece, 2, each);
  Output out;
  pieces.Pass(text.substr(0, text.rfind('\n') + 1), out);
  EXPECT_EQ(seen.size(), 2U);
}

TEST(LinePieces, TakesALastLineWithoutEndAndLinesLongerThanAPiece) {
  const std::string text =
      std::string(1000, 'a') + "\n\nb\n" + std::string(1000, 'c');
  const auto each = [](std::span<const std::string_view> codes, Output& to) {
    for (const std::string_view code : codes) {
      to.Append(std::to_string(code.size()));
      to.EndLine();
    }
  };
  LinePieces pieces(10, 8, each);
  Output out;
  EXPECT_EQ(pieces.Pass(text, out), 4U);
  EXPECT_EQ(out.kept(), "1000\n1\n1000\n");
}

TEST(Output, KeepsWhateverIsAppended) {
  Output out;
  std::string all;
  for (size_t size = 1; size < 300'000; size *= 3) {
    const std::string text(size, static_cast<char>('a' + size % 26));
    out.Append(text);
    char* const room = out.Room(1000);
    std::fill_n(room, 1000, '-');
    out.Used(10);
    all += text + "----------";
  }
  EXPECT_EQ(out.kept(), all);
  out.Clear();
  EXPECT_EQ(out.kept(), "");
}

}  // namespace
}  // namespace codebook
