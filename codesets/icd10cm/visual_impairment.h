// The table of degrees of visual impairment inside H54, as text.

#ifndef CODEBOOK_CODESETS_ICD10CM_VISUAL_IMPAIRMENT_H_
#define CODEBOOK_CODESETS_ICD10CM_VISUAL_IMPAIRMENT_H_

#include <string>

#include "codesets/xml_source.h"

namespace codebook {

// One line for each row of the table, the heading first:
//   "1: maximum less than 6/18, 3/10(0.3); minimum equal to ... 6/60"
std::string VisualImpairmentText(XmlSource& xml, pugi::xml_node table);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_ICD10CM_VISUAL_IMPAIRMENT_H_
