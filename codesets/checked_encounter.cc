#include "codesets/checked_encounter.h"

#include <algorithm>

#include "engine/concat.h"

namespace codebook {

CheckedEncounter::CheckedEncounter(const Encounter& encounter, Date day,
                                   CheckReport& report)
    : encounter_(encounter), day_(day), report_(report) {
  std::vector<Diagnosis> all;
  all.reserve(report.codes.size());
  bool first = true;
  for (uint32_t i = 0; i < report.codes.size(); ++i) {
    const CheckedCode& code = report.codes[i];
    if (code.release != report.release) continue;
    if (code.row) all.push_back({*code.row, i});
    if (std::exchange(first, false) && code.row) principal_ = all.back();
  }
  std::ranges::sort(all, [](const Diagnosis& a, const Diagnosis& b) {
    return std::pair(a.row, a.code) < std::pair(b.row, b.code);
  });
  diagnoses_.reserve(all.size());
  for (const Diagnosis& diagnosis : all) {
    const bool again =
        !diagnoses_.empty() && diagnoses_.back().row == diagnosis.row;
    (again ? repeated_ : diagnoses_).push_back(diagnosis);
  }
  FindNotes();
}

void CheckedEncounter::FindNotes() {
  constexpr size_t kUsualDepth = 8;
  // The node above, the number of the diagnosis below.
  std::vector<uint64_t> above;
  above.reserve(diagnoses_.size() * kUsualDepth);
  const auto add = [&](NodeId node, size_t i) {
    if (release().points_to_codes(node)) {
      above.push_back(uint64_t{node} << 32 | i);
    }
  };
  // All go up the tree side by side, so that none waits for the memory of
  // another.
  std::vector<std::pair<NodeId, size_t>> climbing;
  climbing.reserve(diagnoses_.size());
  for (size_t i = 0; i < diagnoses_.size(); ++i) {
    climbing.emplace_back(diagnoses_[i].row, i);
  }
  std::vector<NodeId> groups;
  // A damaged tree may be a ring.
  constexpr size_t kDeepest = 32;
  for (size_t depth = 0; !climbing.empty() && depth < kDeepest; ++depth) {
    size_t kept = 0;
    for (const auto& [node, i] : climbing) {
      add(node, i);
      const std::optional<NodeId> up = release().parent(node);
      if (up && release().is_row(*up)) {
        climbing[kept++] = {*up, i};
      } else if (up) {
        add(*up, i);
        groups.clear();
        release().AppendLineage(*up, groups);
        for (const NodeId group : groups) add(group, i);
      }
    }
    climbing.resize(kept);
  }
  std::ranges::sort(above);
  reaches_.reserve(above.size());
  for (size_t i = 0; i < above.size();) {
    const auto node = static_cast<NodeId>(above[i] >> 32);
    const size_t begin = reaches_.size();
    for (; i < above.size() && above[i] >> 32 == node; ++i) {
      reaches_.push_back({node, diagnoses_[static_cast<uint32_t>(above[i])]});
    }
    const std::span<const NoteReferenceRecord> references =
        release().References(node);
    if (references.empty()) continue;
    notes_.push_back({.node = node,
                      .references = references,
                      .reaches = std::span(reaches_).subspan(begin)});
  }
}

std::string CheckedEncounter::Place(const Reach& reach) const {
  if (!release().is_row(reach.node)) {
    const std::string name = release().Name(reach.node);
    const bool chapter = release().kind(reach.node) == Kind::kChapter;
    return chapter ? Concat("chapter ", name) : name;
  }
  // Most codes begin with those above them; to look these up is quicker than to
  // spell the row.
  const Code code = CodeOf(reach.diagnosis);
  if (reach.node == reach.diagnosis.row) return release().Print(code);
  for (size_t length = 3; length <= code.size(); ++length) {
    const Code beginning = code.Prefix(length);
    if (release().Find(beginning) == reach.node) {
      return release().Print(beginning);
    }
  }
  return release().Name(reach.node);
}

bool CheckedEncounter::Contains(uint32_t set, NodeId row) const {
  const std::span<const RowRange> ranges = release().RowSet(set);
  const auto after =
      std::ranges::upper_bound(ranges, row, {}, &RowRange::first);
  return after != ranges.begin() && row < std::prev(after)->last;
}

void CheckedEncounter::Collect(uint32_t set,
                               std::vector<Diagnosis>& found) const {
  const std::span<const RowRange> ranges = release().RowSet(set);
  if (ranges.size() > diagnoses_.size()) {
    for (const Diagnosis& diagnosis : diagnoses_) {
      if (Contains(set, diagnosis.row)) found.push_back(diagnosis);
    }
    return;
  }
  for (const RowRange& range : ranges) {
    auto at =
        std::ranges::lower_bound(diagnoses_, range.first, {}, &Diagnosis::row);
    while (at != diagnoses_.end() && at->row < range.last) {
      found.push_back(*at++);
    }
  }
}

bool CheckedEncounter::Add(CheckFinding finding) {
  if (full_) return false;
  if (report_.findings.size() >= encounter_.max_findings) {
    full_ = true;
    return false;
  }
  report_.findings.push_back(std::move(finding));
  return true;
}

bool CheckedEncounter::Quoted(CheckId id, uint32_t first, uint32_t second,
                              NodeId from, std::string_view text) const {
  for (size_t i = report_.findings.size(); i > 0; --i) {
    const CheckFinding& finding = report_.findings[i - 1];
    if (finding.id != id || !finding.note || finding.note->from != from) break;
    if (finding.codes.size() == 2 && finding.codes[0] == first &&
        finding.codes[1] == second && finding.note->lines[0] == text) {
      return true;
    }
  }
  return false;
}

bool IsManifestation(std::string_view title) {
  const size_t disease = title.find("classified elsewhere");
  return disease != std::string_view::npos &&
         title.substr(0, disease).find("cause of") == std::string_view::npos &&
         !title.substr(0, disease).ends_with("not ");
}

}  // namespace codebook
