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
  std::ranges::sort(all);
  for (const Diagnosis& diagnosis : all) {
    const bool again =
        !diagnoses_.empty() && diagnoses_.back().row == diagnosis.row;
    (again ? repeated_ : diagnoses_).push_back(diagnosis);
  }
  constexpr size_t kUsualDepth = 8;
  reaches_.reserve(diagnoses_.size() * kUsualDepth);
  std::vector<NodeId> lineage;
  for (const Diagnosis& diagnosis : diagnoses_) {
    lineage.assign(1, diagnosis.row);
    release().AppendLineage(diagnosis.row, lineage);
    for (const NodeId node : lineage) {
      if (!release().References(node).empty()) {
        reaches_.push_back({node, diagnosis});
      }
    }
  }
  std::ranges::sort(reaches_, [](const Reach& a, const Reach& b) {
    return std::pair(a.node, a.diagnosis.row) <
           std::pair(b.node, b.diagnosis.row);
  });
}

std::string CheckedEncounter::Place(NodeId node) const {
  const std::string name = release().Name(node);
  return release().kind(node) == Kind::kChapter ? Concat("chapter ", name)
                                                : name;
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
