// What fuzz targets share.
//
// A target is one function that is given any bytes: LLVMFuzzerTestOneInput. It
// ends the program when something does not hold that must hold for them all.
// In the build of .cmake/sanitize.cmake it is run by libFuzzer, which makes up
// bytes; in every other a plain main replays the files of its corpus.

#ifndef CODEBOOK_TESTS_FUZZ_FUZZING_H_
#define CODEBOOK_TESTS_FUZZ_FUZZING_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "codesets/import.h"
#include "codesets/source_file.h"
#include "engine/code_set.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace codebook::fuzz {

// Ends the program, with `what` and `about` as last words, unless `holds`.
void Require(bool holds, std::string_view what, std::string_view about = {});

inline std::string_view TextOf(const uint8_t* data, size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

inline std::string_view MessageOf(const absl::Status& status) {
  return {status.message().data(), status.message().size()};
}

// `text` up to the first `separator`, and what is behind it.
std::string_view TakePart(std::string_view& text, std::string_view separator);

// A file that the user named. It has a copy of `bytes`, with not a byte to
// spare on the heap.
SourceFile FileOf(std::string name, std::string_view bytes);

// Reads the files into releases that take effect on 2025-10-01. An error must
// be invalid argument and name one of the files; a release must be sound (see
// CheckRelease).
std::vector<ImportedRelease> ReadFiles(const std::vector<SourceFile>& files,
                                       std::string_view set);

// What holds of every release: a code is found in every way there is to find
// it, at its row and nowhere else; the tree is one; verdicts agree with what is
// billable; the image is whole.
void CheckRelease(const CodeSetPtr& release);

// What holds of a verdict on `text`, which may be any bytes, by `release`.
void CheckVerdict(const CodeSetPtr& release, std::string_view text);

// Writes the codes of a release in the format of `set` (order file, annual file
// of HCPCS, table of CPT), and reads that: codes, order, billable flags and
// titles must come back.
void CheckReadsBack(const CodeSet& release);

}  // namespace codebook::fuzz

#endif  // CODEBOOK_TESTS_FUZZ_FUZZING_H_
