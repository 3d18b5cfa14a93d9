#include "engine/term_unions.h"

#include <algorithm>

namespace codebook {
namespace {

constexpr uint64_t kLowBits = 0x5555555555555555;

// Every place becomes `most`, which is near enough for a part.
uint64_t AtMost(uint64_t places, TermPlace most) {
  if (most == TermPlace::kTitle) return places;
  return ((places | places >> 1) & kLowBits) * static_cast<uint64_t>(most);
}

}  // namespace

void TermUnions::Add(const Part& part, size_t documents,
                     std::vector<uint64_t>& places) {
  if (part.postings.dense()) {
    const std::span<const uint64_t> more = part.postings.places();
    const size_t words = std::min(places.size(), more.size());
    for (size_t i = 0; i < words; ++i) {
      places[i] = GreaterPlaces(places[i], AtMost(more[i], part.most));
    }
    return;
  }
  const auto most = static_cast<uint32_t>(part.most);
  for (const uint32_t posting : part.postings.list()) {
    const uint32_t document = posting >> 2;
    if (document >= documents) continue;
    uint64_t& word = places[document / 32];
    const uint32_t shift = document % 32 * 2;
    const uint64_t place = std::min(posting & 3, most);
    if ((word >> shift & 3) >= place) continue;
    word = (word & ~(uint64_t{3} << shift)) | place << shift;
  }
}

Postings TermUnions::Make(std::span<const Part> parts, size_t documents) {
  if (used_ == places_.size()) places_.emplace_back();
  std::vector<uint64_t>& places = places_[used_++];
  places.assign((documents + 31) / 32, 0);
  uint64_t count = 0;
  for (const Part& part : parts) {
    count += part.postings.count();
    Add(part, documents, places);
  }
  return Postings(places,
                  static_cast<uint32_t>(std::min<uint64_t>(count, documents)));
}

}  // namespace codebook
