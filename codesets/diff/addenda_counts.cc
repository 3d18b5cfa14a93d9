#include "codesets/diff/addenda_counts.h"

#include <cstddef>
#include <span>
#include <string_view>

#include "absl/strings/str_format.h"

namespace codebook {
namespace {

// What the changes of one code mean for the counts.
struct CodeChanges {
  bool status_changed = false;
  bool long_title = false;
  bool short_title = false;
};

CodeChanges Gather(std::span<const Change> changes) {
  CodeChanges gathered;
  for (const Change& change : changes) {
    if (change.kind == ChangeKind::kStatusChanged) {
      gathered.status_changed = true;
    }
    if (change.kind != ChangeKind::kTitleRevised || change.accents_only) {
      continue;
    }
    (change.part == "short title" ? gathered.short_title
                                  : gathered.long_title) = true;
  }
  return gathered;
}

void CountRevision(const CodeChanges& changes, AddendaCounts& counts) {
  if (!changes.long_title && !changes.short_title) return;
  ++counts.revisions;
  if (changes.long_title && changes.short_title) {
    ++counts.both_titles;
  } else {
    ++(changes.long_title ? counts.long_only : counts.short_only);
  }
}

void AppendCounts(const AddendaCounts& counts, std::string_view heading,
                  std::string_view noun, const DiffReport& report,
                  std::string& text) {
  const auto line = [&text](uint32_t count, std::string_view what) {
    absl::StrAppendFormat(&text, "%7u %s\n", count, std::string(what));
  };
  text.append(heading).append("\n");
  line(counts.older, std::string(noun) + " in " + report.older.ToString());
  line(counts.newer, std::string(noun) + " in " + report.newer.ToString());
  line(counts.additions, "additions");
  line(counts.deletions, "deletions");
  line(counts.revisions, "revisions");
  if (!report.short_titles_compared) return;
  text.append("of which\n");
  line(counts.both_titles, "revisions to both long and short titles");
  line(counts.long_only, "revisions to long title only");
  line(counts.short_only, "revisions to short title only");
}

}  // namespace

void CountAddenda(const CodeSet& older, const CodeSet& newer,
                  DiffReport& report) {
  report.headers.older = older.row_count() - older.billable_count();
  report.headers.newer = newer.row_count() - newer.billable_count();
  report.codes.older = older.billable_count();
  report.codes.newer = newer.billable_count();
  const std::span<const Change> all(report.changes);
  for (size_t first = 0; first < all.size();) {
    size_t last = first;
    while (last < all.size() && all[last].place == all[first].place) ++last;
    const auto of_one_place = all.subspan(first, last - first);
    first = last;
    for (const Change& change : of_one_place) {
      AddendaCounts& counts = change.billable ? report.codes : report.headers;
      if (change.kind == ChangeKind::kCodeAdded) ++counts.additions;
      if (change.kind == ChangeKind::kCodeDeleted) ++counts.deletions;
      if (change.kind != ChangeKind::kStatusChanged) continue;
      ++counts.additions;
      ++(change.billable ? report.headers : report.codes).deletions;
    }
    const CodeChanges changes = Gather(of_one_place);
    if (changes.status_changed) continue;
    const std::optional<NodeId> node = newer.Find(of_one_place.front().code);
    CountRevision(
        changes, node && newer.billable(*node) ? report.codes : report.headers);
  }
}

std::string AddendaTrailer(const DiffReport& report) {
  std::string text;
  AppendCounts(report.headers, "Headers", "headers", report, text);
  text.append("\n");
  AppendCounts(report.codes, "Codes", "codes", report, text);
  return text;
}

}  // namespace codebook
