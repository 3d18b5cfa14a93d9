// Damage to images: a byte that says which image, then patches of six bytes
// (where, what), and the header made right again or not. Or, where the bytes
// begin as an image, any bytes as one. It is refused, or everything can be
// asked of it.

#include <algorithm>
#include <cstring>
#include <memory>

#include "codesets/diff/diff.h"
#include "codesets/judge.h"
#include "codesets/searcher.h"
#include "engine/image.h"
#include "tests/fuzz/fuzzing.h"
#include "tests/small_release.h"
#include "tests/touch_image.h"

namespace codebook::fuzz {
namespace {

std::string Patched(std::string_view patches) {
  static const std::string& list = *new std::string(SmallListImage());
  static const std::string& tables = *new std::string(SmallTablesImage());
  const auto which = static_cast<unsigned char>(patches.front());
  patches.remove_prefix(1);
  std::string image = which & 1 ? list : tables;
  for (; patches.size() >= 6; patches.remove_prefix(6)) {
    uint16_t place = 0;
    uint32_t value = 0;
    std::memcpy(&place, patches.data(), sizeof place);
    std::memcpy(&value, patches.data() + 2, sizeof value);
    // Past half of all places, the image is cut short there instead.
    const size_t at = place % (image.size() - sizeof value);
    if (which & 4 && place >= 0xFF00) {
      image.resize(std::max<size_t>(at, kImageHeaderSize));
      break;
    }
    std::memcpy(image.data() + at, &value, sizeof value);
  }
  if (which & 2) MakeHeaderRight(image);
  return image;
}

}  // namespace
}  // namespace codebook::fuzz

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace codebook::fuzz;  // NOLINT
  const std::string_view text = TextOf(data, size);
  if (text.empty()) return 0;
  const std::string image =
      text.starts_with("CODEBOOK") ? std::string(text) : Patched(text);
  const auto release = codebook::OpenExactCopy(image);
  if (!release.ok()) {
    Require(absl::IsDataLoss(release.status()) ||
                absl::IsFailedPrecondition(release.status()),
            "another error", MessageOf(release.status()));
    return 0;
  }
  codebook::UseEverything(*release);
  return 0;
}
