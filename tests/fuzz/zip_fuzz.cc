// Any bytes as a zip archive: what comes out stays within the limits, and
// comes out again.

#include "codesets/archive.h"
#include "tests/fuzz/fuzzing.h"

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace codebook::fuzz;  // NOLINT
  constexpr codebook::ArchiveLimits kLimits = {
      .member_bytes = 1 << 16, .total_bytes = 1 << 18, .depth = 3};
  const codebook::SourceFile file = FileOf("a.zip", TextOf(data, size));
  codebook::IsArchive(file.bytes);
  const auto members = codebook::UnpackArchive(file, kLimits);
  if (!members.ok()) {
    Require(absl::IsInvalidArgument(members.status()) &&
                MessageOf(members.status()).starts_with("a.zip"),
            "an error without the archive's name", MessageOf(members.status()));
    return 0;
  }
  size_t total = 0;
  for (const codebook::SourceFile& member : *members) {
    Require(member.name.starts_with("a.zip:"), "a name without the archive's",
            member.name);
    Require(member.bytes.size() <= kLimits.member_bytes, "a member too large");
    Require(!codebook::IsArchive(member.bytes), "an archive is left packed");
    total += member.bytes.size();
  }
  Require(total <= kLimits.total_bytes, "too much in all");
  const auto again = codebook::UnpackArchive(file, kLimits);
  Require(again.ok() && again->size() == members->size(),
          "the second time something else comes out");
  for (size_t i = 0; i < members->size(); ++i) {
    Require((*again)[i].bytes == (*members)[i].bytes,
            "the second time something else comes out");
  }
  return 0;
}
