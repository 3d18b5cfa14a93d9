#include "bench/queries.h"

#include <cctype>
#include <optional>
#include <utility>

namespace codebook {
namespace {

constexpr uint64_t kSeed = 20221001;

char AnySymbol(Random& random) {
  return SymbolCharacter(static_cast<int>(Below(kSymbols, random)));
}

char ToLower(char c) {
  return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

// A row of the two releases together, so that all codes are equally likely.
std::pair<uint8_t, Code> AnyCode(std::span<const CodeSetPtr> releases,
                                 Random& random) {
  size_t rows = 0;
  for (const CodeSetPtr& release : releases) rows += release->row_count();
  size_t row = Below(rows, random);
  uint8_t set = 0;
  while (row >= releases[set]->row_count()) {
    row -= releases[set++]->row_count();
  }
  return {set, releases[set]->code(static_cast<NodeId>(row))};
}

template <typename Change>
Queries MakeQueries(std::span<const CodeSetPtr> releases, size_t count,
                    Change change) {
  Random random(kSeed);
  std::vector<std::string> typed;
  std::vector<std::string> normalised;
  std::vector<uint8_t> sets;
  for (size_t i = 0; i < count; ++i) {
    const auto [set, code] = AnyCode(releases, random);
    const CodeSet& release = *releases[set];
    const Code asked = change(release, code, random);
    typed.push_back(TypeCode(asked, release.point_after(), random));
    normalised.push_back(asked.ToString());
    sets.push_back(set);
  }
  return {Texts(typed), Texts(normalised), std::move(sets)};
}

bool IsBillable(const CodeSet& release, const std::string& text) {
  const std::optional<NodeId> row = release.Find(text);
  return row && release.billable(*row);
}

void Slip(std::string& text, Random& random) {
  const size_t at = Below(text.size(), random);
  switch (Below(4, random)) {
    case 0:
      text[at] = AnySymbol(random);
      break;
    case 1:
      text.erase(at, 1);
      break;
    case 2:
      text.insert(at, 1, AnySymbol(random));
      break;
    default:
      if (at + 1 < text.size()) std::swap(text[at], text[at + 1]);
      break;
  }
}

}  // namespace

Texts::Texts(const std::vector<std::string>& texts) {
  for (const std::string& text : texts) {
    bytes_.insert(bytes_.end(), text.begin(), text.end());
  }
  bytes_.insert(bytes_.end(), 8, '\0');
  size_t begin = 0;
  for (const std::string& text : texts) {
    views_.emplace_back(bytes_.data() + begin, text.size());
    begin += text.size();
  }
}

Queries MakeHits(std::span<const CodeSetPtr> releases, size_t count) {
  return MakeQueries(releases, count,
                     [](const CodeSet&, Code code, Random&) { return code; });
}

Queries MakeMisses(std::span<const CodeSetPtr> releases, size_t count) {
  return MakeQueries(releases, count,
                     [](const CodeSet& release, Code code, Random& random) {
                       Code wrong = code;
                       while (release.Find(wrong)) {
                         std::string text = code.ToString();
                         text[Below(text.size(), random)] = AnySymbol(random);
                         wrong = *Code::FromCharacters(text);
                       }
                       return wrong;
                     });
}

std::string TypeCode(Code code, size_t point_after, Random& random) {
  const uint64_t way = random();
  std::string text = code.ToString((way & 1) != 0 ? point_after : 0);
  // Half in upper case, a quarter in lower, a quarter mixed.
  const bool mixed = (way & 2) != 0;
  for (size_t i = 0; i < text.size() && (way & 4) != 0; ++i) {
    if (!mixed || (way >> (8 + i) & 1) != 0) text[i] = ToLower(text[i]);
  }
  return text;
}

Code BillableCode(const CodeSet& release, Random& random) {
  while (true) {
    const auto row = static_cast<NodeId>(Below(release.row_count(), random));
    if (release.billable(row)) return release.code(row);
  }
}

std::string CorruptCode(const CodeSet& release, Code code, Random& random) {
  std::string text = code.ToString();
  while (IsBillable(release, text)) {
    text = code.ToString();
    Slip(text, random);
  }
  return text;
}

}  // namespace codebook
