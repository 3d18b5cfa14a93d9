// Slips of the hand that a test makes on purpose, and the codes that each may
// have come from. Nothing here is shared with the program's own idea of slips.

#ifndef CODEBOOK_TESTS_RELEASE_CORRUPTIONS_H_
#define CODEBOOK_TESTS_RELEASE_CORRUPTIONS_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/release/order_oracle.h"

namespace codebook {

enum class Corruption {
  // A character that is neither X nor in seventh place.
  kLeftOut,
  kPlaceholderLeftOut,
  kSeventhLeftOut,
  kDoubled,
  kExchanged,
  // By a key beside it or a character that looks like it.
  kReplacedByNear,
  kReplacedByAny,
};

struct CorruptionKind {
  Corruption corruption;
  std::string_view name;
};

inline constexpr auto kCorruptions = std::to_array<CorruptionKind>({
    {Corruption::kLeftOut, "left_out"},
    {Corruption::kPlaceholderLeftOut, "x_left_out"},
    {Corruption::kSeventhLeftOut, "seventh_left_out"},
    {Corruption::kDoubled, "doubled"},
    {Corruption::kExchanged, "exchanged"},
    {Corruption::kReplacedByNear, "replaced_by_near"},
    {Corruption::kReplacedByAny, "replaced_by_any"},
});

inline constexpr std::string_view kAlphabet =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

// The keys left and right of `c` and the characters that look like it.
inline std::string NearCharacters(char c) {
  constexpr std::string_view kPairs[] = {
      "12", "23", "34", "45", "56", "67", "78", "89", "90", "QW",
      "WE", "ER", "RT", "TY", "YU", "UI", "IO", "OP", "AS", "SD",
      "DF", "FG", "GH", "HJ", "JK", "KL", "ZX", "XC", "CV", "VB",
      "BN", "NM", "0O", "1I", "1L", "2Z", "5S", "8B"};
  std::string near;
  for (const std::string_view pair : kPairs) {
    if (pair[0] == c) near += pair[1];
    if (pair[1] == c) near += pair[0];
  }
  return near;
}

// Everything that one slip of a kind makes of `code`, once for each way.
inline std::vector<std::string> Corrupted(const std::string& code,
                                          Corruption kind) {
  std::vector<std::string> texts;
  for (size_t i = 0; i < code.size(); ++i) {
    const bool seventh = i == 6;
    std::string text = code;
    switch (kind) {
      case Corruption::kLeftOut:
        if (code[i] != 'X' && !seventh) texts.push_back(text.erase(i, 1));
        break;
      case Corruption::kPlaceholderLeftOut:
        if (code[i] == 'X' && !seventh) texts.push_back(text.erase(i, 1));
        break;
      case Corruption::kSeventhLeftOut:
        if (seventh) texts.push_back(text.erase(i, 1));
        break;
      case Corruption::kDoubled:
        texts.push_back(text.insert(i, 1, code[i]));
        break;
      case Corruption::kExchanged:
        if (i + 1 == code.size() || code[i] == code[i + 1]) break;
        std::swap(text[i], text[i + 1]);
        texts.push_back(text);
        break;
      case Corruption::kReplacedByNear:
      case Corruption::kReplacedByAny:
        for (const char c : kind == Corruption::kReplacedByNear
                                ? NearCharacters(code[i])
                                : std::string(kAlphabet)) {
          if (c == code[i]) continue;
          text[i] = c;
          texts.push_back(text);
        }
        break;
    }
  }
  return texts;
}

// The billable codes of which one slip of a kind may have made `text`.
inline std::set<std::string> OriginalsOf(const std::string& text,
                                         Corruption kind,
                                         const OrderOracle& order) {
  std::set<std::string> originals;
  const auto add = [&](const std::string& code) {
    if (order.IsBillable(code)) originals.insert(code);
  };
  for (size_t i = 0; i <= text.size(); ++i) {
    std::string code = text;
    switch (kind) {
      case Corruption::kLeftOut:
      case Corruption::kPlaceholderLeftOut:
      case Corruption::kSeventhLeftOut:
        code.insert(i, 1, '?');
        for (const char c : kAlphabet) {
          if ((c == 'X' && i != 6) !=
              (kind == Corruption::kPlaceholderLeftOut)) {
            continue;
          }
          if ((i == 6) != (kind == Corruption::kSeventhLeftOut)) continue;
          code[i] = c;
          add(code);
        }
        break;
      case Corruption::kDoubled:
        if (i + 1 < text.size() && text[i] == text[i + 1]) {
          add(code.erase(i, 1));
        }
        break;
      case Corruption::kExchanged:
        if (i + 1 >= text.size() || text[i] == text[i + 1]) break;
        std::swap(code[i], code[i + 1]);
        add(code);
        break;
      case Corruption::kReplacedByNear:
      case Corruption::kReplacedByAny:
        if (i == text.size()) break;
        for (const char c : kind == Corruption::kReplacedByNear
                                ? NearCharacters(text[i])
                                : std::string(kAlphabet)) {
          if (c == text[i]) continue;
          code[i] = c;
          add(code);
        }
        break;
    }
  }
  return originals;
}

// How often the best five guesses name the code of which one slip of a kind
// made `text`, for one who knows the kind and the order file: from 0 to 1.
// Codes are equally likely, and so are the ways of making the slip.
inline double Attainable(const std::string& text, Corruption kind,
                         const OrderOracle& order) {
  std::vector<double> likelihoods;
  double sum = 0;
  for (const std::string& original : OriginalsOf(text, kind, order)) {
    double likelihood = 1;
    // Of codes of one length, a replacement makes any text equally likely.
    if (kind != Corruption::kReplacedByAny) {
      const std::vector<std::string> texts = Corrupted(original, kind);
      likelihood = static_cast<double>(std::ranges::count(texts, text)) /
                   static_cast<double>(texts.size());
    }
    likelihoods.push_back(likelihood);
    sum += likelihood;
  }
  std::ranges::sort(likelihoods, std::greater());
  double best = 0;
  for (size_t i = 0; i < std::min<size_t>(5, likelihoods.size()); ++i) {
    best += likelihoods[i];
  }
  return sum > 0 ? best / sum : 0;
}

}  // namespace codebook

#endif  // CODEBOOK_TESTS_RELEASE_CORRUPTIONS_H_
