// codebook search: codes by words.

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_join.h"
#include "codesets/searcher.h"
#include "engine/catalog.h"
#include "engine/concat.h"
#include "tools/codebook/catalog_choice.h"
#include "tools/codebook/code_input.h"
#include "tools/codebook/command.h"
#include "tools/codebook/highlight.h"
#include "tools/codebook/json_output.h"
#include "tools/codebook/query_messages.h"
#include "tools/codebook/text_output.h"

namespace codebook {
namespace {

// A header is printed as the index prints it: more characters must follow.
std::string PrintedCode(const SearchHit& hit) {
  std::string name = hit.release->Name(hit.node);
  const bool whole = hit.release->billable(hit.node) ||
                     hit.release->kind(hit.node) == Kind::kModifier;
  if (whole) return name;
  const size_t point = hit.release->point_after();
  return Concat(name, point != 0 && name.size() == point ? ".-" : "-");
}

std::string_view KindInWords(MatchedKind kind) {
  switch (kind) {
    case MatchedKind::kInclusionTerm:
      return "inclusion term";
    case MatchedKind::kIncludes:
      return "includes";
    case MatchedKind::kIndex:
      return "index";
    case MatchedKind::kAbove:
      return "by what it stands under";
    case MatchedKind::kCode:
    case MatchedKind::kTitle:
      break;
  }
  return {};
}

class SearchCommand {
 public:
  // Both outlive the command.
  SearchCommand(const Arguments& arguments, Searcher searcher, Output& out)
      : arguments_(arguments),
        searcher_(std::move(searcher)),
        writer_(arguments.color, out),
        options_{.limit = arguments.limit,
                 .billable_only = arguments.billable_only,
                 .within = arguments.within} {}

  void Show(std::string_view query) {
    const SearchResult result = searcher_.Search(query, options_, scratch_);
    if (result.hits.empty() && result.query.words.empty()) {
      Complain(Concat("no words to look for in '",
                      Printable(query.substr(0, kShown)), "'"));
      exit_status_ = kExitError;
      return;
    }
    TellWhatIsLeftOut(result);
    if (result.hits.empty()) {
      const std::string_view within = options_.within;
      Complain(result.nothing_within
                   ? Concat("--within: '", Printable(within.substr(0, kShown)),
                            "' is no code, beginning of codes, section or "
                            "chapter of the releases searched")
                   : Concat("nothing found for '",
                            Printable(query.substr(0, kShown)), "'"));
      if (exit_status_ == kExitOk) exit_status_ = kExitNotAll;
    }
    for (size_t i = 0; i < result.hits.size(); ++i) {
      if (arguments_.format == Format::kJson) {
        ShowJson(result.hits[i], i + 1, result.query);
      }
    }
    if (arguments_.format != Format::kJson) ShowText(result);
  }

  int exit_status() const { return exit_status_; }

 private:
  // Of a query in a message, so many bytes at most.
  static constexpr size_t kShown = 60;

  static void TellWhatIsLeftOut(const SearchResult& result) {
    TellIfCut(result.query);
    std::vector<std::string> unknown;
    for (const std::string& word : result.unknown) {
      unknown.push_back(Concat("'", Printable(word), "'"));
    }
    if (!unknown.empty()) {
      Complain(Concat("in no release: ", absl::StrJoin(unknown, ", ")));
    }
  }

  void ShowJson(const SearchHit& hit, size_t rank, const Query& query) {
    const Matched matched = WhatMatched(hit, query);
    AppendLine(
        {{"type", "hit"},
         {"rank", rank},
         {"code", hit.release->Name(hit.node)},
         {"set", hit.release->set()},
         {"release", hit.release->id().ToString()},
         {"title", hit.release->title(hit.node)},
         {"billable", hit.release->billable(hit.node)},
         {"all_words", hit.all_words},
         {"matched",
          {{"kind", MatchedKindName(matched.kind)}, {"text", matched.text}}}},
        writer_.out());
  }

  void ShowText(const SearchResult& result) {
    const bool several_sets = searcher_.releases().size() > 1;
    size_t code_width = 0;
    size_t set_width = 0;
    for (const SearchHit& hit : result.hits) {
      code_width = std::max(code_width, PrintedCode(hit).size() + 2);
      set_width = std::max(set_width, hit.release->set().size() + 2);
    }
    for (const SearchHit& hit : result.hits) {
      const WordMatcher matcher(*hit.release, result.query);
      std::string text =
          Highlighted(hit.release->title(hit.node), matcher, writer_);
      if (several_sets) {
        text = Concat(Padded(hit.release->set(), set_width), text);
      }
      const Ink ink =
          hit.release->billable(hit.node) ? Ink::kGreen : Ink::kYellow;
      writer_.Entry(0, PrintedCode(hit), code_width, ink, text);
      const Matched what = WhatMatched(hit, result.query);
      const std::string_view kind = KindInWords(what.kind);
      if (kind.empty()) continue;
      const std::string matched =
          what.kind == MatchedKind::kAbove
              ? std::string()
              : Concat(": ", Highlighted(what.text, matcher, writer_));
      writer_.Line(code_width + (several_sets ? set_width : 0),
                   Concat(writer_.Paint(Ink::kDim, kind), matched));
    }
  }

  const Arguments& arguments_;
  Searcher searcher_;
  SearchScratch scratch_;
  TextWriter writer_;
  SearchOptions options_;
  int exit_status_ = kExitOk;
};

}  // namespace

int RunSearch(const Arguments& arguments, Output& out) {
  const absl::StatusOr<Catalog> catalog = OpenCatalog(arguments.catalog);
  if (!catalog.ok()) {
    Complain(catalog.status());
    return kExitError;
  }
  absl::StatusOr<Searcher> searcher =
      Searcher::Open(*catalog, arguments.choice);
  if (!searcher.ok()) {
    Complain(searcher.status());
    return kExitError;
  }
  SearchCommand search(arguments, *std::move(searcher), out);
  // The words of one query, unless they come from standard input.
  std::vector<std::string> queries = arguments.operands;
  if (queries != std::vector<std::string>{"-"}) {
    search.Show(absl::StrJoin(queries, " "));
    return search.exit_status();
  }
  const absl::Status status = ForEachCode(
      queries, out, [&search](std::string_view query) { search.Show(query); });
  if (!status.ok()) {
    Complain(status);
    return kExitError;
  }
  return search.exit_status();
}

}  // namespace codebook
