#include "codesets/text_documents.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "codesets/alphabetic_index.h"
#include "codesets/title_words.h"
#include "codesets/word_senses.h"

namespace codebook {
namespace {

// In units of the score, 1/1024.
// At equal length what is said to be unspecified before what is said to be
// other.
constexpr int32_t kUnspecifiedBonus = 64;
constexpr int32_t kOtherBonus = -64;

class Indexer {
 public:
  explicit Indexer(const CodeSet& release)
      : release_(release),
        builder_([this](std::string_view word, WordSense& sense) {
          senses_.Look(word, sense);
        }),
        titles_(builder_) {}

  TextIndexTables Run() && {
    ReadNodes();
    for (NodeId row = 0; row < release_.row_count(); ++row) {
      if (!release_.extended(row)) AddRow(row);
    }
    AddNotes();
    AddIndexTerms();
    AddAliases();
    return std::move(builder_).Build();
  }

 private:
  // Takes the texts of every node apart, once.
  void ReadNodes() {
    own_begins_.reserve(release_.node_count() + 1);
    for (NodeId node = 0; node < release_.node_count(); ++node) {
      own_begins_.push_back(static_cast<uint32_t>(own_.size()));
      if (release_.extended(node)) continue;
      titles_.Append(release_.title(node), TermPlace::kTitle, own_);
      if (release_.kind(node) == Kind::kTable) AddTableLabels(node);
      for (const Note& note : release_.OwnNotes(node)) {
        if (IsIndexed(note)) {
          builder_.AppendText(note.text, TermPlace::kNote, own_);
        }
      }
    }
    own_begins_.push_back(static_cast<uint32_t>(own_.size()));
  }

  static bool IsIndexed(const Note& note) {
    return note.kind == NoteKind::kInclusionTerm ||
           note.kind == NoteKind::kIncludes;
  }

  // The section and body system, which the titles of its codes leave out.
  void AddTableLabels(NodeId table) {
    const auto rows = release_.AxisRowsOf(release_.code(table));
    if (rows.empty()) return;
    for (size_t position = 0; position < 2; ++position) {
      for (const AxisValue& value :
           release_.AxisValues(rows.front(), position)) {
        builder_.AppendText(value.label.text, TermPlace::kNote, own_);
      }
    }
  }

  void AppendAround(NodeId node) {
    for (uint32_t i = own_begins_[node]; i < own_begins_[node + 1]; ++i) {
      uses_.push_back((own_[i] & ~3u) |
                      static_cast<uint32_t>(TermPlace::kAround));
    }
  }

  void AddRow(NodeId row) {
    uses_.assign(own_.begin() + own_begins_[row],
                 own_.begin() + own_begins_[row + 1]);
    const int32_t rank = RankOf(row);
    int depth = 0;
    for (auto above = release_.parent(row); above && depth < 32; ++depth) {
      AppendAround(*above);
      above = release_.parent(*above);
    }
    AppendExtensions(row);
    builder_.AddDocument(DocumentKind::kCode,
                         {.node = row, .source = 0, .rank = rank}, uses_);
  }

  // What seventh characters add to the title of the code.
  void AppendExtensions(NodeId row) {
    const std::string_view title = release_.title(row);
    for (const NodeId child : release_.Children(row)) {
      if (!release_.extended(child)) break;
      const std::string_view whole = release_.title(child);
      const std::string_view tail =
          whole.substr(std::min(title.size(), whole.size()));
      const auto [known, added] = tails_.try_emplace(tail);
      if (added) {
        builder_.AppendText(tail, TermPlace::kAround, known->second);
      }
      uses_.insert(uses_.end(), known->second.begin(), known->second.end());
    }
  }

  // Shorter titles first; words that say that nothing is said do not count.
  int32_t RankOf(NodeId row) {
    const std::string_view title = release_.title(row);
    int32_t rank = titles_.RankOf(uses_);
    if (title.starts_with("Other ")) rank += kOtherBonus;
    if (title.find("nspecified") != std::string_view::npos) {
      rank += kUnspecifiedBonus;
    }
    return rank;
  }

