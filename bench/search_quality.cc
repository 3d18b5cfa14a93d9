// How good search is: entries of an official index as queries.
//
// An entry is asked for by its terms, from the main term down, without the non-
// essential modifiers, and is found when its code is among the first ten. The
// index itself is not searched, unless it is said so; the sample is the same
// for the same seed. Beside it SQLite's FTS5 over the titles: Porter stems,
// bm25, all words, else any.
//
//   search_quality [--seed N] [--queries N] [--only YEAR] [--alone] [--misses]
//
// --only takes the case of one year, --alone leaves FTS5 out, --misses lists
// what was not found.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <pugixml.hpp>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/numbers.h"
#include "bench/full_text.h"
#include "bench/harness.h"
#include "bench/releases.h"
#include "codesets/import.h"
#include "codesets/searcher.h"
#include "engine/concat.h"

namespace codebook {
namespace {

constexpr size_t kFirst = 10;

struct Entry {
  std::string words;
  // As the index has it, without the point and the dash.
  std::string code;
};

// The text of a title without its modifiers.
std::string WordsOf(pugi::xml_node title) {
  std::string words;
  for (const pugi::xml_node part : title.children()) {
    if (part.type() == pugi::node_pcdata) words.append(part.value());
  }
  return words;
}

void Collect(pugi::xml_node above, const std::string& path,
             std::vector<Entry>& entries) {
  for (const pugi::xml_node term : above.children()) {
    const std::string_view name = term.name();
    if (name != "mainTerm" && name != "term") continue;
    const std::string words =
        Concat(path, path.empty() ? "" : " ", WordsOf(term.child("title")));
    std::string code = term.child_value("code");
    std::erase_if(code,
                  [](char c) { return c == '.' || c == '-' || c == ' '; });
    if (!code.empty()) entries.push_back({words, code});
    Collect(term, words, entries);
  }
}

std::vector<Entry> Sample(const std::string& path, size_t count,
                          uint64_t seed) {
  pugi::xml_document xml;
  std::vector<Entry> entries;
  if (!xml.load_file(path.c_str())) return entries;
  for (const pugi::xml_node letter :
       xml.document_element().children("letter")) {
    Collect(letter, "", entries);
  }
  std::mt19937_64 random(seed);
  for (size_t i = 0; i + 1 < entries.size(); ++i) {
    std::swap(entries[i], entries[i + random() % (entries.size() - i)]);
  }
  entries.resize(std::min(entries.size(), count));
  return entries;
}

// Codes without their point, the best first.
using Finder = std::function<std::vector<std::string>(const std::string&)>;

struct Quality {
  size_t queries = 0;
  size_t codes = 0;
  size_t categories = 0;
  double reciprocal_ranks = 0;
};

Quality Measure(const std::vector<Entry>& entries, const Finder& find,
                bool tell_misses) {
  Quality quality;
  for (const Entry& entry : entries) {
    ++quality.queries;
    const std::vector<std::string> found = find(entry.words);
    const auto at = std::ranges::find(found, entry.code);
    const bool category = std::ranges::any_of(found, [&](const auto& code) {
      return code.substr(0, 3) == entry.code.substr(0, 3);
    });
    quality.categories += category;
    if (at != found.end()) {
      ++quality.codes;
      quality.reciprocal_ranks +=
          1.0 / static_cast<double>(at - found.begin() + 1);
    } else if (tell_misses) {
      std::printf("  %c %-8s %s | %s\n", category ? 'c' : '-',
                  entry.code.c_str(), entry.words.c_str(),
                  found.empty() ? "" : found.front().c_str());
    }
  }
  return quality;
}

void Print(std::string_view what, const Quality& quality) {
  const auto share = [&](double count) {
    return count / static_cast<double>(std::max<size_t>(quality.queries, 1));
  };
  std::printf("%-46.*s  %5.1f %%  %5.1f %%  %6.3f\n",
              static_cast<int>(what.size()), what.data(),
              100 * share(static_cast<double>(quality.codes)),
              100 * share(static_cast<double>(quality.categories)),
              share(quality.reciprocal_ranks));
}

struct Case {
  std::string_view title;
  std::vector<std::string> paths;
};

int RunCase(const Case& c, const std::vector<Entry>& entries, bool tell_misses,
            bool alone) {
  const absl::StatusOr<ImportReport> report = ReadReleases(c.paths, {});
  if (!report.ok()) return CannotMeasure(report.status());
  const std::vector<CodeSetPtr> releases = {report->releases.front().code_set};
  const Searcher searcher(releases);
  SearchScratch scratch;
  Print(Concat(c.title, ", Codebook"),
        Measure(
            entries,
            [&](const std::string& words) {
              std::vector<std::string> codes;
              // A blank behind it: the last word is whole.
              for (const SearchHit& hit :
                   searcher.Search(words + " ", {.limit = kFirst}, scratch)
                       .hits) {
                codes.push_back(hit.release->code(hit.node).ToString());
              }
              return codes;
            },
            tell_misses));
  std::fflush(stdout);
  if (alone) return 0;
  FullText table(releases);
  Print(Concat(c.title, ", FTS5"),
        Measure(
            entries,
            [&](const std::string& words) {
              std::vector<std::string> codes;
              for (const FullText::Row& row : table.SearchAllElseAny(words)) {
                codes.push_back(releases[0]->code(row.node).ToString());
              }
              return codes;
            },
            false));
  std::fflush(stdout);
  return 0;
}

int Main(int argc, char** argv) {
  uint64_t seed = 2017;
  size_t queries = 3000;
  bool tell_misses = false;
  std::string only;
  bool alone = false;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--misses") tell_misses = true;
    if (word == "--alone") alone = true;
    if (i + 1 == argc) continue;
    if (word == "--seed") (void)absl::SimpleAtoi(argv[i + 1], &seed);
    if (word == "--queries") {
      uint32_t count = 0;
      if (absl::SimpleAtoi(argv[i + 1], &count)) queries = count;
    }
    if (word == "--only") only = argv[i + 1];
  }
  const ReleaseFolders folders = FindReleaseFolders();
  const std::string cm = folders.root + "/icd10cm/";
  const std::string index = cm + "2016-10-01/icd10cm_index_2017.xml";
  const std::vector<Entry> entries = Sample(index, queries, seed);
  if (entries.empty()) {
    return CannotMeasure(
        absl::NotFoundError(Concat(index, ": no entries to ask for")));
  }
  std::printf(
      "%zu entries of the index of FY2017, seed %llu: code and category "
      "in the first ten, mean reciprocal rank\n\n",
      entries.size(), static_cast<unsigned long long>(seed));
  const Case cases[] = {
      {"2022-10-01, tabular list", {cm + "2022-10-01"}},
      {"2025-10-01, order file", {cm + "2025-10-01/icd10cm_order_2026.txt"}},
      {"2016-10-01, with its index", {cm + "2016-10-01"}},
  };
  for (const Case& c : cases) {
    if (!only.empty() && c.title.substr(0, 4) != only) continue;
    if (const int status = RunCase(c, entries, tell_misses, alone);
        status != 0) {
      return status;
    }
  }
  return 0;
}

}  // namespace
}  // namespace codebook

int main(int argc, char** argv) { return codebook::Main(argc, argv); }
