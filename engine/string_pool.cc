#include "engine/string_pool.h"

#include "engine/concat.h"

namespace codebook {

std::string_view StringPool::Get(uint32_t offset) const {
  // The length is a little-endian base-128 number.
  uint64_t length = 0;
  for (int shift = 0; shift < 35; shift += 7) {
    if (offset >= bytes_.size()) return {};
    const auto byte = static_cast<unsigned char>(bytes_[offset++]);
    length |= uint64_t{byte & 0x7Fu} << shift;
    if ((byte & 0x80) == 0) {
      if (length > bytes_.size() - offset) return {};
      return bytes_.substr(offset, length);
    }
  }
  return {};
}

uint32_t StringPoolBuilder::Add(std::string_view head, std::string_view tail) {
  size_t length = head.size() + tail.size();
  if (length == 0) return 0;
  if (bytes_.size() + length + 5 > UINT32_MAX) {
    overflowed_ = true;
    return 0;
  }
  const auto offset = static_cast<uint32_t>(bytes_.size());
  for (; length >= 0x80; length >>= 7) {
    bytes_.push_back(static_cast<char>((length & 0x7F) | 0x80));
  }
  bytes_.push_back(static_cast<char>(length));
  bytes_.append(head);
  bytes_.append(tail);
  return offset;
}

uint32_t StringPoolBuilder::Intern(std::string_view text) {
  const auto known = interned_.find(ToAbsl(text));
  if (known != interned_.end()) return known->second;
  const uint32_t offset = Add(text);
  interned_.emplace(std::string(text), offset);
  return offset;
}

}  // namespace codebook
