#include "tools/codebook/code_input.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>

#include "absl/status/statusor.h"
#include "engine/concat.h"
#include "tools/codebook/line_pieces.h"

namespace codebook {
namespace {

// What is read at a time where lines are not cut into pieces.
constexpr size_t kBlock = size_t{1} << 16;

// Whether there is something to read, or the end has come.
bool InputAtHand() {
  pollfd input{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
  return poll(&input, 1, 0) == 1;
}

// As many bytes as are there, at least one; 0 at the end.
absl::StatusOr<size_t> ReadSome(std::span<char> to) {
  size_t filled = 0;
  while (filled < to.size() && (filled == 0 || InputAtHand())) {
    const ssize_t count =
        read(STDIN_FILENO, to.data() + filled, to.size() - filled);
    if (count == 0) break;
    if (count > 0) {
      filled += static_cast<size_t>(count);
    } else if (errno != EINTR) {
      return absl::ErrnoToStatus(errno, "cannot read standard input");
    }
  }
  return filled;
}

// What has been read but not passed on: the beginning of a line.
class Held {
 public:
  explicit Held(size_t size)
      : size_(size), buffer_(std::make_unique_for_overwrite<char[]>(size)) {}

  std::span<char> Room() { return {buffer_.get() + held_, size_ - held_}; }
  void Add(size_t count) { held_ += count; }
  std::string_view text() const { return {buffer_.get(), held_}; }
  bool full() const { return held_ == size_; }

  void Grow() {
    auto larger = std::make_unique_for_overwrite<char[]>(2 * size_);
    std::memcpy(larger.get(), buffer_.get(), held_);
    buffer_ = std::move(larger);
    size_ *= 2;
  }
  void DropFirst(size_t count) {
    held_ -= count;
    std::memmove(buffer_.get(), buffer_.get() + count, held_);
  }

 private:
  size_t size_;
  std::unique_ptr<char[]> buffer_;
  size_t held_ = 0;
};

std::string_view WithoutByteOrderMark(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) {
    text.remove_prefix(kByteOrderMark.size());
  }
  return text;
}

// Passes on what is read, `block` bytes at a time, as whole lines; `pass`
// returns how many lines there were.
absl::Status ForEachBlock(size_t block, Output& out,
                          absl::FunctionRef<size_t(std::string_view)> pass) {
  Held held(block);
  size_t lines = 0;
  bool first = true;
  while (!out.closed()) {
    if (held.full()) {
      if (held.text().size() > kMaxLineBytes) {
        return absl::InvalidArgumentError(
            Concat("standard input:", lines + 1, ":1: a line of more than ",
                   kMaxLineBytes, " bytes; expected one code a line"));
      }
      held.Grow();
    }
    if (const absl::Status written = out.Flush(); !written.ok()) break;
    const size_t searched = held.text().size();
    const absl::StatusOr<size_t> count = ReadSome(held.Room());
    if (!count.ok()) return count.status();
    held.Add(*count);
    const std::string_view text = held.text();
    const size_t last = text.substr(searched).rfind('\n');
    const bool ended = *count == 0;
    if (last == std::string_view::npos && !ended) continue;
    const size_t end = ended ? text.size() : searched + last + 1;
    const std::string_view whole = text.substr(0, end);
    lines +=
        pass(std::exchange(first, false) ? WithoutByteOrderMark(whole) : whole);
    if (ended) break;
    held.DropFirst(end);
  }
  return absl::OkStatus();
}

// The codes of the operands, a piece of standard input on each of `threads`.
absl::Status ForEachOperand(std::span<const std::string> operands, size_t piece,
                            size_t threads, Output& out, EachCodes each) {
  for (const std::string& operand : operands) {
    if (out.closed()) break;
    if (operand != "-") {
      const std::string_view code = operand;
      each({&code, 1}, out);
      continue;
    }
    LinePieces pieces(piece, threads, each);
    absl::Status status = ForEachBlock(
        piece * threads, out,
        [&](std::string_view lines) { return pieces.Pass(lines, out); });
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status ForEachCodes(std::span<const std::string> operands, size_t piece,
                          Output& out, EachCodes each) {
  return ForEachOperand(operands, piece, LinePieces::UsefulThreads(), out,
                        each);
}

absl::Status ForEachCode(std::span<const std::string> operands, Output& out,
                         absl::FunctionRef<void(std::string_view)> each) {
  return ForEachOperand(operands, kBlock, 1, out,
                        [&](std::span<const std::string_view> codes, Output&) {
                          std::ranges::for_each(codes, each);
                        });
}

}  // namespace codebook
