#include "codesets/word_senses.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "absl/strings/str_split.h"
#include "engine/concat.h"

namespace codebook {
namespace {

// British spellings and American ones, wherever they stand in a word.
constexpr std::array<std::pair<std::string_view, std::string_view>, 32>
    kSpellings = {{{"aemi", "emi"},        {"haem", "hem"},
                   {"oedem", "edem"},      {"oesoph", "esoph"},
                   {"paed", "ped"},        {"gynaec", "gynec"},
                   {"tumour", "tumor"},    {"foet", "fet"},
                   {"rrhoea", "rrhea"},    {"anaesth", "anesth"},
                   {"caec", "cec"},        {"faec", "fec"},
                   {"coeliac", "celiac"},  {"oestr", "estr"},
                   {"fibre", "fiber"},     {"centre", "center"},
                   {"colour", "color"},    {"behaviour", "behavior"},
                   {"labour", "labor"},    {"orthopaed", "orthoped"},
                   {"aetiol", "etiol"},    {"manoeuv", "maneuv"},
                   {"odour", "odor"},      {"humour", "humor"},
                   {"sulph", "sulf"},      {"coelom", "celom"},
                   {"homoeo", "homeo"},    {"dyspnoea", "dyspnea"},
                   {"apnoea", "apnea"},    {"leucoc", "leukoc"},
                   {"isation", "ization"}, {"pnoea", "pnea"}}};

// For each of the first three places of the British spellings and each letter:
// which of them have it there, a bit each.
using LetterBits = std::array<std::array<uint32_t, 26>, 3>;
constexpr LetterBits kLetters = [] {
  static_assert(kSpellings.size() <= 32);
  LetterBits letters{};
  for (size_t i = 0; i < kSpellings.size(); ++i) {
    for (size_t place = 0; place < letters.size(); ++place) {
      const char letter = kSpellings[i].first[place];
      letters[place][static_cast<size_t>(letter - 'a')] |= uint32_t{1} << i;
    }
  }
  return letters;
}();

// Most words are not; what three letters tell is enough.
bool MayBeBritish(std::string_view word) {
  const auto bits = [&](size_t place, size_t at) {
    const auto letter = static_cast<size_t>(word[at] - 'a');
    return letter < 26 ? kLetters[place][letter] : 0;
  };
  for (size_t at = 0; at + kLetters.size() <= word.size(); ++at) {
    if ((bits(0, at) & bits(1, at + 1) & bits(2, at + 2)) != 0) return true;
  }
  return false;
}

// Shorter words have no parts worth telling.
constexpr size_t kShortestLearned = 6;

std::vector<std::string_view> Split(std::string_view words) {
  std::vector<std::string_view> split;
  for (const absl::string_view word : absl::StrSplit(ToAbsl(words), ' ')) {
    split.emplace_back(word.data(), word.size());
  }
  return split;
}

}  // namespace

std::string AmericanSpelling(std::string_view word) {
  std::string spelt(word);
  if (!MayBeBritish(word)) return spelt;
  for (const auto& [british, american] : kSpellings) {
    for (size_t at = spelt.find(british); at != std::string::npos;
         at = spelt.find(british, at + american.size())) {
      spelt.replace(at, british.size(), american);
    }
  }
  return spelt;
}

std::vector<std::string_view> PartsOf(std::string_view word) {
  std::vector<std::string_view> parts;
  if (word.size() < kShortestLearned) return parts;
  size_t ending_size = 0;
  for (const auto& [ending, words] : LearnedEndings()) {
    if (word.back() != ending.back() || !word.ends_with(ending) ||
        ending.size() <= ending_size) {
      continue;
    }
    ending_size = ending.size();
    parts = Split(words);
  }
  // From the front, the longest beginning each time: vesico-uretero-vaginal.
  std::string_view rest = word.substr(0, word.size() - ending_size);
  while (!rest.empty()) {
    const WordPart* longest = nullptr;
    for (const WordPart& beginning : LearnedBeginnings()) {
      if (rest.front() == beginning.part.front() &&
          rest.starts_with(beginning.part) &&
          (longest == nullptr ||
           beginning.part.size() > longest->part.size())) {
        longest = &beginning;
      }
    }
    if (longest == nullptr) break;
    for (const std::string_view part : Split(longest->words)) {
      if (std::ranges::find(parts, part) == parts.end()) parts.push_back(part);
    }
    rest.remove_prefix(longest->part.size());
    // The vowel between two parts.
    if (rest.size() > 2 && (rest[0] == 'o' || rest[0] == 'i')) {
      rest.remove_prefix(1);
    }
  }
  return parts;
}

WordSenses::WordSenses() {
  for (const std::string_view group : SynonymGroups()) {
    std::string name;
    for (const std::string_view word : Split(group)) {
      std::string stem = Stem(word);
      if (name.empty()) name = stem;
      term_of_.emplace(std::move(stem), name);
    }
  }
}

std::string WordSenses::Stem(std::string_view word) {
  return std::string(stemmer_.Stem(AmericanSpelling(word)));
}

std::string WordSenses::Term(std::string_view word) {
  std::string stem = Stem(word);
  const auto known = term_of_.find(stem);
  return known == term_of_.end() ? stem : known->second;
}

void WordSenses::Look(std::string_view word, WordSense& sense) {
  sense.term = Term(word);
  for (const std::string_view part : PartsOf(AmericanSpelling(word))) {
    std::string term = Term(part);
    if (term != sense.term) sense.parts.push_back(std::move(term));
  }
}

}  // namespace codebook
