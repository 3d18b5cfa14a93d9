#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "absl/strings/str_join.h"
#include "codesets/diff/addenda_counts.h"
#include "engine/concat.h"
#include "engine/text_difference.h"
#include "tools/codebook/diff_output.h"

namespace codebook {
namespace {

constexpr size_t kIndent = 2;
constexpr size_t kHang = 12;

// Of a list of codes so many are shown.
constexpr size_t kMostCodes = 12;

class ChangeText {
 public:
  explicit ChangeText(const TextWriter& writer) : writer_(writer) {}

  void Append(const Change& change) const {
    writer_.Entry(kIndent, Concat(Mark(change.kind), " ", change.code), kHang,
                  InkOf(change.kind), What(change));
    if (!change.last_release.empty()) {
      Further(Concat("had been there until ", change.last_release));
    }
    for (const Successor& successor : change.successors) {
      Further(Concat(successor.proposed ? "perhaps " : "use ", successor.code,
                     "  ", successor.title, " (",
                     successor.proposed ? "proposed: " : "", successor.why,
                     ")"));
    }
    AppendCodes("adds ", change.codes_added);
    AppendCodes("deletes ", change.codes_deleted);
  }

 private:
  void Further(std::string_view text) const {
    writer_.Line(kIndent + kHang, text);
  }

  void AppendCodes(std::string_view verb,
                   const std::vector<std::string>& codes) const {
    if (codes.empty()) return;
    const size_t shown = std::min(codes.size(), kMostCodes);
    std::string list = absl::StrJoin(
        codes.begin(), codes.begin() + static_cast<ptrdiff_t>(shown), " ");
    if (shown < codes.size()) list += " ...";
    Further(Concat(verb, Count(codes.size(), "code"), ": ", list));
  }

  static bool Added(ChangeKind kind) {
    return ChangeKindName(kind).ends_with("-added");
  }
  static bool Deleted(ChangeKind kind) {
    return ChangeKindName(kind).ends_with("-deleted");
  }
  static std::string_view Mark(ChangeKind kind) {
    return Added(kind) ? "+" : Deleted(kind) ? "-" : "~";
  }
  static Ink InkOf(ChangeKind kind) {
    return Added(kind) ? Ink::kGreen : Deleted(kind) ? Ink::kRed : Ink::kYellow;
  }

  std::string Words(const Change& change) const {
    std::string text;
    for (const TextPart& part : CompareTexts(change.before, change.after)) {
      if (part.kind == TextPartKind::kSame) {
        text.append(part.text);
      } else if (part.kind == TextPartKind::kDeleted) {
        text += writer_.colored() ? writer_.Paint(Ink::kRed, part.text)
                                  : Concat("[-", part.text, "-]");
      } else {
        text += writer_.colored() ? writer_.Paint(Ink::kGreen, part.text)
                                  : Concat("{+", part.text, "+}");
      }
    }
    std::ranges::replace(text, '\n', ' ');
    return text;
  }

  static std::string OneLine(std::string text) {
    std::ranges::replace(text, '\n', ' ');
    return text;
  }

  std::string What(const Change& change) const {
    const std::string part =
        change.part.empty() ? std::string() : Concat(change.part, ": ");
    switch (change.kind) {
      case ChangeKind::kCodeAdded:
      case ChangeKind::kCodeDeleted:
        return Concat(change.title, change.billable ? "" : " (header)");
      case ChangeKind::kStatusChanged:
        return Concat(change.title, ": ", change.before, " before, ",
                      change.after, " now");
      case ChangeKind::kKindChanged:
        return Concat(change.before, " before, ", change.after, " now");
      case ChangeKind::kCodeMoved:
        return Concat(change.part == "parent" ? "under " : "behind ",
                      change.before.empty() ? "none" : change.before,
                      " before, ", change.after.empty() ? "none" : change.after,
                      " now");
      case ChangeKind::kNoteMoved:
        return Concat(part, change.after, " (was ", change.moved_from_part,
                      " at ", change.moved_from, ")");
      case ChangeKind::kRowAdded:
      case ChangeKind::kRowDeleted:
      case ChangeKind::kRowRevised:
      case ChangeKind::kRowSplit:
      case ChangeKind::kRowMerged:
      case ChangeKind::kRowRegrouped:
        return Concat(
            ChangeKindName(change.kind), ": ", OneLine(change.before),
            change.before.empty() || change.after.empty() ? "" : " -> ",
            OneLine(change.after));
      default:
        break;
    }
    if (change.before.empty()) return Concat(part, OneLine(change.after));
    if (change.after.empty()) return Concat(part, OneLine(change.before));
    return Concat(part, Words(change));
  }

  const TextWriter& writer_;
};

void AppendChapters(const DiffReport& report, const TextWriter& writer) {
  const ChangeText text(writer);
  const std::string* chapter = nullptr;
  for (const Change& change : report.changes) {
    if (writer.out().closed()) return;
    if (chapter == nullptr || *chapter != change.chapter) {
      writer.Line(0, writer.Paint(Ink::kBold, change.chapter));
      chapter = &change.chapter;
    }
    text.Append(change);
  }
  if (!report.changes.empty()) writer.EmptyLine();
}

void AppendAffected(const DiffView& view, const TextWriter& writer) {
  const ChangeText text(writer);
  for (const AffectedCode& code : view.affected->codes) {
    const std::string lines = absl::StrJoin(code.lines, ", ");
    writer.Line(0,
                Concat(writer.Paint(Ink::kBold, code.code), "  ", view.file,
                       code.lines.size() == 1 ? ", line " : ", lines ", lines));
    for (const size_t i : code.changes) text.Append(view.report.changes[i]);
  }
  if (!view.affected->codes.empty()) writer.EmptyLine();
  writer.Line(0, Concat(view.affected->codes.size(), " of ",
                        Count(view.affected->found, "code"), " in ", view.file,
                        " affected"));
}

void AppendKinds(const DiffReport& report, const TextWriter& writer) {
  std::array<size_t, kChangeKinds> counts{};
  for (const Change& change : report.changes) {
    ++counts[static_cast<size_t>(change.kind)];
  }
  writer.Line(0, writer.Paint(Ink::kBold, "Changes"));
  for (size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    const std::string count = Concat(counts[i]);
    writer.Line(0,
                Concat(std::string(7 - std::min<size_t>(7, count.size()), ' '),
                       count, " ", ChangeKindName(static_cast<ChangeKind>(i))));
  }
}

}  // namespace

void AppendDiffText(const DiffView& view, const TextWriter& writer) {
  const DiffReport& report = view.report;
  writer.Line(0,
              writer.Paint(Ink::kBold, Concat(report.older.ToString(), " to ",
                                              report.newer.ToString())));
  for (const NotCompared& missing : report.not_compared) {
    writer.Entry(0, "not compared:", 14, Ink::kYellow,
                 Concat(missing.what, " (", missing.why, ")"));
  }
  writer.EmptyLine();
  if (view.affected) {
    AppendAffected(view, writer);
    return;
  }
  AppendChapters(report, writer);
  writer.out().Append(AddendaTrailer(report));
  if (report.changes.empty()) return;
  writer.EmptyLine();
  AppendKinds(report, writer);
}

}  // namespace codebook
