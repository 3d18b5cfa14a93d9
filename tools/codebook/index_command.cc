// codebook index: the official alphabetic lists.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_join.h"
#include "codesets/alphabetic_index.h"
#include "codesets/index_lookup.h"
#include "codesets/searcher.h"
#include "engine/catalog.h"
#include "engine/concat.h"
#include "tools/codebook/catalog_choice.h"
#include "tools/codebook/command.h"
#include "tools/codebook/highlight.h"
#include "tools/codebook/json_output.h"
#include "tools/codebook/query_messages.h"
#include "tools/codebook/text_output.h"

namespace codebook {
namespace {

std::string_view HeadingOf(const IndexList& list, uint32_t column) {
  for (const IndexColumn& known : list.columns) {
    if (known.number == column) return known.heading;
  }
  return {};
}

// The codes of a term that are in no column: "S72.00-", "G30.9 [F02.80]".
std::string CodesOf(const IndexTerms& index, TermId term) {
  std::string codes;
  for (const IndexLink& link : index.Links(term)) {
    if (link.column != 0) continue;
    const std::string_view gap = codes.empty() ? "" : "  ";
    if (link.kind == LinkKind::kCode) {
      codes = Concat(codes, gap, link.text);
    } else if (link.kind == LinkKind::kPrefix) {
      codes = Concat(codes, gap, link.text, "-");
    } else if (link.kind == LinkKind::kManifestation) {
      codes = Concat(codes, codes.empty() ? "" : " ", "[", link.text, "]");
    }
  }
  return codes;
}

std::string_view LinkInWords(LinkKind kind) {
  switch (kind) {
    case LinkKind::kSee:
      return "see";
    case LinkKind::kSeeAlso:
      return "see also";
    case LinkKind::kUse:
      return "use";
    case LinkKind::kDefinition:
      return "definition:";
    case LinkKind::kExplanation:
      return "explanation:";
    case LinkKind::kCode:
    case LinkKind::kManifestation:
    case LinkKind::kPrefix:
      break;
  }
  return {};
}

bool IsSee(LinkKind kind) {
  return kind == LinkKind::kSee || kind == LinkKind::kSeeAlso;
}

Json TargetJson(const IndexTerms& index, TermId term) {
  return {{"path", IndexPath(index, term)}, {"codes", CodesOf(index, term)}};
}

Json EntryJson(const IndexEntry& entry) {
  const IndexTerms& index = entry.release->index_terms();
  const std::optional<IndexList> list = index.ListOf(entry.term);
  Json path = Json::array();
  for (const TermId term : index.Path(entry.term)) {
    path.push_back(index.title(term));
  }
  Json links = Json::array();
  for (const IndexLink& link : index.Links(entry.term)) {
    Json json = {{"kind", LinkKindName(link.kind)}, {"text", link.text}};
    if (link.column != 0 && list) {
      json["column"] = HeadingOf(*list, link.column);
    }
    if (IsSee(link.kind)) {
      const auto target = FollowSee(index, link.text);
      json["target"] = target ? TargetJson(index, *target) : Json();
    }
    links.push_back(std::move(json));
  }
  return {{"type", "index_entry"},
          {"list", list ? IndexKindName(list->kind) : ""},
          {"set", entry.release->set()},
          {"release", entry.release->id().ToString()},
          {"path", std::move(path)},
          {"links", std::move(links)},
          {"subterms", index.Children(entry.term).size()},
          {"all_words", entry.all_words}};
}

class IndexText {
 public:
  IndexText(const Query& query, const TextWriter& writer)
      : query_(query), writer_(writer) {}

