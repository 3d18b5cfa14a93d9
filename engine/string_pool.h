// The texts of a release, each stored once behind its length.
//
// A text is named by its offset. Offset 0 is the empty text. A StringPool is a
// view of an image: its texts live as long as the bytes it was opened on. An
// offset that does not name a whole text gives the empty one.

#ifndef CODEBOOK_ENGINE_STRING_POOL_H_
#define CODEBOOK_ENGINE_STRING_POOL_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"

namespace codebook {

class StringPool {
 public:
  StringPool() = default;
  explicit StringPool(std::string_view bytes) : bytes_(bytes) {}

  std::string_view Get(uint32_t offset) const;

 private:
  std::string_view bytes_;
};

class StringPoolBuilder {
 public:
  StringPoolBuilder() : bytes_(1, '\0') {}

  // Stores `text` and names it. Images hold less than 4 GiB of text; past that
  // overflowed() is true and the name is 0.
  uint32_t Add(std::string_view text) { return Add(text, {}); }

  // Stores `head` directly followed by `tail` as one text.
  uint32_t Add(std::string_view head, std::string_view tail);

  // Like Add, and names equal texts equally. For texts that repeat: labels.
  uint32_t Intern(std::string_view text);

  // The text named `offset`; valid until the next call that adds one.
  std::string_view Get(uint32_t offset) const {
    return StringPool(bytes_).Get(offset);
  }

  void Reserve(size_t bytes) { bytes_.reserve(bytes); }
  bool overflowed() const { return overflowed_; }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
  bool overflowed_ = false;
  absl::flat_hash_map<std::string, uint32_t> interned_;
};

}  // namespace codebook

#endif  // CODEBOOK_ENGINE_STRING_POOL_H_
