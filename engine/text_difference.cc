#include "engine/text_difference.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "engine/concat.h"

namespace codebook {
namespace {

using Words = std::vector<std::string_view>;
using WordSpan = std::span<const std::string_view>;

// Beyond so many pairs of words, comparing every one takes too long.
constexpr size_t kMostPairs = size_t{16} << 20;

bool IsLetterOrDigit(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool JoinsWords(char c) { return c == '.' || c == '-' || c == '\''; }

// Lengths of the longest common subsequences of all endings of both lists.
class CommonLengths {
 public:
  CommonLengths(WordSpan before, WordSpan after)
      : columns_(after.size() + 1),
        lengths_((before.size() + 1) * columns_, 0) {
    for (size_t i = before.size(); i-- > 0;) {
      for (size_t j = after.size(); j-- > 0;) {
        lengths_[i * columns_ + j] = before[i] == after[j]
                                         ? At(i + 1, j + 1) + 1
                                         : std::max(At(i + 1, j), At(i, j + 1));
      }
    }
  }

  uint32_t At(size_t i, size_t j) const { return lengths_[i * columns_ + j]; }

 private:
  size_t columns_;
  std::vector<uint32_t> lengths_;
};

// Gathers what is shared and what stands in for what.
class PartWriter {
 public:
  void Same(std::string_view before, std::string_view after) {
    Add(true, before, after);
  }
  void Changed(std::string_view deleted, std::string_view added) {
    Add(false, deleted, added);
  }

  std::vector<TextPart> Take() {
    JoinOverBlanks();
    std::vector<TextPart> parts;
    for (const Stretch& stretch : stretches_) {
      if (stretch.same) {
        parts.push_back({TextPartKind::kSame, stretch.before});
        continue;
      }
      if (!stretch.before.empty()) {
        parts.push_back({TextPartKind::kDeleted, stretch.before});
      }
      if (!stretch.after.empty()) {
        parts.push_back({TextPartKind::kAdded, stretch.after});
      }
    }
    return parts;
  }

 private:
  // Neighbouring pieces of both texts.
  struct Stretch {
    bool same;
    std::string_view before;
    std::string_view after;
  };

  // `more` follows `text` directly.
  static void Extend(std::string_view& text, std::string_view more) {
    text = text.empty()
               ? more
               : std::string_view(text.data(), text.size() + more.size());
  }

  void Add(bool same, std::string_view before, std::string_view after) {
    if (stretches_.empty() || stretches_.back().same != same) {
      stretches_.push_back({same, {}, {}});
    }
    Extend(stretches_.back().before, before);
    Extend(stretches_.back().after, after);
  }

  // Two words deleted and two added read better than one and one, twice.
  void JoinOverBlanks() {
    std::vector<Stretch> joined;
    for (size_t i = 0; i < stretches_.size(); ++i) {
      const Stretch& stretch = stretches_[i];
      const bool between = i > 0 && i + 1 < stretches_.size();
      const bool blank = std::ranges::none_of(stretch.before, IsLetterOrDigit);
      const bool join = stretch.same && between && blank;
      if (!joined.empty() && !joined.back().same && (join || !stretch.same)) {
        Extend(joined.back().before, stretch.before);
        Extend(joined.back().after, stretch.after);
      } else {
        joined.push_back(stretch);
      }
    }
    stretches_ = std::move(joined);
  }

  std::vector<Stretch> stretches_;
};

void CompareMiddles(WordSpan before, WordSpan after, PartWriter& parts) {
  size_t i = 0;
  size_t j = 0;
  if (before.size() * after.size() <= kMostPairs) {
    const CommonLengths common(before, after);
    while (i < before.size() && j < after.size()) {
      if (before[i] == after[j]) {
        parts.Same(before[i++], after[j++]);
      } else if (common.At(i + 1, j) >= common.At(i, j + 1)) {
        parts.Changed(before[i++], {});
      } else {
        parts.Changed({}, after[j++]);
      }
    }
  }
  for (const std::string_view word : before.subspan(i)) parts.Changed(word, {});
  for (const std::string_view word : after.subspan(j)) parts.Changed({}, word);
}

Words FoldedWords(const std::string& lower) {
  Words words = SplitWords(lower);
  std::erase_if(words, [](std::string_view word) {
    return !IsLetterOrDigit(word.front());
  });
  return words;
}

}  // namespace

std::vector<std::string_view> SplitWords(std::string_view text) {
  Words words;
  for (size_t at = 0; at < text.size();) {
    size_t end = at + 1;
    if (IsLetterOrDigit(text[at])) {
      while (end < text.size() &&
             (IsLetterOrDigit(text[end]) || JoinsWords(text[end]))) {
        ++end;
      }
    }
    words.push_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

std::vector<TextPart> CompareTexts(std::string_view before,
                                   std::string_view after) {
  const Words before_words = SplitWords(before);
  const Words after_words = SplitWords(after);
  WordSpan older(before_words);
  WordSpan newer(after_words);
  size_t head = 0;
  const size_t shorter = std::min(older.size(), newer.size());
  while (head < shorter && older[head] == newer[head]) ++head;
  size_t tail = 0;
  while (tail < shorter - head &&
         older[older.size() - 1 - tail] == newer[newer.size() - 1 - tail]) {
    ++tail;
  }
  PartWriter parts;
  const auto same = [&](size_t older_at, size_t newer_at, size_t count) {
    for (size_t i = 0; i < count; ++i) {
      parts.Same(older[older_at + i], newer[newer_at + i]);
    }
  };
  same(0, 0, head);
  CompareMiddles(older.subspan(head, older.size() - head - tail),
                 newer.subspan(head, newer.size() - head - tail), parts);
  same(older.size() - tail, newer.size() - tail, tail);
  return parts.Take();
}

double Similarity(std::string_view before, std::string_view after) {
  const std::string lower_before = absl::AsciiStrToLower(ToAbsl(before));
  const std::string lower_after = absl::AsciiStrToLower(ToAbsl(after));
  const Words a = FoldedWords(lower_before);
  const Words b = FoldedWords(lower_after);
  if (a.empty() && b.empty()) return 1;
  if (a.size() * b.size() > kMostPairs) return lower_before == lower_after;
  const double shared = CommonLengths(a, b).At(0, 0);
  return 2 * shared / static_cast<double>(a.size() + b.size());
}

}  // namespace codebook
