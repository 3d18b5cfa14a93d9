#include "codesets/grade/policy.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_join.h"
#include "engine/concat.h"

namespace codebook {
namespace {

constexpr std::array<std::string_view, kNearMissKinds> kNames = {
    "retired",     "not-yet-valid",  "seventh-character",
    "placeholder", "laterality",     "parent",
    "axis",        "last-character", "character",
    "category",    "typing",         "modifier"};

// The kinds of near miss, in the order of NearMissKind, come first.
constexpr auto kSettings =
    std::to_array<std::string_view>({"retired",
                                     "not_yet_valid",
                                     "seventh_character",
                                     "placeholder",
                                     "laterality",
                                     "parent",
                                     "axis",
                                     "last_character",
                                     "character",
                                     "category",
                                     "typing",
                                     "modifier",
                                     "near_miss",
                                     "partial",
                                     "near_miss_in_choice",
                                     "wrong_role",
                                     "wrong_order",
                                     "extra",
                                     "principal_weight",
                                     "additional_weight",
                                     "procedure_weight"});

absl::Status NotWithin(std::string_view name, double value,
                       std::string_view expected) {
  return absl::InvalidArgumentError(Concat("policy setting '", name, "' is ",
                                           value, "; expected ", expected));
}

absl::Status SetFlag(std::string_view name, double value, bool& flag) {
  if (value != 0 && value != 1) {
    return NotWithin(name, value, "true or false (in CSV 1 or 0)");
  }
  flag = value != 0;
  return absl::OkStatus();
}

absl::Status SetWeight(std::string_view name, double value, double& weight) {
  constexpr double kLeast = 0.001;
  constexpr double kMost = 100;
  if (!(value >= kLeast && value <= kMost)) {
    return NotWithin(name, value, "a number from 0.001 to 100");
  }
  weight = value;
  return absl::OkStatus();
}

}  // namespace

std::string_view NearMissName(NearMissKind kind) {
  return kNames[static_cast<size_t>(kind)];
}

std::span<const std::string_view> PolicySettings() { return kSettings; }

absl::Status SetPolicy(std::string_view name, double value, Policy& policy) {
  if (name == "partial") return SetFlag(name, value, policy.partial);
  if (name == "near_miss_in_choice") {
    return SetFlag(name, value, policy.near_miss_in_choice);
  }
  if (name == "principal_weight") {
    return SetWeight(name, value, policy.principal_weight);
  }
  if (name == "additional_weight") {
    return SetWeight(name, value, policy.additional_weight);
  }
  if (name == "procedure_weight") {
    return SetWeight(name, value, policy.procedure_weight);
  }
  const auto setting = std::ranges::find(kSettings, name);
  if (setting == kSettings.end()) {
    return absl::InvalidArgumentError(Concat(
        "unknown policy setting '", name, "'; expected one of ",
        absl::StrJoin(kSettings, ", ", [](std::string* text, auto setting) {
          text->append(setting);
        })));
  }
  if (!(value >= 0 && value <= 1)) {
    return NotWithin(name, value, "a share from 0 to 1");
  }
  if (name == "near_miss") {
    policy.near_miss.fill(value);
  } else if (name == "wrong_role") {
    policy.wrong_role = value;
  } else if (name == "wrong_order") {
    policy.wrong_order = value;
  } else if (name == "extra") {
    policy.extra = value;
  } else {
    policy.near_miss[static_cast<size_t>(setting - kSettings.begin())] = value;
  }
  return absl::OkStatus();
}

}  // namespace codebook
