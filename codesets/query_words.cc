#include "codesets/query_words.h"

#include <algorithm>
#include <array>
#include <optional>

#include "absl/container/inlined_vector.h"
#include "absl/strings/ascii.h"
#include "codesets/coder_words.h"
#include "codesets/word_filter.h"
#include "engine/words.h"

namespace codebook {
namespace {

// Sorted.
constexpr std::array kStopWords = std::to_array<std::string_view>(
    {"a",   "an",  "and",  "as",   "at",    "by",   "due", "for", "from",
     "her", "his", "in",   "into", "is",    "its",  "nec", "nos", "of",
     "on",  "or",  "that", "the",  "their", "this", "to",  "with"});
static_assert(std::ranges::is_sorted(kStopWords));
constexpr WordFilter kStopFilter(kStopWords);

// Queries with more words take more memory.
constexpr size_t kUsualWords = 8;

bool IsBlank(char c) {
  return absl::ascii_isspace(static_cast<unsigned char>(c));
}

// A word of a query and whether what is behind it separates it from more.
struct Typed {
  std::string text;
  bool beginning;
};

class QueryReader {
 public:
  Query Read(std::string_view text) && {
    query_.cut = text.size() > kMaxQueryBytes;
    text = text.substr(0, kMaxQueryBytes);
    Split(text);
    query_.words.reserve(kUsualWords);
    for (size_t i = 0; i < typed_.size();) i += AddAt(i);
    return std::move(query_);
  }

 private:
  // Chunks between blanks first: only they show abbreviations with a stroke.
  void Split(std::string_view text) {
    size_t at = 0;
    while (at < text.size()) {
      while (at < text.size() && IsBlank(text[at])) ++at;
      size_t end = at;
      while (end < text.size() && !IsBlank(text[end])) ++end;
      if (end > at) AddChunk(text.substr(at, end - at), end == text.size());
      at = end;
    }
  }

  void AddChunk(std::string_view chunk, bool last) {
    std::string lower = absl::AsciiStrToLower({chunk.data(), chunk.size()});
    while (!lower.empty() && (lower.back() == ',' || lower.back() == ';' ||
                              lower.back() == '.')) {
      lower.pop_back();
    }
    if (!Abbreviations().MeaningOf(lower).empty()) {
      typed_.push_back({std::move(lower), false});
      return;
    }
    const size_t before = typed_.size();
    ForEachWord(chunk, [this](std::string_view word) {
      typed_.push_back({std::string(word), false});
    });
    const char end = chunk.back();
    const bool open = absl::ascii_isalnum(static_cast<unsigned char>(end)) ||
                      static_cast<unsigned char>(end) >= 0x80;
    if (last && open && typed_.size() > before) typed_.back().beginning = true;
  }

  // Adds what stands at `i`; how many words of it.
  size_t AddAt(size_t i) {
    if (const auto phrase = PhraseAt(i)) {
      AddMeaning(phrase->meaning);
      return phrase->words;
    }
    const std::string_view meaning = Abbreviations().MeaningOf(typed_[i].text);
    if (!meaning.empty()) {
      AddMeaning(meaning);
    } else {
      Add(typed_[i].text, typed_[i].beginning);
    }
    return 1;
  }

  struct Phrase {
    std::string_view meaning;
    size_t words;
  };

  // The longest plain name that begins at word `i`.
  std::optional<Phrase> PhraseAt(size_t i) const {
    std::optional<Phrase> longest;
    for (const CoderWord& phrase : PlainPhrases().WithPrefix(typed_[i].text)) {
      const size_t words = WordsOf(phrase.written, i);
      if (words != 0 && (!longest || words > longest->words)) {
        longest = Phrase{phrase.meaning, words};
      }
    }
    return longest;
  }

  // How many words `phrase` has when they stand at `i`; else 0.
  size_t WordsOf(std::string_view phrase, size_t i) const {
    size_t words = 0;
    while (!phrase.empty()) {
      const std::string_view word = phrase.substr(0, phrase.find(' '));
      if (i + words == typed_.size() || typed_[i + words].text != word) {
        return 0;
      }
      ++words;
      phrase.remove_prefix(std::min(phrase.size(), word.size() + 1));
    }
    return words;
  }

  void AddMeaning(std::string_view words) {
    ForEachWord(words, [this](std::string_view word) { Add(word, false); });
  }

  void Add(std::string_view word, bool beginning) {
    if (!beginning && IsStopWord(word)) return;
    if (std::ranges::find(query_.words, word, &QueryWord::text) !=
        query_.words.end()) {
      return;
    }
    if (query_.words.size() == kMaxQueryWords) {
      query_.cut = true;
      return;
    }
    query_.words.push_back({std::string(word), beginning});
  }

  absl::InlinedVector<Typed, kUsualWords> typed_;
  Query query_;
};

}  // namespace

Query ParseQuery(std::string_view text) { return QueryReader().Read(text); }

std::span<const std::string_view> StopWords() { return kStopWords; }

bool IsStopWord(std::string_view word) {
  return kStopFilter.MayHave(word) &&
         std::ranges::binary_search(kStopWords, word);
}

}  // namespace codebook
