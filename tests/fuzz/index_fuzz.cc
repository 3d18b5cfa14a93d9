// Any bytes as an alphabetic index, a table of neoplasms or drugs, or the
// definitions of ICD-10-PCS, beside a sound list of codes.

#include "codesets/index_lookup.h"
#include "codesets/searcher.h"
#include "tests/fuzz/fuzzing.h"

namespace codebook::fuzz {
namespace {

constexpr std::string_view kDiagnoses = R"(<ICD10CM.tabular>
<version>2026</version><chapter><name>1</name><desc>One (A00-Z99)</desc>
<section id="A00-Z99"><desc>All (A00-Z99)</desc>
<diag><name>A00</name><desc>Cholera</desc>
<diag><name>A00.0</name><desc>Cholera due to vibrio</desc></diag>
<diag><name>A00.9</name><desc>Cholera, unspecified</desc></diag></diag>
<diag><name>C43</name><desc>Melanoma of skin</desc></diag>
<diag><name>T36</name><desc>Poisoning</desc></diag>
</section></chapter></ICD10CM.tabular>)";

constexpr std::string_view kProcedures =
    "00001 0BH     0 Insertion in the airway"
    "                                       "
    "Insertion in the airway\n"
    "00002 0BH17EZ 1 Insertion of Endotracheal Airway into Trachea, Via Openin"
    "  Insertion of Endotracheal Airway into Trachea, Via Opening\n";

// A term is found by its own words; what it points to can be followed.
void CheckTerms(const CodeSetPtr& release) {
  const IndexTerms& index = release->index_terms();
  const Searcher searcher({release});
  SearchScratch scratch;
  for (TermId term = 0; term < index.term_count() && term < 20; ++term) {
    Require(!IndexPath(index, term).empty() || index.title(term).empty(),
            "a term without a path");
    for (const IndexLink& link : index.Links(term)) {
      if (const auto target = FollowSee(index, link.text)) {
        Require(*target < index.term_count(), "a term that is none");
      }
    }
    for (const IndexEntry& entry :
         searcher.SearchIndex(index.title(term), 10, scratch)) {
      Require(entry.term < index.term_count(), "a term that is none");
    }
  }
}

}  // namespace
}  // namespace codebook::fuzz

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace codebook::fuzz;  // NOLINT
  const codebook::SourceFile file = FileOf("index.xml", TextOf(data, size));
  const bool procedures =
      file.bytes.find("<ICD10PCS.") != std::string_view::npos;
  const codebook::SourceFile codes = procedures
                                         ? FileOf("order.txt", kProcedures)
                                         : FileOf("tabular.xml", kDiagnoses);
  for (const codebook::ImportedRelease& release :
       ReadFiles({codes, file}, procedures ? "icd10pcs" : "icd10cm")) {
    CheckTerms(release.code_set);
  }
  return 0;
}
