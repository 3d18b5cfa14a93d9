// Texts that are equal but for accents: the tabular list's titles carry them
// ("Sézary disease"), the order file's do not.

#ifndef CODEBOOK_CODESETS_ACCENTS_H_
#define CODEBOOK_CODESETS_ACCENTS_H_

#include <string>
#include <string_view>

namespace codebook {

// `text` without accents and other marks: "Sézary" becomes "Sezary". Text that
// is not UTF-8 is returned as it is.
std::string WithoutAccents(std::string_view text);

bool EqualButForAccents(std::string_view a, std::string_view b);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_ACCENTS_H_
