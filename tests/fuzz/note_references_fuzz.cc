// Any bytes as the note of a tabular list: the codes that are read in it stand
// in it, and a release with the note says the same of it as the parser.

#include <algorithm>

#include "absl/strings/str_replace.h"
#include "codesets/icd10cm/note_references.h"
#include "engine/concat.h"
#include "tests/fuzz/fuzzing.h"

namespace codebook::fuzz {
namespace {

void CheckRanges(std::string_view note, const std::vector<CodeRange>& ranges,
                 bool all_read) {
  std::string letters(note);
  std::erase(letters, '.');
  for (const CodeRange& range : ranges) {
    for (const Code code : {range.first, range.last}) {
      Require(code.size() >= 3 && code.size() <= Code::kMaxLength, "no code",
              code.ToString());
      Require(letters.find(code.ToString()) != std::string::npos,
              "a code that the note does not have", code.ToString());
    }
    Require(!all_read || !(range.last < range.first) ||
                range.last.StartsWith(range.first),
            "a range that runs backwards", note);
    for (const CodeCondition& condition : range.any_of) {
      Require(!condition.text.empty() || note.empty(), "an empty condition",
              note);
    }
  }
}

std::string Escaped(std::string_view text) {
  return absl::StrReplaceAll(absl::string_view(text.data(), text.size()),
                             {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}});
}

// The note in a list, as each kind of note that points to codes.
void CheckRelease(std::string_view note) {
  std::string xml =
      "<ICD10CM.tabular><version>2026</version><chapter><name>1</name>"
      "<desc>One (A00-Z99)</desc><section id=\"A00-Z99\">"
      "<desc>All (A00-Z99)</desc>";
  char last = '0';
  for (const char* const kind : {"excludes1", "excludes2", "codeFirst",
                                 "useAdditionalCode", "codeAlso"}) {
    xml += Concat("<diag><name>E1", std::string(1, ++last),
                  "</name><desc>Title</desc><", kind, "><note>", Escaped(note),
                  "</note></", kind, "></diag>");
  }
  xml += "</section></chapter></ICD10CM.tabular>";
  for (const ImportedRelease& release :
       ReadFiles({FileOf("tabular.xml", xml)}, "icd10cm")) {
    for (const NoteReferenceRecord& reference :
         release.code_set->AllReferences()) {
      for (const uint32_t set : {reference.codes, reference.scope}) {
        uint32_t end = 0;
        for (const RowRange& rows : release.code_set->RowSet(set)) {
          Require(rows.first < rows.last &&
                      rows.last <= release.code_set->row_count() &&
                      (end == 0 || rows.first > end),
                  "ranges of rows touch or end outside", note);
          end = rows.last;
        }
      }
    }
  }
}

}  // namespace
}  // namespace codebook::fuzz

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace codebook::fuzz;  // NOLINT
  const std::string_view note = TextOf(data, size);
  const codebook::NamedCodes named = codebook::ParseNamedCodes(note);
  CheckRanges(note, named.codes, !named.not_all_read);
  CheckRanges(note, named.aside, !named.not_all_read);
  CheckRelease(note);
  return 0;
}
