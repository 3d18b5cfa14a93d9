// The definitions of ICD-10-PCS: what the values of its axes mean and take in
// (the body part key, the device key, the device aggregation table).

#ifndef CODEBOOK_CODESETS_ICD10PCS_DEFINITIONS_H_
#define CODEBOOK_CODESETS_ICD10PCS_DEFINITIONS_H_

#include "absl/status/status.h"
#include "codesets/finding.h"
#include "codesets/xml_source.h"
#include "engine/index_terms_builder.h"

namespace codebook {

// Adds the definitions in `xml`, whose root is ICD10PCS.definitions, as a list:
// "Medical and Surgical, Body Part" > "Abdominal Aorta" > "Lumbar artery". A
// value has its definition and explanation as links, and what it takes in has
// the value to use. Refuses a file without a value; elements that are not known
// become findings.
absl::Status ReadPcsDefinitions(XmlSource& xml, IndexTermsBuilder& index,
                                Findings& findings);

}  // namespace codebook

#endif  // CODEBOOK_CODESETS_ICD10PCS_DEFINITIONS_H_
