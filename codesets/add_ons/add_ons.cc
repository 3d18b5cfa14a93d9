#include "codesets/add_ons/add_ons.h"

#include <array>

#include "codesets/add_ons/conversions.h"

namespace codebook {
namespace {

constexpr std::array<CodeSystem, 3> kAddOns = {{
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
    {.name = kConversionSet,
     .title = "the conversion table",
     .uri = "",
     .point_after = 3,
     .fiscal_year = true,
     .recognize = RecognizeConversions,
     .read = ReadConversions},
}};

}  // namespace

std::span<const CodeSystem> AddOns() { return kAddOns; }

char DelimiterOf(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  return line.find('\t') != std::string_view::npos ? '\t' : ',';
}

std::string_view HeadOf(const SourceFile& file) {
  constexpr size_t kHead = 4096;
  return file.bytes.substr(0, kHead);
}

}  // namespace codebook
