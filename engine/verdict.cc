#include "engine/verdict.h"

#include <array>

namespace codebook {
namespace {

constexpr std::array<std::string_view, 7> kStatusNames = {
    "valid",   "header", "incomplete", "unknown",
    "retired", "future", "malformed"};

constexpr std::array<std::string_view, 21> kIssueNames = {
    "point-missing",
    "point-misplaced",
    "illegal-character",
    "too-long",
    "letter-for-digit",
    "placeholder-missing",
    "placeholder-misplaced",
    "seventh-character-required",
    "seventh-character-invalid",
    "seventh-character-not-allowed",
    "header-not-billable",
    "axis-value-invalid",
    "axis-combination-invalid",
    "table-unknown",
    "not-in-release",
    "other-code-set",
    "no-such-code",
    "blank-inside",
    "digit-for-letter",
    "more-characters-required",
    "modifier-unknown"};

constexpr std::array<std::string_view, 3> kSeverityNames = {"info", "warning",
                                                            "error"};

}  // namespace

std::string_view StatusName(VerdictStatus status) {
  return kStatusNames[static_cast<size_t>(status)];
}

std::string_view IssueName(IssueId id) {
  return kIssueNames[static_cast<size_t>(id)];
}

std::string_view SeverityName(Severity severity) {
  return kSeverityNames[static_cast<size_t>(severity)];
}

}  // namespace codebook