  void Show(const IndexEntry& entry) {
    const IndexTerms& index = entry.release->index_terms();
    const std::optional<IndexList> list = index.ListOf(entry.term);
    if (!list) return;
    ShowList(*list, *entry.release);
    const WordMatcher matcher(*entry.release, query_);
    const std::string codes = CodesOf(index, entry.term);
    writer_.Line(
        2,
        Concat(Highlighted(IndexPath(index, entry.term), matcher, writer_),
               codes.empty() ? "" : "  ", writer_.Paint(Ink::kGreen, codes)),
        6);
    for (const IndexLink& link : index.Links(entry.term)) {
      ShowLink(index, *list, link);
    }
    if (const size_t below = index.Children(entry.term).size(); below != 0) {
      writer_.Line(6, writer_.Paint(Ink::kDim,
                                    Concat(Count(below, "term"), " below it")));
    }
  }

 private:
  // The heading of a list, when it is not that of the entry before.
  void ShowList(const IndexList& list, const CodeSet& release) {
    const std::string heading =
        Concat(IndexTitle(list.kind), " (", release.id().ToString(), ")");
    if (heading == heading_) return;
    if (!heading_.empty()) writer_.EmptyLine();
    heading_ = heading;
    writer_.Line(0, writer_.Paint(Ink::kBold, heading));
  }

  void ShowLink(const IndexTerms& index, const IndexList& list,
                const IndexLink& link) const {
    constexpr size_t kHeadingWidth = 38;
    if (link.column != 0) {
      writer_.Entry(6, HeadingOf(list, link.column), kHeadingWidth, Ink::kDim,
                    writer_.Paint(Ink::kGreen, link.text));
      return;
    }
    if (link.kind == LinkKind::kPrefix && list.kind == IndexKind::kProcedures) {
      writer_.Line(6, Concat("codebook next ", link.text));
    }
    const std::string_view words = LinkInWords(link.kind);
    if (words.empty()) return;
    std::string text = Concat(words, " ", link.text);
    if (IsSee(link.kind)) {
      const auto target = FollowSee(index, link.text);
      const std::string codes = target ? CodesOf(index, *target) : "";
      if (!codes.empty()) {
        text = Concat(text, "  ", writer_.Paint(Ink::kGreen, codes));
      }
    }
    writer_.Line(6, text, 8);
  }

  const Query& query_;
  const TextWriter& writer_;
  std::string heading_;
};

bool AnyIndex(const Searcher& searcher) {
  for (const CodeSetPtr& release : searcher.releases()) {
    if (!release->index_terms().empty()) return true;
  }
  return false;
}

int ShowEntries(const Arguments& arguments, const Searcher& searcher,
                Output& out) {
  const std::string words = absl::StrJoin(arguments.operands, " ");
  const Query query = ParseQuery(words);
  if (query.words.empty()) {
    Complain(Concat("no words to look for in '",
                    Printable(std::string_view(words).substr(0, 60)), "'"));
    return kExitError;
  }
  TellIfCut(query);
  SearchScratch scratch;
  const std::vector<IndexEntry> entries =
      searcher.SearchIndex(words, arguments.limit, scratch);
  if (entries.empty()) {
    Complain(AnyIndex(searcher)
                 ? Concat("no index has '",
                          Printable(std::string_view(words).substr(0, 60)), "'")
                 : "no index is loaded in the chosen releases; import the "
                   "index files together with the codes");
    return kExitNotAll;
  }
  const TextWriter writer(arguments.color, out);
  IndexText text(query, writer);
  for (const IndexEntry& entry : entries) {
    if (arguments.format == Format::kJson) {
      AppendLine(EntryJson(entry), out);
    } else {
      text.Show(entry);
    }
  }
  return kExitOk;
}

}  // namespace

int RunIndex(const Arguments& arguments, Output& out) {
  const absl::StatusOr<Catalog> catalog = OpenCatalog(arguments.catalog);
  if (!catalog.ok()) {
    Complain(catalog.status());
    return kExitError;
  }
  const absl::StatusOr<Searcher> searcher =
      Searcher::Open(*catalog, arguments.choice);
  if (!searcher.ok()) {
    Complain(searcher.status());
    return kExitError;
  }
  return ShowEntries(arguments, *searcher, out);
}

}  // namespace codebook
