#include "codesets/add_ons/add_ons.h"

#include <array>

namespace codebook {
namespace {

constexpr std::array<CodeSystem, 2> kAddOns = {{
    {.name = kPoaExemptSet,
     .title = "the list of codes exempt from POA reporting",
     .uri = "",
     .point_after = 3,
     .fiscal_year = true,
     .recognize = RecognizePoaExempt,
     .read = ReadPoaExempt},
    {.name = kEditsSet,
     .title = "the table of edits",
     .uri = "",
     .point_after = 3,
     .fiscal_year = true,
     .recognize = RecognizeEdits,
     .read = ReadEdits},
}};

}  // namespace

std::span<const CodeSystem> AddOns() { return kAddOns; }

}  // namespace codebook