  void AddPhrase(NodeId node, PhraseKind kind, uint32_t number, int32_t rank) {
    builder_.AddDocument(
        DocumentKind::kPhrase,
        {.node = node,
         .source = static_cast<uint32_t>(kind) | number << kPhraseKindBits,
         .rank = rank},
        uses_);
  }

  void AddNotes() {
    for (NodeId row = 0; row < release_.row_count(); ++row) {
      const std::vector<Note> notes = release_.OwnNotes(row);
      for (uint32_t i = 0; i < notes.size(); ++i) {
        if (!IsIndexed(notes[i])) continue;
        uses_.clear();
        titles_.Append(notes[i].text, TermPlace::kTitle, uses_);
        AddPhrase(row, PhraseKind::kNote, i, titles_.RankOf(uses_));
      }
    }
  }

  void AddIndexTerms() {
    const IndexTerms& index = release_.index_terms();
    for (const IndexList& list : index.Lists()) {
      for (TermId term = list.first; term < list.end; ++term) {
        AddIndexTerm(list, term);
      }
    }
  }

  void AddIndexTerm(const IndexList& list, TermId term) {
    const IndexTerms& index = release_.index_terms();
    uses_.clear();
    for (const TermId part : index.Path(term)) {
      const std::string_view words = index.words(part);
      builder_.AppendText(words, TermPlace::kTitle, uses_);
      if (index.title(part) != words) {
        builder_.AppendText(index.title(part), TermPlace::kNote, uses_);
      }
    }
    const int32_t rank = titles_.RankOf(uses_);
    const size_t path_uses = uses_.size();
    bool leads = false;
    for (const IndexLink& link : index.Links(term)) {
      if (link.kind != LinkKind::kCode && link.kind != LinkKind::kPrefix) {
        continue;
      }
      const std::optional<NodeId> node = NodeOf(link.text);
      if (!node || (leads && link.column == 0)) continue;
      leads = true;
      uses_.resize(path_uses);
      AppendHeading(list, link.column);
      // The columns to the left first.
      AddPhrase(*node, PhraseKind::kIndexTerm, term,
                rank - static_cast<int32_t>(link.column) * 16);
    }
    if (!leads) {
      uses_.resize(path_uses);
      AddPhrase(kNoCode, PhraseKind::kIndexTerm, term, rank);
    }
  }

  void AppendHeading(const IndexList& list, uint32_t number) {
    for (const IndexColumn& column : list.columns) {
      if (column.number != number) continue;
      builder_.AppendText(column.heading, TermPlace::kTitle, uses_);
    }
  }

  // The row a link leads to: its code, or the first that begins with it.
  std::optional<NodeId> NodeOf(std::string_view text) {
    const auto codes = ParseIndexCodes(text, release_.point_after());
    if (!codes) return std::nullopt;
    const Code code = codes->front().first;
    if (const auto row = release_.Find(code)) return row;
    const auto rows = release_.automaton().Range(code);
    return rows ? std::optional<NodeId>(rows->first) : std::nullopt;
  }

  // Words of one meaning are found although no text has them.
  void AddAliases() {
    for (const std::string_view group : SynonymGroups()) {
      uses_.clear();
      builder_.AppendText(group, TermPlace::kTitle, uses_);
    }
  }

  const CodeSet& release_;
  WordSenses senses_;
  TextIndexBuilder builder_;
  TitleWords titles_;
  // What the texts of node n use is own_[own_begins_[n], own_begins_[n + 1]).
  std::vector<uint32_t> own_;
  std::vector<uint32_t> own_begins_;
  absl::flat_hash_map<std::string_view, std::vector<uint32_t>> tails_;
  std::vector<uint32_t> uses_;
};

}  // namespace

TextIndexTables MakeTextIndex(const CodeSet& release) {
  return Indexer(release).Run();
}

}  // namespace codebook
