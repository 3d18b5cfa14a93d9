// Present on admission, and the user's edits.

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "codesets/add_ons/add_ons.h"
#include "codesets/checked_encounter.h"
#include "engine/concat.h"

namespace codebook {
namespace {

using Poa = PresentOnAdmission;

// The edits that `table` has for a code or one it begins with.
std::vector<EditRule> EditsOf(const CodeSet& table, Code code) {
  std::vector<EditRule> rules;
  for (size_t length = 3; length <= code.size(); ++length) {
    const std::optional<NodeId> row = table.Find(code.Prefix(length));
    if (!row) continue;
    for (const Property& property : table.Properties(*row)) {
      if (auto rule = EditRule::Parse(property.name, property.value)) {
        rules.push_back(*std::move(rule));
      }
    }
  }
  return rules;
}

std::string InList(const CodeSet& list) {
  return Concat(" (", list.id().ToString(), ")");
}

class EditsCheck {
 public:
  EditsCheck(const CodeSet& table, CheckedEncounter& encounter)
      : table_(table), encounter_(encounter) {}

  void Check(const Diagnosis& diagnosis) {
    const Date day = encounter_.day();
    for (const EditRule& rule : EditsOf(table_, encounter_.CodeOf(diagnosis))) {
      if (rule.InForce(day)) Apply(rule, diagnosis.code);
    }
  }

 private:
  void Apply(const EditRule& rule, uint32_t code) {
    const std::optional<Sex> sex = encounter_.encounter().sex;
    const std::optional<int> age = encounter_.encounter().age;
    const std::string name = encounter_.Name(code);
    switch (rule.kind) {
      case EditKind::kAge:
        if (!age || (rule.youngest <= *age && *age <= rule.oldest)) return;
        Add(CheckId::kAgeConflict, code,
            rule.youngest == rule.oldest
                ? Concat(name, " is for the age of ", rule.youngest,
                         ", and the patient is ", *age)
                : Concat(name, " is for ages ", rule.youngest, " to ",
                         rule.oldest, ", and the patient is ", *age));
        return;
      case EditKind::kFemale:
        if (sex != Sex::kMale) return;
        Add(CheckId::kSexConflict, code,
            Concat(name, " is for female patients only"));
        return;
      case EditKind::kMale:
        if (sex != Sex::kFemale) return;
        Add(CheckId::kSexConflict, code,
            Concat(name, " is for male patients only"));
        return;
      case EditKind::kUnacceptablePrincipal:
        const std::optional<Diagnosis> principal = encounter_.principal();
        if (!principal || principal->code != code) return;
        Add(CheckId::kUnacceptablePrincipal, code,
            Concat(name, " is not accepted as the principal diagnosis"));
        return;
    }
  }

  void Add(CheckId id, uint32_t code, const std::string& sentence) {
    encounter_.Add({.id = id,
                    .severity = Severity::kError,
                    .codes = {code},
                    .message = Concat(sentence, InList(table_))});
  }

  const CodeSet& table_;
  CheckedEncounter& encounter_;
};

void AddMissingList(CheckId id, std::string_view what,
                    CheckedEncounter& encounter) {
  encounter.Add(
      {.id = id,
       .severity = Severity::kInfo,
       .undecidable = true,
       .message = Concat(what, " is loaded for ", encounter.day().ToString(),
                         ", so nothing is said of it")});
}

}  // namespace

void CheckPoa(const CodeSetPtr& exempt, CheckedEncounter& encounter) {
  bool asked = false;
  for (const EncounterCode& code : encounter.encounter().codes) {
    asked = asked || code.poa != Poa::kNotGiven;
  }
  if (!asked) return;
  if (exempt == nullptr) {
    AddMissingList(
        CheckId::kPoaUndecidable,
        "no list of codes exempt from present-on-admission reporting",
        encounter);
    return;
  }
  for (const Diagnosis& diagnosis : encounter.diagnoses()) {
    const Poa poa = encounter.code(diagnosis.code).poa;
    const bool flagged = poa != Poa::kNotGiven && poa != Poa::kExempt;
    const bool is_exempt =
        exempt->Find(encounter.CodeOf(diagnosis)).has_value();
    if (flagged != is_exempt) continue;
    const std::string name = encounter.Name(diagnosis.code);
    encounter.Add(
        {.id = is_exempt ? CheckId::kPoaOnExempt : CheckId::kPoaMissing,
         .severity = Severity::kError,
         .codes = {diagnosis.code},
         .guideline = "Appendix I",
         .message =
             is_exempt
                 ? Concat(name,
                          " is exempt from present-on-admission reporting and "
                          "has no indicator but 1 or blank",
                          InList(*exempt))
                 : Concat(name,
                          " needs a present-on-admission indicator: Y, N, U or "
                          "W, for it is not exempt",
                          InList(*exempt))});
  }
}

void CheckEdits(const CodeSetPtr& edits, CheckedEncounter& encounter) {
  if (edits == nullptr) {
    const Encounter& asked = encounter.encounter();
    if (asked.age || asked.sex) {
      AddMissingList(CheckId::kEditsUndecidable,
                     "no table of age and sex edits", encounter);
    }
    return;
  }
  EditsCheck check(*edits, encounter);
  for (const Diagnosis& diagnosis : encounter.diagnoses()) {
    check.Check(diagnosis);
  }
}

}  // namespace codebook
